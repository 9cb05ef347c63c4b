// What people do who have forgotten their password, and the link that an admin makes for them.
import { passwordResetRoutes as routes } from '@galley/shared/contract/password-resets.ts';
import { peopleRoutes } from '@galley/shared/contract/people.ts';
import type { UserId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import type { Request, Router } from 'express';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { record } from '../audit/record.ts';
import { answered, createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import { requirePerson } from '../http/route.ts';
import type { Counts } from '../http/shared-counts.ts';
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
  counts: Counts;
  /** The public site's name as it is now. */
  siteName: (db: Kysely<Tables>) => Promise<string>;
  /** Where people reach Galley, for the links. */
  origin: string;
  /** Whether people sign in with passwords. */
  passwords: boolean;
  log: Logger;
}

interface PasswordResetRoutes {
  router: Router;
  /** Resolves once every e-mail that was asked for is in the queue. */
  settled(): Promise<void>;
}

/** The routes. */
export function passwordResetRoutes(options: PasswordResetOptions): PasswordResetRoutes {
  const { storage, auth, sessions, emails, counts, siteName, origin, log } = options;
  const { passwords: usesPasswords } = options;
  const api = createApiRouter(sessions);
  const limit = limitTokens(counts, 'passwords');
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

  api.serve(
    routes.requestReset,
    async ({ body, response }) => {
      if (!usesPasswords) throw new ProblemError('passwords-off');
      if (!emails.ready) throw new ProblemError('not-found', 'This desk sends no e-mail.');
      const person = await activePersonOf(storage, body.email);
      // What is done only for an address that somebody has is done behind the answer, so that its time says nothing.
      response.status(204).end();
      if (!person) return answered;
      const sending = send(person)
        .catch((error: unknown) =>
          log.error({ err: error, user: person.id }, 'A link for a new password could not be sent'),
        )
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
      return answered;
    },
    readCredentials,
    ...limitResetRequests(counts),
  );

  api.serve(
    routes.lookAtReset,
    async ({ body }) => {
      const reset = await lookAtReset(storage, body.token);
      if (!reset) throw new ProblemError('gone');
      return reset;
    },
    limit,
  );

  api.serve(
    routes.acceptReset,
    async ({ body: { token, password } }) => {
      if (!usesPasswords) throw new ProblemError('passwords-off');
      // Hashing is slow by design, so only for who holds a token.
      const reset = await lookAtReset(storage, token);
      if (!reset) throw new ProblemError('gone');
      refuseWeakPassword(password, reset);
      const { password: passwords } = await auth.$context;
      const done = await acceptReset(storage, token, await passwords.hash(password));
      if (!done) throw new ProblemError('gone');
      for (const session of done.endedSessions)
        sessions.announce({ type: 'ended', user: done.user, session });
    },
    limit,
  );

  api.serve(
    peopleRoutes.createResetLink,
    async ({ me, params }) => {
      if (!usesPasswords) throw new ProblemError('passwords-off');
      const made = await createResetLink(storage, me.id, params.id);
      if (made.outcome === 'refused') throw new ProblemError(made.why);
      return { link: linkOf(made.token), expiresAt: made.expiresAt };
    },
    limitResetLinks(
      async (request: Request) => (await requirePerson(sessions, request, peopleRoutes.createResetLink)).id,
    ),
  );

  return {
    router: api.router,
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
  return row ? { id: row.id, name: row.name, language: row.language as Language } : null;
}
