// Work that waits as rows with the time of the next attempt, and is done by one process alone, whichever comes first. A
// process that dies in the middle of it lets go by itself: the row becomes due again after a while.
import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** The tables of such rows: each has `id`, `attempts` and `nextAt`, which is null where nothing is left to do. */
type WorkTable = 'avifJob' | 'deskEvent' | 'expiry' | 'mail' | 'ping' | 'schedule' | 'webhookDelivery';

export interface TakeOptions {
  now: Date;
  /** For how long nobody else takes them; longer than the work can last. */
  leaseMs: number;
  limit: number;
}

/** Takes rows that are due, and counts the attempt. Of processes that ask at once each gets others. */
export async function takeDue<Table extends WorkTable>(
  db: Kysely<Tables>,
  table: Table,
  { now, leaseMs, limit }: TakeOptions,
): Promise<Tables[Table]['id'][]> {
  const name = sql.table(table);
  const at = now.toISOString();
  const until = new Date(now.getTime() + leaseMs).toISOString();
  const due = sql`select id from ${name} where "nextAt" <= ${at} order by "nextAt" limit ${limit}`;
  // The outer condition is asked again after waiting for another process that takes the same rows.
  const { rows } = await sql<{ id: Tables[Table]['id'] }>`
    update ${name} set "nextAt" = ${until}, attempts = attempts + 1
    where id in (${due}) and "nextAt" <= ${at} returning id`.execute(db);
  return rows.map(({ id }) => id);
}

/** When to try again after so many attempts: each wait twice the one before, a little longer by chance. */
export function nextAttempt(now: Date, attempts: number, firstMs: number, longestMs: number): Date {
  const wait = Math.min(firstMs * 2 ** (attempts - 1), longestMs);
  return new Date(now.getTime() + wait * (1 + Math.random() / 5));
}
