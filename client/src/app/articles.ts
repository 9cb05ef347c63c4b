// Articles as every page may speak of them: one by its id, a few by a search.
import {
  type ArticleQuery,
  articlePageSchema,
  articleRowSchema,
  meantQuerySchema,
} from '@galley/shared/api/articles.ts';
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

/** GET /api/articles/meant: another query, where this one finds nothing and a word of it is mistyped. */
export function meantQuery(question: ArticleQuery) {
  const asked = Object.entries(question).filter(([, value]) => value !== undefined);
  const params = new URLSearchParams(asked.map(([name, value]) => [name, String(value)]));
  return queryOptions({
    queryKey: [...keys.articleLists, 'meant', question] as const,
    queryFn: ({ signal }) =>
      request('GET', `/api/articles/meant?${params}`, { schema: meantQuerySchema, signal }),
  });
}
