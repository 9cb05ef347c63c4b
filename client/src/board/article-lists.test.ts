import type { ArticlePage, ArticleQuery, ArticleRow } from '@galley/shared/api/articles.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { describe, expect, test } from 'vitest';
import { articleRow } from '../app/article-row-testing.ts';
import { placed } from './article-lists.ts';

const article = (id: string, minute: number, change: Partial<ArticleRow> = {}): ArticleRow =>
  articleRow({
    id: id as ArticleId,
    headline: id,
    editedAt: `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`,
    ...change,
  });
const question: ArticleQuery = { stage: 'draft', archived: 'no', sort: 'edited', direction: 'descending' };
const pages = (next: string | null = null): ArticlePage[] => [
  { articles: [article('c', 30), article('b', 20)], next: 'more' },
  { articles: [article('a', 10)], next },
];
const ids = (shown: ArticlePage[]) => shown.map((page) => page.articles.map(({ id }) => id).join(''));

describe('a change in the lists that are shown', () => {
  test('takes an article out of the lists that it no longer fits', () => {
    expect(ids(placed(pages(), article('b', 20, { stage: 'review' }), question))).toEqual(['c', 'a']);
    const archived = article('b', 20, { archivedAt: '2026-01-02T00:00:00.000Z' });
    expect(ids(placed(pages(), archived, question))).toEqual(['c', 'a']);
    expect(
      ids(placed(pages(), article('b', 20, { language: 'de' }), { ...question, language: 'en' })),
    ).toEqual(['c', 'a']);
  });

  test('puts an article to its place by the list’s order', () => {
    expect(ids(placed(pages(), article('n', 25), question))).toEqual(['cnb', 'a']);
    expect(ids(placed(pages(), article('n', 15), question))).toEqual(['cb', 'na']);
    const byWords = { ...question, sort: 'words', direction: 'ascending' } as const;
    expect(ids(placed(pages(), article('n', 15, { words: 5 }), byWords))).toEqual(['ncb', 'a']);
  });

  test('orders by due dates, those without one last in both directions', () => {
    const due = (id: string, day: number | null) =>
      article(id, 1, { dueAt: day === null ? null : `2026-02-0${day}T00:00:00.000Z` });
    const list = (ids: ArticleRow[]): ArticlePage[] => [{ articles: ids, next: null }];
    const rising = { ...question, sort: 'due', direction: 'ascending' } as const;
    const falling = { ...rising, direction: 'descending' } as const;
    const up = list([due('a', 1), due('c', 3), due('z', null)]);
    const down = list([due('c', 3), due('a', 1), due('z', null)]);
    expect(ids(placed(up, due('b', 2), rising))).toEqual(['abcz']);
    expect(ids(placed(down, due('b', 2), falling))).toEqual(['cbaz']);
    expect(ids(placed(down, due('a', null), falling))[0]).toMatch(/^c.*$/);
    expect(ids(placed(down, due('d', 4), falling))).toEqual(['dcaz']);
  });

  test('leaves the list of somebody who has it no longer', () => {
    const mine = { ...question, assignee: 'kim' } as const;
    expect(ids(placed(pages(), article('b', 20), mine))).toEqual(['c', 'a']);
    expect(ids(placed(pages(), article('b', 20, { assignee: 'kim' as UserId }), mine))).toEqual(['c', 'ba']);
  });

  test('adds to the end only where the list has been loaded to its end', () => {
    expect(ids(placed(pages(), article('n', 1), question))).toEqual(['cb', 'an']);
    expect(ids(placed(pages('more'), article('n', 1), question))).toEqual(['cb', 'a']);
  });

  test('leaves the given pages as they were', () => {
    const before = pages();
    placed(before, article('n', 25), question);
    expect(before).toEqual(pages());
  });
});
