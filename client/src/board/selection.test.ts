import type { ArticleRow } from '@galley/shared/api/articles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { expect, test } from 'vitest';
import { rangeTo } from './selection.ts';

// Only the id counts.
const list = ['a', 'b', 'c', 'd'].map((id) => ({ id: id })) as ArticleRow[];
const range = (to: number, last: string | null) =>
  rangeTo(list[to] as ArticleRow, list, last as ArticleId | null)
    .map(({ id }) => id)
    .join('');

test('a range goes from the last article to this one, up or down, and is this one alone in another list', () => {
  expect(range(3, 'b')).toBe('bcd');
  expect(range(0, 'c')).toBe('abc');
  expect(range(2, 'c')).toBe('c');
  expect(range(2, null)).toBe('c');
  expect(range(2, 'elsewhere')).toBe('c');
});
