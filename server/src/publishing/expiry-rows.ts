// The rows that say when articles are withdrawn by themselves, as acts write them within their transactions.
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { Transaction } from 'kysely';
import { record } from '../audit/record.ts';
import { expiryOf } from '../storage/article-facts.ts';
import type { Tables } from '../storage/tables.ts';

/** When an article is withdrawn by itself, and what the public reads then. */
export interface ExpiryInput {
  at: Date;
  /** In which it was chosen. */
  timeZone: string;
  note: string;
}

/** Sets the time, in place of another one. Whoever does holds the article. */
export async function writeExpiry(
  transaction: Transaction<Tables>,
  article: ArticleId,
  { at, timeZone, note }: ExpiryInput,
  by: UserId,
): Promise<void> {
  const due = at.toISOString();
  const values = { at: due, timeZone, note, by, attempts: 0, nextAt: due };
  await transaction
    .insertInto('expiry')
    .values({ id: article, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
  const details = { until: due, ...(note === '' ? {} : { note }) };
  await record(transaction, { act: 'publication.expiry-set', who: by, article, details });
}

/** Takes the time away; false where there was none. */
export async function removeExpiry(
  transaction: Transaction<Tables>,
  article: ArticleId,
  by: UserId,
): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('expiry')
    .where('id', '=', article)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return false;
  await record(transaction, { act: 'publication.expiry-removed', who: by, article });
  return true;
}

/** Sets the time or takes it away; leaves it where the act says nothing of it. */
export async function changeExpiry(
  transaction: Transaction<Tables>,
  article: ArticleId,
  input: ExpiryInput | null | undefined,
  by: UserId,
): Promise<void> {
  if (input === null) await removeExpiry(transaction, article, by);
  else if (input !== undefined) await writeExpiry(transaction, article, input, by);
}

/** Until when the article is public once that is so; null for no such time. */
export async function expiryAfter(
  transaction: Transaction<Tables>,
  article: ArticleId,
  input: ExpiryInput | null | undefined,
): Promise<string | null> {
  return input === undefined ? await expiryOf(transaction, article) : (input?.at.toISOString() ?? null);
}
