// What better-auth does for people, with Galley's parsing, limits and problems around it: signing in, signing out and
// changing the password. None of better-auth's own paths is served.
import type { SignIn } from '@galley/shared/api/people.ts';
import { ownAccountRoutes } from '@galley/shared/contract/own-account.ts';
import { signingInRoutes as routes } from '@galley/shared/contract/signing-in.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { fromNodeHeaders } from 'better-auth/node';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { Notes } from '../audit/notes.ts';
import { record } from '../audit/record.ts';
import { answered, createApiRouter } from '../http/api-router.ts';
import { readJson } from '../http/body.ts';
import { fieldProblem, ProblemError } from '../http/problem.ts';
import type { Counts } from '../http/shared-counts.ts';
import type { Storage } from '../storage/storage.ts';
import { type Auth, addressHeader, deactivatedCode } from './auth.ts';
import { limitSignIns } from './limits.ts';
import type { OpenedBy } from './open-session.ts';
import { endResets } from './password-resets.ts';
import { refuseWeakPassword } from './passwords.ts';
import type { SqlSessions } from './sql-sessions.ts';

interface SignInOptions {
  storage: Storage;
  auth: Auth;
  sessions: SqlSessions;
  notes: Pick<Notes, 'failedSignIn'>;
  /** Whether people sign in with passwords; if not, only operators' admins do. */
  passwords: boolean;
}

interface AuthRoutesOptions extends SignInOptions {
  counts: Counts;
  /** For what asks for the current password. */
  limitOwnPassword: RequestHandler;
}

/** The routes. */
export function authRoutes(options: AuthRoutesOptions): Router {
  const { storage, auth, sessions, counts, limitOwnPassword } = options;
  const api = createApiRouter(sessions);

  api.serve(
    routes.signIn,
    async ({ body, request, response }) => {
      const done = await signIn(options, request, response, body);
      if (done === 'second-step') return { secondStep: true as const };
      response.status(204).end();
      return answered;
    },
    readCredentials,
    ...limitSignIns(counts, (email, address) => hasBeenHere(storage, email, address)),
  );

  api.serve(routes.signOut, async ({ request, response }) => {
    // better-auth answers with success even where the database did not delete the session, so that is done first.
    const signedIn = await sessions.evenWithoutSecondFactor(request.headers);
    if (signedIn) {
      await sessions.end(signedIn);
      await record(storage.db, { act: 'session.signed-out', who: signedIn.me.id });
    }
    await forgetCookie(auth, request, response);
  });

  api.serve(
    ownAccountRoutes.changePassword,
    async ({ me, body: { currentPassword, newPassword }, request, response }) => {
      refuseWeakPassword(newPassword, me);
      // Whoever knew the old password may have a session; the person gets a new one and all others end.
      const change = { currentPassword, newPassword, revokeOtherSessions: true };
      await ask(auth, request, response, '/change-password', change);
      await endResets(storage.db, me.id);
      await record(storage.db, { act: 'session.password-changed', who: me.id });
    },
    limitOwnPassword,
  );

  return api.router;
}

/** The limits go by the account, which only the body names; nobody is known yet, so it is a small one. */
export const readCredentials: RequestHandler = async (request, _response, next) => {
  await readJson(request, '8kb');
  next();
};

/**
 * Opens a session for whose password this is, and ends the one that the browser had before. Where the person has a second
 * factor nothing of that happens yet: the answer brings a cookie, with which a code has to come.
 */
export async function signIn(
  { storage, auth, sessions, notes, passwords }: SignInOptions,
  request: Request,
  response: Response,
  credentials: SignIn,
): Promise<'signed-in' | 'second-step'> {
  const before = await sessions.evenWithoutSecondFactor(request.headers);
  if (!passwords && !(await isOperators(storage, credentials.email))) {
    // It takes as long as a wrong password, so that nobody learns which address would count.
    await (await auth.$context).password.hash(credentials.password);
    throw new ProblemError('passwords-off');
  }
  try {
    const answer = await ask(auth, request, response, '/sign-in/email', credentials);
    if (typeof answer === 'object' && answer !== null && 'twoFactorRedirect' in answer) {
      // Its cookie is gone from the browser already.
      if (before) await sessions.end(before);
      return 'second-step';
    }
  } catch (error) {
    const why = error instanceof ProblemError ? error.problem.code : null;
    if (why === 'wrong-credentials' || why === 'deactivated')
      notes.failedSignIn(credentials.email, why, await personOf(storage, credentials.email));
    if (!passwords && why === 'wrong-credentials') throw new ProblemError('passwords-off');
    throw error;
  }
  await record(storage.db, { act: 'session.signed-in', who: await personOf(storage, credentials.email) });
  if (before) await sessions.end(before);
  return 'signed-in';
}

