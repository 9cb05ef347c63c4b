// The origins of an article's words as rows. They are made with the timeline, from the journal.
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../storage/tables.ts';
import { type Carried, CarriedWords, Origins, type Removed, type Span } from './origins.ts';

const carriedSchema = z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]));
const removedSchema = z.array(z.tuple([z.string(), z.array(z.tuple([z.number(), z.number(), z.number()]))]));

/** As which characters those of an article were written, up to where its timeline has been read. */
export async function readOrigins(db: Kysely<Tables>, article: ArticleId): Promise<Origins> {
  const row = await db
    .selectFrom('origins')
    .select('carried')
    .where('article', '=', article)
    .executeTakeFirst();
  return originsOf(row?.carried ?? '[]');
}

/** What is known of an article's carried words, as its row has it. */
export interface CarriedRow {
  carried: string;
  removed: string;
}

/** The row where the timeline of an article has been read to. */
export async function readCarriedRow(db: Kysely<Tables>, article: ArticleId): Promise<CarriedRow> {
  const row = await db
    .selectFrom('origins')
    .select(['carried', 'removed'])
    .where('article', '=', article)
    .executeTakeFirst();
  return row ?? { carried: '[]', removed: '[]' };
}

export async function writeCarriedRow(
  db: Kysely<Tables>,
  article: ArticleId,
  row: CarriedRow,
): Promise<void> {
  await db
    .insertInto('origins')
    .values({ article, ...row })
    .onConflict((conflict) => conflict.column('article').doUpdateSet({ ...row }))
    .execute();
}

/** Goes on where the row ends. */
export function carriedWordsOf({ carried, removed }: CarriedRow): CarriedWords {
  const removedWords = removedSchema.parse(JSON.parse(removed)).map(
    ([text, spans]): Removed => ({
      text,
      spans: spans.map(([client, clock, length]): Span => ({ client, clock, length })),
    }),
  );
  return new CarriedWords(originsOf(carried), removedWords);
}

/** What is known by now, as a row. */
export function carriedRowOf({ origins, removed }: CarriedWords): CarriedRow {
  return {
    carried: JSON.stringify(
      [...origins].map(({ client, clock, length, fromClient, fromClock }) => [
        client,
        clock,
        length,
        fromClient,
        fromClock,
      ]),
    ),
    removed: JSON.stringify(
      removed.map(({ text, spans }) => [
        text,
        spans.map(({ client, clock, length }) => [client, clock, length]),
      ]),
    ),
  };
}

function originsOf(json: string): Origins {
  return new Origins(
    carriedSchema.parse(JSON.parse(json)).map(
      ([client, clock, length, fromClient, fromClock]): Carried => ({
        client,
        clock,
        length,
        fromClient,
        fromClock,
      }),
    ),
  );
}
