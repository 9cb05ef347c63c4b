// /api/password-resets: what people do who have forgotten their password, and the link that an admin makes for them.
import {
  type Language,
  newPasswordSchema,
  resetRequestSchema,
  resetTokenSchema,
} from '@galley/shared/api/people.ts';
import type { UserId } from '@galley/shared/ids.ts';
import express, { type Request, type Router } from 'express';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { readBody } from '../api/body.ts';
import { ProblemError } from '../api/problem.ts';
import { requirePerson } from '../api/route.ts';
import { record } from '../audit/record.ts';
import type { EmailQueue } from '../mail/email-queue.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import type { Auth } from './auth.ts';
import { readCredentials } from './auth-routes.ts';
import { limitResetLinks, limitResetRequests, limitTokens } from './limits.ts';
import { resetEmailOf } from './password-reset-email.ts';
import { acceptReset, createResetLink, insertReset, lookAtReset } from './password-resets.ts';
import { refuseWeakPassword } from './passwords.ts';
import type { SqlSessions } from './sql-sessions.ts';

interface PasswordResetOptions {
  storage: Storage;
  auth: Auth;
  sessions: SqlSessions;
  emails: EmailQueue;
  /** The public site's name as it is now. */
  siteName: (db: Kysely<Tables>) => Promise<string>;
  /** Where people reach Galley, for the links. */
  origin: string;
  log: Logger;
}

interface PasswordResetRoutes {
  router: Router;
  /** Resolves once every e-mail that was asked for is in the queue. */
  settled(): Promise<void>;
}

/** The routes. Tokens travel in bodies only, for addresses are written into logs. */
export function passwordResetRoutes(options: PasswordResetOptions): PasswordResetRoutes {
  const { storage, auth, sessions, emails, siteName, origin, log } = options;
  const router = express.Router();
  const limit = limitTokens();
  const linkOf = (token: string) => `${origin}/desk/reset/${token}`;
  const underWay = new Set<Promise<void>>();

  const send = async ({ id, name, language }: { id: UserId; name: string; language: Language }) => {
    await storage.db.transaction().execute(async (transaction) => {
      const { token } = await insertReset(transaction, id, null);
      const site = await siteName(transaction);
      const email = resetEmailOf({ name, language, siteName: site, link: linkOf(token) });
      await emails.enqueue(transaction, { to: id, ...email });
      await record(transaction, { act: 'session.reset-requested', who: null, person: id });
    });
    emails.wake();
  };

  router.post(
    '/api/password-resets/request',
    readCredentials,
    ...limitResetRequests(),
    async (request, response) => {
      const { email } = await readBody(request, resetRequestSchema, '8kb');
      if (!emails.ready) throw new ProblemError('not-found', 'This desk sends no e-mail.');
      const person = await activePersonOf(storage, email);
      // What is done only for an address that somebody has is done behind the answer, so that its time says nothing.
      response.status(204).end();
      if (!person) return;
      const sending = send(person)
        .catch((error: unknown) =>
          log.error({ err: error, user: person.id }, 'A link for a new password could not be sent'),
        )
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
    },
  );

  router.post('/api/password-resets/look', limit, async (request, response) => {
    const { token } = await readBody(request, resetTokenSchema, '8kb');
    const reset = await lookAtReset(storage, token);
    if (!reset) throw new ProblemError('gone');
    response.json(reset);
  });

  router.post('/api/password-resets/accept', limit, async (request, response) => {
    const { token, password } = await readBody(request, newPasswordSchema, '8kb');
    // Hashing is slow by design, so only for who holds a token.
    const reset = await lookAtReset(storage, token);
    if (!reset) throw new ProblemError('gone');
    refuseWeakPassword(password, reset);
    const { password: passwords } = await auth.$context;
    const done = await acceptReset(storage, token, await passwords.hash(password));
    if (!done) throw new ProblemError('gone');
    for (const session of done.endedSessions) sessions.tell({ type: 'ended', user: done.user, session });
    response.status(204).end();
  });

  const admin = async (request: Request) => (await requirePerson(sessions, request, 'people.manage')).id;
  router.post('/api/people/:id/reset-link', limitResetLinks(admin), async (request, response) => {
    const made = await createResetLink(storage, await admin(request), request.params.id as UserId);
    if (made.outcome === 'refused') throw new ProblemError(made.why);
    const { token, expiresAt } = made;
    response.status(201).json({ link: linkOf(token), expiresAt });
  });

  return {
    router,
    settled: async () => {
      await Promise.all(underWay);
    },
  };
}

/** Who has this address, if they may sign in. */
async function activePersonOf({ db }: Storage, email: string) {
  const row = await db
    .selectFrom('user')
    .select(['id', 'name', 'language'])
    .where('email', '=', email.toLowerCase())
    .where('active', '=', 1)
    .executeTakeFirst();
  return row ? { id: row.id as UserId, name: row.name, language: row.language as Language } : null;
}
