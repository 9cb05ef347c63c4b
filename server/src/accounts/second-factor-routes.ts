// The second step of signing in, what people do with their own second factor, and what admins do for who has lost theirs.
import { type Me, needsSecondFactor, type SecondStep } from '@galley/shared/api/people.ts';
import { ownAccountRoutes as routes } from '@galley/shared/contract/own-account.ts';
import { peopleRoutes } from '@galley/shared/contract/people.ts';
import { signingInRoutes } from '@galley/shared/contract/signing-in.ts';
import type { UserId } from '@galley/shared/ids.ts';
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import type { Notes } from '../audit/notes.ts';
import { record } from '../audit/record.ts';
import { createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import { requirePerson } from '../http/route.ts';
import type { Counts } from '../http/shared-counts.ts';
import type { Storage } from '../storage/storage.ts';
import { type Auth, secondStepCookie } from './auth.ts';
import { ask, wrongCode } from './auth-routes.ts';
import { limitCodes, limitSecondSteps } from './limits.ts';
import { personAtSecondStep, resetSecondFactor, useCode } from './second-factor.ts';
import { secondFactorRule } from './second-factor-rule.ts';
import { cookieOf, type SqlSessions } from './sql-sessions.ts';

interface SecondFactorOptions {
  storage: Storage;
  auth: Auth;
  sessions: SqlSessions;
  notes: Pick<Notes, 'failedSignIn'>;
  counts: Counts;
  /** For what asks for the current password. */
  limitOwnPassword: RequestHandler;
}

/** The routes. */
export function secondFactorRoutes(options: SecondFactorOptions): Router {
  const { storage, auth, sessions, notes, counts, limitOwnPassword } = options;
  const api = createApiRouter(sessions);
  const person = async (request: Request) =>
    (await requirePerson(sessions, request, routes.beginSecondFactor)).id;

  const takeSecondStep = async (request: Request, response: Response, code: SecondStep['code']) => {
    const cookie = cookieOf(request.headers, await secondStepCookie(auth));
    const user = await personAtSecondStep(storage, cookie);
    if (cookie === null || user === null) throw new ProblemError('gone');
    const before = await sessions.evenWithoutSecondFactor(request.headers);
    try {
      // A session's cookie must not come along: better-auth would check that person's code, as often as one likes.
      await askForCode({ request, response, user, code, cookie });
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'wrong-code') {
        const { email } = await storage.db
          .selectFrom('user')
          .select('email')
          .where('id', '=', user)
          .executeTakeFirstOrThrow();
        notes.failedSignIn(email, 'wrong-code', user);
      }
      throw error;
    }
    await record(storage.db, { act: 'session.signed-in', who: user });
    if (before) await sessions.end(before);
  };
  api.serve(
    signingInRoutes.takeSecondStep,
    ({ request, response, body }) => takeSecondStep(request, response, body.code),
    ...limitSecondSteps(counts),
  );

  interface Given {
    request: Request;
    response: Response;
    user: UserId;
    code: SecondStep['code'];
    /** The only cookie that goes along; without it all of the request's. */
    cookie?: string;
  }
  const askForCode = async ({ request, response, user, code, cookie }: Given) => {
    const isRecovery = !/^\d{6}$/.test(code);
    if (isRecovery && cookie === undefined) throw wrongCode();
    if (!isRecovery && !(await useCode(storage, user, code))) throw wrongCode();
    const path = isRecovery ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp';
    await ask(auth, request, response, path, { code }, cookie);
  };

  /** Whoever knows the password alone must not add a second factor beside the one that is there. */
  const refuseBesidePasskeys = async ({ passkeys }: Me, request: Request) => {
    const found = await sessions.evenWithoutSecondFactor(request.headers);
    if (passkeys > 0 && found?.lacksSecondFactor) throw new ProblemError('second-factor-required');
  };

  api.serve(
    routes.beginSecondFactor,
    async ({ me, body: { password }, request, response }) => {
      await refuseBesidePasskeys(me, request);
      const asked = { password, method: 'totp' };
      const made = begunSchema.parse(await ask(auth, request, response, '/two-factor/enable', asked));
      await record(storage.db, { act: 'session.second-factor-begun', who: me.id });
      response.set('cache-control', 'no-store');
      return { uri: made.totpURI, recoveryCodes: made.backupCodes };
    },
    limitOwnPassword,
  );

  api.serveFound(
    routes.confirmSecondFactor,
    async ({ me, request }) => {
      if (me.secondFactor) throw new ProblemError('conflict');
      await refuseBesidePasskeys(me, request);
    },
    async ({ me, body: { code }, request, response }) => {
      await askForCode({ request, response, user: me.id, code });
      await record(storage.db, { act: 'session.second-factor-added', who: me.id });
      sessions.announce({ type: 'changed', user: me.id });
    },
    limitCodes(counts, person),
  );

  api.serve(
    routes.renewRecoveryCodes,
    async ({ me, body: { password }, request, response }) => {
      if (!me.secondFactor) throw new ProblemError('gone');
      const path = '/two-factor/generate-backup-codes';
      const made = codesSchema.parse(await ask(auth, request, response, path, { password }));
      await record(storage.db, { act: 'session.recovery-codes-renewed', who: me.id });
      response.set('cache-control', 'no-store');
      return { recoveryCodes: made.backupCodes };
    },
    limitOwnPassword,
  );

  api.serve(
    routes.endSecondFactor,
    async ({ me, body: { password }, request, response }) => {
      if (!me.secondFactor) throw new ProblemError('gone');
      if (me.passkeys === 0 && needsSecondFactor(await secondFactorRule(storage.db), me.role))
        throw new ProblemError('second-factor-required');
      await ask(auth, request, response, '/two-factor/disable', { password });
      await record(storage.db, { act: 'session.second-factor-ended', who: me.id });
      sessions.announce({ type: 'changed', user: me.id });
    },
    limitOwnPassword,
  );

  api.serve(peopleRoutes.resetSecondFactor, async ({ me, params: { id: user } }) => {
    const reset = await resetSecondFactor(storage, me.id, user);
    if (reset.outcome === 'refused') throw new ProblemError(reset.why);
    sessions.announce({ type: 'changed', user }, reset.changedAt);
  });

  return api.router;
}

/** What better-auth answers with. */
const codesSchema = z.object({ backupCodes: z.array(z.string()) });
const begunSchema = codesSchema.extend({ totpURI: z.string().startsWith('otpauth://') });
