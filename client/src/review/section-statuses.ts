// How the sections of an article stand, from the server and live.
import {
  type ActName,
  type SectionAct,
  type SectionActs,
  type SectionStatus,
  sectionActsAnswerSchema,
  sectionHistorySchema,
  sectionStatusesSchema,
  sectionStatusSchema,
} from '@galley/shared/api/section-states.ts';
import type { ArticleId, SectionId } from '@galley/shared/ids.ts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';
import { showProblem } from '../app/toasts.ts';

/** GET /api/articles/:id/sections. */
function sectionStatusesQuery(article: ArticleId) {
  return queryOptions({
    queryKey: keys.sections(article),
    queryFn: ({ signal }) =>
      request('GET', `/api/articles/${article}/sections`, { schema: sectionStatusesSchema, signal }),
  });
}

/** How the section stands; null where nothing was ever done with it, undefined until that is known. */
export function useSectionStatus(article: ArticleId, section: SectionId): SectionStatus | null | undefined {
  const { data, failureCount } = useQuery(sectionStatusesQuery(article));
  // The server lets nobody write into a sealed section; not knowing of the seal must not keep people from working offline.
  if (!data) return failureCount > 0 ? null : undefined;
  return data.find((status) => status.section === section) ?? null;
}

/** How all sections stand; undefined until that is known. */
export function useSectionStatuses(article: ArticleId): readonly SectionStatus[] | undefined {
  return useQuery(sectionStatusesQuery(article)).data;
}

/** Asks anew who wrote the sections: their texts change without a word on the live socket. */
export function useFreshStatuses(article: ArticleId): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: keys.sections(article) });
}

/** GET /api/articles/:id/sections/:section/history. */
export function sectionHistoryQuery(article: ArticleId, section: SectionId) {
  return queryOptions({
    queryKey: [...keys.sections(article), section, 'history'] as const,
    queryFn: ({ signal }) =>
      request('GET', `/api/articles/${article}/sections/${section}/history`, {
        schema: sectionHistorySchema,
        signal,
      }),
  });
}

/** Takes the approval of a section back, so that it can be written in. */
export function reopenSection(article: ArticleId, section: SectionId, reason: string) {
  return request('POST', `/api/articles/${article}/sections/${section}/acts`, {
    body: { act: 'reopen', reason } satisfies SectionAct,
    schema: sectionStatusSchema,
  });
}

/** Does something with a section; `onDone` hears what was done. */
export function useSectionAct(article: ArticleId, section: SectionId, onDone: (act: ActName) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: SectionAct) =>
      request('POST', `/api/articles/${article}/sections/${section}/acts`, {
        body: act,
        schema: sectionStatusSchema,
      }),
    onSuccess: (status, { act }) => {
      client.setQueryData(sectionStatusesQuery(article).queryKey, (statuses) =>
        statuses?.map((one) => (one.section === section ? status : one)),
      );
      onDone(act);
    },
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: keys.sections(article) }),
  });
}

/** Does something with several sections in one request; the answer says of each what became of it. */
export function useSectionActs(article: ArticleId) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (acts: SectionActs) =>
      request('POST', `/api/articles/${article}/sections/acts`, {
        body: acts,
        schema: sectionActsAnswerSchema,
      }),
    onSuccess: ({ statuses }) => client.setQueryData(sectionStatusesQuery(article).queryKey, statuses),
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: keys.sections(article) }),
  });
}
