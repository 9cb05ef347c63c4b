// The signed-in person's outbox, one for the whole desk.
import type { ArticleId } from '@galley/shared/ids.ts';
import { createContext, use, useSyncExternalStore } from 'react';
import type { Outbox } from '../outbox/outbox.ts';
import type { DeskCommand } from './commands.ts';

/** The outbox with what it holds at the desk. */
export type DeskOutbox = Outbox<DeskCommand>;

/** Given above all pages behind the sign-in; read it by `useOutbox`. */
export const OutboxContext = createContext<DeskOutbox | null>(null);

/** Throws outside the pages that ask for a session. */
export function useOutbox(): DeskOutbox {
  const outbox = use(OutboxContext);
  if (!outbox) throw new Error('Nobody is signed in here.');
  return outbox;
}

/** How many comments, reactions and suggestions of this article have not got to the server. */
export function useUnsentCount(article: ArticleId): number {
  const outbox = useOutbox();
  return useSyncExternalStore(
    outbox.subscribe,
    () => outbox.items.filter((item) => item.article === article).length,
  );
}
