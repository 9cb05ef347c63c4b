// How an article stands to its public page, as the server says it, and the acts that change it.
import { type ArticleChange, articleRowSchema } from '@galley/shared/api/articles.ts';
import {
  changesSchema,
  type Publication,
  type PublishRequest,
  publicationSchema,
  revisionSchema,
  type ScheduleRequest,
  type WithdrawRequest,
} from '@galley/shared/api/publishing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';

/** GET /api/articles/:id/publication. */
export function publicationQuery(article: ArticleId) {
  return queryOptions({
    queryKey: keys.publication(article),
    queryFn: ({ signal }) =>
      request('GET', `/api/articles/${article}/publication`, { schema: publicationSchema, signal }),
  });
}

/** GET /api/articles/:id/changes: from a revision to a later one, or (`to` null) to the text as it stands now. */
export function changesQuery(article: ArticleId, { from, to }: RevisionRange) {
  const params = new URLSearchParams({ from: String(from), ...(to !== null && { to: String(to) }) });
  return queryOptions({
    queryKey:
      to === null
        ? ([...keys.publication(article), 'changes', from] as const)
        : keys.revisionChanges(article, from, to),
    queryFn: ({ signal }) =>
      request('GET', `/api/articles/${article}/changes?${params}`, { schema: changesSchema, signal }),
  });
}

/** Two states of an article: a revision, and another one or the text as it stands now. */
export interface RevisionRange {
  from: number;
  to: number | null;
}

/** The number of the newest revision; 0 before the first. */
export function newestRevision({ revisions }: Pick<Publication, 'revisions'>): number {
  return revisions[0]?.number ?? 0;
}

/** PATCH /api/articles/:id. */
export function useArticleChange(article: ArticleId) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ArticleChange) =>
      request('PATCH', `/api/articles/${article}`, { body, schema: articleRowSchema }),
    onSuccess: (row) => client.setQueryData(keys.article(article), row),
    onSettled: () => client.invalidateQueries({ queryKey: keys.publication(article) }),
  });
}

/** POST /api/articles/:id/publish; `shown` resolves once the page says so too. */
export function usePublish(article: ArticleId, onDone: (revision: number, shown: Promise<unknown>) => void) {
  const refresh = useRefresh(article);
  return useMutation({
    mutationFn: (body: PublishRequest) =>
      request('POST', `/api/articles/${article}/publish`, { body, schema: revisionSchema }),
    onSuccess: ({ number }) => onDone(number, refresh()),
    onError: refresh,
  });
}

/** POST /api/articles/:id/schedule. */
export function useSchedule(article: ArticleId, onDone: (publication: Publication) => void) {
  const refresh = useRefresh(article);
  return useMutation({
    mutationFn: (body: ScheduleRequest) =>
      request('POST', `/api/articles/${article}/schedule`, { body, schema: publicationSchema }),
    onSuccess: onDone,
    onSettled: refresh,
  });
}

/** POST /api/articles/:id/unschedule. */
export function useUnschedule(article: ArticleId, onDone: () => void) {
  const refresh = useRefresh(article);
  return useMutation({
    mutationFn: () => request('POST', `/api/articles/${article}/unschedule`, { schema: publicationSchema }),
    onSuccess: onDone,
    onSettled: refresh,
  });
}

/** POST /api/articles/:id/withdraw. */
export function useWithdraw(article: ArticleId, onDone: (shown: Promise<unknown>) => void) {
  const refresh = useRefresh(article);
  return useMutation({
    mutationFn: (body: WithdrawRequest) =>
      request('POST', `/api/articles/${article}/withdraw`, { body, schema: publicationSchema }),
    onSuccess: () => onDone(refresh()),
    onError: refresh,
  });
}

/** What was refused is looked at anew as well: somebody else may have been faster. */
function useRefresh(article: ArticleId) {
  const client = useQueryClient();
  return () =>
    Promise.all(
      [keys.publication(article), keys.article(article), keys.articleLists].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
}
