import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRefresher } from './refresher.ts';

describe('refreshing what changes all the time', () => {
  const client = new QueryClient();
  const asked: string[] = [];

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('document', { visibilityState: 'visible' });
    vi.spyOn(client, 'invalidateQueries').mockImplementation(async (filters) => {
      asked.push(String(filters?.queryKey));
    });
    asked.length = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  test('asks at once for the first change, and once for all that come right after it', () => {
    const refresher = createRefresher(client);
    for (let change = 0; change < 50; change += 1) refresher.soon(['publication', 'a']);
    expect(asked).toEqual(['publication,a']);
    vi.runAllTimers();
    expect(asked).toEqual(['publication,a', 'publication,a']);
  });

  test('asks nothing more when nothing more changed, and at once for the next change', () => {
    const refresher = createRefresher(client);
    refresher.soon(['articles']);
    vi.runAllTimers();
    expect(asked).toEqual(['articles']);
    refresher.soon(['articles']);
    expect(asked).toEqual(['articles', 'articles']);
  });

  test('keeps what belongs to one article apart from the others', () => {
    const refresher = createRefresher(client);
    refresher.soon(['publication', 'a']);
    refresher.soon(['publication', 'b']);
    expect(asked).toEqual(['publication,a', 'publication,b']);
    refresher.soon(['publication', 'b']);
    refresher.stop();
    vi.runAllTimers();
    expect(asked).toEqual(['publication,a', 'publication,b']);
  });
});
