// The journal is append-only, and a Yjs client id stays with the person who first used it.
import type { Kysely } from 'kysely';
import type { StorageKind } from '../dialect.ts';
import { guardRows } from './unchanging-rows.ts';

export async function guardJournal(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  for (const table of ['update', 'client']) await guardRows(db, kind, table);
}
