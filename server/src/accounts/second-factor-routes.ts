// The second step of signing in, /api/auth/second-step, and what people do with their own second factor.
import {
  newSecondFactorSchema,
  passwordAgainSchema,
  recoveryCodesSchema,
  type SecondStep,
  secondStepSchema,
} from '@galley/shared/api/people.ts';
import type { UserId } from '@galley/shared/ids.ts';
import express, { type Request, type Response, type Router } from 'express';
import { readBody } from '../api/body.ts';
import { ProblemError } from '../api/problem.ts';
import { requirePerson } from '../api/route.ts';
import type { Notes } from '../audit/notes.ts';
import { record } from '../audit/record.ts';
import type { Storage } from '../storage/storage.ts';
import { type Auth, secondStepCookie } from './auth.ts';
import { ask } from './auth-routes.ts';
import { limitCodes, limitPasswordChanges, limitSecondSteps } from './limits.ts';
import { personAtSecondStep, resetSecondFactor, useCode } from './second-factor.ts';
import { cookieOf, type SqlSessions } from './sql-sessions.ts';

interface SecondFactorOptions {
  storage: Storage;
  auth: Auth;
  sessions: SqlSessions;
  notes: Pick<Notes, 'failedSignIn'>;
}

/** The routes. */
export function secondFactorRoutes({ storage, auth, sessions, notes }: SecondFactorOptions): Router {
  const router = express.Router();
  const me = (request: Request) => requirePerson(sessions, request, 'profile.change');

  router.post('/api/auth/second-step', ...limitSecondSteps(), async (request, response) => {
    const { code } = await readBody(request, secondStepSchema, '8kb');
    const cookie = cookieOf(request.headers, await secondStepCookie(auth));
    const user = await personAtSecondStep(storage, cookie);
    if (cookie === null || user === null) throw new ProblemError('gone');
    const before = await sessions.of(request.headers);
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
    response.status(204).end();
  });

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

  const limit = limitPasswordChanges(async (request) => (await me(request)).id);

  router.post('/api/me/second-factor', limit, async (request, response) => {
    const { id } = await me(request);
    const { password } = await readBody(request, passwordAgainSchema, '8kb');
    const body = { password, method: 'totp' };
    const made = (await ask(auth, request, response, '/two-factor/enable', body)) as {
      totpURI: string;
      backupCodes: string[];
    };
    await record(storage.db, { act: 'session.second-factor-begun', who: id });
    const answer = { uri: made.totpURI, recoveryCodes: made.backupCodes };
    response.status(201).set('cache-control', 'no-store').json(newSecondFactorSchema.parse(answer));
  });

  const codes = limitCodes(async (request) => (await me(request)).id);
  router.post('/api/me/second-factor/confirm', codes, async (request, response) => {
    const { id, secondFactor } = await me(request);
    if (secondFactor) throw new ProblemError('conflict');
    const { code } = await readBody(request, secondStepSchema, '8kb');
    await askForCode({ request, response, user: id, code });
    await record(storage.db, { act: 'session.second-factor-added', who: id });
    sessions.tell({ type: 'changed', user: id });
    response.status(204).end();
  });

  router.post('/api/me/second-factor/recovery-codes', limit, async (request, response) => {
    const { id, secondFactor } = await me(request);
    const { password } = await readBody(request, passwordAgainSchema, '8kb');
    if (!secondFactor) throw new ProblemError('gone');
    const made = (await ask(auth, request, response, '/two-factor/generate-backup-codes', { password })) as {
      backupCodes: string[];
    };
    await record(storage.db, { act: 'session.recovery-codes-renewed', who: id });
    const answer = recoveryCodesSchema.parse({ recoveryCodes: made.backupCodes });
    response.set('cache-control', 'no-store').json(answer);
  });

  router.post('/api/me/second-factor/end', limit, async (request, response) => {
    const { id, secondFactor } = await me(request);
    const { password } = await readBody(request, passwordAgainSchema, '8kb');
    if (!secondFactor) throw new ProblemError('gone');
    await ask(auth, request, response, '/two-factor/disable', { password });
    await record(storage.db, { act: 'session.second-factor-ended', who: id });
    sessions.tell({ type: 'changed', user: id });
    response.status(204).end();
  });

  router.post('/api/people/:id/reset-second-factor', async (request, response) => {
    const admin = await requirePerson(sessions, request, 'people.manage');
    const user = request.params.id as UserId;
    const reset = await resetSecondFactor(storage, admin.id, user);
    if (reset.outcome === 'refused') throw new ProblemError(reset.why);
    sessions.tell({ type: 'changed', user }, reset.changedAt);
    response.status(204).end();
  });

  return router;
}

function wrongCode(): ProblemError {
  const message = 'This code is not right, or was used already.';
  return new ProblemError('wrong-code', message, [{ path: 'code', message }]);
}
