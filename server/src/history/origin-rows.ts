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

/** Goes on where the timeline of an article has been read to. */
export async function readCarried(db: Kysely<Tables>, article: ArticleId): Promise<CarriedWords> {
  const row = await db
    .selectFrom('origins')
    .select(['carried', 'removed'])
    .where('article', '=', article)
    .executeTakeFirst();
  const removed = removedSchema.parse(JSON.parse(row?.removed ?? '[]')).map(
    ([text, spans]): Removed => ({
      text,
      spans: spans.map(([client, clock, length]): Span => ({ client, clock, length })),
    }),
  );
  return new CarriedWords(originsOf(row?.carried ?? '[]'), removed);
}

export async function writeCarried(
  db: Kysely<Tables>,
  article: ArticleId,
  { origins, removed }: CarriedWords,
): Promise<void> {
  const row = {
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
  await db
    .insertInto('origins')
    .values({ article, ...row })
    .onConflict((conflict) => conflict.column('article').doUpdateSet(row))
    .execute();
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
