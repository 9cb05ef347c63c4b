// Signing in by the OpenID Connect provider of the configuration: on the way there, and back.
import type { ProviderRefusal } from '@galley/shared/api/people.ts';
import { signingInRoutes as routes } from '@galley/shared/contract/signing-in.ts';
import type { Request, Response, Router } from 'express';
import type { Logger } from 'pino';
import type { Notes } from '../audit/notes.ts';
import { record } from '../audit/record.ts';
import { answered, createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import type { Storage } from '../storage/storage.ts';
import type { Auth } from './auth.ts';
import { openSession } from './auth-routes.ts';
import { limitProviderSignIns } from './limits.ts';
import { createProvider, keptForMs, keptSignInSchema, ProviderError } from './provider.ts';
import type { ProviderConfig } from './provider-config.ts';
import { admitByProvider } from './provider-people.ts';
import { sealedCookie } from './sealed-cookie.ts';
import type { SqlSessions } from './sql-sessions.ts';

interface ProviderOptions {
  storage: Storage;
  auth: Auth;
  sessions: SqlSessions;
  notes: Pick<Notes, 'failedSignIn'>;
  /** Null where the desk has none: then the routes are not found. */
  config: ProviderConfig | null;
  /** Where people reach Galley. */
  origin: string;
  secret: string;
  log: Logger;
}

/** The routes. */
export function providerRoutes(options: ProviderOptions): Router {
  const { storage, auth, sessions, notes, config, origin, secret, log } = options;
  const api = createApiRouter(sessions);
  const provider =
    config && createProvider({ config, callback: `${origin}${routes.finishProviderSignIn.path}` });
  const cookie = sealedCookie({
    name: 'galley.provider',
    origin,
    path: '/api/auth/provider',
    // It comes back with a link from the provider's pages, which a stricter one would not.
    sameSite: 'lax',
    forMs: keptForMs,
    secret,
    schema: keptSignInSchema,
  });
  const limits = limitProviderSignIns();

  const refuse = (response: Response, why: ProviderRefusal) =>
    response.redirect(303, `/desk/sign-in?refused=${why}`);

  api.serve(
    routes.beginProviderSignIn,
    async ({ query: { next = '' }, response }) => {
      if (!provider) throw new ProblemError('not-found');
      response.set('cache-control', 'no-store');
      try {
        const { address, kept } = await provider.begin(next);
        await cookie.keep(response, kept);
        response.redirect(303, address.href);
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        log.warn({ err: error }, 'Nobody can sign in by the provider');
        refuse(response, error.why);
      }
      return answered;
    },
    ...limits,
  );

  api.serve(
    routes.finishProviderSignIn,
    async ({ request, response }) => {
      if (!provider || !config) throw new ProblemError('not-found');
      response.set('cache-control', 'no-store');
      const why = await finish(provider, config, request, response);
      if (why !== null) refuse(response, why);
      return answered;
    },
    ...limits,
  );

  const finish = async (
    from: NonNullable<typeof provider>,
    about: ProviderConfig,
    request: Request,
    response: Response,
  ): Promise<ProviderRefusal | null> => {
    const kept = await cookie.take(request, response);
    const found = await from
      .finish(new URL(request.originalUrl, origin), kept)
      .catch((error: unknown) => error);
    if (found instanceof ProviderError) {
      log.info({ err: found }, 'Somebody did not come in by the provider');
      return found.why;
    }
    if (!isFound(found)) throw found;
    const done = await admitByProvider({ storage, config: about, log }, found.person);
    if (done.outcome === 'refused') {
      notes.failedSignIn(done.email ?? '', done.why, done.user);
      return done.why;
    }
    const { user, changedAt, endedSessions, outcome } = done;
    for (const session of endedSessions) sessions.announce({ type: 'ended', user, session });
    if (outcome !== 'known') sessions.announce({ type: 'changed', user }, changedAt ?? undefined);
    const before = await sessions.evenWithoutSecondFactor(request.headers);
    await openSession(auth, request, response, user, 'provider');
    await record(storage.db, { act: 'session.signed-in', who: user, details: { way: 'provider' } });
    if (before) await sessions.end(before);
    response.redirect(303, `/desk${placeAtDesk(found.next)}`);
    return null;
  };

  api.serve(routes.signOutAtProvider, async ({ response }) => {
    if (!provider) throw new ProblemError('not-found');
    // Where it has no such place, or does not answer, people are at the sign-in page as before.
    const address = await provider.signOutAddress(`${origin}/desk/sign-in`).catch(() => null);
    response.redirect(303, address?.href ?? '/desk/sign-in');
    return answered;
  });

  return api.router;
}

type Found = Awaited<ReturnType<ReturnType<typeof createProvider>['finish']>>;

function isFound(result: unknown): result is Found {
  return typeof result === 'object' && result !== null && 'person' in result;
}

/** A page of the desk, and nothing that leads elsewhere. */
function placeAtDesk(next: string): string {
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next) ? next : '/';
}
