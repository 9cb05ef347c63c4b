// What people do with passkeys: add, name and remove their own, and sign in with one.
import { passkeyRoutes as routes } from '@galley/shared/contract/passkeys.ts';
import type { UserId } from '@galley/shared/ids.ts';
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import type { Notes } from '../audit/notes.ts';
import { record } from '../audit/record.ts';
import { createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import type { Counts } from '../http/shared-counts.ts';
import type { Storage } from '../storage/storage.ts';
import type { Auth } from './auth.ts';
import { openSession } from './auth-routes.ts';
import { limitPasskeySignIns } from './limits.ts';
import {
  addPasskey,
  listPasskeys,
  type PasskeyPlace,
  personOfPasskey,
  registrationOptions,
  removePasskey,
  renamePasskey,
  signInOptions,
} from './passkeys.ts';
import { sealedCookie } from './sealed-cookie.ts';
import { useCode } from './second-factor.ts';
import type { SqlSessions } from './sql-sessions.ts';

interface PasskeyOptions {
  storage: Storage;
  auth: Auth;
  sessions: SqlSessions;
  notes: Pick<Notes, 'failedSignIn'>;
  counts: Counts;
  /** For what asks for the current password. */
  limitOwnPassword: RequestHandler;
  /** Where people reach Galley. */
  origin: string;
  origins: readonly string[];
  secret: string;
  /** Whether local ways of signing in count; if not, only for operators' admins. */
  passwords: boolean;
}

/** How long a challenge may wait: the sign-in page offers passkeys for as long as it is open. */
const challengeMs = 60 * 60_000;

const keptSchema = z.object({ challenge: z.string(), user: z.string().nullable() });

/** The routes. */
export function passkeyRoutes(options: PasskeyOptions): Router {
  const { storage, auth, sessions, notes, counts, limitOwnPassword, origin, origins, secret, passwords } =
    options;
  const api = createApiRouter(sessions);
  const place: PasskeyPlace = { rpId: new URL(origin).hostname, origins };
  /** The challenge, and for whom. */
  const cookie = sealedCookie({
    name: 'galley.passkey',
    origin,
    path: '/api',
    sameSite: 'strict',
    forMs: challengeMs,
    secret,
    schema: keptSchema,
  });

  const keep = async (response: Response, challenge: string, user: UserId | null) =>
    await cookie.keep(response, { challenge, user });

  /** The challenge that this browser was given for this person, once. */
  const take = async (request: Request, response: Response, user: UserId | null): Promise<string> => {
    const kept = await cookie.take(request, response);
    if (!kept || kept.user !== user) throw new ProblemError('gone');
    if (!(await useCode(storage, user, kept.challenge))) throw new ProblemError('gone');
    return kept.challenge;
  };

  const entered = async (request: Request) => {
    const found = await sessions.evenWithoutSecondFactor(request.headers);
    if (!found) throw new ProblemError('not-signed-in');
    return found;
  };

  api.serve(routes.listPasskeys, async ({ me }) => await listPasskeys(storage.db, me.id));

  api.serve(
    routes.beginPasskey,
    async ({ me, body, request, response }) => {
      const { lacksSecondFactor } = await entered(request);
      // Whoever knows the password alone must not add a second factor beside the one that is there.
      if (lacksSecondFactor && me.passkeys > 0) throw new ProblemError('second-factor-required');
      if (!(await isPassword(options, me.id, body.password))) throw new ProblemError('wrong-credentials');
      const made = await registrationOptions(storage.db, place, me);
      await keep(response, made.challenge, me.id);
      return { ...made };
    },
    limitOwnPassword,
  );

  api.serve(routes.addPasskey, async ({ me, body, request, response }) => {
    const challenge = await take(request, response, me.id);
    const { session } = await entered(request);
    const added = await addPasskey(storage, place, { user: me.id, session, challenge }, body);
    if (!added) throw new ProblemError('wrong-passkey');
    sessions.announce({ type: 'changed', user: me.id }, added.changedAt);
    return added.passkey;
  });

  api.serve(routes.renamePasskey, async ({ me, params, body }) => {
    const renamed = await renamePasskey(storage, me.id, params.id, body.name);
    if (!renamed) throw new ProblemError('not-found');
    return renamed;
  });

  api.serve(routes.removePasskey, async ({ me, params, request }) => {
    const { secondFactorRequired } = await entered(request);
    if (secondFactorRequired && !me.secondFactor && me.passkeys === 1)
      throw new ProblemError('second-factor-required');
    const changedAt = await removePasskey(storage, me.id, params.id);
    if (changedAt === null) throw new ProblemError('not-found');
    sessions.announce({ type: 'changed', user: me.id }, changedAt);
  });

  const limits = limitPasskeySignIns(counts);

  api.serve(
    routes.beginPasskeySignIn,
    async ({ response }) => {
      const made = await signInOptions(place);
      await keep(response, made.challenge, null);
      return { ...made };
    },
    limits.begin,
  );

  api.serve(
    routes.signInByPasskey,
    async ({ body, request, response }) => {
      const challenge = await take(request, response, null);
      const found = await personOfPasskey(storage, place, challenge, body);
      if (!found) throw new ProblemError('wrong-passkey');
      const { user, verified } = found;
      const { email, active, passwordAlways } = await storage.db
        .selectFrom('user')
        .select(['email', 'active', 'passwordAlways'])
        .where('id', '=', user)
        .executeTakeFirstOrThrow();
      if (!verified) {
        notes.failedSignIn(email, 'wrong-passkey', user);
        throw new ProblemError('wrong-passkey');
      }
      if (active === 0) {
        notes.failedSignIn(email, 'deactivated', user);
        throw new ProblemError('deactivated');
      }
      if (!passwords && passwordAlways === 0) throw new ProblemError('passwords-off');
      const before = await sessions.evenWithoutSecondFactor(request.headers);
      await openSession(auth, request, response, user, 'passkey');
      await record(storage.db, { act: 'session.signed-in', who: user, details: { way: 'passkey' } });
      if (before) await sessions.end(before);
    },
    limits.finish,
  );

  return api.router;
}

async function isPassword(
  { storage, auth }: PasskeyOptions,
  user: UserId,
  password: string,
): Promise<boolean> {
  const row = await storage.db
    .selectFrom('account')
    .select('password')
    .where('userId', '=', user)
    .where('providerId', '=', 'credential')
    .executeTakeFirst();
  return row?.password
    ? await (await auth.$context).password.verify({ hash: row.password, password })
    : false;
}
