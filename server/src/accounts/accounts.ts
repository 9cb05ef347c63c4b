// The people of the desk: their accounts, sessions and invitations, and the routes over them.
import type { Role } from '@galley/shared/access/roles.ts';
import { ownAccountRoutes } from '@galley/shared/contract/own-account.ts';
import type { UserId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import express, { type Router } from 'express';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Notes } from '../audit/notes.ts';
import { record } from '../audit/record.ts';
import { requirePerson } from '../http/route.ts';
import { sharedCounts } from '../http/shared-counts.ts';
import type { EmailQueue } from '../mail/email-queue.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { type Auth, createAuth } from './auth.ts';
import { authUserIds } from './auth-ids.ts';
import { authRoutes } from './auth-routes.ts';
import { createDemoSignIns, type DemoSignIns } from './demo-sign-ins.ts';
import { inviteRoutes } from './invite-routes.ts';
import { limitOwnPassword } from './limits.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { passwordResetRoutes } from './password-reset-routes.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import { hasPassword, insertPerson, listPeople, meOf } from './people.ts';
import { peopleRoutes } from './people-routes.ts';
import type { ProviderConfig } from './provider-config.ts';
import { providerRoutes } from './provider-routes.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import { judgeSecondFactor, secondFactorRule } from './second-factor-rule.ts';
import { signingSecret } from './secret.ts';
import { createSeen } from './seen.ts';
import { sessionRoutes } from './session-routes.ts';
import type { Sessions } from './sessions.ts';
import { offerSetup } from './setup.ts';
import { createSessions, type FoundSession } from './sql-sessions.ts';

export interface AccountsOptions {
  storage: Storage;
  /** Where people reach Galley, without a path; an https address makes the cookies secure. */
  origin: string;
  /** All origins whose pages may speak to the server, this one among them. */
  origins: readonly string[];
  /** What signs the cookies; null to keep a generated secret in the database. */
  secret: string | null;
  /** Who is offered on the sign-in page as long as their password is the demo one. */
  demo?: DemoSignIns | null;
  /** The desk's time zone, for those who are signed in. */
  timeZone(): Promise<string>;
  notes: Pick<Notes, 'failedSignIn'>;
  /** Whether people sign in with passwords; if not, only operators' admins do. */
  passwords?: boolean;
  /** What hashes them, and compares; better-auth's scrypt unless given. */
  hashing?: Passwords | undefined;
  /** An OpenID Connect provider that signs people in. */
  provider?: ProviderConfig | null;
  /** The way of links for forgotten passwords. */
  emails: EmailQueue;
  /** The public site's name as it is now. */
  siteName: (db: Kysely<Tables>) => Promise<string>;
  log: Logger;
}

/** What the rest of the desk uses of the accounts. */
export interface Accounts {
  sessions: Sessions;
  /** The name of the session's cookie. */
  cookie: string;
  /** Signing in, one's own account, people, invitations, new passwords and the set-up. */
  router: Router;
  /** What the set-up page asks for while the desk has no admin; null once it has. */
  setupToken(): Promise<string | null>;
  /** The names of people, former members too. */
  namesOf(ids: readonly UserId[]): Promise<ReadonlyMap<UserId, string>>;
  /** Makes a person without an invitation, as for demo content. Throws where the email address is taken. */
  addPerson(person: {
    name: string;
    email: string;
    password: string;
    role: Role;
    color?: string;
    language?: Language;
  }): Promise<UserId>;
  /** Resolves once what was asked for by e-mail is in the queue. */
  close(): Promise<void>;
}

