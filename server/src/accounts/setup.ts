// The first admin: made on the set-up page by whoever can read the server's console.
import type { setupSchema } from '@galley/shared/api/people.ts';
import type { UserId } from '@galley/shared/ids.ts';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import type { Storage } from '../storage/storage.ts';
import { hasAdmin, insertPerson, oneAtATime } from './people.ts';
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
  if (await hasAdmin(db)) return 'gone';
  const offered = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', settingKey)
    .executeTakeFirst();
  return offered?.value === hashOf(token) ? 'yes' : 'wrong-token';
}

export type SetupOutcome =
  | { outcome: 'done'; user: UserId }
  | { outcome: 'refused'; why: 'gone' | 'wrong-token' | 'email-taken' };

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
    const user = await insertPerson(transaction, {
      name,
      email,
      passwordHash,
      role: 'admin',
      language,
      passwordAlways,
    });
    if (user === null) return { outcome: 'refused', why: 'email-taken' };
    await transaction.deleteFrom('setting').where('key', '=', settingKey).execute();
    await record(transaction, { act: 'person.joined', who: user, person: user, details: { role: 'admin' } });
    return { outcome: 'done', user };
  });
}
