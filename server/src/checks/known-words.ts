// Words that no dictionary has to know.
import type { LanguageCode } from '@galley/shared/checks/levels.ts';
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

/** Whether what is found is the spelling of a word that this desk knows, and so no mistake. */
export function isKnownWord(known: ReadonlySet<string>, code: LanguageCode, quote: string): boolean {
  return code === 'spelling' && known.has(quote.toLowerCase());
}
