// /api/invites and /api/setup: the two ways by which people come to the desk.
import { inviteTokenSchema, newInviteSchema, setupSchema } from '@galley/shared/api/people.ts';
import express, { type Router } from 'express';
import { readBody } from '../api/body.ts';
import { ProblemError } from '../api/problem.ts';
import { requirePerson } from '../api/route.ts';
import type { Notes } from '../audit/notes.ts';
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
  /** Where people reach Galley, for the links. */
  origin: string;
}

/** The routes. Tokens travel in bodies only, for addresses are written into logs. */
export function inviteRoutes(options: InviteRoutesOptions): Router {
  const { storage, auth, sessions, origin } = options;
  const router = express.Router();
  const limit = limitTokens();

  router.get('/api/invites', async (request, response) => {
    await requirePerson(sessions, request, 'people.manage');
    response.json(await openInvites(storage));
  });

  router.post('/api/invites', async (request, response) => {
    const me = await requirePerson(sessions, request, 'people.manage');
    const created = await createInvite(storage, me.id, await readBody(request, newInviteSchema, '8kb'));
    if (!created) throw new ProblemError('email-taken');
    const { invite, token } = created;
    response.status(201).json({ invite, link: `${origin}/desk/invite/${token}` });
  });

  router.delete('/api/invites/:id', async (request, response) => {
    const me = await requirePerson(sessions, request, 'people.manage');
    if (!(await revokeInvite(storage, me.id, request.params.id))) throw new ProblemError('not-found');
    response.status(204).end();
  });

  router.post('/api/invites/look', limit, async (request, response) => {
    const { token } = await readBody(request, inviteTokenSchema, '8kb');
    const invite = await lookAtInvite(storage, token);
    if (!invite) throw new ProblemError('gone');
    response.json(invite);
  });

  router.post('/api/invites/accept', limit, async (request, response) => {
    const form = await readBody(request, setupSchema, '8kb');
    // Hashing is slow by design, so only for who holds a token.
    if (!(await lookAtInvite(storage, form.token))) throw new ProblemError('gone');
    refuseWeakPassword(form.password, form);
    const result = await acceptInvite(storage, form, await hash(form.password));
    if (result.outcome === 'refused') {
      if (result.why !== 'other-email') throw new ProblemError(result.why);
      const message = 'The invitation is for another address.';
      throw new ProblemError('invalid-input', message, [{ path: 'email', message }]);
    }
    sessions.tell({ type: 'changed', user: result.user });
    await signIn(options, request, response, form);
    response.status(204).end();
  });

  router.post('/api/setup', limit, async (request, response) => {
    const form = await readBody(request, setupSchema, '8kb');
    const may = await mayStillSetUp(storage, form.token);
    if (may !== 'yes') throw setupProblem(may);
    refuseWeakPassword(form.password, form);
    const result = await setUp(storage, form, await hash(form.password));
    if (result.outcome === 'refused') throw setupProblem(result.why);
    sessions.tell({ type: 'changed', user: result.user });
    await signIn(options, request, response, form);
    response.status(204).end();
  });

  const hash = async (password: string) => (await auth.$context).password.hash(password);

  return router;
}

function setupProblem(why: 'gone' | 'wrong-token' | 'email-taken'): ProblemError {
  if (why !== 'wrong-token') return new ProblemError(why);
  const message = 'This is not the token on the console.';
  return new ProblemError('wrong-credentials', message, [{ path: 'token', message }]);
}
