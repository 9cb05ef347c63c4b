// The board's questions to the database: filtered, sorted, in pages that stay right while articles move.
import type {
  ArticleCounts,
  ArticlePage,
  ArticleRow,
  articleQuerySchema,
} from '@galley/shared/api/articles.ts';
import { type Stage, stages } from '@galley/shared/article/stages.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import { type ExpressionBuilder, type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { authorsIn, relatedIn, tagsIn } from '../storage/article-facts.ts';
import { closeArticles, matchingArticles } from '../storage/search.ts';
import type { Storage } from '../storage/storage.ts';
import type { ArticleTable } from '../storage/tables/articles.ts';
import type { Tables } from '../storage/tables.ts';
import { translationsOf } from '../storage/translations.ts';

export type ArticleQuestion = z.output<typeof articleQuerySchema>;

/** A page of the articles that the question asks for; null where its cursor is none of ours. */
export async function listArticles(storage: Storage, question: ArticleQuestion): Promise<ArticlePage | null> {
  const { sort, direction, limit } = question;
  const key = sortKey(question);
  const cursor = question.cursor === undefined ? undefined : readCursor(question.cursor, sort);
  if (cursor === null) return null;
  const close = question.query ? closeArticles(storage.kind, question.query) : null;
  // What has the words themselves comes before what has the parts of a compound apart.
  const rank = close ? sql<number>`case when "article"."id" in (${close}) then 0 else 1 end` : sql<number>`0`;
  const order = direction === 'ascending' ? 'asc' : 'desc';
  const beyond = direction === 'ascending' ? '>' : '<';

  let query = storage.db
    .selectFrom('article')
    .selectAll()
    .select([key.as('sortKey'), rank.as('rank')])
    .where((eb) => filters(storage, question, eb))
    .orderBy('rank')
    .orderBy(key, order)
    .orderBy('id', order)
    // One more than wanted tells whether there is another page.
    .limit(limit + 1);
  if (question.stage) query = query.where('stage', '=', question.stage);
  if (cursor)
    query = query.where(
      sql<boolean>`(${rank} > ${cursor.rank} or (${rank} = ${cursor.rank}
        and (${key}, "article"."id") ${sql.raw(beyond)} (${cursor.value}, ${cursor.id})))`,
    );

  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    articles: await articleRowsOf(storage.db, shown),
    next: rows.length > limit && last ? writeCursor(last) : null,
  };
}

/** How many articles of each stage the question's filters give, its stage aside. */
export async function countArticles(storage: Storage, question: ArticleQuestion): Promise<ArticleCounts> {
  const rows = await storage.db
    .selectFrom('article')
    .select(['stage', (eb) => eb.fn.countAll<number | string>().as('count')])
    .where((eb) => filters(storage, question, eb))
    .groupBy('stage')
    .execute();
  const counted = new Map(rows.map((row) => [row.stage, Number(row.count)]));
  return Object.fromEntries(stages.map((stage) => [stage, counted.get(stage) ?? 0])) as ArticleCounts;
}

/** Rows of the table as the interface speaks of them, with what stands in others. */
export async function articleRowsOf(
  db: Kysely<Tables>,
  rows: readonly Selectable<ArticleTable>[],
): Promise<ArticleRow[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const threads = await db
    .selectFrom('thread')
    .select(['article', (eb) => eb.fn.countAll<number | string>().as('count')])
    .where('article', 'in', ids)
    .where('state', '=', 'open')
    .groupBy('article')
    .execute();
  const approved = await db
    .selectFrom('sectionState')
    .select(['article', 'section'])
    .where('article', 'in', ids)
    .where('state', '=', 'approved')
    .execute();
  const licences = await db
    .selectFrom('pictureUse')
    .innerJoin('picture', 'picture.id', 'pictureUse.picture')
    .select(['article', (eb) => eb.fn.min('licenceEnd').as('end')])
    .where('article', 'in', ids)
    .where('place', '!=', 'earlier')
    .where('licenceEnd', 'is not', null)
    .groupBy('article')
    .execute();
  const translations = await translationsOf(db, ids);
  const licenceEnds = new Map(licences.map(({ article, end }) => [article, end]));
  const openThreads = new Map(threads.map(({ article, count }) => [article, Number(count)]));
  const approvedOf = Map.groupBy(approved, ({ article }) => article);
  return rows.map((row) => {
    const sections: string[] = JSON.parse(row.sections);
    const shown = new Set(sections);
    return {
      ...articleRowOf(row),
      openThreads: openThreads.get(row.id) ?? 0,
      licenceEnd: licenceEnds.get(row.id) ?? null,
      translations: translations.get(row.id) ?? [],
      sections: sections.length,
      // Of a section that was removed, the approval waits for its return.
      approved: (approvedOf.get(row.id) ?? []).filter(({ section }) => shown.has(section)).length,
    };
  });
}

