// /api/articles/:id/threads.
import {
  commentChangeSchema,
  newCommentSchema,
  newThreadSchema,
  reactionEmojiSchema,
  reactionSchema,
  threadChangeSchema,
} from '@galley/shared/api/threads.ts';
import { type ArticleId, type CommentId, documentNameOf, type ThreadId } from '@galley/shared/ids.ts';
import express, { type Request, type Response, type Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import { readBody } from '../api/body.ts';
import { ProblemError } from '../api/problem.ts';
import { articleIn, parse, requirePerson } from '../api/route.ts';
import type { Journal } from '../collab/journal.ts';
import type { ThreadOutcome, Threads } from './threads.ts';

interface ThreadRoutesOptions {
  threads: Threads;
  journal: Journal;
  sessions: Sessions;
}

export function threadRoutes({ threads, journal, sessions }: ThreadRoutesOptions): Router {
  const router = express.Router();
  const base = '/api/articles/:id/threads';
  const one = `${base}/:thread/comments/:comment`;

  const articleOf = async (request: Request): Promise<ArticleId> => {
    const id = articleIn(request);
    if (!(await journal.has(documentNameOf(id)))) throw new ProblemError('not-found');
    return id;
  };
  const threadOf = (request: Request) => String(request.params.thread) as ThreadId;
  const commentOf = (request: Request) => String(request.params.comment) as CommentId;

  router.get(base, async (request, response) => {
    await requirePerson(sessions, request, 'article.read');
    response.json(await threads.of(await articleOf(request)));
  });

  router.post(base, async (request, response) => {
    const me = await requirePerson(sessions, request, 'thread.comment');
    const article = await articleOf(request);
    answer(
      response,
      await threads.create(article, await readBody(request, newThreadSchema, '64kb'), me.id),
      201,
    );
  });

  router.patch(`${base}/:thread`, async (request, response) => {
    const me = await requirePerson(sessions, request, 'thread.comment');
    const change = await readBody(request, threadChangeSchema, '64kb');
    answer(response, await threads.change(await articleOf(request), threadOf(request), change, me.id));
  });

  router.post(`${base}/:thread/comments`, async (request, response) => {
    const me = await requirePerson(sessions, request, 'thread.comment');
    const comment = await readBody(request, newCommentSchema, '64kb');
    answer(response, await threads.reply(await articleOf(request), threadOf(request), comment, me.id), 201);
  });

  router.patch(one, async (request, response) => {
    const me = await requirePerson(sessions, request, 'thread.comment');
    const { body } = await readBody(request, commentChangeSchema, '64kb');
    const article = await articleOf(request);
    answer(response, await threads.edit(article, threadOf(request), commentOf(request), body, me.id));
  });

  router.delete(one, async (request, response) => {
    const me = await requirePerson(sessions, request, 'thread.comment');
    const article = await articleOf(request);
    answer(response, await threads.remove(article, threadOf(request), commentOf(request), me.id));
  });

  router.put(`${one}/reactions/:emoji`, async (request, response) => {
    const me = await requirePerson(sessions, request, 'thread.comment');
    const emoji = parse(reactionEmojiSchema, request.params.emoji);
    const { on } = await readBody(request, reactionSchema, '64kb');
    const article = await articleOf(request);
    answer(
      response,
      await threads.react(article, threadOf(request), commentOf(request), { emoji, on }, me.id),
    );
  });

  return router;
}

function answer(response: Response, outcome: ThreadOutcome, status: 200 | 201 = 200): void {
  switch (outcome.outcome) {
    case 'done':
      response.status(status).json(outcome.thread);
      return;
    case 'gone':
      response.status(204).end();
      return;
    case 'unknown':
      throw new ProblemError('not-found');
    case 'refused':
      if (outcome.why === 'not-yours')
        throw new ProblemError('not-allowed', 'Only its author may change a comment.');
      throw new ProblemError('conflict', 'Something else has this id.');
  }
}
