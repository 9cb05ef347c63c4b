// What was published never changes and is never deleted, and a slug never goes to another article.
import type { Kysely } from 'kysely';
import type { StorageKind } from '../dialect.ts';
import { createGuard, guardRows } from './unchanging-rows.ts';

export async function guardRevisions(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  await createGuard(db, kind);
  for (const table of ['revision', 'slug']) await guardRows(db, kind, table);
}