/** Opens the accounts over the database. The application that mounts the router says which proxies it trusts. */
export async function createAccounts(options: AccountsOptions): Promise<Accounts> {
  const { storage, origin, origins, timeZone, notes, emails, siteName, log, demo } = options;
  const { passwords: usesPasswords = true, provider = null } = options;
  const secret = await signingSecret(storage, options.secret);
  const auth: Auth = createAuth({
    storage,
    origin,
    origins,
    secret,
    passwords: createPasswords(options.hashing),
    log,
    onEnded: (change) => sessions.announce(change),
  });
  const { authCookies, password: passwords } = await auth.$context;
  const seen = createSeen(storage, log);
  const sessions = createSessions({
    storage,
    cookieName: authCookies.sessionToken.name,
    find: async (cookie) => {
      const found = await findSession(auth, storage, cookie, usesPasswords);
      if (found) seen.note(found.me.id, found.session, found.seenAt);
      return found;
    },
    log,
  });

  const counts = sharedCounts(storage, secret);
  const ownAccount = { ...ownAccountRoutes.changePassword, beforeSecondFactor: true };
  const limited = {
    counts,
    limitOwnPassword: limitOwnPassword(
      counts,
      async (request) => (await requirePerson(sessions, request, ownAccount)).id,
    ),
  };
  const router = express.Router();
  router.use(secondFactorRoutes({ storage, auth, sessions, notes, ...limited }));
  router.use(authRoutes({ storage, auth, sessions, notes, ...limited, passwords: usesPasswords }));
  router.use(providerRoutes({ storage, auth, sessions, notes, config: provider, origin, secret, log }));
  router.use(
    sessionRoutes({
      storage,
      auth,
      sessions,
      timeZone,
      demo: demo && usesPasswords ? createDemoSignIns(storage, demo, passwords.verify) : async () => null,
      resetByMail: emails.ready && usesPasswords,
      passwords: usesPasswords,
      provider: provider?.label ?? null,
    }),
  );
  router.use(
    passkeyRoutes({
      ...{ storage, auth, sessions, notes, ...limited, origin, origins, secret },
      passwords: usesPasswords,
    }),
  );
  router.use(peopleRoutes(storage, sessions));
  router.use(inviteRoutes({ storage, auth, sessions, notes, counts, origin, passwords: usesPasswords }));
  const resets = passwordResetRoutes({
    storage,
    auth,
    sessions,
    emails,
    counts,
    siteName,
    origin,
    passwords: usesPasswords,
    log,
  });
  router.use(resets.router);

  return {
    sessions,
    cookie: authCookies.sessionToken.name,
    router,
    setupToken: () => offerSetup(storage, secret),
    namesOf: async (ids) => {
      const people = await listPeople(storage);
      return new Map(people.filter(({ id }) => ids.includes(id)).map(({ id, name }) => [id, name]));
    },
    addPerson: async ({ password, language = 'en', ...person }) => {
      const passwordHash = await passwords.hash(password);
      const id = await storage.db.transaction().execute(async (transaction) => {
        const made = await insertPerson(transaction, {
          ...person,
          language,
          passwordHash,
          // Those who are made with demo content are nobody's first steps.
          tourSeen: true,
        });
        const details = { role: person.role };
        if (made !== null)
          await record(transaction, { act: 'person.joined', who: null, person: made, details });
        return made;
      });
      if (id === null) throw new Error(`Somebody at the desk has the address ${person.email} already.`);
      sessions.announce({ type: 'changed', user: id });
      return id;
    },
    close: async () => {
      sessions.close();
      await seen.close();
      await resets.settled();
    },
  };
}

async function findSession(
  auth: Auth,
  { db }: Storage,
  cookie: string,
  usesPasswords: boolean,
): Promise<(FoundSession & { seenAt: string | null }) | null> {
  const [found, rule] = await Promise.all([
    auth.api.getSession({
      headers: new Headers({ cookie }),
      // Only an answer over HTTP can prolong a session, for the cookie lasts as long; see session-routes.ts.
      query: { disableRefresh: true },
    }),
    secondFactorRule(db),
  ]);
  if (!found) return null;
  const { user, session } = found;
  const ids = authUserIds.parse(user);
  const row = {
    ...user,
    id: ids.id,
    picture: ids.picture ?? null,
    active: user.active ? 1 : 0,
    clock: user.clock ?? null,
    tourSeen: user.tourSeen ? 1 : 0,
    namedPublicly: user.namedPublicly ? 1 : 0,
    twoFactorEnabled: user.twoFactorEnabled ? 1 : 0,
    passkeys: user.passkeys ?? 0,
  };
  const me = meOf(row);
  const openedBy = session.openedBy ?? null;
  // A password that counts no longer keeps nobody signed in either.
  if (!usesPasswords && openedBy !== 'provider' && !user.passwordAlways) return null;
  return {
    me,
    ...judgeSecondFactor(rule, me, openedBy !== null),
    ownPassword: await hasPassword(db, me.id),
    session: session.id,
    changedAt: user.updatedAt.toISOString(),
    seenAt: session.seenAt ?? null,
  };
}
