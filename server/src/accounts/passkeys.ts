// The passkeys of people: rows with public keys, and the two ceremonies of WebAuthn, which @simplewebauthn/server checks.
import type { NewPasskey, Passkey, PasskeySignIn } from '@galley/shared/api/passkeys.ts';
import { newId, type UserId } from '@galley/shared/ids.ts';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Kysely } from 'kysely';
import { record } from '../audit/record.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';

/** The database itself or a transaction on it. */
type Database = Kysely<Tables>;

/** Where the desk's pages are, to which passkeys are bound. */
export interface PasskeyPlace {
  /** The host alone. */
  rpId: string;
  origins: readonly string[];
}

/** One person has no more. */
const most = 20;

/** A person's passkeys, the newest first. */
export async function listPasskeys(db: Database, user: UserId): Promise<Passkey[]> {
  return await db
    .selectFrom('passkey')
    .select(['id', 'name', 'createdAt', 'usedAt'])
    .where('user', '=', user)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute();
}

/** What a browser needs to know to make a passkey. It has to ask for a finger, a face or a PIN. */
export async function registrationOptions(
  db: Database,
  { rpId }: PasskeyPlace,
  { id, name, email }: { id: UserId; name: string; email: string },
) {
  const rows = await db.selectFrom('passkey').select('credentialId').where('user', '=', id).execute();
  return await generateRegistrationOptions({
    rpName: 'Galley',
    rpID: rpId,
    userID: new TextEncoder().encode(id),
    userName: email,
    userDisplayName: name,
    attestationType: 'none',
    excludeCredentials: rows.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** What a browser needs to know to sign somebody in, whoever it will be. */
export async function signInOptions({ rpId }: PasskeyPlace) {
  return await generateAuthenticationOptions({ rpID: rpId, userVerification: 'required' });
}

/** Adds the passkey that answers this challenge; null where it does not, is known already, or is one too many. */
export async function addPasskey(
  { db }: Storage,
  { rpId, origins }: PasskeyPlace,
  { user, session, challenge }: { user: UserId; session: string; challenge: string },
  { name, response }: NewPasskey,
): Promise<{ passkey: Passkey; changedAt: string } | null> {
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: response as Parameters<typeof verifyRegistrationResponse>[0]['response'],
    expectedChallenge: challenge,
    expectedOrigin: [...origins],
    expectedRPID: rpId,
    requireUserVerification: true,
  }).catch(refusal);
  if (!verified || !registrationInfo) return null;
  const { credential } = registrationInfo;
  const createdAt = new Date().toISOString();
  const row = {
    id: newId<string>(),
    user,
    name,
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: JSON.stringify(credential.transports ?? []),
    createdAt,
    usedAt: null,
  };
  return await db.transaction().execute(async (transaction) => {
    if ((await listPasskeys(transaction, user)).length >= most) return null;
    const added = await transaction
      .insertInto('passkey')
      .values(row)
      .onConflict((conflict) => conflict.column('credentialId').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) return null;
    await count(transaction, user, createdAt);
    // It was used just now, so this session is as good as one that it opened.
    await transaction
      .updateTable('session')
      .set({ openedBy: 'passkey' })
      .where('id', '=', session)
      .where('openedBy', 'is', null)
      .execute();
    await record(transaction, { act: 'session.passkey-added', who: user, details: { name } });
    return { passkey: { id: row.id, name, createdAt, usedAt: null }, changedAt: createdAt };
  });
}

/** Whose passkey has answered this challenge; null where none did. */
export async function personOfPasskey(
  { db }: Storage,
  { rpId, origins }: PasskeyPlace,
  challenge: string,
  { response }: PasskeySignIn,
): Promise<{ user: UserId; verified: boolean } | null> {
  const row = await db
    .selectFrom('passkey')
    .selectAll()
    .where('credentialId', '=', response.id)
    .executeTakeFirst();
  if (!row) return null;
  const user = row.user;
  const { userHandle } = response.response;
  // Of a passkey that is handed over as somebody else's, nothing more is looked at.
  if (userHandle !== undefined && Buffer.from(userHandle, 'base64url').toString() !== user)
    return { user, verified: false };
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: response as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
    expectedChallenge: challenge,
    expectedOrigin: [...origins],
    expectedRPID: rpId,
    requireUserVerification: true,
    credential: {
      id: row.credentialId,
      publicKey: new Uint8Array(Buffer.from(row.publicKey, 'base64url')),
      counter: Number(row.counter),
    },
  }).catch(refusal);
  if (!verified || !authenticationInfo) return { user, verified: false };
  await db
    .updateTable('passkey')
    .set({ counter: authenticationInfo.newCounter, usedAt: new Date().toISOString() })
    .where('id', '=', row.id)
    .execute();
  return { user, verified: true };
}

/** Gives a passkey another name; null where the person has no such passkey. */
export async function renamePasskey(
  { db }: Storage,
  user: UserId,
  id: string,
  name: string,
): Promise<Passkey | null> {
  const row = await db
    .updateTable('passkey')
    .set({ name })
    .where('id', '=', id)
    .where('user', '=', user)
    .returning(['id', 'name', 'createdAt', 'usedAt'])
    .executeTakeFirst();
  return row ?? null;
}

/** Removes one of a person's passkeys; gives the time of the change, null where there was none. */
export async function removePasskey({ db }: Storage, user: UserId, id: string): Promise<string | null> {
  return await db.transaction().execute(async (transaction) => {
    const removed = await transaction
      .deleteFrom('passkey')
      .where('id', '=', id)
      .where('user', '=', user)
      .returning('name')
      .executeTakeFirst();
    if (!removed) return null;
    const changedAt = new Date().toISOString();
    await count(transaction, user, changedAt);
    await record(transaction, { act: 'session.passkey-removed', who: user, details: { name: removed.name } });
    return changedAt;
  });
}

/** Removes all passkeys of a person, as part of the caller's transaction. */
export async function removePasskeys(db: Database, user: UserId, changedAt: string): Promise<void> {
  await db.deleteFrom('passkey').where('user', '=', user).execute();
  await count(db, user, changedAt);
}

async function count(db: Database, user: UserId, updatedAt: string): Promise<void> {
  const passkeys = (await listPasskeys(db, user)).length;
  await db.updateTable('user').set({ passkeys, updatedAt }).where('id', '=', user).execute();
}

/** What the library throws is that something does not fit: the answer is the same for all of it. */
function refusal() {
  return { verified: false as const, registrationInfo: undefined, authenticationInfo: undefined };
}
