// Who is at the keyboard: the session as the server says it, for the interface to show and to ask what is allowed.
import { type Action, may } from '@galley/shared/access/roles.ts';
import type { Me, SessionState } from '@galley/shared/api/people.ts';
import { signingInRoutes } from '@galley/shared/contract/signing-in.ts';
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { call } from './api.ts';
import { keys } from './query-keys.ts';

/** GET /api/session. */
export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: ({ signal }) => call(signingInRoutes.readSession, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The session's state; undefined until the server has answered. */
export function useSession(): SessionState | undefined {
  return useQuery(sessionQuery).data;
}

/** Asks the server anew who is signed in: after signing in, setting up, changing the profile. */
export async function refreshSession(client: QueryClient): Promise<void> {
  await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
}

/** The signed-in person; read it by `useMe`. */
export const MeContext = createContext<Me | null>(null);

/** The signed-in person. Throws outside the pages that ask for a session. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('Nobody is signed in here.');
  return me;
}

/** Whether the signed-in person's role allows this. */
export function useMay(action: Action): boolean {
  return may(useMe().role, action);
}
