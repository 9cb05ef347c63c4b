// The authors who have a page on the public site.
import { authorRoutes } from '@galley/shared/contract/authors.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './api.ts';
import { keys } from './query-keys.ts';

/** All of them, by name. */
export const authorsQuery = queryOptions({
  queryKey: keys.authors,
  queryFn: ({ signal }) => call(authorRoutes.listAuthors, { signal }),
});
