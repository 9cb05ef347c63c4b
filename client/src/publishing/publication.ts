// How an article stands to its public page, as the server says it, and the acts that change it.
import type { ArticleChange } from '@galley/shared/api/articles.ts';
import type { GiveMachineReview } from '@galley/shared/api/machine-made.ts';
import type {
  ExpireRequest,
  Publication,
  PublishRequest,
  ScheduleRequest,
  WithdrawRequest,
} from '@galley/shared/api/publishing.ts';
import { articleRoutes } from '@galley/shared/contract/articles.ts';
import { publishingRoutes } from '@galley/shared/contract/publishing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';

/** How the article stands to its public page. */
export function publicationQuery(article: ArticleId) {
  return queryOptions({
    queryKey: keys.publication(article),
    queryFn: ({ signal }) => call(publishingRoutes.readPublication, { params: { id: article }, signal }),
  });
}

/** What differs: from a revision to a later one, or (`to` null) to the text as it stands now. */
export function changesQuery(article: ArticleId, { from, to }: RevisionRange) {
  return queryOptions({
    queryKey:
      to === null
        ? ([...keys.publication(article), 'changes', from] as const)
        : keys.revisionChanges(article, from, to),
    queryFn: ({ signal }) =>
      call(publishingRoutes.readChanges, {
        params: { id: article },
        query: { from, to: to ?? undefined },
        signal,
      }),
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

/** Changes what is set of the article. */
export function useArticleChange(article: ArticleId) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ArticleChange) => call(articleRoutes.changeArticle, { params: { id: article }, body }),
    onSuccess: (row) => client.setQueryData(keys.article(article), row),
    onSettled: () => client.invalidateQueries({ queryKey: keys.publication(article) }),
  });
}

/** Publishes; `shown` resolves once the page says so too. */
export function usePublish(article: ArticleId, onDone: (revision: number, shown: Promise<unknown>) => void) {
  const refresh = useRefresh(article);
  return useMutation({
    mutationFn: (body: PublishRequest) => call(publishingRoutes.publish, { params: { id: article }, body }),
    onSuccess: ({ number }) => onDone(number, refresh()),
    onError: refresh,
  });
}

/** Says that people have reviewed what a machine made of the text. */
export function useMachineReview(article: ArticleId) {
  const refresh = useRefresh(article);
  return useMutation({
    mutationFn: (body: GiveMachineReview) =>
      call(publishingRoutes.reviewMachineText, { params: { id: article }, body }),
    onSettled: refresh,
  });
}

/** Schedules, or chooses another time. */
export function useSchedule(article: ArticleId, onDone: (publication: Publication) => void) {
  const refresh = useRefresh(article);
  return useMutation({
    mutationFn: (body: ScheduleRequest) => call(publishingRoutes.schedule, { params: { id: article }, body }),
    onSuccess: onDone,
    onSettled: refresh,
  });
}

/** Takes the schedule away. */
export function useUnschedule(article: ArticleId, onDone: () => void) {
  const refresh = useRefresh(article);
  return useMutation({
    mutationFn: () => call(publishingRoutes.unschedule, { params: { id: article } }),
    onSuccess: onDone,
    onSettled: refresh,
  });
}

/** Says when the public page is taken down by itself. */
export function useExpire(article: ArticleId, onDone: (publication: Publication) => void) {
  const refresh = useRefresh(article);
  return useMutation({
    mutationFn: (body: ExpireRequest) => call(publishingRoutes.setExpiry, { params: { id: article }, body }),
    onSuccess: onDone,
    onSettled: refresh,
  });
}

/** Leaves the public page up until somebody takes it down. */
export function useRemoveExpiry(article: ArticleId, onDone: () => void) {
  const refresh = useRefresh(article);
  return useMutation({
    mutationFn: () => call(publishingRoutes.removeExpiry, { params: { id: article } }),
    onSuccess: onDone,
    onSettled: refresh,
  });
}

/** Takes the public page down. */
export function useWithdraw(article: ArticleId, onDone: (shown: Promise<unknown>) => void) {
  const refresh = useRefresh(article);
  return useMutation({
    mutationFn: (body: WithdrawRequest) => call(publishingRoutes.withdraw, { params: { id: article }, body }),
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