/** Whose an email address is. */
async function personOf({ db }: Storage, email: string): Promise<UserId | null> {
  const row = await db
    .selectFrom('user')
    .select('id')
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Whether this is the address of an operator's admin, whose password always counts. */
async function isOperators({ db }: Storage, email: string): Promise<boolean> {
  const row = await db
    .selectFrom('user')
    .select('id')
    .where('email', '=', email.toLowerCase())
    .where('passwordAlways', '=', 1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether the person of this account has been signed in from there within the life of a session. */
async function hasBeenHere({ db }: Storage, email: string, address: string): Promise<boolean> {
  const session = await db
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.userId')
    .select('session.id')
    .where('user.email', '=', email)
    .where('session.ipAddress', '=', address)
    .limit(1)
    .executeTakeFirst();
  return session !== undefined;
}

/** Opens a session for somebody who proved without a password who they are. */
export async function openSession(
  auth: Auth,
  request: Request,
  response: Response,
  user: UserId,
  openedBy: OpenedBy,
): Promise<void> {
  const headers = fromNodeHeaders(request.headers);
  headers.set(addressHeader, request.ip ?? '');
  const opened = await auth.api.openSession({ body: { user, openedBy }, headers, returnHeaders: true });
  for (const set of opened.headers.getSetCookie()) response.append('set-cookie', set);
}

/** Takes the session's cookie from the browser. */
export async function forgetCookie(auth: Auth, request: Request, response: Response): Promise<void> {
  await ask(auth, request, response, '/sign-out', {});
}

/**
 * Lets better-auth do its part and passes the cookies on that it sets; gives its answer. With `cookie`, no other cookie of the
 * request goes along. Throws its refusals as problems.
 */
export async function ask(
  auth: Auth,
  request: Request,
  response: Response,
  path: AuthPath,
  body: object,
  cookie?: string,
): Promise<unknown> {
  const { baseURL } = await auth.$context;
  const headers = fromNodeHeaders(request.headers);
  for (const name of ['content-length', 'transfer-encoding', 'content-encoding']) headers.delete(name);
  headers.set('content-type', 'application/json');
  if (cookie !== undefined) headers.set('cookie', cookie);
  headers.set(addressHeader, request.ip ?? '');
  const answer = await auth.handler(
    new globalThis.Request(baseURL + path, { method: 'POST', headers, body: JSON.stringify(body) }),
  );
  if (!answer.ok) throw await problemOf(answer);
  for (const set of answer.headers.getSetCookie()) response.append('set-cookie', set);
  return await answer.json().catch(() => null);
}

type AuthPath =
  | '/sign-in/email'
  | '/sign-out'
  | '/change-password'
  | '/two-factor/enable'
  | '/two-factor/disable'
  | '/two-factor/generate-backup-codes'
  | '/two-factor/verify-totp'
  | '/two-factor/verify-backup-code';

async function problemOf(answer: globalThis.Response): Promise<ProblemError> {
  const body: unknown = await answer.json().catch(() => null);
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : null;
  if (code === 'INVALID_EMAIL_OR_PASSWORD' || code === 'INVALID_PASSWORD')
    return new ProblemError('wrong-credentials');
  if (code === 'INVALID_CODE' || code === 'INVALID_BACKUP_CODE') {
    return wrongCode();
  }
  if (typeof code === 'string' && challengesOver.has(code)) return new ProblemError('gone');
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return new ProblemError('too-many-requests');
  if (code === 'TOTP_ALREADY_ENABLED' || answer.status === 409) return new ProblemError('conflict');
  if (code === deactivatedCode) return new ProblemError('deactivated');
  if (answer.status === 401) return new ProblemError('not-signed-in');
  if (answer.status === 403) return new ProblemError('foreign-origin');
  if (answer.status < 500) return new ProblemError('invalid-input');
  throw new Error(`better-auth answered with ${answer.status} ${code}`);
}

/** The refusal of a code. */
export function wrongCode(): ProblemError {
  return fieldProblem('wrong-code', 'code', 'This code is not right, or was used already.');
}

/** What better-auth says where a code can't be given any more: the password has to come first. */
const challengesOver: ReadonlySet<string> = new Set([
  'INVALID_TWO_FACTOR_COOKIE',
  'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE',
  'TOTP_NOT_ENABLED',
  'BACKUP_CODES_NOT_ENABLED',
]);
