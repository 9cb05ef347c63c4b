// What is this desk's own and is made once, with its database: an id, and the secret that its nodes share.
import { randomBytes } from 'node:crypto';
import { newId } from '@galley/shared/ids.ts';
import type { Storage } from './storage.ts';

export interface DeskIdentity {
  /** Tells this desk from others that use the same services. */
  id: string;
  /** 32 random bytes in hex, known to whoever can read the database. */
  secret: string;
}

/** Reads the desk's identity, or makes it; of several nodes that start at once the first one's counts. */
export async function deskIdentity(storage: Pick<Storage, 'db'>): Promise<DeskIdentity> {
  return {
    id: await kept(storage, 'deskId', () => newId<string>()),
    secret: await kept(storage, 'nodeSecret', () => randomBytes(32).toString('hex')),
  };
}

async function kept({ db }: Pick<Storage, 'db'>, key: string, make: () => string): Promise<string> {
  await db
    .insertInto('setting')
    .values({ key, value: make() })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const { value } = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return value;
}
