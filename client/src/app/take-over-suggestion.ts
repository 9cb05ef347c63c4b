// What the server says of one suggestion, live or as an answer, put into what the browser keeps.
import type { Suggestion } from '@galley/shared/api/suggestions.ts';
import type { QueryClient } from '@tanstack/react-query';
import { keys } from './query-keys.ts';

/** Takes a suggestion over into the list that is shown. */
export function takeOverSuggestion(client: QueryClient, one: Suggestion): void {
  const queryKey = keys.suggestions(one.article);
  const before = client.getQueryData<Suggestion[]>(queryKey);
  if (before) client.setQueryData(queryKey, withSuggestion(before, one));
  // An answer on its way may be older than this.
  if (client.isFetching({ queryKey }) > 0) void client.invalidateQueries({ queryKey });
}

/** The list with one suggestion as it is now. */
function withSuggestion(list: readonly Suggestion[] | undefined, one: Suggestion): Suggestion[] {
  const before = list ?? [];
  if (one.state === 'withdrawn') return before.filter(({ id }) => id !== one.id);
  return before.some(({ id }) => id === one.id)
    ? before.map((known) => (known.id === one.id ? newer(known, one) : known))
    : [...before, one];
}

/** Answers and live events overtake each other; what was decided is not open again. */
function newer(a: Suggestion, b: Suggestion): Suggestion {
  if ((a.state === 'open') !== (b.state === 'open')) return a.state === 'open' ? b : a;
  return a.updatedAt > b.updatedAt ? a : b;
}
