// The second step of signing in: codes of an authenticator, each of which counts once, and what an admin does for who has
// lost theirs. better-auth keeps the secrets and checks the codes; second-factor-routes.ts asks it.
import type { UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import { record } from '../audit/record.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { authUserId } from './auth-ids.ts';
import { removePasskeys } from './passkeys.ts';
import { isActiveAdmin } from './people.ts';
import { hashOf } from './tokens.ts';

/** Longer than a code is taken: those of the half minutes before and after are, too, and a passkey's challenge waits an hour. */
const codeLastsMs = 65 * 60_000;

/**
 * Notes that a person (null for who is not known yet) gives this code, and gives whether they did so for the first time: RFC 6238 wants each code to be
 * taken once, and better-auth takes it as often as it comes.
 */
export async function useCode({ db }: Storage, user: UserId | null, code: string): Promise<boolean> {
  const now = Date.now();
  const at = new Date(now).toISOString();
  await db
    .deleteFrom('usedCode')
    .where('at', '<', new Date(now - codeLastsMs).toISOString())
    .execute();
  const noted = await db
    .insertInto('usedCode')
    .values({ hash: hashOf(`${user} ${code}`), at })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .returning('hash')
    .executeTakeFirst();
  return noted !== undefined;
}

/** Who has given the right password and is asked for a code, by the value of better-auth's cookie; null for nobody. */
export async function personAtSecondStep({ db }: Storage, cookie: string | null): Promise<UserId | null> {
  const identifier = decoded(cookie?.split(/=(.*)/s)[1] ?? '').split('.')[0] ?? '';
  const row = await db
    .selectFrom('verification')
    .select('value')
    .where('identifier', '=', identifier)
    .where('expiresAt', '>', new Date().toISOString())
    .executeTakeFirst();
  return row && identifier.startsWith('2fa-') && !identifier.startsWith('2fa-attempts-')
    ? authUserId.parse(row.value)
    : null;
}

export type ResetFactorOutcome =
  | { outcome: 'reset'; changedAt: string }
  | { outcome: 'refused'; why: 'not-found' | 'not-allowed' | 'own-account' };

/** Takes the second factor from somebody else as an admin, so that the password alone signs them in. */
export async function resetSecondFactor(
  { db }: Storage,
  admin: UserId,
  user: UserId,
): Promise<ResetFactorOutcome> {
  // One's own is ended on the profile page, which asks for the password.
  if (admin === user) return { outcome: 'refused', why: 'own-account' };
  return await db.transaction().execute(async (transaction) => {
    if (!(await isActiveAdmin(transaction, admin))) return { outcome: 'refused', why: 'not-allowed' };
    const changedAt = await removeSecondFactor(transaction, user);
    if (changedAt === null) return { outcome: 'refused', why: 'not-found' };
    await record(transaction, { act: 'person.second-factor-reset', who: admin, person: user });
    return { outcome: 'reset', changedAt };
  });
}

/** Removes a person's second factor, passkeys too; gives the time of the change, null where they have none. */
export async function removeSecondFactor(db: Kysely<Tables>, user: UserId): Promise<string | null> {
  const updatedAt = new Date().toISOString();
  const changed = await db
    .updateTable('user')
    .set({ twoFactorEnabled: 0, updatedAt })
    .where('id', '=', user)
    .where(({ eb, or }) => or([eb('twoFactorEnabled', '=', 1), eb('passkeys', '>', 0)]))
    .returning('id')
    .executeTakeFirst();
  if (!changed) return null;
  await db.deleteFrom('twoFactor').where('userId', '=', user).execute();
  await removePasskeys(db, user, updatedAt);
  return updatedAt;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
