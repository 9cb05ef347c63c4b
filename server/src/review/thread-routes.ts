// The routes of threads.
import type { Thread } from '@galley/shared/api/threads.ts';
import { threadRoutes as routes } from '@galley/shared/contract/threads.ts';
import { type ArticleId, documentNameOf } from '@galley/shared/ids.ts';
import type { Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import type { Journal } from '../collab/journal.ts';
import { answered, createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import { limitByPerson } from '../http/request-limits.ts';
import { commentLimit } from './act-limits.ts';
import type { ThreadOutcome, Threads } from './threads.ts';

interface ThreadRoutesOptions {
  threads: Threads;
  journal: Journal;
  sessions: Sessions;
}

export function threadRoutes({ threads, journal, sessions }: ThreadRoutesOptions): Router {
  const api = createApiRouter(sessions);
  const limited = limitByPerson(sessions, commentLimit);

  const known = async (article: ArticleId): Promise<ArticleId> => {
    if (!(await journal.has(documentNameOf(article)))) throw new ProblemError('not-found');
    return article;
  };

  api.serve(routes.listThreads, async ({ params }) => await threads.of(await known(params.id)));

  api.serveFound(
    routes.openThread,
    ({ params }) => known(params.id),
    async ({ me, found: article, body }) => threadOf(await threads.create(article, body, me.id)),
    limited,
  );

  api.serve(
    routes.changeThread,
    async ({ me, params, body }) =>
      threadOf(await threads.change(await known(params.id), params.thread, body, me.id)),
    limited,
  );

  api.serve(
    routes.addComment,
    async ({ me, params, body }) =>
      threadOf(await threads.reply(await known(params.id), params.thread, body, me.id)),
    limited,
  );

  api.serve(
    routes.changeComment,
    async ({ me, params, body }) => {
      const article = await known(params.id);
      return threadOf(await threads.edit(article, params.thread, params.comment, body.body, me.id));
    },
    limited,
  );

  api.serve(routes.removeComment, async ({ me, params, response }) => {
    const article = await known(params.id);
    const outcome = await threads.remove(article, params.thread, params.comment, me.id);
    if (outcome.outcome !== 'gone') return threadOf(outcome);
    response.status(204).end();
    return answered;
  });

  api.serve(
    routes.react,
    async ({ me, params, body }) => {
      const article = await known(params.id);
      const reaction = { emoji: params.emoji, on: body.on };
      return threadOf(await threads.react(article, params.thread, params.comment, reaction, me.id));
    },
    limited,
  );

  return api.router;
}

function threadOf(outcome: ThreadOutcome): Thread {
  switch (outcome.outcome) {
    case 'done':
      return outcome.thread;
    case 'gone':
    case 'unknown':
      throw new ProblemError('not-found');
    case 'refused':
      if (outcome.why === 'not-yours')
        throw new ProblemError('not-allowed', 'Only its author may change a comment.');
      if (outcome.why === 'too-many') throw new ProblemError('too-many-threads');
      throw new ProblemError('conflict', 'Something else has this id.');
  }
}
