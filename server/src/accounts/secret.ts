// What signs the session cookies: the configured secret, or one that this installation made for itself.
import { randomBytes } from 'node:crypto';
import { madeOnce } from '../storage/made-once.ts';
import type { Storage } from '../storage/storage.ts';

/** The configured secret, or the one in the database, which is made at the first start. */
export async function signingSecret(storage: Storage, configured: string | null): Promise<string> {
  return (
    configured ?? (await madeOnce(storage, 'signingSecret', () => randomBytes(32).toString('base64url')))
  );
}
