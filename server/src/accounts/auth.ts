// better-auth as Galley uses it: email and password, sessions as rows behind an http-only cookie. Only `ask`
// in auth-routes.ts lets requests through to it, for a few paths of its many; none of them is mounted.
import { newId } from '@galley/shared/ids.ts';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Logger } from 'pino';
import type { Storage } from '../storage/storage.ts';
import { authUserId } from './auth-ids.ts';
import { openedSessions } from './open-session.ts';
import type { Passwords } from './passwords.ts';
import type { SessionChange } from './sessions.ts';

export interface AuthOptions {
  storage: Storage;
  /** Where people reach Galley; an https address makes the cookies secure. */
  origin: string;
  /** All origins whose pages may speak to the server. */
  origins: readonly string[];
  secret: string;
  passwords: Passwords;
  log: Logger;
  /** Hears of every session that better-auth itself ends. */
  onEnded(change: SessionChange & { type: 'ended' }): void;
}

export type Auth = ReturnType<typeof createAuth>;

/** The header in which better-auth reads the client's address; auth-routes.ts sets it from what Express trusts. */
export const addressHeader = 'x-galley-client-address';

const day = 24 * 60 * 60;

/** Configures better-auth over the desk's database. */
export function createAuth({ storage, origin, origins, secret, passwords, log, onEnded }: AuthOptions) {
  return betterAuth({
    appName: 'Galley',
    baseURL: origin,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [...origins],
    // Galley's tables hold ISO strings and 0 or 1 on both databases, which is what better-auth writes for SQLite; its
    // queries are plain SQL that PostgreSQL understands as well. Its check of the schema is not: it asks SQLite's catalog.
    database: { db: storage.db, type: 'sqlite' },
    // People come by set-up, invitation or demo content; see people.ts.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      password: passwords,
    },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        active: { type: 'boolean', required: true, input: false },
        color: { type: 'string', required: true, input: false },
        language: { type: 'string', required: true, input: false },
        picture: { type: 'string', required: false, input: false },
        lastSeenAt: { type: 'string', required: false, input: false },
        clock: { type: 'string', required: false, input: false },
        tourSeen: { type: 'boolean', required: false, input: false },
        namedPublicly: { type: 'boolean', required: false, input: false },
        passkeys: { type: 'number', required: false, input: false },
        passwordAlways: { type: 'boolean', required: false, input: false },
      },
    },
    session: {
      expiresIn: 7 * day,
      updateAge: day,
      cookieCache: { enabled: false },
      additionalFields: {
        seenAt: { type: 'string', required: false, input: false },
        openedBy: { type: 'string', required: false, input: false },
      },
    },
    // Its own limit is switched off below, its lock is not: ten wrong codes in a row lock the second step for 15 minutes.
    plugins: [twoFactor({ issuer: 'Galley' }), openedSessions()],
    // See limits.ts: express-rate-limit counts failures only, by the address that Express trusts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // A database that is away is an error of its own, not an answer of better-auth's.
    onAPIError: { throw: true },
    advanced: {
      cookiePrefix: 'galley',
      useSecureCookies: origin.startsWith('https:'),
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => newId(), validateSchema: false },
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const person = await storage.db
              .selectFrom('user')
              .select('active')
              .where('id', '=', authUserId.parse(userId))
              .executeTakeFirst();
            if (person?.active !== 1) throw new APIError('FORBIDDEN', { code: deactivatedCode });
          },
        },
        delete: {
          after: async ({ id, userId }) =>
            onEnded({ type: 'ended', user: authUserId.parse(userId), session: id }),
        },
      },
    },
    logger: { level: 'warn', log: (_level, message) => log.debug({ auth: message }, 'better-auth') },
  });
}

/** The code of better-auth's refusal to open a session for a deactivated person. */
export const deactivatedCode = 'DEACTIVATED';

/** The name of the cookie that says whose password was right, until the code has come. */
export async function secondStepCookie(auth: Auth): Promise<string> {
  return (await auth.$context).createAuthCookie('two_factor').name;
}
