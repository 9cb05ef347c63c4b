// Who comes in by an OpenID Connect provider: an account that is linked with it, one that has the same verified e-mail
// address, or a new one with the role that follows from what the provider says.
import type { Role } from '@galley/shared/access/roles.ts';
import { roles as everyRole } from '@galley/shared/access/roles.ts';
import { emailAddressSchema } from '@galley/shared/api/email-address.ts';
import type { ProviderRefusal } from '@galley/shared/api/people.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { cleanName } from '@galley/shared/text/characters.ts';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { record } from '../audit/record.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { removePasskeys } from './passkeys.ts';
import { insertAccount, insertPerson, oneAtATime, removeOpenInvites } from './people.ts';
import type { ProviderPerson } from './provider.ts';
import type { ProviderConfig, RoleMapping } from './provider-config.ts';

/** The database itself or a transaction on it. */
type Database = Kysely<Tables>;

export type ProviderOutcome =
  | {
      outcome: 'known' | 'changed' | 'linked' | 'joined';
      user: UserId;
      changedAt: string | null;
      endedSessions: string[];
    }
  | { outcome: 'refused'; why: PersonRefusal; email: string | null; user: UserId | null };

/** Why somebody whom the provider knows does not come in. */
type PersonRefusal = Exclude<ProviderRefusal, 'cancelled' | 'start-again' | 'unreachable'>;

interface ProviderPeople {
  storage: Storage;
  config: Pick<ProviderConfig, 'issuer' | 'roles'>;
  log: Logger;
}

interface Given {
  config: Pick<ProviderConfig, 'issuer' | 'roles'>;
  /** How the account is named at the provider. */
  accountId: string;
  claims: ProviderPerson['claims'];
  /** The role that follows from the claims; null where none does. */
  role: Role | null;
  log: Logger;
}

/** Finds, links or makes the account, in one transaction. */
export async function admitByProvider(
  { storage, config, log }: ProviderPeople,
  { subject, claims }: ProviderPerson,
): Promise<ProviderOutcome> {
  const role = config.roles && roleOf(config.roles, claims);
  const given = { config, accountId: `${config.issuer} ${subject}`, claims, role, log };
  return await storage.db.transaction().execute(async (transaction) => {
    // Roles may change, and with them who is admin.
    await oneAtATime(transaction);
    const known = await transaction
      .selectFrom('account')
      .innerJoin('user', 'user.id', 'account.userId')
      .select(['user.id', 'user.email', 'user.role', 'user.active'])
      .where('account.providerId', '=', providerId)
      .where('account.accountId', '=', given.accountId)
      .executeTakeFirst();
    return known ? await admitKnown(transaction, known, given) : await admitNew(transaction, given);
  });
}

/** Of the accounts in better-auth's table, those that came by the provider. */
const providerId = 'oidc';

async function admitKnown(
  db: Database,
  person: { id: UserId; email: string; role: string; active: number },
  given: Given,
): Promise<ProviderOutcome> {
  const user = person.id;
  const why = refusalOf(person, given);
  if (why !== null) return { outcome: 'refused', why, email: person.email, user };
  const changedAt = await renewRole(db, person, given);
  return { outcome: changedAt === null ? 'known' : 'changed', user, changedAt, endedSessions: [] };
}

/** Why this account does not come in; null where it does. */
function refusalOf({ active }: { active: number }, { config, role }: Given): PersonRefusal | null {
  if (active === 0) return 'deactivated';
  return config.roles !== null && role === null ? 'no-role' : null;
}

async function admitNew(db: Database, given: Given): Promise<ProviderOutcome> {
  const { claims, config, role } = given;
  const parsed = emailAddressSchema.safeParse(claims.email);
  const email = parsed.success ? parsed.data.toLowerCase() : null;
  const refused = (why: PersonRefusal, user: UserId | null = null): ProviderOutcome => ({
    outcome: 'refused',
    why,
    email,
    user,
  });
  // An address that the provider did not check could be anybody's.
  if (email === null || claims.email_verified !== true) return refused('unverified');
  const person = await db
    .selectFrom('user')
    .select(['id', 'email', 'role', 'active', 'passwordAlways'])
    .where('email', '=', email)
    .executeTakeFirst();
  if (person) {
    const user = person.id;
    const why = refusalOf(person, given) ?? ((await isLinked(db, user, config)) ? 'other-account' : null);
    return why === null ? await link(db, person, given) : refused(why, user);
  }
  if (config.roles === null) return refused('not-invited');
  if (role === null) return refused('no-role');
  const name = nameOf(claims, email);
  const language = String(claims.locale ?? '').startsWith('de') ? 'de' : 'en';
  const user = await insertPerson(db, { name, email, passwordHash: null, role, language });
  if (user === null) return refused('other-account');
  await insertAccount(db, { user, providerId, accountId: given.accountId });
  await record(db, { act: 'person.joined', who: user, person: user, details: { role, way: 'provider' } });
  return { outcome: 'joined', user, changedAt: null, endedSessions: [] };
}

