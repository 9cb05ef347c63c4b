// How often an account or an address was wrong of late, for all nodes together. Keys are hashes.
import type { Kysely } from 'kysely';

export async function createRequestCounts({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('requestCount')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('hits', 'integer', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('requestCountUntil').on('requestCount').column('until').execute();
}
