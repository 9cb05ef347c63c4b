// The routes of articles: the board's lists and the life of one article's row.
import { may } from '@galley/shared/access/roles.ts';
import type { ArticleChangeOutcome, ArticleRow } from '@galley/shared/api/articles.ts';
import type { Me } from '@galley/shared/api/people.ts';
import type { Problem } from '@galley/shared/api/problem.ts';
import { articleRoutes as routes } from '@galley/shared/contract/articles.ts';
import { newId } from '@galley/shared/ids.ts';
import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import type { Live } from '../events/live.ts';
import { createApiRouter } from '../http/api-router.ts';
import { problemOf } from '../http/error-handler.ts';
import { fieldProblem, ProblemError } from '../http/problem.ts';
import type { SearchWords } from '../storage/search-words.ts';
import type { Storage } from '../storage/storage.ts';
import type { ArticleRowChange } from './article-changes.ts';
import { countArticles, listArticles } from './article-list.ts';
import type { ArticleOutcome, ArticleRefusal, ArticleStore, EmbargoRefusal } from './article-store.ts';
import { meantQuestion } from './meant-query.ts';
import { listSeries } from './series-list.ts';

interface ArticleRoutesOptions {
  storage: Storage;
  store: ArticleStore;
  sessions: Sessions;
  live: Live;
  words: Pick<SearchWords, 'near' | 'nearBeginning'>;
  log: Logger;
}

/** The routes; every change is announced to the whole desk. */
export function articleRoutes({ storage, store, sessions, live, words, log }: ArticleRoutesOptions): Router {
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

  api.serve(routes.meantQuery, async ({ query }) => ({ query: await meantQuestion(storage, words, query) }));

  api.serve(routes.listSeries, () => listSeries(storage));

  api.serve(routes.createArticle, async ({ me, body }) => announced(await store.create(body, me.id)));

  api.serve(routes.readArticle, async ({ params }) => {
    const article = await store.get(params.id);
    if (!article) throw new ProblemError('not-found');
    return article;
  });

  api.serve(routes.changeArticle, async ({ me, params, body: change }) => {
    requireMay(me, change);
    const article = announced(await store.change(params.id, change, me.id));
    // Those that it names name it, and those that it named don’t any longer.
    if (change.translations) live.announce({ type: 'article', id: null });
    return article;
  });

  api.serve(routes.changeArticles, async ({ me, body: { changes } }) => {
    const together = newId<string>();
    const outcomes: ArticleChangeOutcome[] = [];
    let away: Problem | null = null;
    // Each in a transaction of its own: what is refused of one holds up no other, and nobody waits for all of them.
    for (const { id, change, expected } of changes) {
      // Each would wait for a database that is away as long as the first.
      if (away) {
        outcomes.push({ outcome: 'refused', id, problem: away });
        continue;
      }
      try {
        requireMay(me, change);
        const outcome = await store.change(id, change, me.id, { expected, together });
        outcomes.push({ outcome: 'done', id, article: articleOf(outcome) });
      } catch (error) {
        // What came before it is done, so the answer has to say of which article it is.
        const { problem } = problemOf(error, log, `A change of the article ${id}`);
        outcomes.push({ outcome: 'refused', id, problem });
        if (problem.code === 'storage-unavailable') away = problem;
      }
    }
    const done = outcomes.flatMap(({ outcome, id }) => (outcome === 'done' ? [id] : []));
    const [first, ...others] = done;
    if (first) live.announce({ type: 'article', id: others.length === 0 ? first : null });
    return { outcomes };
  });

  api.serve(routes.duplicateArticle, async ({ me, params }) =>
    announced(await store.duplicate(params.id, me.id)),
  );

  api.serve(routes.suggestSlug, async ({ params }) => ({ slug: await store.suggestSlug(params.id) }));

  return api.router;
}

/** Throws `not-allowed` where the person may not do all of a change. */
function requireMay({ role }: Pick<Me, 'role'>, { archived }: ArticleRowChange): void {
  if (archived !== undefined && !may(role, 'article.archive')) throw new ProblemError('not-allowed');
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
  'picture-unknown': () => fieldProblem('invalid-input', 'socialPicture', 'There is no such picture.'),
  'related-unfit': () =>
    fieldProblem('invalid-input', 'related', 'Readers are led to other articles that there are.'),
  'translation-unfit': () =>
    fieldProblem(
      'invalid-input',
      'translations',
      'translation-unfit',
      'Only other articles of this desk, each in another language, can have the same story.',
    ),
  'translation-taken': () =>
    fieldProblem(
      'conflict',
      'translations',
      'translation-taken',
      'That article tells the same story as another one in this language.',
    ),
  'language-taken': () =>
    fieldProblem(
      'conflict',
      'language',
      'language-taken',
      'Another article tells the same story in that language.',
    ),
  'changed-meanwhile': () => new ProblemError('conflict', 'Somebody has changed the article meanwhile.'),
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
    const errors = outcome.items.map(({ code, region }) => ({ path: region ?? '', message: code }));
    throw new ProblemError('not-ready', 'Not all sections are approved.', errors);
  }
  if (outcome.outcome === 'refused') throw refusals[outcome.why]();
  return outcome.article;
}
