// The rows of threads: reading those of an article, and writing single ones.
import {
  type Comment,
  type NewThread,
  type ReactionEmoji,
  type Thread,
  threadSubjectSchema,
} from '@galley/shared/api/threads.ts';
import type { ArticleId, CommentId, ThreadId, UserId } from '@galley/shared/ids.ts';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { lockNames, type StorageKind } from '../storage/dialect.ts';
import type { CommentTable, ThreadTable } from '../storage/tables/review.ts';
import type { Tables } from '../storage/tables.ts';
import { maxOpenThreads } from './act-limits.ts';

/** All threads of an article, or the one that is asked for, the oldest first. */
export async function readThreads(
  db: Kysely<Tables>,
  article: ArticleId,
  only?: ThreadId,
): Promise<Thread[]> {
  let query = db.selectFrom('thread').selectAll().where('article', '=', article);
  if (only !== undefined) query = query.where('id', '=', only);
  const threads = await query.orderBy('createdAt').orderBy('id').execute();
  if (threads.length === 0) return [];
  const ids = threads.map(({ id }) => id);
  const ofThread = new Map<string, Comment[]>();
  for (const some of lots(ids)) {
    const comments = await db
      .selectFrom('comment')
      .selectAll()
      .where('thread', 'in', some)
      .orderBy('createdAt')
      .orderBy('id')
      .execute();
    const reactions = await readReactions(
      db,
      comments.map(({ id }) => id),
    );
    for (const comment of comments) {
      const list = ofThread.get(comment.thread) ?? [];
      list.push(commentOf(comment, reactions.get(comment.id) ?? new Map()));
      ofThread.set(comment.thread, list);
    }
  }
  return threads.map((row) => threadOf(row, ofThread.get(row.id) ?? []));
}

/**
 * Whether an article may have one more open thread. Nobody else opens one in it before the transaction ends; to be asked before
 * anything else is done in it.
 */
export async function holdsAnother(
  transaction: Transaction<Tables>,
  kind: StorageKind,
  article: ArticleId,
): Promise<boolean> {
  await lockNames(transaction, kind, [`threads/${article}`]);
  const { open } = await transaction
    .selectFrom('thread')
    .select(({ fn }) => fn.countAll<number | string>().as('open'))
    .where('article', '=', article)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return Number(open) < maxOpenThreads;
}

/** Writes a thread with its first comment; false, with nothing written, where the id of either is taken. */
export async function insertThread(
  transaction: Transaction<Tables>,
  article: ArticleId,
  { id, subject, blocking, comment }: NewThread,
  by: UserId,
): Promise<boolean> {
  const createdAt = new Date().toISOString();
  const row = { id, article, subject: JSON.stringify(subject), blocking: blocking ? 1 : 0, createdAt };
  const inserted = await transaction
    .insertInto('thread')
    .values({ ...row, state: 'open', resolvedBy: null, resolvedAt: null, createdBy: by })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return false;
  if (await insertComment(transaction, id, comment, by)) return true;
  await transaction.deleteFrom('thread').where('id', '=', id).execute();
  return false;
}

/** Writes a comment; false where the id is taken. */
export async function insertComment(
  db: Kysely<Tables>,
  thread: ThreadId,
  { id, body }: NewThread['comment'],
  author: UserId,
): Promise<boolean> {
  const inserted = await db
    .insertInto('comment')
    .values({
      id,
      thread,
      author,
      body,
      createdAt: new Date().toISOString(),
      editedAt: null,
      deletedAt: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows !== 0n;
}

type Reactions = Map<string, Map<string, UserId[]>>;

async function readReactions(db: Kysely<Tables>, comments: readonly CommentId[]): Promise<Reactions> {
  const found: Reactions = new Map();
  for (const some of lots(comments)) {
    const rows = await db
      .selectFrom('reaction')
      .selectAll()
      .where('comment', 'in', some)
      .orderBy('emoji')
      .orderBy('user')
      .execute();
    for (const { comment, emoji, user } of rows) {
      const ofComment = found.get(comment) ?? new Map<string, UserId[]>();
      found.set(comment, ofComment);
      ofComment.set(emoji, [...(ofComment.get(emoji) ?? []), user]);
    }
  }
  return found;
}

function threadOf(row: Selectable<ThreadTable>, comments: Comment[]): Thread {
  return {
    id: row.id,
    article: row.article,
    subject: threadSubjectSchema.parse(JSON.parse(row.subject)),
    blocking: row.blocking === 1,
    state: row.state === 'resolved' ? 'resolved' : 'open',
    resolvedBy: row.resolvedBy,
    resolvedAt: row.resolvedAt,
    createdAt: row.createdAt,
    comments,
  };
}

function commentOf(row: Selectable<CommentTable>, reactions: ReadonlyMap<string, UserId[]>): Comment {
  return {
    id: row.id,
    author: row.author,
    body: row.deletedAt === null ? row.body : '',
    createdAt: row.createdAt,
    editedAt: row.editedAt,
    deleted: row.deletedAt !== null,
    // Only emoji of the list are ever written.
    reactions: [...reactions].map(([emoji, users]) => ({ emoji: emoji as ReactionEmoji, users })),
  };
}

function* lots<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += 500) yield items.slice(start, start + 500);
}
