// An article's history on the HTTP interface, as the browser asks for it.
import type { Moment } from '@galley/shared/api/history.ts';
import { historyRoutes } from '@galley/shared/contract/history.ts';
import { pathTo } from '@galley/shared/contract/path.ts';
import type { ArticleId, SectionId, VersionId } from '@galley/shared/ids.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';
import type { HistoryFilter } from './timeline.ts';

/** What happened to an article, page by page. */
export function historyQuery(article: ArticleId, { kind, author, section }: HistoryFilter) {
  return infiniteQueryOptions({
    queryKey: [...keys.timeline(article), kind, author, section],
    queryFn: ({ pageParam, signal }) =>
      call(historyRoutes.readHistory, {
        params: { id: article },
        query: {
          kind,
          before: pageParam ?? undefined,
          author: author ?? undefined,
          section: section ?? undefined,
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}

export function comparisonQuery(article: ArticleId, from: Moment, to: Moment) {
  return queryOptions({
    queryKey: [...keys.history(article), 'comparison', from, to],
    queryFn: ({ signal }) =>
      call(historyRoutes.compareMoments, { params: { id: article }, query: { from, to }, signal }),
  });
}

export function authorshipQuery(article: ArticleId) {
  return queryOptions({
    queryKey: [...keys.history(article), 'authorship'],
    queryFn: ({ signal }) => call(historyRoutes.readAuthorship, { params: { id: article }, signal }),
  });
}

/** Where the same is a file. */
export function authorshipFile(article: ArticleId): string {
  return pathTo(historyRoutes.readAuthorship, { params: { id: article }, query: { format: 'csv' } });
}

export function keepVersion(article: ArticleId, name: string) {
  return call(historyRoutes.keepVersion, { params: { id: article }, body: { name } });
}

export function renameVersion(article: ArticleId, id: VersionId, name: string) {
  return call(historyRoutes.renameVersion, { params: { id: article, version: id }, body: { name } });
}

export interface RestoreRequest {
  /** Null for the whole article. */
  only: readonly SectionId[] | null;
  except?: readonly SectionId[];
}

export function restoreMoment(article: ArticleId, moment: Moment, { only, except = [] }: RestoreRequest) {
  const body = { moment, sections: only && [...only], except: [...except] };
  return call(historyRoutes.restoreMoment, { params: { id: article }, body });
}
