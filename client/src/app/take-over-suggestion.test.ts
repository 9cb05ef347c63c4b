// Answers and live events about suggestions overtake each other: the list shows the newest of each.
import type { Suggestion } from '@galley/shared/api/suggestions.ts';
import { type ArticleId, newId, type SuggestionId } from '@galley/shared/ids.ts';
import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test, vi } from 'vitest';
import { keys } from './query-keys.ts';
import { takeOverSuggestion } from './take-over-suggestion.ts';

const article = newId<ArticleId>();
let client: QueryClient;
beforeEach(() => {
  client = new QueryClient();
});

// What the list looks at.
const row = (id: SuggestionId, state: Suggestion['state'], updatedAt: string) =>
  ({ id, article, state, updatedAt }) as Suggestion;
const list = () => client.getQueryData<Suggestion[]>(keys.suggestions(article));

test('a new one comes behind the others, and a withdrawn one goes', () => {
  const [one, other] = [newId<SuggestionId>(), newId<SuggestionId>()];
  client.setQueryData(keys.suggestions(article), [row(one, 'open', '1')]);
  takeOverSuggestion(client, row(other, 'open', '2'));
  expect(list()?.map(({ id }) => id)).toEqual([one, other]);
  takeOverSuggestion(client, row(one, 'withdrawn', '3'));
  expect(list()?.map(({ id }) => id)).toEqual([other]);
});

test.each([
  ['what was worded later wins', row, 'open 1', 'open 2', 'open 2'],
  ['what was worded earlier comes too late', row, 'open 2', 'open 1', 'open 2'],
  ['a decision wins over a wording', row, 'open 2', 'accepted 1', 'accepted 1'],
  ['what was decided is not open again', row, 'rejected 1', 'open 2', 'rejected 1'],
])('%s', (_what, make, before, came, shown) => {
  const id = newId<SuggestionId>();
  const read = (written: string) => {
    const [state, at = ''] = written.split(' ');
    return make(id, state as Suggestion['state'], at);
  };
  client.setQueryData(keys.suggestions(article), [read(before)]);
  takeOverSuggestion(client, read(came));
  expect(list()).toEqual([read(shown)]);
});

test('where nothing is kept nothing is begun, and an answer on its way is asked for anew', () => {
  takeOverSuggestion(client, row(newId<SuggestionId>(), 'open', '1'));
  expect(list()).toBeUndefined();
  const asked = vi.spyOn(client, 'invalidateQueries');
  vi.spyOn(client, 'isFetching').mockReturnValue(1);
  takeOverSuggestion(client, row(newId<SuggestionId>(), 'open', '1'));
  expect(asked).toHaveBeenCalledWith({ queryKey: keys.suggestions(article) });
});
