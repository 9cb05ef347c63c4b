// TanStack Query as Galley uses it: live events keep data fresh, so nothing is asked twice for mere age.
import type { ProblemCode } from '@galley/shared/api/problem.ts';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { problemCode } from './problem-text.ts';
import { keys } from './query-keys.ts';

/**
 * A client for one page load. A session that ended while the desk was open sends people to the sign-in
 * page, and one that lacks a second factor to where it is set up.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        const code = problemCode(error);
        if (code === 'not-signed-in' || code === 'second-factor-required')
          void client.invalidateQueries({ queryKey: keys.session });
      },
    }),
    defaultOptions: {
      queries: { staleTime: 60_000, retry: shouldRetry, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}

/** Only what may pass by itself is asked again: a missing answer, a database that is away, a server with too much to do; no refusal. */
function shouldRetry(failures: number, error: Error): boolean {
  const code = problemCode(error);
  return failures < 2 && code !== null && passing.has(code);
}

const passing: ReadonlySet<ProblemCode> = new Set(['internal', 'storage-unavailable', 'busy']);
