// The routes of an article’s history and what belongs to it.
import type { Moment } from '@galley/shared/api/history.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { historyRoutes as routes } from '@galley/shared/contract/history.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import type { Live } from '../events/live.ts';
import { answered, createApiRouter, sendJson } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import { type JsonBytes, jsonWith } from '../workers/json.ts';
import type { ArticleHistory } from './article-history.ts';

interface HistoryRoutesOptions {
  history: ArticleHistory;
  sessions: Sessions;
  live: Live;
}

export function historyRoutes({ history, sessions, live }: HistoryRoutesOptions): Router {
  const api = createApiRouter(sessions);

  const known = async ({ params }: { params: { id: ArticleId } }): Promise<ArticleId> => {
    if (!(await history.knows(params.id))) throw new ProblemError('not-found');
    return params.id;
  };
  const contentAt = async (id: ArticleId, moment: Moment): Promise<JsonBytes<ArticleContent>> => {
    const content = await history.contentAt(id, moment);
    if (!content) throw new ProblemError('not-found', 'The article has no such moment.');
    return content;
  };

  api.serveFound(routes.readHistory, known, async ({ found: id, query }) => await history.page(id, query));

  api.serveFound(routes.keepVersion, known, async ({ me, found: id, body }) => {
    const version = await history.versions.keep(id, 'named', me.id, body.name);
    live.announce({ type: 'history', article: id });
    return version;
  });

  api.serveFound(routes.renameVersion, known, async ({ me, found: id, params, body }) => {
    const version = await history.versions.rename(id, params.version, body.name, me.id);
    if (!version) throw new ProblemError('not-found');
    live.announce({ type: 'history', article: id });
    return version;
  });

  api.serveFound(routes.readMoment, known, async ({ found: id, params, response }) =>
    sendJson(response, jsonWith('content', await contentAt(id, params.moment))),
  );

  api.serveFound(routes.compareMoments, known, async ({ found: id, query: { from, to }, response }) => {
    const before = from === '0' ? null : await contentAt(id, from);
    const after = await contentAt(id, to);
    return sendJson(response, await history.compared(before, after));
  });

  api.serveFound(routes.restoreMoment, known, async ({ me, found: id, body }) => {
    const { moment, sections, except } = body;
    const content = await contentAt(id, moment);
    const outcome = await history.restore(id, { moment, content, sections, except }, me.id);
    if (outcome.type === 'too-large')
      throw new ProblemError('too-large', 'The article has grown too large to be restored.');
    if (outcome.type === 'sealed') {
      throw new ProblemError(
        'sealed',
        'Approved sections are closed to changes until they are reopened.',
        outcome.sections.map((section) => ({ path: section, message: 'is approved' })),
      );
    }
    live.announce({ type: 'history', article: id });
    return { kept: outcome.kept, sections: outcome.sections };
  });

  api.serveFound(routes.recoverArticle, known, async ({ me, found: id }) => {
    if (!(await history.recover(id, me.id)))
      throw new ProblemError(
        'conflict',
        'All of this article can be read; there is nothing to recover from.',
      );
    live.announce({ type: 'history', article: id });
    live.announce({ type: 'article', id });
  });

  api.serveFound(routes.readAuthorship, known, async ({ found: id, query, response }) => {
    if (query.format === 'json') return sendJson(response, await history.authorship(id));
    const table = await history.authorshipTable(id);
    response.attachment(`authorship-${id}.csv`).type('text/csv').send(table);
    return answered;
  });

  return api.router;
}
