// How the sections of an article stand, from the server and live.
import type { ActName, SectionAct, SectionActs, SectionStatus } from '@galley/shared/api/section-states.ts';
import { sectionRoutes } from '@galley/shared/contract/sections.ts';
import type { ArticleId, SectionId } from '@galley/shared/ids.ts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { keys } from '../../app/query-keys.ts';
import { showProblem } from '../../app/toasts.ts';

/** How an article's sections stand, in their order; kept fresh by live events. */
export function sectionStatusesQuery(article: ArticleId) {
  return queryOptions({
    queryKey: keys.sections(article),
    queryFn: ({ signal }) => call(sectionRoutes.listSections, { params: { id: article }, signal }),
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

/** What was done with a section, the newest first. */
export function sectionHistoryQuery(article: ArticleId, section: SectionId) {
  return queryOptions({
    queryKey: [...keys.sections(article), section, 'history'] as const,
    queryFn: ({ signal }) =>
      call(sectionRoutes.readSectionHistory, { params: { id: article, section }, signal }),
  });
}

/** Takes the approval of a section back, so that it can be written in. */
export function reopenSection(article: ArticleId, section: SectionId, reason: string) {
  return call(sectionRoutes.actOnSection, {
    params: { id: article, section },
    body: { act: 'reopen', reason },
  });
}

/** Does something with a section; `onDone` hears what was done. */
export function useSectionAct(article: ArticleId, section: SectionId, onDone: (act: ActName) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: SectionAct) =>
      call(sectionRoutes.actOnSection, { params: { id: article, section }, body: act }),
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
      call(sectionRoutes.actOnSections, { params: { id: article }, body: acts }),
    onSuccess: ({ statuses }) => client.setQueryData(sectionStatusesQuery(article).queryKey, statuses),
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: keys.sections(article) }),
  });
}
