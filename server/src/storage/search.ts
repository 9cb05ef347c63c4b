// Full-text search over articles, over pictures and over what is public. What a text is found by is decided in search-terms.ts and what a query asks for in
// search-query.ts, so that both databases find the same and only how they store and match terms differs.
import type { ArticleId, MediaId } from '@galley/shared/ids.ts';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { StorageKind } from './dialect.ts';
import { type Alternatives, closeTo, readQuery, type SearchQuery } from './search-query.ts';
import { headlineTerm } from './search-terms.ts';

/**
 * What can be found: the column of its id, and with `Search` behind it the name of its index. An article is found by the
 * text that the desk works on; a story is the same article as the public reads it.
 */
export type Findable = 'article' | 'picture' | 'story';

/** The names with which the indexes' tables begin. */
export const searchIndexes = ['articleSearch', 'pictureSearch', 'storySearch'] as const;

/** The settings that say of which form the indexed terms are; without one its index is made anew at the start. */
export const searchSettings = ['searchTerms', 'pictureTerms', 'storyTerms'] as const;

/** Makes an index's tables. */
export async function createSearch(db: Kysely<unknown>, kind: StorageKind, what: Findable): Promise<void> {
  const { index, entries, id } = namesOf(what);
  if (kind === 'sqlite') {
    // The index finds entries by number only; looking for an entry by its id would read the whole index.
    await sql`create table ${entries} ("number" integer primary key, ${id} text not null unique)`.execute(db);
    await sql`create virtual table ${index} using fts5("terms", content = '', contentless_delete = 1, tokenize = "unicode61")`.execute(
      db,
    );
    return;
  }
  await sql`create table ${index} (${id} text primary key, "terms" tsvector not null)`.execute(db);
  await sql`create index ${sql.ref(`${what}SearchTerms`)} on ${index} using gin ("terms")`.execute(db);
}

/** Puts an article's terms (see search-terms.ts) into the index in place of what was there. */
export async function indexArticle<Tables>(
  db: Kysely<Tables>,
  kind: StorageKind,
  { article, terms }: { article: ArticleId; terms: readonly string[] },
): Promise<void> {
  await index(db, kind, 'article', { id: article, terms });
}

/** The same for a picture. */
export async function indexPicture<Tables>(
  db: Kysely<Tables>,
  kind: StorageKind,
  { picture, terms }: { picture: MediaId; terms: readonly string[] },
): Promise<void> {
  await index(db, kind, 'picture', { id: picture, terms });
}

/** The same for what the public reads of an article; where that is nothing, `terms` is null. */
export async function indexStory<Tables>(
  db: Kysely<Tables>,
  kind: StorageKind,
  { story, terms }: { story: ArticleId; terms: readonly string[] | null },
): Promise<void> {
  if (terms === null) await unindex(db, kind, 'story', story);
  else await index(db, kind, 'story', { id: story, terms });
}

async function index<Tables>(
  db: Kysely<Tables>,
  kind: StorageKind,
  what: Findable,
  entry: { id: string; terms: readonly string[] },
): Promise<void> {
  const names = namesOf(what);
  const terms = [...entry.terms];
  if (kind === 'sqlite') {
    await sql`insert into ${names.entries} (${names.id}) values (${entry.id}) on conflict do nothing`.execute(
      db,
    );
    await sql`insert or replace into ${names.index} ("rowid", "terms")
      select "number", ${terms.join(' ')} from ${names.entries} where ${names.id} = ${entry.id}`.execute(db);
    return;
  }
  await sql`insert into ${names.index} (${names.id}, "terms") values (${entry.id}, array_to_tsvector(${terms}::text[]))
    on conflict (${names.id}) do update set "terms" = excluded."terms"`.execute(db);
}

async function unindex<Tables>(
  db: Kysely<Tables>,
  kind: StorageKind,
  what: Findable,
  id: string,
): Promise<void> {
  const names = namesOf(what);
  if (kind === 'postgres') {
    await sql`delete from ${names.index} where ${names.id} = ${id}`.execute(db);
    return;
  }
  await sql`delete from ${names.index}
    where "rowid" in (select "number" from ${names.entries} where ${names.id} = ${id})`.execute(db);
  await sql`delete from ${names.entries} where ${names.id} = ${id}`.execute(db);
}

