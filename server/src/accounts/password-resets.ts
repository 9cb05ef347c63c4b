// Forgotten passwords: a link, sent to the person's own address or handed over by an admin, sets a new one once.
import type { OpenReset } from '@galley/shared/api/people.ts';
import { newId, type UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import { record } from '../audit/record.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { activeAdmins, insertAccount, isActiveAdmin, readableAddress } from './people.ts';
import { hashOf, newToken } from './tokens.ts';

/** The database itself or a transaction on it. */
type Database = Kysely<Tables>;

/** An e-mail reaches its reader within minutes; a link that an admin hands over may have to wait for the next day. */
const lastsMs = { mail: 60 * 60_000, admin: 24 * 60 * 60_000 };

/** Makes a link's token for a person, as an admin or (`by` is null) for an e-mail; part of the caller's transaction. */
export async function insertReset(
  db: Database,
  user: UserId,
  by: UserId | null,
): Promise<{ token: string; expiresAt: string }> {
  const now = Date.now();
  const createdAt = new Date(now).toISOString();
  const expiresAt = new Date(now + (by === null ? lastsMs.mail : lastsMs.admin)).toISOString();
  const token = newToken();
  await db.deleteFrom('passwordReset').where('expiresAt', '<=', createdAt).execute();
  await db
    .insertInto('passwordReset')
    .values({ id: newId(), tokenHash: hashOf(token), user, createdBy: by, createdAt, expiresAt })
    .execute();
  return { token, expiresAt };
}

export type ResetLinkOutcome =
  | { outcome: 'made'; token: string; expiresAt: string }
  | { outcome: 'refused'; why: 'not-found' | 'not-allowed' | 'own-account' | 'deactivated' };

/** Makes a link for somebody else as an admin, who does not get to know the password that is set by it. */
export async function createResetLink(
  { db }: Storage,
  admin: UserId,
  user: UserId,
): Promise<ResetLinkOutcome> {
  // Whoever holds an admin's open browser must not get a lasting way in; the profile asks for the current password.
  if (admin === user) return { outcome: 'refused', why: 'own-account' };
  return await db.transaction().execute(async (transaction) => {
    if (!(await isActiveAdmin(transaction, admin))) return { outcome: 'refused', why: 'not-allowed' };
    const person = await transaction
      .selectFrom('user')
      .select('active')
      .where('id', '=', user)
      .executeTakeFirst();
    if (!person) return { outcome: 'refused', why: 'not-found' };
    if (person.active === 0) return { outcome: 'refused', why: 'deactivated' };
    const made = await insertReset(transaction, user, admin);
    const details = { until: made.expiresAt };
    await record(transaction, { act: 'person.reset-link-made', who: admin, person: user, details });
    return { outcome: 'made', ...made };
  });
}

/** Whose password a token sets; null where it was used, ended, expired or made up. */
export async function lookAtReset({ db }: Storage, token: string): Promise<OpenReset | null> {
  const row = await openResets(db, token)
    .innerJoin('user', 'user.id', 'passwordReset.user')
    .select(['user.name', 'user.email', 'passwordReset.expiresAt'])
    .executeTakeFirst();
  return row ? { ...row, email: readableAddress(row.email) } : null;
}

/**
 * Sets the password of the token's person and ends all of their sessions and other links. Of several who use the same
 * link at once one succeeds; gives null for the others, and for a token that is not open.
 */
export async function acceptReset(
  { db }: Storage,
  token: string,
  passwordHash: string,
): Promise<{ user: UserId; endedSessions: string[] } | null> {
  return await db.transaction().execute(async (transaction) => {
    const used = await transaction
      .deleteFrom('passwordReset')
      .where('id', 'in', openResets(transaction, token).select('passwordReset.id'))
      .returning('user')
      .executeTakeFirst();
    if (!used) return null;
    const user = used.user;
    await setPassword(transaction, user, passwordHash);
    const ended = await transaction
      .deleteFrom('session')
      .where('userId', '=', user)
      .returning('id')
      .execute();
    await record(transaction, { act: 'session.password-reset', who: user });
    return { user, endedSessions: ended.map(({ id }) => id) };
  });
}

/** Writes a person's password and ends their links for another one; part of the caller's transaction. */
export async function setPassword(db: Database, user: UserId, passwordHash: string): Promise<void> {
  const changed = await db
    .updateTable('account')
    .set({ password: passwordHash, updatedAt: new Date().toISOString() })
    .where('userId', '=', user)
    .where('providerId', '=', 'credential')
    .returning('id')
    .executeTakeFirst();
  // Who came by the provider had none so far.
  if (!changed) await insertAccount(db, { user, providerId: 'credential', password: passwordHash });
  await endResets(db, user);
}

/** Ends all links for a new password of a person. */
export async function endResets(db: Database, user: UserId): Promise<void> {
  await db.deleteFrom('passwordReset').where('user', '=', user).execute();
}

/** The link of a token, while its person is active and, where an admin made it, that one still is an admin. */
function openResets(db: Database, token: string) {
  return db
    .selectFrom('passwordReset')
    .where('passwordReset.tokenHash', '=', hashOf(token))
    .where('passwordReset.expiresAt', '>', new Date().toISOString())
    .where('passwordReset.user', 'in', db.selectFrom('user').select('id').where('active', '=', 1))
    .where(({ eb, or }) =>
      or([eb('passwordReset.createdBy', 'is', null), eb('passwordReset.createdBy', 'in', activeAdmins(db))]),
    );
}
