// What a person has set for themselves: the clock of 12 or 24 hours (none for that of their language), and whether the
// tour was seen. Who was at the desk before there was one needs none.
import type { Kysely } from 'kysely';

export async function addPersonSettings(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('user').addColumn('clock', 'text').execute();
  await db.schema
    .alterTable('user')
    .addColumn('tourSeen', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
}
