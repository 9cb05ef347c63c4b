// The keys by which the desk signs. One signs at a time; those of former times stay, so that what they signed can be checked.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { PassportKey } from '@galley/shared/api/passport.ts';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { record } from '../audit/record.ts';
import type { Tables } from '../storage/tables.ts';
import { publicKeyOf } from './signature.ts';

/** Gives the private key that signs now; `db` is the transaction in which something is signed. */
export type SigningKey = (db: Kysely<Tables>) => Promise<KeyObject>;

/** Makes the first key where there is none, and a new one where the present one can't be opened any longer. */
export async function ensureDeskKey(db: Kysely<Tables>, secret: string, log: Logger): Promise<void> {
  const current = await currentRow(db);
  if (!current) return await insertKey(db, secret);
  try {
    await opened(current.secretKey, secret);
  } catch {
    log.warn('The key that signs passports was encrypted with another SECRET: a new one is made');
    await renewDeskKey(db, secret);
  }
}

/** Makes a new key the one that signs; gives its id. */
export async function renewDeskKey(db: Kysely<Tables>, secret: string): Promise<string> {
  await db.transaction().execute(async (transaction) => {
    await transaction.updateTable('deskKey').set({ current: null }).where('current', '=', 1).execute();
    await insertKey(transaction, secret);
    await record(transaction, { act: 'site.key-renewed', who: null });
  });
  return (await currentRow(db))?.id ?? '';
}

/** The key that signs, looked up each time: an operator may have made another one. */
export function signingKey(secret: string): SigningKey {
  return async (db) => {
    const row = await currentRow(db);
    if (!row) throw new Error('The desk has no key.');
    return await opened(row.secretKey, secret);
  };
}

/** All public keys, the newest first. */
export async function publicDeskKeys(db: Kysely<Tables>): Promise<PassportKey[]> {
  const rows = await db
    .selectFrom('deskKey')
    .select('publicKey')
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ publicKey }) => publicKeyOf(createPublicKey(publicKey)));
}

async function currentRow(db: Kysely<Tables>) {
  return await db
    .selectFrom('deskKey')
    .select(['id', 'secretKey'])
    .where('current', '=', 1)
    .executeTakeFirst();
}

/** Of several nodes that start at once the first one's key counts. */
async function insertKey(db: Kysely<Tables>, secret: string): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  await db
    .insertInto('deskKey')
    .values({
      id: publicKeyOf(publicKey).kid,
      publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
      secretKey: await symmetricEncrypt({ key: secret, data: pem }),
      createdAt: new Date().toISOString(),
      current: 1,
    })
    .onConflict((conflict) => conflict.column('current').doNothing())
    .execute();
}

async function opened(secretKey: string, secret: string): Promise<KeyObject> {
  return createPrivateKey(await symmetricDecrypt({ key: secret, data: secretKey }));
}
