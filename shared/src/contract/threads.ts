// Threads: comments on a passage, a block, a section or a whole article.
import {
  commentChangeSchema,
  newCommentSchema,
  newThreadSchema,
  reactionEmojiSchema,
  reactionSchema,
  threadChangeSchema,
  threadListSchema,
  threadSchema,
} from '../api/threads.ts';
import type { CommentId, ThreadId } from '../ids.ts';
import { defineRoute } from './define-route.ts';
import { articleParam, nameParam } from './params.ts';

const thread = nameParam<ThreadId>('a thread');
const comment = nameParam<CommentId>('a comment');

/** The routes of threads. */
export const threadRoutes = {
  listThreads: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/threads',
    summary: 'All threads of an article, the oldest first.',
    action: 'article.read',
    params: { id: articleParam },
    answer: threadListSchema,
    audited: true,
  }),
  openThread: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/threads',
    summary: 'Opens a thread. Its ids are chosen by who opens it, so that what is sent twice is there once.',
    action: 'thread.comment',
    params: { id: articleParam },
    body: newThreadSchema,
    limit: '64kb',
    answer: threadSchema,
    status: 201,
    audited: false,
  }),
  changeThread: defineRoute({
    method: 'PATCH',
    path: '/api/articles/:id/threads/:thread',
    summary: 'Resolves a thread or opens it again, and says whether it holds the article up.',
    action: 'thread.comment',
    params: { id: articleParam, thread },
    body: threadChangeSchema,
    limit: '64kb',
    answer: threadSchema,
    audited: false,
  }),
  addComment: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/threads/:thread/comments',
    summary: 'Answers in a thread.',
    action: 'thread.comment',
    params: { id: articleParam, thread },
    body: newCommentSchema,
    limit: '64kb',
    answer: threadSchema,
    status: 201,
    audited: false,
  }),
  changeComment: defineRoute({
    method: 'PATCH',
    path: '/api/articles/:id/threads/:thread/comments/:comment',
    summary: 'Changes a comment of one’s own.',
    action: 'thread.comment',
    params: { id: articleParam, thread, comment },
    body: commentChangeSchema,
    limit: '64kb',
    answer: threadSchema,
    audited: false,
  }),
  removeComment: defineRoute({
    method: 'DELETE',
    path: '/api/articles/:id/threads/:thread/comments/:comment',
    summary:
      'Takes a comment of one’s own away. A thread goes with its last comment, and then there is no body.',
    action: 'thread.comment',
    params: { id: articleParam, thread, comment },
    answer: threadSchema,
    status: [200, 204],
    audited: false,
  }),
  react: defineRoute({
    method: 'PUT',
    path: '/api/articles/:id/threads/:thread/comments/:comment/reactions/:emoji',
    summary: 'Reacts to a comment with an emoji, or takes that back.',
    action: 'thread.comment',
    params: { id: articleParam, thread, comment, emoji: reactionEmojiSchema },
    body: reactionSchema,
    limit: '64kb',
    answer: threadSchema,
    audited: false,
  }),
};
