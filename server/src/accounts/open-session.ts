// Sessions for people who proved in another way than by a password who they are: a plugin that lets Galley's own code ask
// better-auth for one.
import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/** What opened a session where it was no password: better-auth's column `openedBy`. */
export type OpenedBy = 'provider' | 'passkey';

/** The plugin. Its path is mounted no more than any other of better-auth's, so only code of this process reaches it. */
export function openedSessions() {
  return {
    id: 'galley-opened-sessions',
    endpoints: {
      openSession: createAuthEndpoint(
        '/galley/open-session',
        {
          method: 'POST',
          body: z.object({ user: z.string(), openedBy: z.enum(['provider', 'passkey']) }),
          requireHeaders: true,
          metadata: { SERVER_ONLY: true },
        },
        async (context) => {
          const { internalAdapter } = context.context;
          const user = await internalAdapter.findUserById(context.body.user);
          if (!user) throw new APIError('NOT_FOUND');
          const session = await internalAdapter.createSession(user.id, false, {
            openedBy: context.body.openedBy,
          });
          await setSessionCookie(context, { session, user });
          return null;
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
