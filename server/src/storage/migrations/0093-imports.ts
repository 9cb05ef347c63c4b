// Which files the command line has imported, so that a second run brings nothing twice.
import type { Kysely } from 'kysely';

export async function createImports({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('imported')
    .addColumn('source', 'text', (column) => column.primaryKey())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
}
