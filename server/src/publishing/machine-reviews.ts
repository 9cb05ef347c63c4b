// The review that a text needs of which a machine made a part: that people have looked at it and somebody is responsible. It is
// given for one text with its marks; whatever changes either needs it anew.
import type { MachineReview, MachineText } from '@galley/shared/api/machine-made.ts';
import type { ReadinessItem } from '@galley/shared/article/readiness-item.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { Kysely, Transaction } from 'kysely';
import { record } from '../audit/record.ts';
import type { Tables } from '../storage/tables.ts';

/** The newest review of exactly this text; null where there is none. */
export async function reviewOf(
  db: Kysely<Tables>,
  article: ArticleId,
  hash: string,
  { marks }: Pick<MachineText, 'marks'>,
): Promise<MachineReview | null> {
  const row = await db
    .selectFrom('machineReview')
    .select(['responsible', 'by', 'at'])
    .where('article', '=', article)
    .where('hash', '=', hash)
    .where('marks', '=', marks)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** What is missing for want of a review. */
export const reviewMissing: ReadinessItem = {
  code: 'machine-review-missing',
  region: null,
  kind: null,
  count: null,
  limit: null,
};

/** Writes a review down, in the transaction that holds the article. */
export async function writeReview(
  transaction: Transaction<Tables>,
  article: ArticleId,
  review: { hash: string; marks: number; responsible: string },
  by: UserId,
): Promise<void> {
  const { last } = await transaction
    .selectFrom('machineReview')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('article', '=', article)
    .executeTakeFirstOrThrow();
  const number = Number(last ?? 0) + 1;
  const at = new Date().toISOString();
  await transaction
    .insertInto('machineReview')
    .values({ article, number, ...review, by, at })
    .execute();
  const details = { name: review.responsible };
  await record(transaction, { act: 'publication.machine-reviewed', who: by, article, details });
}
