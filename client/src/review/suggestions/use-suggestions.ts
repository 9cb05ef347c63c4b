// Opens the suggestions of an article for its page, and decides on them.
import { may } from '@galley/shared/access/roles.ts';
import {
  type Decision,
  type DecisionAnswer,
  maxDecisions,
  type Suggestion,
} from '@galley/shared/api/suggestions.ts';
import { suggestionRoutes } from '@galley/shared/contract/suggestions.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../../app/api.ts';
import { usePeople } from '../../app/people.ts';
import { keys } from '../../app/query-keys.ts';
import { useMe } from '../../app/session.tsx';
import { takeOverSuggestion } from '../../app/take-over-suggestion.ts';
import { showProblem } from '../../app/toasts.ts';
import { isAboutSuggestion } from '../commands.ts';
import { useOutbox, useOutboxIsLoaded, useWaiting } from '../outbox-context.ts';
import { withWaiting } from './shown-suggestions.ts';
import { SuggestionDesk } from './suggestion-desk.ts';

/** An article's open suggestions and those that were decided last; kept fresh by live events. */
export function suggestionsQuery(article: ArticleId) {
  return queryOptions({
    queryKey: keys.suggestions(article),
    queryFn: ({ signal }) => call(suggestionRoutes.listSuggestions, { params: { id: article }, signal }),
  });
}

const none: readonly Suggestion[] = [];

/** The suggestions of an article, with this person's that are still on their way. */
export function useSuggestions(article: ArticleId): SuggestionDesk | null {
  const { id: me, role } = useMe();
  const outbox = useOutbox();
  const waiting = useWaiting();
  const isLoaded = useOutboxIsLoaded();
  const people = usePeople();
  const [desk, setDesk] = useState<SuggestionDesk | null>(null);
  const { data, failureCount } = useQuery(suggestionsQuery(article));
  const rows = data ?? none;

  useEffect(() => {
    const rights = { make: may(role, 'suggestion.make'), decide: may(role, 'suggestion.decide') };
    const made = new SuggestionDesk(article, me, rights, outbox);
    setDesk(made);
    return () => made.destroy();
  }, [article, me, role, outbox]);

  // What waits on this device belongs to what is known.
  const known = isLoaded && (data !== undefined || failureCount > 0);
  useEffect(() => {
    desk?.setSuggestions(withWaiting(rows, waiting.filter(isAboutSuggestion), article, me), known);
  }, [desk, rows, waiting, article, me, known]);
  useEffect(() => desk?.setPeople(people), [desk, people]);
  return desk;
}

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
