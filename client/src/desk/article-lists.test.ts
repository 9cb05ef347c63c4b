import type { ArticlePage, ArticleQuery, ArticleRow } from '@galley/shared/api/articles.ts';
import type { ArticleId, TemplateId, UserId } from '@galley/shared/ids.ts';
import { describe, expect, test } from 'vitest';
import { placed } from './article-lists.ts';

const article = (id: string, minute: number, change: Partial<ArticleRow> = {}): ArticleRow => ({
  id: id as ArticleId,
  headline: id,
  dek: '',
  slug: null,
  byline: '',
  stage: 'draft',
  template: 'news' as TemplateId,
  language: 'en',
  words: 100,
  createdBy: 'kim' as UserId,
  createdAt: '2026-01-01T00:00:00.000Z',
  editedAt: `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`,
  editedBy: 'kim' as UserId,
  archivedAt: null,
  liveRevision: null,
  publishAt: null,
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
