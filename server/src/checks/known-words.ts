// Words that no dictionary has to know.
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';

/** Words that nobody has misspelled, in lower case: names of people and authors, and what the house style list speaks of. */
export async function knownWords(db: Kysely<Tables>): Promise<ReadonlySet<string>> {
  const people = await db.selectFrom('user').select('name').execute();
  const authors = await db.selectFrom('author').select('name').execute();
  const style = await db.selectFrom('styleWord').select(['avoid', 'prefer']).execute();
  const texts = [
    ...[...people, ...authors].map(({ name }) => name),
    ...style.flatMap(({ avoid, prefer }) => [avoid, prefer]),
  ];
  return new Set(texts.flatMap((text) => [text, ...text.split(/\s+/)].map((word) => word.toLowerCase())));
}
