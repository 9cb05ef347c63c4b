// Programs outside that take over what is public, as news in JSON. Of their tokens only the hashes are kept.
import type { Kysely } from 'kysely';

export async function createSubscribers({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('subscriber')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tokenHash', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('createdBy', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('usedAt', 'text')
    .execute();
}
