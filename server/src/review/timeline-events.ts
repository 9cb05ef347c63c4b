// The entries of an article's timeline about its review: what was done with sections, and threads that were opened, resolved
// and reopened. A thread's row knows its last resolution alone; the audit log keeps each one.
import { type TimelineEvent, timelineActs } from '@galley/shared/api/history.ts';
import { sectionOfSubject, threadSubjectSchema } from '@galley/shared/api/threads.ts';
import { type ArticleId, isId, type ThreadId, type UserId } from '@galley/shared/ids.ts';
import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { TimelineEvents, TimelineQuery } from '../events/timeline-events.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';

/** The timeline's entries about sections and threads. */
export function createTimelineEvents({ db }: Pick<Storage, 'db'>): TimelineEvents {
  return {
    read: async (article, query) => {
      // Nothing happened in a section that no id can name.
      if (query.section !== undefined && !isId(query.section)) return [];
      const events: TimelineEvent[] = [];
      if (query.kind === 'all' || query.kind === 'review')
        events.push(...(await sectionEvents(db, article, query)));
      if (query.kind === 'all' || query.kind === 'comments') {
        events.push(...(await openedThreads(db, article, query)));
        events.push(...(await changedThreads(db, article, query)));
      }
      return events;
    },
  };
}

async function sectionEvents(
  db: Kysely<Tables>,
  article: ArticleId,
  { before, since, author, section, limit }: TimelineQuery,
): Promise<TimelineEvent[]> {
  let query = db
    .selectFrom('sectionEvent')
    .select(['number', 'section', 'kind', 'by', 'at', 'note'])
    .where('article', '=', article)
    .where('kind', 'in', timelineActs);
  if (before !== undefined) query = query.where('at', '<', before);
  if (since !== undefined) query = query.where('at', '>=', since);
  if (author !== undefined) query = query.where('by', '=', author);
  if (section !== undefined) query = query.where('section', '=', section);
  if (limit !== undefined) query = query.limit(limit);
  const rows = await query.orderBy('at', 'desc').orderBy('number', 'desc').execute();
  return rows.map(({ number, section: its, kind, by, at, note }) => ({
    type: 'section',
    id: `section-${number}`,
    at,
    by: by,
    section: its,
    // The query asks for these alone.
    act: kind as (typeof timelineActs)[number],
    note,
  }));
}

/** How many characters of a comment an entry quotes. */
const textLength = 160;

type ThreadEvent = Extract<TimelineEvent, { thread: ThreadId }>;

async function openedThreads(
  db: Kysely<Tables>,
  article: ArticleId,
  { before, since, author, section, limit }: TimelineQuery,
): Promise<ThreadEvent[]> {
  let query = db
    .selectFrom('thread')
    .select(['thread.id as thread', 'thread.subject', 'thread.createdAt as at', 'thread.createdBy as by'])
    .select(firstWords)
    .where('thread.article', '=', article);
  if (before !== undefined) query = query.where('thread.createdAt', '<', before);
  if (since !== undefined) query = query.where('thread.createdAt', '>=', since);
  if (author !== undefined) query = query.where('thread.createdBy', '=', author);
  if (section !== undefined) query = query.where(inSection(section));
  if (limit !== undefined) query = query.limit(limit);
  const rows = await query.orderBy('thread.createdAt', 'desc').orderBy('thread.id').execute();
  return rows.map((row) => threadEvent(row, 'thread-opened', `thread-opened-${row.thread}`));
}

const acts = { 'thread.resolved': 'thread-resolved', 'thread.reopened': 'thread-reopened' } as const;

async function changedThreads(
  db: Kysely<Tables>,
  article: ArticleId,
  { before, since, author, section, limit }: TimelineQuery,
): Promise<ThreadEvent[]> {
  let query = db
    .selectFrom('audit')
    // The log names the thread in its details, as `{"thread":"..."}`.
    .innerJoin('thread', (join) =>
      join.on('audit.details', '=', sql<string>`'{"thread":"' || ${sql.ref('thread.id')} || '"}'`),
    )
    .select(['audit.id', 'audit.act', 'audit.at', 'audit.who as by', 'thread.id as thread', 'thread.subject'])
    .select(firstWords)
    .where('thread.article', '=', article)
    .where('audit.article', '=', article)
    .where('audit.act', 'in', Object.keys(acts) as (keyof typeof acts)[]);
  if (before !== undefined) query = query.where('audit.at', '<', before);
  if (since !== undefined) query = query.where('audit.at', '>=', since);
  if (author !== undefined) query = query.where('audit.who', '=', author);
  if (section !== undefined) query = query.where(inSection(section));
  if (limit !== undefined) query = query.limit(limit);
  const rows = await query.orderBy('audit.at', 'desc').orderBy('audit.id').execute();
  // The query asks for these acts alone.
  return rows.map((row) => threadEvent(row, acts[row.act as keyof typeof acts], `thread-${row.id}`));
}

/** How the first comment of the row's thread begins; empty where it was deleted. */
function firstWords(row: ExpressionBuilder<Tables, 'thread'>) {
  return row
    .selectFrom('comment')
    .select(({ fn, val, eb }) =>
      eb
        .case()
        .when('comment.deletedAt', 'is', null)
        .then(fn<string>('substr', ['comment.body', val(1), val(textLength)]))
        .else('')
        .end()
        .as('text'),
    )
    .whereRef('comment.thread', '=', 'thread.id')
    .orderBy('comment.createdAt')
    .orderBy('comment.id')
    .limit(1)
    .as('text');
}

/** Ids are letters and digits, so the quoted id stands nowhere else in the row's JSON. */
function inSection(section: string) {
  return ({ eb, or }: ExpressionBuilder<Tables, 'thread'>) =>
    or(['section', 'region'].map((key) => eb('thread.subject', 'like', `%"${key}":"${section}"%`)));
}

interface ThreadEventRow {
  thread: ThreadId;
  subject: string;
  at: string;
  by: UserId | null;
  text: string | null;
}

function threadEvent(row: ThreadEventRow, type: ThreadEvent['type'], id: string): ThreadEvent {
  return {
    type,
    id,
    at: row.at,
    by: row.by,
    thread: row.thread,
    section: sectionOfSubject(threadSubjectSchema.parse(JSON.parse(row.subject))),
    text: row.text ?? '',
  };
}
