// The rows of sections under way: how each stands, and the history, to which entries are only ever added.
import type { SectionEvent, SectionState } from '@galley/shared/api/section-states.ts';
import type { ArticleId, SectionId, UserId } from '@galley/shared/ids.ts';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { SectionEventTable, SectionStateTable } from '../storage/tables/review.ts';
import type { Tables } from '../storage/tables.ts';

/** How a section stands, as its row says it. */
export interface SectionStanding {
  section: SectionId;
  state: SectionState;
  owner: UserId | null;
  dueAt: string | null;
  approval: { hash: string; by: UserId; at: string } | null;
}

/** A section that nobody has done anything with yet. */
export function untouched(section: SectionId): SectionStanding {
  return { section, state: 'open', owner: null, dueAt: null, approval: null };
}

/** The sections of an article that have a row. */
export async function readStandings(
  db: Kysely<Tables>,
  article: ArticleId,
): Promise<Map<SectionId, SectionStanding>> {
  const rows = await db.selectFrom('sectionState').selectAll().where('article', '=', article).execute();
  return new Map(rows.map((row) => [row.section, standingOf(row)]));
}

/** Writes how a section stands, whether it has a row already or not. For whoever holds the article. */
export async function writeStanding(
  transaction: Transaction<Tables>,
  article: ArticleId,
  { section, state, owner, dueAt, approval }: SectionStanding,
): Promise<void> {
  const values = {
    state,
    owner,
    dueAt,
    approvedHash: approval?.hash ?? null,
    approvedBy: approval?.by ?? null,
    approvedAt: approval?.at ?? null,
  };
  await transaction
    .insertInto('sectionState')
    .values({ article, section, ...values })
    .onConflict((conflict) => conflict.columns(['article', 'section']).doUpdateSet(values))
    .execute();
}

/** An event before it is written; its number comes with writing it. */
export type NewSectionEvent = Omit<SectionEvent, 'number'> & { hash: string | null };

/** Adds an entry to the article's history. The caller holds the article's lock. */
export async function writeSectionEvent(
  transaction: Transaction<Tables>,
  article: ArticleId,
  event: NewSectionEvent,
): Promise<void> {
  const { last } = await transaction
    .selectFrom('sectionEvent')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('article', '=', article)
    .executeTakeFirstOrThrow();
  const number = Number(last ?? 0) + 1;
  await transaction
    .insertInto('sectionEvent')
    .values({ article, number, ...event })
    .execute();
}

/** Who last said that the section was ready; null where nobody has. */
export async function lastReadyBy(
  db: Kysely<Tables>,
  article: ArticleId,
  section: SectionId,
): Promise<UserId | null> {
  const row = await db
    .selectFrom('sectionEvent')
    .select('by')
    .where('article', '=', article)
    .where('section', '=', section)
    .where('kind', '=', 'ready')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.by ?? null;
}

/** A section's history, the newest entry first. */
export async function readHistory(
  db: Kysely<Tables>,
  article: ArticleId,
  section: SectionId,
): Promise<SectionEvent[]> {
  const rows = await db
    .selectFrom('sectionEvent')
    .selectAll()
    .where('article', '=', article)
    .where('section', '=', section)
    .orderBy('number', 'desc')
    .execute();
  return rows.map(eventOf);
}

/** Of each section the newest entry by which its state came to be what it is. */
export async function readLastTurns(
  db: Kysely<Tables>,
  article: ArticleId,
): Promise<Map<SectionId, SectionEvent>> {
  const rows = await db
    .selectFrom('sectionEvent')
    .selectAll()
    .where('article', '=', article)
    .where('number', 'in', (query) =>
      query
        .selectFrom('sectionEvent')
        .select(({ fn }) => fn.max('number').as('number'))
        .where('article', '=', article)
        .where('kind', '!=', 'assigned')
        .groupBy('section'),
    )
    .execute();
  return new Map(rows.map((row) => [row.section, eventOf(row)]));
}

function standingOf(row: Selectable<SectionStateTable>): SectionStanding {
  const { approvedHash: hash, approvedBy: by, approvedAt: at } = row;
  return {
    section: row.section,
    state: row.state as SectionState,
    owner: row.owner,
    dueAt: row.dueAt,
    approval: hash !== null && by !== null && at !== null ? { hash, by: by, at } : null,
  };
}

function eventOf({ article: _article, hash: _hash, ...row }: Selectable<SectionEventTable>): SectionEvent {
  return {
    ...row,
    section: row.section,
    kind: row.kind as SectionEvent['kind'],
    by: row.by,
    owner: row.owner,
  };
}
