import type { ArticleId } from '@galley/shared/ids.ts';
import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { keys } from '../app/query-keys.ts';
import { changesQuery, newestRevision } from './publication.ts';

const article = 'article1' as ArticleId;

test('the newest revision is the first of them, and none is 0', () => {
  expect(newestRevision({ revisions: [] })).toBe(0);
  const revisions = [{ number: 3 }, { number: 2 }] as Parameters<typeof newestRevision>[0]['revisions'];
  expect(newestRevision({ revisions })).toBe(3);
});

test('what differs from the text as it stands is old when the article changes, between revisions it never is', async () => {
  const client = new QueryClient();
  const [now, between] = [
    { from: 1, to: null },
    { from: 1, to: 2 },
  ].map((range) => changesQuery(article, range).queryKey);
  for (const key of [now, between]) client.setQueryData(key as readonly string[], []);
  await client.invalidateQueries({ queryKey: keys.publication(article) });
  const isOld = (key: readonly unknown[] = []) => client.getQueryState(key)?.isInvalidated;
  expect([isOld(now), isOld(between)]).toEqual([true, false]);
});
