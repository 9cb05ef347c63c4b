// An article's history on the HTTP interface, as the browser asks for it.
import {
  authorshipSchema,
  comparisonSchema,
  historySchema,
  type Moment,
  restoreResultSchema,
  versionSchema,
} from '@galley/shared/api/history.ts';
import type { ArticleId, SectionId, VersionId } from '@galley/shared/ids.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';
import type { HistoryFilter } from './timeline.ts';

/** GET /api/articles/:id/history, page by page. */
export function historyQuery(article: ArticleId, { kind, author, section }: HistoryFilter) {
  return infiniteQueryOptions({
    queryKey: [...keys.timeline(article), kind, author, section],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ kind });
      if (pageParam !== null) query.set('before', pageParam);
      if (author !== null) query.set('author', author);
      if (section !== null) query.set('section', section);
      return request('GET', `/api/articles/${article}/history?${query}`, { schema: historySchema, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}

export function comparisonQuery(article: ArticleId, from: Moment, to: Moment) {
  return queryOptions({
    queryKey: [...keys.history(article), 'comparison', from, to],
    queryFn: ({ signal }) =>
      request('GET', `/api/articles/${article}/comparison?${new URLSearchParams({ from, to })}`, {
        schema: comparisonSchema,
        signal,
      }),
  });
}

export function authorshipQuery(article: ArticleId) {
  return queryOptions({
    queryKey: [...keys.history(article), 'authorship'],
    queryFn: ({ signal }) =>
      request('GET', `/api/articles/${article}/authorship`, { schema: authorshipSchema, signal }),
  });
}

export function keepVersion(article: ArticleId, name: string) {
  return request('POST', `/api/articles/${article}/versions`, { body: { name }, schema: versionSchema });
}

export function renameVersion(article: ArticleId, id: VersionId, name: string) {
  return request('PATCH', `/api/articles/${article}/versions/${id}`, {
    body: { name },
    schema: versionSchema,
  });
}

export interface RestoreRequest {
  /** Null for the whole article. */
  only: readonly SectionId[] | null;
  except?: readonly SectionId[];
}

export function restoreMoment(article: ArticleId, moment: Moment, { only, except = [] }: RestoreRequest) {
  const body = { moment, sections: only, except };
  return request('POST', `/api/articles/${article}/restore`, { body, schema: restoreResultSchema });
}
