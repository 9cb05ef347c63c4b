// What people do with threads, as the server allows it: comments are their authors', threads are the desk's.
import {
  mentionsIn,
  type NewThread,
  type ReactionEmoji,
  type Thread,
  type ThreadChange,
} from '@galley/shared/api/threads.ts';
import type { ArticleId, CommentId, ThreadId, UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { record } from '../audit/record.ts';
import type { Documents } from '../collab/documents.ts';
import type { Journal } from '../collab/journal.ts';
import type { DeskEvents } from '../events/desk-events.ts';
import type { Live } from '../events/live.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { anchorThread, findAgain, releaseThread } from './thread-anchors.ts';
import { holdsAnother, insertComment, insertThread, readThreads } from './thread-rows.ts';

export type ThreadOutcome =
  | { outcome: 'done'; thread: Thread }
  /** The thread went with its last comment. */
  | { outcome: 'gone' }
  | { outcome: 'unknown' }
  | { outcome: 'refused'; why: 'not-yours' | 'id-taken' | 'too-many' };

export interface Threads {
  of(article: ArticleId): Promise<Thread[]>;
  create(article: ArticleId, input: NewThread, by: UserId): Promise<ThreadOutcome>;
  change(article: ArticleId, thread: ThreadId, change: ThreadChange, by: UserId): Promise<ThreadOutcome>;
  reply(
    article: ArticleId,
    thread: ThreadId,
    comment: NewThread['comment'],
    by: UserId,
  ): Promise<ThreadOutcome>;
  edit(
    article: ArticleId,
    thread: ThreadId,
    comment: CommentId,
    body: string,
    by: UserId,
  ): Promise<ThreadOutcome>;
  remove(article: ArticleId, thread: ThreadId, comment: CommentId, by: UserId): Promise<ThreadOutcome>;
  react(
    article: ArticleId,
    thread: ThreadId,
    comment: CommentId,
    reaction: { emoji: ReactionEmoji; on: boolean },
    by: UserId,
  ): Promise<ThreadOutcome>;
  /** Looks for the text of threads that have lost it; to be called after the article has changed. */
  findAgain(article: ArticleId): Promise<void>;
}

interface ThreadsOptions {
  storage: Storage;
  documents: Documents;
  journal: Journal;
  live: Live;
  events: DeskEvents;
  log: Logger;
}

export function createThreads({ storage, documents, journal, live, events, log }: ThreadsOptions): Threads {
  const { db, kind } = storage;
  const places = { documents, journal };

  const get = async (article: ArticleId, id: ThreadId) => (await readThreads(db, article, id))[0] ?? null;
  /** The thread as it is now, announced to everybody who has the article open. */
  const done = async (article: ArticleId, id: ThreadId): Promise<ThreadOutcome> => {
    live.announce({ type: 'threads', article });
    const thread = await get(article, id);
    return thread ? { outcome: 'done', thread } : { outcome: 'gone' };
  };
  /** Emits the event of a comment in the transaction that writes it. `before` are those who wrote in its thread already. */
  const emitCommented = async (
    transaction: Kysely<Tables>,
    about: { article: ArticleId; thread: ThreadId; by: UserId },
    body: string,
    before: readonly UserId[],
  ) => {
    const participants = before.filter((one) => one !== about.by);
    const mentions = mentionsIn(body).filter((one) => one !== about.by);
    await events.emit(transaction, { type: 'commented', ...about, body, mentions, participants });
  };
  const commentOf = async (article: ArticleId, id: ThreadId, comment: CommentId) => {
    const thread = await get(article, id);
    const found = thread?.comments.find((one) => one.id === comment && !one.deleted);
    return thread && found ? { thread, comment: found } : null;
  };

  return {
    of: (article) => readThreads(db, article),

    create: async (article, input, by) => {
      const written = await db.transaction().execute(async (transaction) => {
        const isFull = !(await holdsAnother(transaction, kind, article));
        // What was sent before is there, however many there are.
        if (isFull && (await readThreads(transaction, article, input.id)).length === 0) return 'too-many';
        if (!(await insertThread(transaction, article, input, by))) return 'known';
        await emitCommented(transaction, { article, thread: input.id, by }, input.comment.body, []);
        return 'new';
      });
      if (written === 'too-many') return { outcome: 'refused', why: written };
      const thread = await get(article, input.id);
      if (!thread) return { outcome: 'refused', why: 'id-taken' };
      if (written === 'known') {
        const isSame = thread.comments[0]?.author === by && thread.comments[0].id === input.comment.id;
        return isSame ? { outcome: 'done', thread } : { outcome: 'refused', why: 'id-taken' };
      }
      try {
        await anchorThread(places, thread);
      } catch (error) {
        // The comment is there and says what it is about; its place is looked for again when the text changes.
        log.warn({ err: error, article, thread: thread.id }, 'A thread could not be anchored');
      }
      events.wake();
      return await done(article, input.id);
    },

    change: async (article, id, { state, blocking }, by) => {
      const thread = await get(article, id);
      if (!thread) return { outcome: 'unknown' };
      const resolution =
        state === undefined || state === thread.state
          ? {}
          : state === 'resolved'
            ? { state, resolvedBy: by, resolvedAt: new Date().toISOString() }
            : { state, resolvedBy: null, resolvedAt: null };
      const change = { ...resolution, ...(blocking === undefined ? {} : { blocking: blocking ? 1 : 0 }) };
      if (Object.keys(change).length === 0) return await done(article, id);
      const isChanged = await db.transaction().execute(async (transaction) => {
        const isReopened = 'state' in resolution && state === 'open';
        if (isReopened && !(await holdsAnother(transaction, kind, article))) return false;
        await transaction.updateTable('thread').set(change).where('id', '=', id).execute();
        if (!('state' in resolution)) return true;
        const act = state === 'resolved' ? 'thread.resolved' : 'thread.reopened';
        await record(transaction, { act, who: by, article, details: { thread: id } });
        if (state !== 'resolved') return true;
        const participants = authorsOf(thread).filter((one) => one !== by);
        await events.emit(transaction, { type: 'thread-resolved', article, thread: id, by, participants });
        return true;
      });
      if (!isChanged) return { outcome: 'refused', why: 'too-many' };
      events.wake();
      return await done(article, id);
    },

    reply: async (article, id, comment, by) => {
      const thread = await get(article, id);
      if (!thread) return { outcome: 'unknown' };
      const isNew = await db.transaction().execute(async (transaction) => {
        if (!(await insertComment(transaction, id, comment, by))) return false;
        await emitCommented(transaction, { article, thread: id, by }, comment.body, authorsOf(thread));
        return true;
      });
      if (isNew) events.wake();
      else if (!thread.comments.some((one) => one.id === comment.id && one.author === by))
        return { outcome: 'refused', why: 'id-taken' };
      return await done(article, id);
    },

    edit: async (article, id, commentId, body, by) => {
      const found = await commentOf(article, id, commentId);
      if (!found) return { outcome: 'unknown' };
      if (found.comment.author !== by) return { outcome: 'refused', why: 'not-yours' };
      const editedAt = new Date().toISOString();
      const named = new Set(mentionsIn(found.comment.body));
      const mentions = mentionsIn(body).filter((one) => one !== by && !named.has(one));
      await db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('comment')
          .set({ body, editedAt })
          .where('id', '=', commentId)
          .execute();
        if (mentions.length === 0) return;
        const about = { article, thread: id, by };
        await events.emit(transaction, { type: 'commented', ...about, body, mentions, participants: [] });
      });
      events.wake();
      return await done(article, id);
    },

    remove: async (article, id, commentId, by) => {
      const found = await commentOf(article, id, commentId);
      if (!found) return { outcome: 'unknown' };
      if (found.comment.author !== by) return { outcome: 'refused', why: 'not-yours' };
      const isGone = await db.transaction().execute(async (transaction) => {
        const at = new Date().toISOString();
        await transaction
          .updateTable('comment')
          .set({ deletedAt: at, body: '' })
          .where('id', '=', commentId)
          .execute();
        const left = await transaction
          .selectFrom('comment')
          .select('id')
          .where('thread', '=', id)
          .where('deletedAt', 'is', null)
          .limit(1)
          .executeTakeFirst();
        if (left) return false;
        await transaction.deleteFrom('thread').where('id', '=', id).execute();
        return true;
      });
      if (isGone && found.thread.subject.type === 'text') await releaseThread(places, article, id);
      return await done(article, id);
    },

    react: async (article, id, commentId, { emoji, on }, user) => {
      if (!(await commentOf(article, id, commentId))) return { outcome: 'unknown' };
      if (on)
        await db
          .insertInto('reaction')
          .values({ comment: commentId, emoji, user })
          .onConflict((conflict) => conflict.columns(['comment', 'emoji', 'user']).doNothing())
          .execute();
      else
        await db
          .deleteFrom('reaction')
          .where('comment', '=', commentId)
          .where('emoji', '=', emoji)
          .where('user', '=', user)
          .execute();
      return await done(article, id);
    },

    findAgain: async (article) => {
      await findAgain(places, article, await readThreads(db, article));
    },
  };
}

function authorsOf({ comments }: Thread): UserId[] {
  return [...new Set(comments.filter(({ deleted }) => !deleted).map(({ author }) => author))];
}
