// Who is here, and what people do with their own profile and sessions.
import type { Demo, SessionState } from '@galley/shared/api/people.ts';
import { ownAccountRoutes as routes } from '@galley/shared/contract/own-account.ts';
import { signingInRoutes } from '@galley/shared/contract/signing-in.ts';
import { fromNodeHeaders } from 'better-auth/node';
import type { Request, Response, Router } from 'express';
import { createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
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
  passwords: boolean;
  /** What the button of the provider says; null without one. */
  provider: string | null;
  /** The desk's. */
  timeZone(): Promise<string>;
}

/** The routes. */
export function sessionRoutes(options: SessionRoutesOptions): Router {
  const { storage, auth, sessions, demo, resetByMail, passwords, provider, timeZone } = options;
  const api = createApiRouter(sessions);

  api.serve(signingInRoutes.readSession, async ({ request, response }) => {
    const signedIn = await sessions.evenWithoutSecondFactor(request.headers);
    if (signedIn) await prolong(auth, request, response);
    response.set('cache-control', 'no-store');
    if (!signedIn) return await stateForOthers(sessions.isNamedIn(request.headers));
    const { me, secondFactorRequired, lacksSecondFactor, ownPassword } = signedIn;
    if (lacksSecondFactor) return { state: 'second-factor-missing' as const, me };
    return { state: 'signed-in' as const, me, timeZone: await timeZone(), secondFactorRequired, ownPassword };
  });

  const stateForOthers = async (named: boolean): Promise<SessionState> => {
    if (!(await hasAdmin(storage.db))) return { state: 'setup' };
    return { state: 'signed-out', demo: await demo(), ended: named, resetByMail, passwords, provider };
  };

  api.serve(routes.changeProfile, async ({ me, body, request }) => {
    const changedAt = await changeProfile(storage, me.id, body);
    sessions.announce({ type: 'changed', user: me.id }, changedAt);
    const now = await sessions.of(request.headers);
    if (!now) throw new ProblemError('not-signed-in');
    return now.me;
  });

  api.serve(routes.signOutEverywhere, async ({ me, request, response }) => {
    const entry = { act: 'session.signed-out', who: me.id, details: { everywhere: true } } as const;
    await endSessions(storage, sessions, { user: me.id }, entry);
    await forgetCookie(auth, request, response);
  });

  /** The one of their sessions in which somebody asks. */
  const current = async ({ request }: { request: Request }): Promise<string> => {
    const signedIn = await sessions.of(request.headers);
    if (!signedIn) throw new ProblemError('not-signed-in');
    return signedIn.session;
  };

  api.serveFound(routes.listOwnSessions, current, async ({ me, found: session, response }) => {
    response.set('cache-control', 'no-store');
    return await listSessions(storage, me.id, session);
  });

  api.serveFound(routes.endOwnSession, current, async ({ me, found: session, params, request, response }) => {
    const chosen = { user: me.id, only: params.id };
    const ended = await endSessions(storage, sessions, chosen, { act: 'session.ended', who: me.id });
    if (ended === 0) throw new ProblemError('not-found');
    if (chosen.only === session) await forgetCookie(auth, request, response);
  });

  api.serveFound(routes.signOutElsewhere, current, async ({ me, found: session }) => {
    const entry = { act: 'session.signed-out', who: me.id, details: { elsewhere: true } } as const;
    await endSessions(storage, sessions, { user: me.id, except: session }, entry);
  });

  return api.router;
}

/** Gives a session that is used a longer life, at most once a day. */
async function prolong(auth: Auth, request: Request, response: Response): Promise<void> {
  const { headers } = await auth.api.getSession({
    headers: fromNodeHeaders(request.headers),
    returnHeaders: true,
  });
  for (const cookie of headers.getSetCookie()) response.append('set-cookie', cookie);
}
