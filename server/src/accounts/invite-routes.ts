// The two ways by which people come to the desk: invitations, and the set-up.
import { inviteRoutes as routes } from '@galley/shared/contract/invites.ts';
import type { Router } from 'express';
import type { Notes } from '../audit/notes.ts';
import { createApiRouter } from '../http/api-router.ts';
import { fieldProblem, ProblemError } from '../http/problem.ts';
import type { Counts } from '../http/shared-counts.ts';
import type { Storage } from '../storage/storage.ts';
import type { Auth } from './auth.ts';
import { signIn } from './auth-routes.ts';
import { acceptInvite, createInvite, lookAtInvite, openInvites, revokeInvite } from './invites.ts';
import { limitTokens } from './limits.ts';
import { refuseWeakPassword } from './passwords.ts';
import { mayStillSetUp, setUp } from './setup.ts';
import type { SqlSessions } from './sql-sessions.ts';

interface InviteRoutesOptions {
  storage: Storage;
  auth: Auth;
  sessions: SqlSessions;
  notes: Pick<Notes, 'failedSignIn'>;
  counts: Counts;
  /** Where people reach Galley, for the links. */
  origin: string;
  /** Whether people sign in with passwords, as those do who accept an invitation. */
  passwords: boolean;
}

/** The routes. */
export function inviteRoutes(options: InviteRoutesOptions): Router {
  const { storage, auth, sessions, counts, origin, passwords } = options;
  const api = createApiRouter(sessions);
  const limit = limitTokens(counts, 'invitations');

  api.serve(routes.listInvites, async () => await openInvites(storage));

  api.serve(routes.createInvite, async ({ me, body }) => {
    if (!passwords) throw new ProblemError('passwords-off');
    const created = await createInvite(storage, me.id, body);
    if (!created) throw new ProblemError('email-taken');
    const { invite, token } = created;
    return { invite, link: `${origin}/desk/invite/${token}` };
  });

  api.serve(routes.revokeInvite, async ({ me, params }) => {
    if (!(await revokeInvite(storage, me.id, params.id))) throw new ProblemError('not-found');
  });

  api.serve(
    routes.lookAtInvite,
    async ({ body }) => {
      const invite = await lookAtInvite(storage, body.token);
      if (!invite) throw new ProblemError('gone');
      return invite;
    },
    limit,
  );

  api.serve(
    routes.acceptInvite,
    async ({ body: form, request, response }) => {
      if (!passwords) throw new ProblemError('passwords-off');
      // Hashing is slow by design, so only for who holds a token.
      if (!(await lookAtInvite(storage, form.token))) throw new ProblemError('gone');
      refuseWeakPassword(form.password, form);
      const result = await acceptInvite(storage, form, await hash(form.password));
      if (result.outcome === 'refused') {
        if (result.why !== 'other-email') throw new ProblemError(result.why);
        throw fieldProblem('invalid-input', 'email', 'The invitation is for another address.');
      }
      sessions.announce({ type: 'changed', user: result.user });
      await signIn(options, request, response, form);
    },
    limit,
  );

  api.serve(
    routes.setUp,
    async ({ body: form, request, response }) => {
      const may = await mayStillSetUp(storage, form.token);
      if (may !== 'yes') throw setupProblem(may);
      refuseWeakPassword(form.password, form);
      const result = await setUp(storage, { ...form, passwordAlways: !passwords }, await hash(form.password));
      if (result.outcome === 'refused') throw setupProblem(result.why);
      sessions.announce({ type: 'changed', user: result.user });
      await signIn(options, request, response, form);
    },
    limit,
  );

  const hash = async (password: string) => (await auth.$context).password.hash(password);

  return api.router;
}

function setupProblem(why: 'gone' | 'wrong-token' | 'email-taken'): ProblemError {
  if (why !== 'wrong-token') return new ProblemError(why);
  return fieldProblem('wrong-credentials', 'token', 'This is not the token on the console.');
}
