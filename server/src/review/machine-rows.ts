// The rows of what was marked as made by a machine: one an act, in their order.
import { characterSpanSchema } from '@galley/shared/api/machine-made.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Span } from '../history/origins.ts';
import type { Tables } from '../storage/tables.ts';
import type { Marking } from './machine-words.ts';

const spansSchema = z.array(characterSpanSchema);

/** All acts of an article, in their order. */
export async function readMarkings(
  db: Kysely<Tables>,
  article: ArticleId,
): Promise<(Marking & { by: UserId; at: string })[]> {
  const rows = await db
    .selectFrom('machineMark')
    .select(['number', 'made', 'spans', 'by', 'at'])
    .where('article', '=', article)
    .orderBy('number')
    .execute();
  return rows.map(({ number, made, spans, by, at }) => ({
    number,
    made: made === 1,
    spans: spansSchema
      .parse(JSON.parse(spans))
      .map(([client, clock, length]): Span => ({ client, clock, length })),
    by: by,
    at,
  }));
}
