// When publications are withdrawn by themselves: one row an article, worked on as the rows of storage/due-rows.ts are.
import type { Kysely } from 'kysely';

export async function createExpiry({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('expiry')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('timeZone', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('nextAt', 'text')
    .execute();
  await schema.createIndex('expiryByNextAt').on('expiry').column('nextAt').execute();
}
