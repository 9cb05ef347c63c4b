// /api/articles: the board's lists and the life of one article's row.
import { may } from '@galley/shared/access/roles.ts';
import {
  type ArticleRow,
  articleChangeSchema,
  articleQuerySchema,
  newArticleSchema,
} from '@galley/shared/api/articles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import express, { type Response, type Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import { readBody } from '../api/body.ts';
import type { Live } from '../api/live.ts';
import { ProblemError } from '../api/problem.ts';
import { parse, requirePerson } from '../api/route.ts';
import type { SearchWords } from '../storage/search-words.ts';
import type { Storage } from '../storage/storage.ts';
import { countArticles, listArticles } from './article-list.ts';
import type { ArticleOutcome, ArticleRefusal, ArticleStore, EmbargoRefusal } from './article-store.ts';
import { meantQuery } from './meant-query.ts';

interface ArticleRoutesOptions {
  storage: Storage;
  store: ArticleStore;
  sessions: Sessions;
  live: Live;
  words: Pick<SearchWords, 'near'>;
}

/** The routes; every change is announced to the whole desk. */
export function articleRoutes({ storage, store, sessions, live, words }: ArticleRoutesOptions): Router {
  const router = express.Router();

  const answer = (response: Response, outcome: ArticleOutcome, status: 200 | 201) => {
    const article = articleOf(outcome);
    live.announce({ type: 'article', id: article.id });
    response.status(status).json(article);
  };

  router.get('/api/articles', async (request, response) => {
    await requirePerson(sessions, request, 'article.read');
    const page = await listArticles(storage, parse(articleQuerySchema, request.query));
    if (!page) throw new ProblemError('invalid-input', 'The cursor is not from the last page of this list.');
    response.json(page);
  });

  router.get('/api/articles/counts', async (request, response) => {
    await requirePerson(sessions, request, 'article.read');
    response.json(await countArticles(storage, parse(articleQuerySchema, request.query)));
  });

  router.get('/api/articles/meant', async (request, response) => {
    await requirePerson(sessions, request, 'article.read');
    response.json({ query: await meantQuery(storage, words, parse(articleQuerySchema, request.query)) });
  });

  router.post('/api/articles', async (request, response) => {
    const me = await requirePerson(sessions, request, 'article.create');
    // An imported article comes whole.
    answer(response, await store.create(await readBody(request, newArticleSchema, '8mb'), me.id), 201);
  });

  router.get('/api/articles/:id', async (request, response) => {
    await requirePerson(sessions, request, 'article.read');
    const article = await store.get(request.params.id as ArticleId);
    if (!article) throw new ProblemError('not-found');
    response.json(article);
  });

  router.patch('/api/articles/:id', async (request, response) => {
    const me = await requirePerson(sessions, request, 'article.settings');
    const change = await readBody(request, articleChangeSchema, '64kb');
    if (change.archived !== undefined && !may(me.role, 'article.archive'))
      throw new ProblemError('not-allowed');
    answer(response, await store.change(request.params.id as ArticleId, change, me.id), 200);
  });

  router.post('/api/articles/:id/duplicate', async (request, response) => {
    const me = await requirePerson(sessions, request, 'article.create');
    answer(response, await store.duplicate(request.params.id as ArticleId, me.id), 201);
  });

  router.get('/api/articles/:id/slug-suggestion', async (request, response) => {
    await requirePerson(sessions, request, 'article.settings');
    response.json({ slug: await store.suggestSlug(request.params.id as ArticleId) });
  });

  return router;
}

const refusals: Record<ArticleRefusal, () => ProblemError> = {
  archived: () => new ProblemError('archived'),
  'no-such-template': () =>
    fieldProblem('invalid-input', 'template', 'There is no such template for new articles.'),
  'content-does-not-fit': () => fieldProblem('invalid-input', 'content', 'A block does not fit the schema.'),
  'slug-taken': () => fieldProblem('conflict', 'slug', 'Another article has this slug, or had it in public.'),
  'slug-needed': () => fieldProblem('conflict', 'slug', 'A published article keeps a slug.'),
  'assignee-unfit': () =>
    fieldProblem('invalid-input', 'assignee', 'An article is assigned to somebody who may write.'),
  'stage-move': () =>
    fieldProblem('conflict', 'stage', 'The article can not go to this stage from where it is.'),
  'already-public': () => embargoProblem('already-public', 'The article is public: withdraw it first.'),
  'scheduled-earlier': () =>
    embargoProblem('scheduled-earlier', 'The article is scheduled to be published before that time.'),
  'time-invalid': () => embargoProblem('time-invalid', 'The embargo is no time.'),
  'time-past': () => embargoProblem('time-past', 'The embargo has passed.'),
  'time-too-far': () => embargoProblem('time-too-far', 'The embargo is more than two years ahead.'),
  'time-skipped': () => embargoProblem('time-skipped', 'Clocks go forward that night and skip this time.'),
  'time-twice': () => embargoProblem('time-twice', 'Clocks show this time twice that night.'),
  'zone-unknown': () => embargoProblem('zone-unknown', 'There is no such time zone.'),
  'under-embargo': () => embargoProblem('under-embargo', 'The embargo has not ended.'),
};

/** For the interface the message is the reason's code. */
function embargoProblem(why: EmbargoRefusal, sentence: string): ProblemError {
  const code = why === 'already-public' || why === 'scheduled-earlier' ? 'conflict' : 'invalid-input';
  return new ProblemError(code, sentence, [{ path: 'embargo', message: why }]);
}

function articleOf(outcome: ArticleOutcome): ArticleRow {
  if (outcome.outcome === 'unknown') throw new ProblemError('not-found');
  if (outcome.outcome === 'not-ready') {
    const errors = outcome.items.map(({ code, section }) => ({ path: section ?? '', message: code }));
    throw new ProblemError('not-ready', 'Not all sections are approved.', errors);
  }
  if (outcome.outcome === 'refused') throw refusals[outcome.why]();
  return outcome.article;
}

function fieldProblem(code: 'invalid-input' | 'conflict', path: string, message: string): ProblemError {
  return new ProblemError(code, message, [{ path, message }]);
}
