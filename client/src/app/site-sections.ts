// The sections of the public site.
import { siteSectionRoutes } from '@galley/shared/contract/site-sections.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './api.ts';
import { keys } from './query-keys.ts';

/** All of them, in their order. */
export const siteSectionsQuery = queryOptions({
  queryKey: keys.siteSections,
  queryFn: ({ signal }) => call(siteSectionRoutes.listSiteSections, { signal }),
});
