// /api/articles/:id/suggestions.

import { decisionSchema, putSuggestionSchema, undoDecisionsSchema } from '@galley/shared/api/suggestions.ts';
import { type ArticleId, documentNameOf, isId, type SuggestionId } from '@galley/shared/ids.ts';
import express, { type Request, type Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import { readBody } from '../api/body.ts';
import { ProblemError } from '../api/problem.ts';
import { articleIn, requirePerson } from '../api/route.ts';
import { ChangeRefusedError } from '../collab/documents.ts';
import type { Journal } from '../collab/journal.ts';
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
  const router = express.Router();
  const base = '/api/articles/:id/suggestions';

  const articleOf = async (request: Request): Promise<ArticleId> => {
    const id = articleIn(request);
    if (!(await journal.has(documentNameOf(id)))) throw new ProblemError('not-found');
    return id;
  };
  const suggestionOf = (request: Request): SuggestionId => {
    const id = request.params.suggestion;
    if (!isId(id) || id.length !== 16) throw new ProblemError('not-found');
    return id as SuggestionId;
  };

  router.get(base, async (request, response) => {
    await requirePerson(sessions, request, 'article.read');
    response.json(await suggestions.of(await articleOf(request)));
  });

  router.put(`${base}/:suggestion`, async (request, response) => {
    const me = await requirePerson(sessions, request, 'suggestion.make');
    const id = suggestionOf(request);
    const input = await readBody(request, putSuggestionSchema, '128kb');
    const put = await suggestions.put(await articleOf(request), id, input, me.id);
    if (put.outcome === 'unfit') throw new ProblemError('invalid-input', put.detail);
    if (put.outcome === 'refused') throw problems[put.why]();
    response.status(put.outcome === 'made' ? 201 : 200).json(put.suggestion);
  });

  router.delete(`${base}/:suggestion`, async (request, response) => {
    const me = await requirePerson(sessions, request, 'suggestion.make');
    const outcome = await suggestions.withdraw(await articleOf(request), suggestionOf(request), me.id);
    if (outcome !== 'withdrawn') throw problems[outcome]();
    response.status(204).end();
  });

  router.post(`${base}/decisions`, async (request, response) => {
    const me = await requirePerson(sessions, request, 'suggestion.decide');
    const decision = await readBody(request, decisionSchema, '128kb');
    const article = await articleOf(request);
    response.json(await withinLimits(() => decide(article, decision, me.id)));
  });

  router.post(`${base}/undo`, async (request, response) => {
    const me = await requirePerson(sessions, request, 'suggestion.decide');
    const decisions = await readBody(request, undoDecisionsSchema, '32kb');
    const article = await articleOf(request);
    response.json(await withinLimits(() => undoDecided(article, decisions, me.id)));
  });

  return router;
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
