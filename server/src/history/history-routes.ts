// /api/articles/:id/history and what belongs to it.
import {
  authorshipQuerySchema,
  comparisonQuerySchema,
  historyQuerySchema,
  type Moment,
  momentSchema,
  restoreSchema,
  versionNameSchema,
} from '@galley/shared/api/history.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import type { ArticleId, UserId, VersionId } from '@galley/shared/ids.ts';
import { compareArticles } from '@galley/shared/review/compare.ts';
import express, { type Request, type Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import { readBody } from '../api/body.ts';
import type { Live } from '../api/live.ts';
import { ProblemError } from '../api/problem.ts';
import { articleIn, parse, requirePerson } from '../api/route.ts';
import { authorshipCsv } from './authorship.ts';
import type { ArticleHistory } from './history.ts';

interface HistoryRoutesOptions {
  history: ArticleHistory;
  sessions: Sessions;
  live: Live;
  /** The names of people, for files. */
  names(ids: readonly UserId[]): Promise<ReadonlyMap<UserId, string>>;
}

export function historyRoutes({ history, sessions, live, names }: HistoryRoutesOptions): Router {
  const router = express.Router();

  const article = async (request: Request): Promise<ArticleId> => {
    const id = articleIn(request);
    if (!(await history.knows(id))) throw new ProblemError('not-found');
    return id;
  };
  const contentAt = async (id: ArticleId, moment: Moment): Promise<ArticleContent> => {
    const content = await history.contentAt(id, moment);
    if (!content) throw new ProblemError('not-found', 'The article has no such moment.');
    return content;
  };

  router.get('/api/articles/:id/history', async (request, response) => {
    await requirePerson(sessions, request, 'history.read');
    response.json(await history.page(await article(request), parse(historyQuerySchema, request.query)));
  });

  router.post('/api/articles/:id/versions', async (request, response) => {
    const me = await requirePerson(sessions, request, 'history.name');
    const id = await article(request);
    const { name } = await readBody(request, versionNameSchema, '32kb');
    const version = await history.versions.keep(id, 'named', me.id, name);
    live.announce({ type: 'history', article: id });
    response.status(201).json(version);
  });

  router.patch('/api/articles/:id/versions/:version', async (request, response) => {
    const me = await requirePerson(sessions, request, 'history.name');
    const id = await article(request);
    const { name } = await readBody(request, versionNameSchema, '32kb');
    const version = await history.versions.rename(id, request.params.version as VersionId, name, me.id);
    if (!version) throw new ProblemError('not-found');
    live.announce({ type: 'history', article: id });
    response.json(version);
  });

  router.get('/api/articles/:id/moments/:moment', async (request, response) => {
    await requirePerson(sessions, request, 'history.read');
    const moment = parse(momentSchema, request.params.moment);
    response.json({ content: await contentAt(await article(request), moment) });
  });

  router.get('/api/articles/:id/comparison', async (request, response) => {
    await requirePerson(sessions, request, 'history.read');
    const id = await article(request);
    const { from, to } = parse(comparisonQuerySchema, request.query);
    const before = from === '0' ? null : await contentAt(id, from);
    const after = await contentAt(id, to);
    response.json({ comparison: compareArticles(before, after) });
  });

  router.post('/api/articles/:id/restore', async (request, response) => {
    const me = await requirePerson(sessions, request, 'history.restore');
    const id = await article(request);
    const { moment, sections, except } = await readBody(request, restoreSchema, '64kb');
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
    response.json({ kept: outcome.kept, sections: outcome.sections });
  });

  router.post('/api/articles/:id/recovery', async (request, response) => {
    const me = await requirePerson(sessions, request, 'article.recover');
    const id = await article(request);
    if (!(await history.recover(id, me.id)))
      throw new ProblemError(
        'conflict',
        'All of this article can be read; there is nothing to recover from.',
      );
    live.announce({ type: 'history', article: id });
    live.announce({ type: 'article', id });
    response.status(204).end();
  });

  router.get('/api/articles/:id/authorship', async (request, response) => {
    await requirePerson(sessions, request, 'history.read');
    const id = await article(request);
    const { format } = parse(authorshipQuerySchema, request.query);
    const authorship = await history.authorship(id);
    if (format === 'json') {
      response.json(authorship);
      return;
    }
    const people = await names(authorship.shares.flatMap(({ author }) => author ?? []));
    response
      .attachment(`authorship-${id}.csv`)
      .type('text/csv')
      .send(
        authorshipCsv(authorship, (author) => (author === null ? 'Galley' : (people.get(author) ?? author))),
      );
  });

  return router;
}
