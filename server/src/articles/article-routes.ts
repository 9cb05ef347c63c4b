// The routes of articles: the board's lists and the life of one article's row.
import { may } from '@galley/shared/access/roles.ts';
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import { articleRoutes as routes } from '@galley/shared/contract/articles.ts';
import type { Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import type { Live } from '../events/live.ts';
import { createApiRouter } from '../http/api-router.ts';
import { fieldProblem, ProblemError } from '../http/problem.ts';
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
  words: Pick<SearchWords, 'near' | 'nearBeginning'>;
}

/** The routes; every change is announced to the whole desk. */
export function articleRoutes({ storage, store, sessions, live, words }: ArticleRoutesOptions): Router {
  const api = createApiRouter(sessions);

  const announced = (outcome: ArticleOutcome): ArticleRow => {
    const article = articleOf(outcome);
    live.announce({ type: 'article', id: article.id });
    return article;
  };

  api.serve(routes.listArticles, async ({ query }) => {
    const page = await listArticles(storage, query);
    if (!page) throw new ProblemError('invalid-input', 'The cursor is not from the last page of this list.');
    return page;
  });

  api.serve(routes.countArticles, ({ query }) => countArticles(storage, query));

  api.serve(routes.meantQuery, async ({ query }) => ({ query: await meantQuery(storage, words, query) }));

  api.serve(routes.createArticle, async ({ me, body }) => announced(await store.create(body, me.id)));

  api.serve(routes.readArticle, async ({ params }) => {
    const article = await store.get(params.id);
    if (!article) throw new ProblemError('not-found');
    return article;
  });

  api.serve(routes.changeArticle, async ({ me, params, body: change }) => {
    if (change.archived !== undefined && !may(me.role, 'article.archive'))
      throw new ProblemError('not-allowed');
    return announced(await store.change(params.id, change, me.id));
  });

  api.serve(routes.duplicateArticle, async ({ me, params }) =>
    announced(await store.duplicate(params.id, me.id)),
  );

  api.serve(routes.suggestSlug, async ({ params }) => ({ slug: await store.suggestSlug(params.id) }));

  return api.router;
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
  'site-section-unknown': () =>
    fieldProblem('invalid-input', 'siteSection', 'There is no such section of the site.'),
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
  return fieldProblem(code, 'embargo', why, sentence);
}

/** The article of an outcome. Throws a `ProblemError` for what is unknown, not ready or refused. */
export function articleOf(outcome: ArticleOutcome): ArticleRow {
  if (outcome.outcome === 'unknown') throw new ProblemError('not-found');
  if (outcome.outcome === 'not-ready') {
    const errors = outcome.items.map(({ code, section }) => ({ path: section ?? '', message: code }));
    throw new ProblemError('not-ready', 'Not all sections are approved.', errors);
  }
  if (outcome.outcome === 'refused') throw refusals[outcome.why]();
  return outcome.article;
}
