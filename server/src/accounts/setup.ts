// The first admin: made on the set-up page by whoever can read the server's console.
import type { setupSchema } from '@galley/shared/api/people.ts';
import type { UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { hasAdmin, insertPerson, type NewPerson, oneAtATime } from './people.ts';
import { derivedToken, hashOf } from './tokens.ts';

const settingKey = 'setupTokenHash';

/** The token that the set-up page asks for, or null once the desk has an admin. It is the same on every node. */
export async function offerSetup({ db }: Storage, secret: string): Promise<string | null> {
  if (await hasAdmin(db)) return null;
  const token = derivedToken(secret, 'set-up');
  const value = hashOf(token);
  await db
    .insertInto('setting')
    .values({ key: settingKey, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
  return token;
}

/** Whether this is the token that was offered and set-up is still to be done. */
export async function mayStillSetUp({ db }: Storage, token: string): Promise<'yes' | 'gone' | 'wrong-token'> {
  const offered = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', settingKey)
    .executeTakeFirst();
  // Last: an admin may be made meanwhile, and the token is gone then.
  if (await hasAdmin(db)) return 'gone';
  return offered?.value === hashOf(token) ? 'yes' : 'wrong-token';
}

export type SetupOutcome =
  | { outcome: 'done'; user: UserId }
  | { outcome: 'refused'; why: 'gone' | 'wrong-token' | 'email-taken' };

/**
 * Makes an admin, with which set-up is done. `by` is who is on record for it: they themselves, or nobody of the desk. Gives
 * null where somebody has the address already.
 */
export async function insertAdmin(
  transaction: Kysely<Tables>,
  person: Omit<NewPerson, 'role'>,
  by: 'themselves' | 'nobody' = 'themselves',
): Promise<UserId | null> {
  const user = await insertPerson(transaction, { ...person, role: 'admin' });
  if (user === null) return null;
  await transaction.deleteFrom('setting').where('key', '=', settingKey).execute();
  const who = by === 'themselves' ? user : null;
  await record(transaction, { act: 'person.joined', who, person: user, details: { role: 'admin' } });
  return user;
}

/** Makes the first admin. Of several who try at once, one succeeds. */
export async function setUp(
  storage: Storage,
  {
    token,
    name,
    email,
    language,
    passwordAlways,
  }: z.output<typeof setupSchema> & { passwordAlways: boolean },
  passwordHash: string,
): Promise<SetupOutcome> {
  return await storage.db.transaction().execute(async (transaction): Promise<SetupOutcome> => {
    await oneAtATime(transaction);
    const may = await mayStillSetUp({ ...storage, db: transaction }, token);
    if (may !== 'yes') return { outcome: 'refused', why: may };
    const person = { name, email, language, passwordAlways, passwordHash };
    const user = await insertAdmin(transaction, person);
    if (user === null) return { outcome: 'refused', why: 'email-taken' };
    return { outcome: 'done', user };
  });
}
