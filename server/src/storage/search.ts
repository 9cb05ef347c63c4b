// Full-text search over articles. What a text is found by is decided here, so that both databases find the same and only
// how they store and match terms differs. A term is a word as it stands, without accents, or its stem by the article's
// language; a word of a query is matched by either, and the last one, which may be unfinished, by how words begin.
import type { Language } from '@galley/shared/api/people.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import stemmers from 'snowball-stemmers';
import type { StorageKind } from './dialect.ts';

const stemOf = {
  en: remembered(stemmers.newStemmer('english')),
  de: remembered(stemmers.newStemmer('german')),
};

/** Stems stand apart from words and from those of other languages: the German stem of `news` is `new`. */
const stemMark = { en: '\ue000', de: '\ue001' };

/** No word is longer; what comes in without spaces is no word. */
const maxWord = 100;

/** PostgreSQL takes up to 1 MB of terms for an article. */
const maxBytes = 800_000;
const bytesBeside = 4;

const languages = ['en', 'de'] as const satisfies readonly Language[];

/** Makes the index's table. */
export async function createSearch(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  if (kind === 'sqlite') {
    // The index finds entries by number only; looking for an article's entry by its id would read the whole index.
    await sql`create table "articleSearchEntry" ("number" integer primary key, "article" text not null unique)`.execute(
      db,
    );
    await sql`create virtual table "articleSearch" using fts5("terms", content = '', contentless_delete = 1, tokenize = "unicode61")`.execute(
      db,
    );
    return;
  }
  await sql`create table "articleSearch" ("article" text primary key, "terms" tsvector not null)`.execute(db);
  await sql`create index "articleSearchTerms" on "articleSearch" using gin ("terms")`.execute(db);
}

/** Puts an article's text into the index in place of what was there. */
export async function indexArticle<Tables>(
  db: Kysely<Tables>,
  kind: StorageKind,
  entry: { article: ArticleId; language: Language; text: string },
): Promise<void> {
  const terms = termsOf(entry.text, entry.language);
  if (kind === 'sqlite') {
    await sql`insert into "articleSearchEntry" ("article") values (${entry.article}) on conflict do nothing`.execute(
      db,
    );
    await sql`insert or replace into "articleSearch" ("rowid", "terms")
      select "number", ${terms.join(' ')} from "articleSearchEntry" where "article" = ${entry.article}`.execute(
      db,
    );
    return;
  }
  await sql`insert into "articleSearch" ("article", "terms") values (${entry.article}, array_to_tsvector(${terms}::text[]))
    on conflict ("article") do update set "terms" = excluded."terms"`.execute(db);
}

/**
 * The ids of the articles that hold every word of the query, as a subquery for `in`; the last word may be unfinished.
 * Null where the query holds no word.
 */
export function matchingArticles(kind: StorageKind, query: string): RawBuilder<{ article: string }> | null {
  const asked = words(query);
  if (asked.length === 0) return null;
  const alternatives = asked.map((word, index) => ({
    exact: [withoutAccents(word), ...languages.map((language) => stemTerm(word, language))],
    beginning: index === asked.length - 1 ? [withoutAccents(word)] : [],
  }));
  if (kind === 'sqlite') {
    const match = alternatives
      .map(({ exact, beginning }) => {
        const terms = [...exact.map(quoted), ...beginning.map((term) => `${quoted(term)}*`)];
        return `(${terms.join(' OR ')})`;
      })
      .join(' AND ');
    return sql`select "article" from "articleSearchEntry"
      where "number" in (select "rowid" from "articleSearch" where "articleSearch" match ${match})`;
  }
  const match = alternatives
    .map(({ exact, beginning }) => {
      const terms = [...exact.map(lexeme), ...beginning.map((term) => `${lexeme(term)}:*`)];
      return `(${terms.join(' | ')})`;
    })
    .join(' & ');
  return sql`select "article" from "articleSearch" where "terms" @@ ${match}::tsquery`;
}

/** What a text is found by, each term once. */
function termsOf(text: string, language: Language): string[] {
  const terms = new Set<string>();
  let bytes = 0;
  for (const word of new Set(words(text))) {
    for (const term of [withoutAccents(word), stemTerm(word, language)]) {
      if (terms.has(term)) continue;
      bytes += Buffer.byteLength(term) + bytesBeside;
      if (bytes > maxBytes) return [...terms];
      terms.add(term);
    }
  }
  return [...terms];
}

function stemTerm(word: string, language: Language): string {
  return stemMark[language] + stemOf[language](word);
}

/** A long article is indexed anew every second while people write in it, and nearly all of its words stay the same. */
function remembered(stemmer: { stem(word: string): string }): (word: string) => string {
  const stems = new LRUCache<string, string>({ max: 20_000 });
  return (word) => {
    const known = stems.get(word);
    if (known !== undefined) return known;
    const stem = withoutAccents(stemmer.stem(word));
    stems.set(word, stem);
    return stem;
  };
}

/** Runs of letters and digits of any script, in lower case. */
function words(text: string): string[] {
  const found =
    text
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return found.map((word) => (word.length > maxWord ? word.slice(0, maxWord).toWellFormed() : word));
}

/** `Café` is found by `cafe`, and `Straße` by `strasse`. */
function withoutAccents(word: string): string {
  return word.replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '');
}

/** The words hold nothing but letters and digits, so that quoting needs no escapes. */
function quoted(word: string): string {
  return `"${word}"`;
}

function lexeme(word: string): string {
  return `'${word}'`;
}
