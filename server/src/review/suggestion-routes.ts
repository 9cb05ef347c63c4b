// The routes of suggestions.
import { suggestionRoutes as routes } from '@galley/shared/contract/suggestions.ts';
import { type ArticleId, documentNameOf } from '@galley/shared/ids.ts';
import type { Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import { ChangeRefusedError } from '../collab/documents.ts';
import type { Journal } from '../collab/journal.ts';
import { createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import { limitByPerson } from '../http/request-limits.ts';
import { suggestionLimit } from './act-limits.ts';
import type { Decide } from './suggestion-decisions.ts';
import type { UndoDecided } from './suggestion-undo.ts';
import { maxOpen, type Suggestions } from './suggestions.ts';

interface SuggestionRoutesOptions {
  suggestions: Suggestions;
  decide: Decide;
  undoDecided: UndoDecided;
  journal: Journal;
  sessions: Sessions;
}

export function suggestionRoutes({
  suggestions,
  decide,
  undoDecided,
  journal,
  sessions,
}: SuggestionRoutesOptions): Router {
  const api = createApiRouter(sessions);
  const limited = limitByPerson(sessions, suggestionLimit);

  const known = async (article: ArticleId): Promise<ArticleId> => {
    if (!(await journal.has(documentNameOf(article)))) throw new ProblemError('not-found');
    return article;
  };

  api.serve(routes.listSuggestions, async ({ params }) => await suggestions.of(await known(params.id)));

  api.serve(
    routes.putSuggestion,
    async ({ me, params, body, response }) => {
      const put = await suggestions.put(await known(params.id), params.suggestion, body, me.id);
      if (put.outcome === 'unfit') throw new ProblemError('invalid-input', put.detail);
      if (put.outcome === 'refused') throw problems[put.why]();
      response.status(put.outcome === 'made' ? 201 : 200);
      return put.suggestion;
    },
    limited,
  );

  api.serve(routes.withdrawSuggestion, async ({ me, params }) => {
    const outcome = await suggestions.withdraw(await known(params.id), params.suggestion, me.id);
    if (outcome !== 'withdrawn') throw problems[outcome]();
  });

  api.serve(routes.decideSuggestions, async ({ me, params, body }) => {
    const article = await known(params.id);
    return await withinLimits(() => decide(article, body, me.id));
  });

  api.serve(routes.undoDecisions, async ({ me, params, body }) => {
    const article = await known(params.id);
    return await withinLimits(() => undoDecided(article, body, me.id));
  });

  return api.router;
}

/** What this gives; a change that would pass a limit of the article is a problem that the person can read. */
async function withinLimits<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (error instanceof ChangeRefusedError) throw new ProblemError('too-large', error.message);
    throw error;
  }
}

const problems = {
  'not-yours': () => new ProblemError('conflict', 'This suggestion is somebody else’s.'),
  'id-taken': () => new ProblemError('conflict', 'Something else has this id.'),
  decided: () => new ProblemError('conflict', 'This suggestion has been decided.'),
  'no-section': () => new ProblemError('not-found', 'The article has no such section.'),
  'too-many': () =>
    new ProblemError('too-large', `A person can have ${maxOpen} open suggestions in an article.`),
};
