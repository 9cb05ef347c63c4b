// The threads as the person expects them: as the server has them, with what is still on its way.
import type { Comment, Thread } from '@galley/shared/api/threads.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { ThreadCommand, WaitingThreadCommand } from './thread-commands.ts';

/** A comment, and what waits to be sent of it. */
export interface ShownComment extends Comment {
  waiting?: WaitingThreadCommand;
}

export interface ShownThread extends Omit<Thread, 'comments'> {
  comments: ShownComment[];
}

/** Applies what waits in its order. What was refused shows where it failed, and changes nothing else. */
export function withWaiting(
  threads: readonly Thread[],
  waiting: readonly WaitingThreadCommand[],
  article: ArticleId,
  me: UserId,
): ShownThread[] {
  let shown: ShownThread[] = [...threads];
  for (const item of waiting) {
    if (item.article === article) shown = applied(shown, item, me);
  }
  return shown;
}

function applied(threads: ShownThread[], item: WaitingThreadCommand, me: UserId): ShownThread[] {
  const { command, article, at } = item;
  if (command.type === 'create') {
    if (threads.some(({ id }) => id === command.thread.id)) return threads;
    const { id, subject, blocking, comment } = command.thread;
    const first = newComment(comment, item, me);
    const state = { state: 'open', resolvedBy: null, resolvedAt: null } as const;
    return [...threads, { id, article, subject, blocking, ...state, createdAt: at, comments: [first] }];
  }
  return threads.flatMap((thread) =>
    thread.id === command.thread ? change(thread, command, item, me) : thread,
  );
}

function change(
  thread: ShownThread,
  command: Exclude<ThreadCommand, { type: 'create' }>,
  item: WaitingThreadCommand,
  me: UserId,
): ShownThread | [] {
  const withComment = (id: string, alter: (comment: ShownComment) => ShownComment): ShownThread => ({
    ...thread,
    comments: thread.comments.map((comment) => (comment.id === id ? alter(comment) : comment)),
  });
  switch (command.type) {
    case 'reply':
      if (thread.comments.some(({ id }) => id === command.comment.id)) return thread;
      return { ...thread, comments: [...thread.comments, newComment(command.comment, item, me)] };
    case 'edit':
      return withComment(command.comment, (comment) => ({ ...comment, body: command.body, waiting: item }));
    case 'change':
      return item.failed ? thread : { ...thread, ...defined(command.change) };
    case 'remove': {
      if (item.failed) return thread;
      const left = withComment(command.comment, (comment) => ({ ...comment, deleted: true, body: '' }));
      return left.comments.every(({ deleted }) => deleted) ? [] : left;
    }
    case 'react':
      return item.failed
        ? thread
        : withComment(command.comment, (comment) => ({
            ...comment,
            reactions: reacted(comment.reactions, command, me),
          }));
  }
}

function newComment(
  { id, body }: Pick<Comment, 'id' | 'body'>,
  waiting: WaitingThreadCommand,
  author: UserId,
): ShownComment {
  return { id, author, body, createdAt: waiting.at, editedAt: null, deleted: false, reactions: [], waiting };
}

function reacted(
  reactions: Comment['reactions'],
  { emoji, on }: Extract<ThreadCommand, { type: 'react' }>,
  me: UserId,
): Comment['reactions'] {
  const known = reactions.some((one) => one.emoji === emoji)
    ? reactions
    : [...reactions, { emoji, users: [] }];
  return known
    .map((one) => {
      if (one.emoji !== emoji) return one;
      const others = one.users.filter((user) => user !== me);
      return { emoji, users: on ? [...others, me] : others };
    })
    .filter(({ users }) => users.length > 0);
}

function defined(change: { state?: 'open' | 'resolved' | undefined; blocking?: boolean | undefined }) {
  return {
    ...(change.state === undefined ? {} : { state: change.state }),
    ...(change.blocking === undefined ? {} : { blocking: change.blocking }),
  };
}
