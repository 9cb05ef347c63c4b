// Who is here: /api/session, and what people do with their own account at /api/me.
import { type Demo, profileChangeSchema, type SessionState } from '@galley/shared/api/people.ts';
import { fromNodeHeaders } from 'better-auth/node';
import express, { type Request, type Response, type Router } from 'express';
import { readBody } from '../api/body.ts';
import { ProblemError } from '../api/problem.ts';
import { requirePerson } from '../api/route.ts';
import type { Storage } from '../storage/storage.ts';
import type { Auth } from './auth.ts';
import { forgetCookie } from './auth-routes.ts';
import { endSessions, listSessions } from './own-sessions.ts';
import { changeProfile, hasAdmin } from './people.ts';
import type { SqlSessions } from './sql-sessions.ts';

interface SessionRoutesOptions {
  storage: Storage;
  auth: Auth;
  sessions: SqlSessions;
  demo: () => Promise<Demo | null>;
  /** Whether links for forgotten passwords are sent by e-mail. */
  resetByMail: boolean;
  /** The desk's. */
  timeZone: string;
}

/** The routes. */
export function sessionRoutes(options: SessionRoutesOptions): Router {
  const { storage, auth, sessions, demo, resetByMail, timeZone } = options;
  const router = express.Router();

  router.get('/api/session', async (request, response) => {
    const signedIn = await sessions.of(request.headers);
    if (signedIn) await prolong(auth, request, response);
    response
      .set('cache-control', 'no-store')
      .json(await stateOf(signedIn?.me ?? null, sessions.isNamedIn(request.headers)));
  });

  const stateOf = async (me: SessionMe | null, named: boolean): Promise<SessionState> => {
    if (me) return { state: 'signed-in', me, timeZone };
    if (!(await hasAdmin(storage.db))) return { state: 'setup' };
    return { state: 'signed-out', demo: await demo(), ended: named, resetByMail };
  };

  router.patch('/api/me', async (request, response) => {
    const me = await requirePerson(sessions, request, 'profile.change');
    const changedAt = await changeProfile(
      storage,
      me.id,
      await readBody(request, profileChangeSchema, '8kb'),
    );
    sessions.tell({ type: 'changed', user: me.id }, changedAt);
    const now = await sessions.of(request.headers);
    if (!now) throw new ProblemError('not-signed-in');
    response.json(now.me);
  });

  router.post('/api/me/sign-out-everywhere', async (request, response) => {
    const me = await requirePerson(sessions, request, 'profile.change');
    const entry = { act: 'session.signed-out', who: me.id, details: { everywhere: true } } as const;
    await endSessions(storage, sessions, { user: me.id }, entry);
    await forgetCookie(auth, request, response);
    response.status(204).end();
  });

  router.get('/api/me/sessions', async (request, response) => {
    const { id, session } = await current(request);
    response.set('cache-control', 'no-store').json(await listSessions(storage, id, session));
  });

  router.delete('/api/me/sessions/:id', async (request, response) => {
    const me = await current(request);
    const chosen = { user: me.id, only: request.params.id };
    const ended = await endSessions(storage, sessions, chosen, { act: 'session.ended', who: me.id });
    if (ended === 0) throw new ProblemError('not-found');
    if (chosen.only === me.session) await forgetCookie(auth, request, response);
    response.status(204).end();
  });

  router.post('/api/me/sign-out-elsewhere', async (request, response) => {
    const me = await current(request);
    const entry = { act: 'session.signed-out', who: me.id, details: { elsewhere: true } } as const;
    await endSessions(storage, sessions, { user: me.id, except: me.session }, entry);
    response.status(204).end();
  });

  /** Who asks, and in which of their sessions. */
  const current = async (request: Request) => {
    const { id } = await requirePerson(sessions, request, 'profile.change');
    const signedIn = await sessions.of(request.headers);
    if (!signedIn) throw new ProblemError('not-signed-in');
    return { id, session: signedIn.session };
  };

  return router;
}

type SessionMe = Extract<SessionState, { state: 'signed-in' }>['me'];

/** Gives a session that is used a longer life, at most once a day. */
async function prolong(auth: Auth, request: Request, response: Response): Promise<void> {
  const { headers } = await auth.api.getSession({
    headers: fromNodeHeaders(request.headers),
    returnHeaders: true,
  });
  for (const cookie of headers.getSetCookie()) response.append('set-cookie', cookie);
}