/** Whether the account belongs to somebody else at the same provider, who had the address before. */
async function isLinked(db: Database, user: UserId, { issuer }: Given['config']): Promise<boolean> {
  const rows = await db
    .selectFrom('account')
    .select('accountId')
    .where('userId', '=', user)
    .where('providerId', '=', providerId)
    .execute();
  return rows.some(({ accountId }) => accountId.startsWith(`${issuer} `));
}

/**
 * Links an account of the desk with the provider. Nobody had checked who set its password: whoever was invited may have
 * given a colleague's address. So with the first sign-in by the provider everything ends by which that account was entered
 * before, but for the password of an operator's admin.
 */
async function link(
  db: Database,
  person: { id: UserId; role: string; passwordAlways: number },
  given: Given,
): Promise<ProviderOutcome> {
  const user = person.id;
  const changedAt = new Date().toISOString();
  await insertAccount(db, { user, providerId, accountId: given.accountId });
  await renewRole(db, person, given);
  if (person.passwordAlways === 0) {
    await db
      .deleteFrom('account')
      .where('userId', '=', user)
      .where('providerId', '=', 'credential')
      .execute();
    await db.deleteFrom('twoFactor').where('userId', '=', user).execute();
    await removePasskeys(db, user, changedAt);
    await db.updateTable('user').set({ twoFactorEnabled: 0 }).where('id', '=', user).execute();
  }
  await db.deleteFrom('passwordReset').where('user', '=', user).execute();
  await db
    .updateTable('user')
    .set({ emailVerified: 1, updatedAt: changedAt })
    .where('id', '=', user)
    .execute();
  const ended = await db.deleteFrom('session').where('userId', '=', user).returning('id').execute();
  await record(db, { act: 'session.provider-linked', who: user });
  return { outcome: 'linked', user, changedAt, endedSessions: ended.map(({ id }) => id) };
}

/** Writes the role that follows from the claims; gives the time of the change, null where nothing changed. */
async function renewRole(
  db: Database,
  { id, role: before }: { id: UserId; role: string },
  { role, log }: Given,
): Promise<string | null> {
  if (role === null || role === before) return null;
  if (before === 'admin' && (await isLastAdmin(db, id))) {
    log.warn({ user: id }, 'The provider does not name the last admin as one any more; the role stays');
    return null;
  }
  const changedAt = new Date().toISOString();
  await db.updateTable('user').set({ role, updatedAt: changedAt }).where('id', '=', id).execute();
  if (role !== 'admin') await removeOpenInvites(db, id);
  const roles = { from: before as Role, to: role };
  await record(db, { act: 'person.role-changed', who: null, person: id, details: { roles } });
  return changedAt;
}

async function isLastAdmin(db: Database, user: UserId): Promise<boolean> {
  const other = await db
    .selectFrom('user')
    .select('id')
    .where('role', '=', 'admin')
    .where('active', '=', 1)
    .where('id', '!=', user)
    .limit(1)
    .executeTakeFirst();
  return other === undefined;
}

/** The role of a person who has these claims, the one that may most where several follow; null where none does. */
function roleOf({ claim, roles }: RoleMapping, claims: ProviderPerson['claims']): Role | null {
  const said = claimAt(claims, claim);
  const values = new Set(Array.isArray(said) ? said : [said]);
  const named = roles.filter(([value]) => values.has(value)).map(([, role]) => role);
  const following =
    named.length > 0 ? named : roles.filter(([value]) => value === '*').map(([, role]) => role);
  return everyRole.find((role) => following.includes(role)) ?? null;
}

/** The claim of this name, or along the points within it. */
function claimAt(claims: ProviderPerson['claims'], name: string): unknown {
  if (name in claims) return claims[name];
  let at: unknown = claims;
  for (const part of name.split('.')) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Object.hasOwn(at, part) ? (at as Record<string, unknown>)[part] : undefined;
  }
  return at;
}

function nameOf(
  { name, given_name, family_name, preferred_username }: ProviderPerson['claims'],
  email: string,
) {
  const full = [given_name, family_name].filter((part) => typeof part === 'string').join(' ');
  const names = [name, full, preferred_username, email.split('@')[0]];
  const cleaned = names.map((one) => (typeof one === 'string' ? cleanName(one).slice(0, 80).trim() : ''));
  return cleaned.find((one) => one !== '') ?? email.slice(0, 80);
}
