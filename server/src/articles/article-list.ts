// The board's questions to the database: filtered, sorted, in pages that stay right while articles move.
import {
  type ArticleCounts,
  type ArticlePage,
  type ArticleRow,
  type articleQuerySchema,
  type Stage,
  stages,
} from '@galley/shared/api/articles.ts';
import type { Language } from '@galley/shared/api/people.ts';
import type { ArticleId, TemplateId, UserId } from '@galley/shared/ids.ts';
import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { matchingArticles } from '../storage/search.ts';
import type { Storage } from '../storage/storage.ts';
import type { ArticleTable, Tables } from '../storage/tables.ts';

export type ArticleQuestion = z.output<typeof articleQuerySchema>;

/** A page of the articles that the question asks for; null where its cursor is none of ours. */
export async function listArticles(storage: Storage, question: ArticleQuestion): Promise<ArticlePage | null> {
  const { sort, direction, limit } = question;
  const column = sortColumns[sort];
  const cursor = question.cursor === undefined ? undefined : readCursor(question.cursor, column);
  if (cursor === null) return null;
  const order = direction === 'ascending' ? 'asc' : 'desc';
  const beyond = direction === 'ascending' ? '>' : '<';

  let query = storage.db
    .selectFrom('article')
    .selectAll()
    .where((eb) => filters(storage, question, eb))
    .orderBy(column, order)
    .orderBy('id', order)
    // One more than wanted tells whether there is another page.
    .limit(limit + 1);
  if (question.stage) query = query.where('stage', '=', question.stage);
  if (cursor)
    query = query.where((eb) => eb(eb.refTuple(column, 'id'), beyond, eb.tuple(cursor.value, cursor.id)));

  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    articles: shown.map(articleRowOf),
    next: rows.length > limit && last ? writeCursor(last[column], last.id) : null,
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

/** A row of the table as the interface speaks of it. */
export function articleRowOf(row: Selectable<ArticleTable>): ArticleRow {
  const { headlineKey: _key, liveLanguage: _language, feedId: _feedId, ...rest } = row;
  return {
    ...rest,
    id: row.id as ArticleId,
    template: row.template as TemplateId,
    language: row.language as Language,
    stage: row.stage as Stage,
    createdBy: row.createdBy as UserId,
    editedBy: row.editedBy as UserId | null,
    // Whoever moves the article by hand ends its schedule.
    publishAt: row.stage === 'scheduled' ? row.publishAt : null,
  };
}

const sortColumns = {
  edited: 'editedAt',
  created: 'createdAt',
  headline: 'headlineKey',
  words: 'words',
} as const;
type SortColumn = (typeof sortColumns)[keyof typeof sortColumns];

function filters(storage: Storage, question: ArticleQuestion, eb: ExpressionBuilder<Tables, 'article'>) {
  const conditions = [eb('archivedAt', question.archived === 'only' ? 'is not' : 'is', null)];
  if (question.template) conditions.push(eb('template', '=', question.template));
  if (question.language) conditions.push(eb('language', '=', question.language));
  if (question.person) {
    const person = question.person;
    conditions.push(eb.or([eb('createdBy', '=', person), eb('editedBy', '=', person)]));
  }
  const matching = question.query ? matchingArticles(storage.kind, question.query) : null;
  if (matching) conditions.push(eb('id', 'in', sql<string>`(${matching})`));
  return eb.and(conditions);
}

const cursorSchema = z.tuple([z.union([z.string(), z.number()]), z.string().max(40)]);

function writeCursor(value: string | number, id: string): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url');
}

/** Where the last page ended, or null for what is no cursor of this order. */
function readCursor(cursor: string, column: SortColumn): { value: string | number; id: string } | null {
  const read = cursorSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!read.success) return null;
  const [value, id] = read.data;
  return (typeof value === 'number') === (column === 'words') ? { value, id } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
