// Articles as every page may speak of them: one by its id, a few by a search.
import { articlePageSchema, articleRowSchema } from '@galley/shared/api/articles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { queryOptions } from '@tanstack/react-query';
import { request } from './api.ts';
import { keys } from './query-keys.ts';

/** GET /api/articles/:id. */
export function articleQuery(id: ArticleId) {
  return queryOptions({
    queryKey: keys.article(id),
    queryFn: ({ signal }) => request('GET', `/api/articles/${id}`, { schema: articleRowSchema, signal }),
  });
}

/** The first few articles that fit a search; the last edited ones for an empty one. */
export function articleSearchQuery(query: string) {
  const params = new URLSearchParams({ limit: '7', ...(query && { query }) });
  return queryOptions({
    queryKey: [...keys.articleLists, 'search', query] as const,
    queryFn: ({ signal }) => request('GET', `/api/articles?${params}`, { schema: articlePageSchema, signal }),
  });
}
