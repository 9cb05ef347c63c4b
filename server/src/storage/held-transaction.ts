// While work holds an article in its transaction, it must ask for no other connection: the embedded database has only one, so
// it would wait for itself without an end, and on PostgreSQL a few such at once would use up the pool.
import { AsyncLocalStorage } from 'node:async_hooks';

/** A fault of the code, not of whoever asked. */
export class SecondConnectionError extends Error {
  override readonly name = 'SecondConnectionError';
}

const held = new AsyncLocalStorage<{ isOver: boolean }>();

/** Runs the work of a transaction that holds an article. What it began and did not wait for is free once it is over. */
export async function holdingTransaction<T>(work: () => Promise<T>): Promise<T> {
  const holding = { isOver: false };
  try {
    return await held.run(holding, work);
  } finally {
    holding.isOver = true;
  }
}

/** Throws `SecondConnectionError` in work of `holdingTransaction`; `what` names in a word or two what was asked for. */
export function refuseWhileHolding(what: string): void {
  if (held.getStore()?.isOver === false)
    throw new SecondConnectionError(
      `${what} within documents.exclusively: only its transaction, its document and its change can be used there.`,
    );
}
