// The house style list.
import type { Kysely } from 'kysely';

export async function createStyleWords({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('styleWord')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('avoid', 'text', (column) => column.notNull())
    .addColumn('prefer', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
}
