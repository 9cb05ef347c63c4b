// How a session was opened, and whose password counts where passwords are switched off.
import type { Kysely } from 'kysely';

export async function addSignInWays(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('session').addColumn('openedBy', 'text').execute();
  await db.schema
    .alterTable('user')
    .addColumn('passwordAlways', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
