// Opens the signed-in person's outbox for as long as a page of the desk is open.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useMe } from '../app/session.tsx';
import { Outbox } from '../outbox/outbox.ts';
import { commandsOver } from './commands.ts';
import { type DeskOutbox, OutboxContext } from './outbox-context.ts';

/** Shows its children once there is an outbox for what people do in them. */
export function OutboxProvider({ children }: { children: ReactNode }) {
  const { id } = useMe();
  const client = useQueryClient();
  const [outbox, setOutbox] = useState<DeskOutbox | null>(null);
  useEffect(() => {
    const opened: DeskOutbox = new Outbox({ user: id, ...commandsOver(client) });
    setOutbox(opened);
    return () => opened.stop();
  }, [id, client]);
  return outbox && <OutboxContext value={outbox}>{children}</OutboxContext>;
}
