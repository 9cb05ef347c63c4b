// One outbox for as long as what uses it is on the page.
import { useEffect, useState } from 'react';
import { Outbox, type OutboxOptions } from './outbox.ts';

/** An outbox with these options, the same object as long as it is to be the same outbox; null before it is open. */
export function useOpenOutbox<Command>(options: OutboxOptions<Command>): Outbox<Command> | null {
  const [outbox, setOutbox] = useState<Outbox<Command> | null>(null);
  useEffect(() => {
    const opened = new Outbox(options);
    setOutbox(opened);
    return () => opened.stop();
  }, [options]);
  return outbox;
}