function articleRowOf(
  row: Selectable<ArticleTable>,
): Omit<ArticleRow, 'openThreads' | 'licenceEnd' | 'sections' | 'approved' | 'translations'> {
  return {
    tags: tagsIn(row),
    siteSection: row.siteSection,
    embargo: row.embargo,
    searchTitle: row.searchTitle,
    socialTitle: row.socialTitle,
    searchDescription: row.searchDescription,
    socialPicture: row.socialPicture,
    canonical: row.canonical,
    related: relatedIn(row),
    series: row.series,
    seriesPlace: row.seriesPlace,
    id: row.id,
    headline: row.headline,
    dek: row.dek,
    slug: row.slug,
    byline: row.byline,
    authors: authorsIn(row),
    template: row.template,
    language: row.language as Language,
    stage: row.stage as Stage,
    words: row.words,
    boilerplate: row.boilerplate,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    editedAt: row.editedAt,
    editedBy: row.editedBy,
    archivedAt: row.archivedAt,
    liveRevision: row.liveRevision,
    // Whoever moves the article by hand ends its schedule.
    publishAt: row.stage === 'scheduled' ? row.publishAt : null,
    assignee: row.assignee,
    dueAt: row.dueAt,
  };
}

/** What an order goes by; what has no due date comes last, whichever way it goes. */
function sortKey({
  sort,
  direction,
}: Pick<ArticleQuestion, 'sort' | 'direction'>): RawBuilder<string | number> {
  switch (sort) {
    case 'edited':
      return sql`"editedAt"`;
    case 'created':
      return sql`"createdAt"`;
    case 'headline':
      return sql`"headlineKey"`;
    case 'words':
      return sql`"words"`;
    case 'due':
      return direction === 'ascending' ? sql`coalesce("dueAt", '9')` : sql`coalesce("dueAt", '')`;
  }
}

function filters(storage: Storage, question: ArticleQuestion, eb: ExpressionBuilder<Tables, 'article'>) {
  const conditions = [eb('archivedAt', question.archived === 'only' ? 'is not' : 'is', null)];
  if (question.template) conditions.push(eb('template', '=', question.template));
  if (question.language) conditions.push(eb('language', '=', question.language));
  if (question.person) {
    const person = question.person;
    conditions.push(eb.or([eb('createdBy', '=', person), eb('editedBy', '=', person)]));
  }
  if (question.assignee)
    conditions.push(
      question.assignee === 'nobody' ? eb('assignee', 'is', null) : eb('assignee', '=', question.assignee),
    );
  if (question.siteSection)
    conditions.push(
      question.siteSection === 'none'
        ? eb('siteSection', 'is', null)
        : eb('siteSection', '=', question.siteSection),
    );
  const matching = question.query ? matchingArticles(storage.kind, question.query) : null;
  if (matching) conditions.push(eb('id', 'in', sql<ArticleId>`(${matching})`));
  return eb.and(conditions);
}

const cursorSchema = z.tuple([
  z.union([z.string(), z.number()]),
  z.string().max(40),
  // Those of before have none.
  z.literal([0, 1]).default(0),
]);

function writeCursor({ sortKey, id, rank }: { sortKey: string | number; id: string; rank: number }): string {
  return Buffer.from(JSON.stringify([sortKey, id, rank])).toString('base64url');
}

/** Where the last page ended, or null for what is no cursor of this order. */
function readCursor(
  cursor: string,
  sort: ArticleQuestion['sort'],
): { value: string | number; id: string; rank: number } | null {
  const read = cursorSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!read.success) return null;
  const [value, id, rank] = read.data;
  return (typeof value === 'number') === (sort === 'words') ? { value, id, rank } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
