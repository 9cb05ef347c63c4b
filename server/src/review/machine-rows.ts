// The rows of what was marked as made by a machine: one an act, in their order.
import { characterSpanSchema, type MachinePart } from '@galley/shared/api/machine-made.ts';
import type { ArticleId, SectionId, UserId } from '@galley/shared/ids.ts';
import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import { record } from '../audit/record.ts';
import type { Span } from '../history/origins.ts';
import { lockNames } from '../storage/dialect.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import type { FoundWords, Marking } from './machine-words.ts';

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

/** Makes other acts of this article wait until the transaction has ended. */
export async function lockMarkings(
  transaction: Transaction<Tables>,
  kind: Storage['kind'],
  article: ArticleId,
): Promise<void> {
  await lockNames(transaction, kind, [`machine-marks/${article}`]);
}

/** Writes an act behind the others, and into the audit log; the article's acts are locked. */
export async function writeMarking(
  transaction: Transaction<Tables>,
  article: ArticleId,
  { made, words, by }: { made: boolean; words: FoundWords; by: UserId },
): Promise<void> {
  const { last } = await transaction
    .selectFrom('machineMark')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('article', '=', article)
    .executeTakeFirstOrThrow();
  const [place, ...others] = words.places;
  const section = others.length === 0 && isSection(place) ? place : null;
  await transaction
    .insertInto('machineMark')
    .values({
      article,
      number: Number(last ?? 0) + 1,
      made: made ? 1 : 0,
      spans: JSON.stringify(words.origins.map(({ client, clock, length }) => [client, clock, length])),
      section,
      letters: words.letters,
      by,
      at: new Date().toISOString(),
    })
    .execute();
  await record(transaction, {
    act: made ? 'article.machine-marked' : 'article.machine-unmarked',
    who: by,
    article,
    ...(section === null ? {} : { section }),
    details: { count: words.letters },
  });
}

function isSection(place: MachinePart['place'] | undefined): place is SectionId {
  return place !== undefined && place !== 'headline' && place !== 'dek' && place !== 'lead';
}
