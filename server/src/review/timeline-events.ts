// The entries of an article's timeline about its review: what was done with sections, and threads that were opened and resolved.
import { type TimelineEvent, timelineActs } from '@galley/shared/api/history.ts';
import { threadSubjectSchema } from '@galley/shared/api/threads.ts';
import { type ArticleId, isId, type SectionId, type ThreadId, type UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { TimelineEvents, TimelineQuery } from '../api/timeline-events.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';

export function createTimelineEvents({ db }: Pick<Storage, 'db'>): TimelineEvents {
  return {
    read: async (article, query) => {
      // Nothing happened in a section that no id can name.
      if (query.section !== undefined && !isId(query.section)) return [];
      const events: TimelineEvent[] = [];
      if (query.kind === 'all' || query.kind === 'review')
        events.push(...(await sectionEvents(db, article, query)));
      if (query.kind === 'all' || query.kind === 'comments') {
        events.push(...(await threadEvents(db, article, query, 'thread-opened')));
        events.push(...(await threadEvents(db, article, query, 'thread-resolved')));
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
    .select(['number', 'section', 'deed', 'by', 'at', 'note'])
    .where('article', '=', article)
    .where('deed', 'in', timelineActs);
  if (before !== undefined) query = query.where('at', '<', before);
  if (since !== undefined) query = query.where('at', '>=', since);
  if (author !== undefined) query = query.where('by', '=', author);
  if (section !== undefined) query = query.where('section', '=', section);
  if (limit !== undefined) query = query.limit(limit);
  const rows = await query.orderBy('at', 'desc').orderBy('number', 'desc').execute();
  return rows.map(({ number, section: its, deed, by, at, note }) => ({
    type: 'section',
    id: `section-${number}`,
    at,
    by: by as UserId | null,
    section: its as SectionId,
    // The query asks for these alone.
    act: deed as (typeof timelineActs)[number],
    note,
  }));
}

/** How many characters of a comment an entry quotes. */
const textLength = 160;

async function threadEvents(
  db: Kysely<Tables>,
  article: ArticleId,
  { before, since, author, section, limit }: TimelineQuery,
  type: 'thread-opened' | 'thread-resolved',
): Promise<TimelineEvent[]> {
  const [at, by] =
    type === 'thread-opened'
      ? (['thread.createdAt', 'thread.createdBy'] as const)
      : (['thread.resolvedAt', 'thread.resolvedBy'] as const);
  let query = db
    .selectFrom('thread')
    .select(['thread.id', 'thread.subject', `${at} as at`, `${by} as by`])
    .select((row) =>
      row
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
        .as('text'),
    )
    .where('thread.article', '=', article)
    .where(at, 'is not', null);
  if (before !== undefined) query = query.where(at, '<', before);
  if (since !== undefined) query = query.where(at, '>=', since);
  if (author !== undefined) query = query.where(by, '=', author);
  // Ids are letters and digits, so the quoted id stands nowhere else in the row's JSON.
  if (section !== undefined) query = query.where('thread.subject', 'like', `%"section":"${section}"%`);
  if (limit !== undefined) query = query.limit(limit);
  const rows = await query.orderBy(at, 'desc').orderBy('thread.id').execute();
  return rows.map((row) => {
    const subject = threadSubjectSchema.parse(JSON.parse(row.subject));
    return {
      type,
      id: `${type}-${row.id}`,
      // Those without a time are left out above.
      at: row.at ?? '',
      by: row.by as UserId | null,
      thread: row.id as ThreadId,
      section: 'section' in subject ? subject.section : null,
      text: row.text ?? '',
    };
  });
}
