// What signs the session cookies: the configured secret, or one that this installation made for itself.
import { randomBytes } from 'node:crypto';
import type { Storage } from '../storage/storage.ts';

/** The configured secret, or the one in the database, which is made at the first start. */
export async function signingSecret({ db }: Storage, configured: string | null): Promise<string> {
  if (configured !== null) return configured;
  const key = 'signingSecret';
  await db
    .insertInto('setting')
    .values({ key, value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const { value } = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return value;
}
