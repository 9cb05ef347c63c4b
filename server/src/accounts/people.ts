// The rows of people: who is at the desk, and every change to them. Each change writes `updatedAt`, by which other
// nodes notice it.
import { domainToUnicode } from 'node:url';
import type { Role } from '@galley/shared/access/roles.ts';
import {
  type Clock,
  type Me,
  type Member,
  type Person,
  type PersonChange,
  type ProfileChange,
  personColors,
} from '@galley/shared/api/people.ts';
import { newId, type UserId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import type { Kysely, Selectable } from 'kysely';
import { record } from '../audit/record.ts';
import type { Storage } from '../storage/storage.ts';
import type { UserTable } from '../storage/tables/accounts.ts';
import type { Tables } from '../storage/tables.ts';

/** The database itself or a transaction on it. */
type Database = Kysely<Tables>;
type UserRow = Selectable<UserTable>;

export interface NewPerson {
  name: string;
  email: string;
  /** Null for who signs in by the provider. */
  passwordHash: string | null;
  role: Role;
  language: Language;
  color?: string | undefined;
  /** An operator's admin, whose password counts although passwords are switched off. */
  passwordAlways?: boolean | undefined;
  /** Those who come new to Galley are shown around; the default. */
  tourSeen?: boolean | undefined;
}

/** Everybody, former members too, in the order of their names. */
export async function listPeople({ db }: Storage): Promise<Person[]> {
  const rows = await db.selectFrom('user').selectAll().execute();
  return byName(rows).map(personOf);
}

/** Everybody as admins see them. */
export async function listMembers({ db }: Storage): Promise<Member[]> {
  const rows = await db.selectFrom('user').selectAll().execute();
  return byName(rows).map(memberOf);
}

/** Whether there is, or was, such a person at the desk. */
export async function isMember({ db }: Storage, user: UserId): Promise<boolean> {
  const row = await db.selectFrom('user').select('id').where('id', '=', user).executeTakeFirst();
  return row !== undefined;
}

/** Makes a person; gives null where somebody has the email address already. */
export async function insertPerson(db: Database, person: NewPerson): Promise<UserId | null> {
  const id = newId<UserId>();
  const at = new Date().toISOString();
  const inserted = await db
    .insertInto('user')
    .values({
      id,
      name: person.name,
      email: person.email.toLowerCase(),
      emailVerified: person.passwordHash === null ? 1 : 0,
      image: null,
      createdAt: at,
      updatedAt: at,
      role: person.role,
      active: 1,
      color: person.color ?? (await nextColor(db)),
      language: person.language,
      picture: null,
      lastSeenAt: null,
      clock: null,
      tourSeen: person.tourSeen ? 1 : 0,
      passwordAlways: person.passwordAlways ? 1 : 0,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return null;
  if (person.passwordHash !== null)
    await insertAccount(db, { user: id, providerId: 'credential', password: person.passwordHash });
  return id;
}

/** Writes what better-auth looks for when somebody signs in: a password, or whose it is at a provider. */
export async function insertAccount(
  db: Database,
  account: { user: UserId; providerId: string; accountId?: string; password?: string },
): Promise<void> {
  const at = new Date().toISOString();
  await db
    .insertInto('account')
    .values({
      id: newId(),
      userId: account.user,
      accountId: account.accountId ?? account.user,
      providerId: account.providerId,
      // Nothing is asked of a provider later, so none of its tokens is kept.
      accessToken: null,
      refreshToken: null,
      idToken: null,
      accessTokenExpiresAt: null,
      refreshTokenExpiresAt: null,
      scope: null,
      password: account.password ?? null,
      createdAt: at,
      updatedAt: at,
    })
    .execute();
}

/** Writes what a person changed of their own profile; gives the time of the change. */
export async function changeProfile({ db }: Storage, user: UserId, change: ProfileChange): Promise<string> {
  const { name, color, language, picture, clock, tourSeen, namedPublicly } = change;
  const updatedAt = new Date().toISOString();
  await db
    .updateTable('user')
    .set({
      ...(name === undefined ? {} : { name }),
      ...(color === undefined ? {} : { color }),
      ...(language === undefined ? {} : { language }),
      ...(picture === undefined ? {} : { picture }),
      ...(clock === undefined ? {} : { clock }),
      ...(tourSeen === undefined ? {} : { tourSeen: tourSeen ? 1 : 0 }),
      ...(namedPublicly === undefined ? {} : { namedPublicly: namedPublicly ? 1 : 0 }),
      updatedAt,
    })
    .where('id', '=', user)
    .execute();
  return updatedAt;
}

export type MemberOutcome =
  | { outcome: 'changed' | 'deactivated'; member: Member; changedAt: string }
  | { outcome: 'refused'; why: 'not-found' | 'not-allowed' | 'own-account' };

/**
 * Changes another person's role or whether they are active, as an admin. Nobody changes themselves in this way, so an
 * active admin always remains. Deactivation ends the person's sessions, and who is no active admin any more leaves no
 * open invitations behind.
 */
export async function changeMember(
  { db }: Storage,
  admin: UserId,
  user: UserId,
  change: PersonChange,
): Promise<MemberOutcome> {
  if (admin === user) return { outcome: 'refused', why: 'own-account' };
  return await db.transaction().execute(async (transaction) => {
    await oneAtATime(transaction);
    // The admin may have lost the role while this request waited.
    if (!(await isActiveAdmin(transaction, admin))) return { outcome: 'refused', why: 'not-allowed' };
    const before = await transaction
      .selectFrom('user')
      .select(['role', 'active'])
      .where('id', '=', user)
      .executeTakeFirst();
    if (!before) return { outcome: 'refused', why: 'not-found' };
    const role = change.role ?? (before.role as Role);
    const active = change.active === undefined ? before.active : Number(change.active);
    const changedAt = new Date().toISOString();
    const row = await transaction
      .updateTable('user')
      .set({ role, active, updatedAt: changedAt })
      .where('id', '=', user)
      .returningAll()
      .executeTakeFirstOrThrow();
    if (role !== 'admin' || active === 0) await removeOpenInvites(transaction, user);
    if (active === 0) {
      await transaction.deleteFrom('session').where('userId', '=', user).execute();
      await transaction.deleteFrom('passwordReset').where('user', '=', user).execute();
    }
    const entry = { who: admin, person: user };
    if (role !== before.role) {
      const roles = { from: before.role as Role, to: role };
      await record(transaction, { ...entry, act: 'person.role-changed', details: { roles } });
    }
    if (active !== before.active)
      await record(transaction, {
        ...entry,
        act: active === 0 ? 'person.deactivated' : 'person.reactivated',
      });
    return { outcome: active === 0 ? 'deactivated' : 'changed', member: memberOf(row), changedAt };
  });
}

/** Whether the desk has an admin who can sign in. */
export async function hasAdmin(db: Database): Promise<boolean> {
  const admin = await db
    .selectFrom('user')
    .select('id')
    .where('role', '=', 'admin')
    .where('active', '=', 1)
    .limit(1)
    .executeTakeFirst();
  return admin !== undefined;
}

/** Whether a person has a password, be it one that counts or not. */
export async function hasPassword(db: Database, user: UserId): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('userId', '=', user)
    .where('providerId', '=', 'credential')
    .executeTakeFirst();
  return row !== undefined;
}

/** Those who are admins and can sign in: an invitation or a link is only as good as who made it. */
export function activeAdmins(db: Database) {
  return db.selectFrom('user').select('id').where('role', '=', 'admin').where('active', '=', 1);
}

/**
 * Makes transactions that decide over who is admin wait for each other: each writes the same row first, which
 * PostgreSQL locks until the transaction ends; SQLite has one writer anyhow.
 */
export async function oneAtATime(transaction: Database): Promise<void> {
  const value = new Date().toISOString();
  await transaction
    .insertInto('setting')
    .values({ key: 'adminsDecidedAt', value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** What a row must have to tell who somebody is. */
type PersonRow = Pick<
  UserRow,
  | 'id'
  | 'name'
  | 'email'
  | 'color'
  | 'picture'
  | 'role'
  | 'active'
  | 'language'
  | 'clock'
  | 'tourSeen'
  | 'namedPublicly'
  | 'twoFactorEnabled'
  | 'passkeys'
>;

/** A row as what only the person and admins see of it. */
export function meOf(row: PersonRow): Me {
  return {
    ...personOf(row),
    email: readableAddress(row.email),
    language: row.language as Language,
    clock: row.clock as Clock | null,
    tourSeen: row.tourSeen === 1,
    namedPublicly: row.namedPublicly === 1,
    secondFactor: row.twoFactorEnabled === 1,
    passkeys: row.passkeys,
  };
}

/** The address as people write it: `anna@müller.de` for `anna@xn--mller-kva.de`. */
export function readableAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at + 1)}${domainToUnicode(address.slice(at + 1)) || address.slice(at + 1)}`;
}

function memberOf(row: UserRow): Member {
  return { ...meOf(row), createdAt: row.createdAt, lastSeenAt: row.lastSeenAt };
}

function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    name: row.name,
    color: row.color,
    picture: row.picture,
    role: row.role as Role,
    active: row.active === 1,
  };
}

/** Removes the open invitations of who is no active admin any more. */
export async function removeOpenInvites(db: Database, user: UserId): Promise<void> {
  await db.deleteFrom('invite').where('createdBy', '=', user).where('acceptedAt', 'is', null).execute();
}

/** Whether this person is an admin who can sign in. */
export async function isActiveAdmin(db: Database, user: UserId): Promise<boolean> {
  const row = await db
    .selectFrom('user')
    .select('id')
    .where('id', '=', user)
    .where('role', '=', 'admin')
    .where('active', '=', 1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The color that the fewest active people have, the first such one of the palette. */
async function nextColor(db: Database): Promise<string> {
  const rows = await db.selectFrom('user').select('color').where('active', '=', 1).execute();
  const uses = new Map<string, number>(personColors.map((color) => [color, 0]));
  for (const { color } of rows) uses.set(color, (uses.get(color) ?? 0) + 1);
  const [first] = [...personColors].sort((one, other) => (uses.get(one) ?? 0) - (uses.get(other) ?? 0));
  return first ?? personColors[0];
}

function byName(rows: UserRow[]): UserRow[] {
  const collator = new Intl.Collator('en');
  return rows.sort((one, other) => collator.compare(one.name, other.name));
}
