// What is this desk's own and is made once, with its database: an id, and the secret that its nodes share.
import { randomBytes } from 'node:crypto';
import { newId } from '@galley/shared/ids.ts';
import { madeOnce } from './made-once.ts';
import type { Storage } from './storage.ts';

/** The same on all nodes and at each start. */
export interface DeskIdentity {
  /** Tells this desk from others that use the same services. */
  id: string;
  /** 32 random bytes in hex, known to whoever can read the database. */
  secret: string;
}

/** Reads the desk's identity, or makes it. */
export async function deskIdentity(storage: Pick<Storage, 'db'>): Promise<DeskIdentity> {
  return {
    id: await madeOnce(storage, 'deskId', () => newId<string>()),
    secret: await madeOnce(storage, 'nodeSecret', () => randomBytes(32).toString('hex')),
  };
}
