// Articles as every page may speak of them: one by its id, a few by a search.
import type { ArticleQuery } from '@galley/shared/api/articles.ts';
import { articleRoutes } from '@galley/shared/contract/articles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './api.ts';
import { keys } from './query-keys.ts';

/** The row of an article. */
export function articleQuery(id: ArticleId) {
  return queryOptions({
    queryKey: keys.article(id),
    queryFn: ({ signal }) => call(articleRoutes.readArticle, { params: { id }, signal }),
  });
}

/** The first few articles that fit a search, also only those in one language; the last edited ones for an empty one. */
export function articleSearchQuery(query: string, language?: Language) {
  return queryOptions({
    queryKey: [...keys.articleLists, 'search', query, language] as const,
    queryFn: ({ signal }) =>
      call(articleRoutes.listArticles, { query: { limit: 7, query: query || undefined, language }, signal }),
  });
}

/** The series that articles are parts of. */
export const seriesQuery = queryOptions({
  queryKey: [...keys.articleLists, 'series'] as const,
  queryFn: ({ signal }) => call(articleRoutes.listSeries, { signal }),
});

/** Another query, where this one finds nothing and a word of it is mistyped. */
export function meantQuery(question: ArticleQuery) {
  return queryOptions({
    queryKey: [...keys.articleLists, 'meant', question] as const,
    queryFn: ({ signal }) => call(articleRoutes.meantQuery, { query: question, signal }),
  });
}
