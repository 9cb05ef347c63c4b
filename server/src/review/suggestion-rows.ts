// The rows of suggestions: reading those of an article, and writing single ones.
import type { Suggestion } from '@galley/shared/api/suggestions.ts';
import type { ArticleId, SuggestionId, UserId } from '@galley/shared/ids.ts';
import type { SuggestionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { SuggestionTable } from '../storage/tables/review.ts';
import type { Tables } from '../storage/tables.ts';

/** How many decided ones are still shown, the last of an article. */
const shownDecided = 200;

/** All open suggestions of an article and those that were decided last, the oldest first. */
export async function readSuggestions(db: Kysely<Tables>, article: ArticleId): Promise<Suggestion[]> {
  const decided = await db
    .selectFrom('suggestion')
    .selectAll()
    .where('article', '=', article)
    .where('state', 'in', ['accepted', 'rejected'])
    .orderBy('decidedAt', 'desc')
    .orderBy('id')
    .limit(shownDecided)
    .execute();
  return [...decided.map(suggestionOf), ...(await readOpen(db, article))].sort(byAge);
}

/** The open suggestions of an article, the oldest first. */
export async function readOpen(db: Kysely<Tables>, article: ArticleId): Promise<Suggestion[]> {
  const rows = await db
    .selectFrom('suggestion')
    .selectAll()
    .where('article', '=', article)
    .where('state', '=', 'open' satisfies State)
    .execute();
  return rows.map(suggestionOf).sort(byAge);
}

/** Those of these suggestions that the article has, the oldest first. */
export async function readSome(
  db: Kysely<Tables>,
  article: ArticleId,
  ids: readonly SuggestionId[],
): Promise<Suggestion[]> {
  const rows = await db
    .selectFrom('suggestion')
    .selectAll()
    .where('article', '=', article)
    .where('id', 'in', ids)
    .execute();
  return rows.map(suggestionOf).sort(byAge);
}

/** The suggestion of this id, of whichever article. */
export async function readSuggestion(db: Kysely<Tables>, id: SuggestionId): Promise<Suggestion | null> {
  const row = await db.selectFrom('suggestion').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? suggestionOf(row) : null;
}

/** How many open ones a person has in an article. */
export async function countOpen(db: Kysely<Tables>, article: ArticleId, author: UserId): Promise<number> {
  const { open } = await db
    .selectFrom('suggestion')
    .select(({ fn }) => fn.countAll().as('open'))
    .where('article', '=', article)
    .where('state', '=', 'open' satisfies State)
    .where('author', '=', author)
    .executeTakeFirstOrThrow();
  return Number(open);
}

/** Writes a new suggestion; false where the id is taken. */
export async function insertSuggestion(
  db: Kysely<Tables>,
  { change, ...rest }: Suggestion,
): Promise<boolean> {
  const inserted = await db
    .insertInto('suggestion')
    .values({ ...rest, change: JSON.stringify(change) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows !== 0n;
}

/** Says an undecided suggestion of this author anew; false where it was decided, or said anew, since `last`. */
export async function updateSuggestion(
  db: Kysely<Tables>,
  { id, author, region, change, state, updatedAt }: Suggestion,
  last: string,
): Promise<boolean> {
  const updated = await db
    .updateTable('suggestion')
    .set({ region, change: JSON.stringify(change), state, updatedAt })
    .where('id', '=', id)
    .where('author', '=', author)
    .where('state', 'in', ['open', 'withdrawn'])
    .where('updatedAt', '=', last)
    .executeTakeFirst();
  return updated.numUpdatedRows !== 0n;
}

/** Withdraws an open suggestion; false where it is open no longer, or was said anew, since `last`. */
export async function withdrawSuggestion(
  db: Kysely<Tables>,
  { id, updatedAt }: Pick<Suggestion, 'id' | 'updatedAt'>,
  last: string,
): Promise<boolean> {
  const updated = await db
    .updateTable('suggestion')
    .set({ state: 'withdrawn' satisfies State, updatedAt })
    .where('id', '=', id)
    .where('state', '=', 'open' satisfies State)
    .where('updatedAt', '=', last)
    .executeTakeFirst();
  return updated.numUpdatedRows !== 0n;
}

/** Withdraws the open suggestions that a person has for the same line beside this one; gives them as they are then. */
export async function withdrawOthersOfLine(
  transaction: Kysely<Tables>,
  { id, article, author, region }: Suggestion,
): Promise<Suggestion[]> {
  const rows = await transaction
    .updateTable('suggestion')
    .set({ state: 'withdrawn' satisfies State })
    .where('article', '=', article)
    .where('region', '=', region)
    .where('author', '=', author)
    .where('state', '=', 'open' satisfies State)
    .where('id', '!=', id)
    .returningAll()
    .execute();
  return rows.map(suggestionOf);
}

/** Whether this suggestion's author has another open one for the same line. */
export async function hasOtherOpenForLine(
  db: Kysely<Tables>,
  { id, article, author, region }: Suggestion,
): Promise<boolean> {
  const row = await db
    .selectFrom('suggestion')
    .select('id')
    .where('article', '=', article)
    .where('region', '=', region)
    .where('author', '=', author)
    .where('state', '=', 'open' satisfies State)
    .where('id', '!=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Takes open suggestions for somebody's decision: nobody else can change or decide them until the transaction's end. Gives
 * those that were still open.
 */
export async function takeForDecision(
  transaction: Transaction<Tables>,
  article: ArticleId,
  ids: readonly SuggestionId[],
  { verdict, by, at }: { verdict: 'accepted' | 'rejected'; by: UserId; at: string },
): Promise<Suggestion[]> {
  const rows = await transaction
    .updateTable('suggestion')
    .set({ state: verdict, decidedBy: by, decidedAt: at })
    .where('article', '=', article)
    .where('id', 'in', ids)
    .where('state', '=', 'open' satisfies State)
    .returningAll()
    .execute();
  return rows.map(suggestionOf).sort(byAge);
}

/** Gives suggestions back that were taken and could not be decided. */
export async function giveBack(
  transaction: Transaction<Tables>,
  ids: readonly SuggestionId[],
): Promise<void> {
  if (ids.length === 0) return;
  await transaction
    .updateTable('suggestion')
    .set({ state: 'open' satisfies State, decidedBy: null, decidedAt: null })
    .where('id', 'in', ids)
    .execute();
}

/**
 * Lets a suggestion quote what stands around its place now, or what accepting it made there, unless somebody was faster. What
 * it suggests stays as it was seen, and so does the moment of it.
 */
export async function writeQuote(
  transaction: Transaction<Tables>,
  { id, change, state, updatedAt }: Suggestion,
): Promise<void> {
  await transaction
    .updateTable('suggestion')
    .set({ change: JSON.stringify(change) })
    .where('id', '=', id)
    .where('state', '=', state)
    .where('updatedAt', '=', updatedAt)
    .execute();
}

type State = Suggestion['state'];

function suggestionOf(row: Selectable<SuggestionTable>): Suggestion {
  return {
    id: row.id,
    article: row.article,
    region: row.region,
    author: row.author,
    // Checked before it was written.
    change: JSON.parse(row.change) as SuggestionChange,
    state: row.state as State,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt,
  };
}

function byAge(a: Suggestion, b: Suggestion): number {
  return a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id);
}
