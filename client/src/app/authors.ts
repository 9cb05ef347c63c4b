// The authors who have a page on the public site.
import { authorProfilesSchema } from '@galley/shared/api/authors.ts';
import { queryOptions } from '@tanstack/react-query';
import { request } from './api.ts';
import { keys } from './query-keys.ts';

/** GET /api/authors. */
export const authorsQuery = queryOptions({
  queryKey: keys.authors,
  queryFn: ({ signal }) => request('GET', '/api/authors', { schema: authorProfilesSchema, signal }),
});
