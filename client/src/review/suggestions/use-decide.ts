// Decides on suggestions at the server.
import {
  type Decision,
  type DecisionAnswer,
  maxDecisions,
  type Suggestion,
} from '@galley/shared/api/suggestions.ts';
import { suggestionRoutes } from '@galley/shared/contract/suggestions.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { keys } from '../../app/query-keys.ts';
import { takeOverSuggestion } from '../../app/take-over-suggestion.ts';
import { showProblem } from '../../app/toasts.ts';

/** Accepts or rejects suggestions as they are shown; the answer tells what became of each. */
export function useDecide(article: ArticleId) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ shown, verdict }: DecisionInput): Promise<DecisionAnswer['results']> => {
      const seen = shown.map(({ id, updatedAt }) => ({ id, updatedAt }));
      const results: DecisionAnswer['results'] = [];
      for (let start = 0; start < seen.length; start += maxDecisions) {
        const body: Decision = { suggestions: seen.slice(start, start + maxDecisions), verdict };
        const answer = await call(suggestionRoutes.decideSuggestions, { params: { id: article }, body });
        results.push(...answer.results);
      }
      return results;
    },
    onSuccess: (results) => {
      for (const { suggestion } of results) if (suggestion) takeOverSuggestion(client, suggestion);
    },
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: keys.suggestions(article) }),
  });
}

interface DecisionInput {
  shown: readonly Suggestion[];
  verdict: Decision['verdict'];
}
