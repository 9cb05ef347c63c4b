// @vitest-environment jsdom
// Each open article has its own marked words, and follows what the server says of them until its page closes.
import type { MachineMade } from '@galley/shared/api/machine-made.ts';
import type { Person } from '@galley/shared/api/people.ts';
import { type ArticleId, newId, type UserId } from '@galley/shared/ids.ts';
import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test, vi } from 'vitest';
import { peopleQuery } from '../../app/people.ts';
import { machineMadeQuery } from './machine-made.ts';
import { MachineWordsStore } from './machine-words-store.ts';

const nora = newId<UserId>();
const nothing: MachineMade = { hasMarks: false, marks: [], spans: [], parts: [] };
const made: MachineMade = { ...nothing, hasMarks: true, spans: [{ span: [1, 2, 3], mark: 1 }] };
let client: QueryClient;

beforeEach(() => {
  localStorage.clear();
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(peopleQuery.queryKey, [{ id: nora, name: 'Nora' } as Person]);
});

function open(article: ArticleId, words = nothing): MachineWordsStore {
  client.setQueryData(machineMadeQuery(article).queryKey, words);
  return new MachineWordsStore({ client, article });
}

test('an article shows its own words beside another one that is open', () => {
  const [one, other] = [open(newId<ArticleId>(), made), open(newId<ArticleId>())];
  expect([one, other].map((store) => store.getState().made?.spans.length)).toEqual([1, 0]);
  expect(one.getState().people.get(nora)?.name).toBe('Nora');
  for (const store of [one, other]) store.destroy();
});

test('what the server says anew is heard until the page closes', async () => {
  const article = newId<ArticleId>();
  const store = open(article);
  const listener = vi.fn();
  store.subscribe(listener);
  client.setQueryData(machineMadeQuery(article).queryKey, made);
  await vi.waitFor(() => expect(store.getState().made?.spans).toHaveLength(1));
  expect(listener).toHaveBeenCalled();
  store.destroy();
  listener.mockClear();
  client.setQueryData(machineMadeQuery(article).queryKey, nothing);
  await Promise.resolve();
  expect(listener).not.toHaveBeenCalled();
});

test('that the words are hidden is remembered by the browser', () => {
  const store = open(newId<ArticleId>(), made);
  expect(store.getState().shown).toBe(true);
  store.show(false);
  expect([store.getState().shown, open(newId<ArticleId>()).getState().shown]).toEqual([false, false]);
});