/**
 * The ids of the articles that a query finds, as a subquery for `in`; its last word may be unfinished. Null where the
 * query holds no word.
 */
export function matchingArticles(kind: StorageKind, query: string): RawBuilder<{ article: string }> | null {
  return matching(kind, 'article', query);
}

/** Those of them that have the words that are asked for, and not the parts of a compound in several words alone. */
export function closeArticles(kind: StorageKind, query: string): RawBuilder<{ article: string }> | null {
  const asked = readQuery(query);
  return asked && matchingAsked(kind, 'article', closeTo(asked));
}

/** The same for what is public. */
export function closeStories(kind: StorageKind, query: string): RawBuilder<{ story: string }> | null {
  const asked = readQuery(query);
  return asked && matchingAsked(kind, 'story', closeTo(asked));
}

/** The same for pictures. */
export function matchingPictures(kind: StorageKind, query: string): RawBuilder<{ picture: string }> | null {
  return matching(kind, 'picture', query);
}

/** The same for what is public. */
export function matchingStories(kind: StorageKind, query: string): RawBuilder<{ story: string }> | null {
  return matching(kind, 'story', query);
}

/** Those of them of which the headline alone has all that is asked for; null where the query asks for no word. */
export function matchingHeadlines(kind: StorageKind, query: string): RawBuilder<{ story: string }> | null {
  const { wanted = [] } = readQuery(query) ?? {};
  if (wanted.length === 0) return null;
  const inHeadline = ({ exact, beginning }: Alternatives): Alternatives => ({
    exact: exact.map(headlineTerm),
    beginning: beginning.map(headlineTerm),
  });
  return matchingAsked(kind, 'story', { wanted: wanted.map(inHeadline), unwanted: [] });
}

function matching<Row>(kind: StorageKind, what: Findable, query: string): RawBuilder<Row> | null {
  const asked = readQuery(query);
  return asked === null ? null : matchingAsked(kind, what, asked);
}

function matchingAsked<Row>(
  kind: StorageKind,
  what: Findable,
  { wanted, unwanted }: SearchQuery,
): RawBuilder<Row> {
  const names = namesOf(what);
  const matches = (all: readonly Alternatives[]) =>
    kind === 'sqlite' ? sqliteMatches(names.index, all) : postgresMatches(all);
  const conditions = [
    ...(wanted.length === 0 ? [] : [matches(wanted)]),
    ...unwanted.map((group) => sql`not (${matches(group)})`),
  ];
  const where = sql.join(conditions, sql` and `);
  return kind === 'sqlite'
    ? sql`select ${names.id} from ${names.entries} where ${where}`
    : sql`select ${names.id} from ${names.index} where ${where}`;
}

function namesOf(what: Findable) {
  return {
    id: sql.ref(what),
    index: sql.table(`${what}Search`),
    entries: sql.table(`${what}SearchEntry`),
  };
}

/** Whether an entry meets all of these. */
function sqliteMatches(index: RawBuilder<unknown>, all: readonly Alternatives[]): RawBuilder<unknown> {
  const match = all
    .map(({ exact, beginning, apart = [] }) => {
      const terms = [
        ...exact.map(quoted),
        ...beginning.map((term) => `${quoted(term)}*`),
        ...apart.map(([first, last]) => `(${quoted(first)} AND ${quoted(last)})`),
      ];
      return `(${terms.join(' OR ')})`;
    })
    .join(' AND ');
  return sql`"number" in (select "rowid" from ${index} where ${index} match ${match})`;
}

function postgresMatches(all: readonly Alternatives[]): RawBuilder<unknown> {
  const match = all
    .map(({ exact, beginning, apart = [] }) => {
      const terms = [
        ...exact.map(lexeme),
        ...beginning.map((term) => `${lexeme(term)}:*`),
        ...apart.map(([first, last]) => `(${lexeme(first)} & ${lexeme(last)})`),
      ];
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
