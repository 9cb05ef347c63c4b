// Suggestions: what somebody would have in place of a passage, a block or a line.
import {
  decisionAnswerSchema,
  decisionSchema,
  putSuggestionSchema,
  suggestionListSchema,
  suggestionSchema,
  undoAnswerSchema,
  undoDecisionsSchema,
} from '../api/suggestions.ts';
import type { SuggestionId } from '../ids.ts';
import { defineRoute } from './define-route.ts';
import { articleParam, idParam } from './params.ts';

const suggestion = idParam<SuggestionId>('a suggestion', 16);

/** The routes of suggestions. */
export const suggestionRoutes = {
  listSuggestions: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/suggestions',
    summary: 'All open suggestions of an article and those that were decided last, the oldest first.',
    action: 'article.read',
    params: { id: articleParam },
    answer: suggestionListSchema,
    audited: true,
  }),
  putSuggestion: defineRoute({
    method: 'PUT',
    path: '/api/articles/:id/suggestions/:suggestion',
    summary: 'Makes a suggestion, or words one’s own anew while it is open.',
    action: 'suggestion.make',
    params: { id: articleParam, suggestion },
    body: putSuggestionSchema,
    limit: '128kb',
    answer: suggestionSchema,
    status: [201, 200],
    audited: false,
  }),
  withdrawSuggestion: defineRoute({
    method: 'DELETE',
    path: '/api/articles/:id/suggestions/:suggestion',
    summary: 'Withdraws a suggestion of one’s own.',
    action: 'suggestion.make',
    params: { id: articleParam, suggestion },
    answer: null,
    audited: false,
  }),
  decideSuggestions: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/suggestions/decisions',
    summary: 'Accepts or rejects suggestions as they were seen; the answer says of each what became of it.',
    action: 'suggestion.decide',
    params: { id: articleParam },
    body: decisionSchema,
    limit: '128kb',
    answer: decisionAnswerSchema,
    audited: false,
  }),
  undoDecisions: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/suggestions/undo',
    summary: 'Takes decisions back, in the order in which they were made.',
    action: 'suggestion.decide',
    params: { id: articleParam },
    body: undoDecisionsSchema,
    limit: '32kb',
    answer: undoAnswerSchema,
    audited: false,
  }),
};
