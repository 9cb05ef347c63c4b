// What a person has done with threads is shown before the server has heard of it.
import type { Comment, Thread, ThreadSubject } from '@galley/shared/api/threads.ts';
import { type ArticleId, type CommentId, newId, type ThreadId, type UserId } from '@galley/shared/ids.ts';
import { expect, test } from 'vitest';
import type { ThreadCommand, WaitingThreadCommand } from './thread-commands.ts';
import { withWaiting } from './with-waiting.ts';

const article = newId<ArticleId>();
const me = 'mine' as UserId;
const amy = 'amys' as UserId;
const at = '2026-12-01T10:00:00.000Z';
const subject: ThreadSubject = { type: 'article' };

function comment(body: string, author = amy, more: Partial<Comment> = {}): Comment {
  const id = newId<CommentId>();
  return { id, author, body, createdAt: at, editedAt: null, deleted: false, reactions: [], ...more };
}

function thread(...comments: Comment[]): Thread & { comments: [Comment, ...Comment[]] } {
  const state = { blocking: false, state: 'open', resolvedBy: null, resolvedAt: null } as const;
  const [first = comment('Really?'), ...others] = comments;
  return { id: newId<ThreadId>(), article, subject, createdAt: at, ...state, comments: [first, ...others] };
}

function waits(command: ThreadCommand, more: Partial<WaitingThreadCommand> = {}): WaitingThreadCommand {
  return { id: newId<string>(), article, at, failed: false, command, ...more };
}

const shown = (threads: readonly Thread[], ...waiting: WaitingThreadCommand[]) =>
  withWaiting(threads, waiting, article, me);

test('a thread and the answers to it, while a colleague’s stand where they are', () => {
  const theirs = thread();
  const first = { id: newId<CommentId>(), body: 'Why?' };
  const create = waits({
    type: 'create',
    thread: { id: newId<ThreadId>(), subject, blocking: true, comment: first },
  });
  const reply = waits({
    type: 'reply',
    thread: theirs.id,
    comment: { id: newId<CommentId>(), body: 'Yes.' },
  });
  const [known, own, ...more] = shown([theirs], create, reply);
  expect(more).toEqual([]);
  expect(known?.comments).toMatchObject([{ author: amy }, { author: me, body: 'Yes.', waiting: reply }]);
  expect(own).toMatchObject({ blocking: true, state: 'open', comments: [{ author: me, waiting: create }] });
});

test('what the server has by now is there once', () => {
  const own = thread(comment('Why?', me));
  const [first] = own.comments;
  const create = waits({ type: 'create', thread: { id: own.id, subject, blocking: false, comment: first } });
  const reply = waits({ type: 'reply', thread: own.id, comment: first });
  expect(shown([own], create, reply)).toEqual([own]);
});

test('changes in their order, each over what a colleague has made of the thread', () => {
  const theirs = thread(comment('Is it so?'));
  const changes = [
    waits({ type: 'change', thread: theirs.id, change: { blocking: true } }),
    waits({ type: 'change', thread: theirs.id, change: { state: 'resolved' } }),
  ];
  expect(shown([theirs], ...changes)).toMatchObject([{ blocking: true, state: 'resolved' }]);
});

test('another wording, with what waits of it, also where it was refused', () => {
  const own = thread(comment('Why?', me));
  const edit = waits(
    { type: 'edit', thread: own.id, comment: own.comments[0].id, body: 'How?' },
    { failed: true },
  );
  expect(shown([own], edit)[0]?.comments).toMatchObject([{ body: 'How?', waiting: edit }]);
});

test('a thread goes with its last comment, and stays while a colleague’s is in it', () => {
  const [alone, together] = [thread(comment('Why?', me)), thread(comment('Why?', me), comment('Because.'))];
  const removal = ({ id, comments: [first] }: typeof alone) =>
    waits({ type: 'remove', thread: id, comment: first.id });
  const left = shown([alone, together], removal(alone), removal(together));
  expect(left).toMatchObject([{ id: together.id, comments: [{ deleted: true, body: '' }, { author: amy }] }]);
});

test('a reaction beside a colleague’s, and none where it was taken back', () => {
  const theirs = thread(comment('Good.', amy, { reactions: [{ emoji: '👍', users: [amy] }] }));
  const react = (emoji: '👍' | '🎉', on: boolean) =>
    waits({ type: 'react', thread: theirs.id, comment: theirs.comments[0].id, emoji, on });
  const reactions = (...waiting: WaitingThreadCommand[]) =>
    shown([theirs], ...waiting)[0]?.comments[0]?.reactions;
  expect(reactions(react('👍', true), react('🎉', true))).toEqual([
    { emoji: '👍', users: [amy, me] },
    { emoji: '🎉', users: [me] },
  ]);
  expect(reactions(react('👍', true), react('👍', true))).toEqual([{ emoji: '👍', users: [amy, me] }]);
  expect(reactions(react('🎉', true), react('🎉', false))).toEqual([{ emoji: '👍', users: [amy] }]);
});

test('what was refused changes nothing but a text, and another article’s nothing at all', () => {
  const own = thread(comment('Why?', me));
  const failed = { failed: true };
  const elsewhere = { article: newId<ArticleId>() };
  const [first] = own.comments;
  expect(
    shown(
      [own],
      waits({ type: 'change', thread: own.id, change: { state: 'resolved' } }, failed),
      waits({ type: 'remove', thread: own.id, comment: first.id }, failed),
      waits({ type: 'react', thread: own.id, comment: first.id, emoji: '👍', on: true }, failed),
      waits({ type: 'remove', thread: own.id, comment: first.id }, elsewhere),
    ),
  ).toEqual([own]);
});
