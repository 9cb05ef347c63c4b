// Full-text search over articles. What a text is found by is decided in search-terms.ts and what a query asks for in
// search-query.ts, so that both databases find the same and only how they store and match terms differs.
import type { ArticleId } from '@galley/shared/ids.ts';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { StorageKind } from './dialect.ts';
import { type Alternatives, readQuery } from './search-query.ts';

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

/** Puts an article's terms (see search-terms.ts) into the index in place of what was there. */
export async function indexArticle<Tables>(
  db: Kysely<Tables>,
  kind: StorageKind,
  entry: { article: ArticleId; terms: readonly string[] },
): Promise<void> {
  const { article } = entry;
  const terms = [...entry.terms];
  if (kind === 'sqlite') {
    await sql`insert into "articleSearchEntry" ("article") values (${article}) on conflict do nothing`.execute(
      db,
    );
    await sql`insert or replace into "articleSearch" ("rowid", "terms")
      select "number", ${terms.join(' ')} from "articleSearchEntry" where "article" = ${article}`.execute(db);
    return;
  }
  await sql`insert into "articleSearch" ("article", "terms") values (${article}, array_to_tsvector(${terms}::text[]))
    on conflict ("article") do update set "terms" = excluded."terms"`.execute(db);
}

/**
 * The ids of the articles that a query finds, as a subquery for `in`; its last word may be unfinished. Null where the
 * query holds no word.
 */
export function matchingArticles(kind: StorageKind, query: string): RawBuilder<{ article: string }> | null {
  const asked = readQuery(query);
  if (asked === null) return null;
  const { wanted, unwanted } = asked;
  const matches = kind === 'sqlite' ? sqliteMatches : postgresMatches;
  const conditions = [
    ...(wanted.length === 0 ? [] : [matches(wanted)]),
    ...unwanted.map((group) => sql`not (${matches(group)})`),
  ];
  const where = sql.join(conditions, sql` and `);
  return kind === 'sqlite'
    ? sql`select "article" from "articleSearchEntry" where ${where}`
    : sql`select "article" from "articleSearch" where ${where}`;
}

/** Whether an entry meets all of these. */
function sqliteMatches(all: readonly Alternatives[]): RawBuilder<unknown> {
  const match = all
    .map(({ exact, beginning }) => {
      const terms = [...exact.map(quoted), ...beginning.map((term) => `${quoted(term)}*`)];
      return `(${terms.join(' OR ')})`;
    })
    .join(' AND ');
  return sql`"number" in (select "rowid" from "articleSearch" where "articleSearch" match ${match})`;
}

function postgresMatches(all: readonly Alternatives[]): RawBuilder<unknown> {
  const match = all
    .map(({ exact, beginning }) => {
      const terms = [...exact.map(lexeme), ...beginning.map((term) => `${lexeme(term)}:*`)];
      return `(${terms.join(' | ')})`;
    })
    .join(' & ');
  return sql`"terms" @@ ${match}::tsquery`;
}

/** Terms hold nothing but letters, digits and marks, so that quoting needs no escapes. */
function quoted(word: string): string {
  return `"${word}"`;
}

function lexeme(word: string): string {
  return `'${word}'`;
}
