// As which characters those of an article were written that were only carried elsewhere, and the words deleted last.
import type { Kysely } from 'kysely';

export async function createOrigins({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('origins')
    .addColumn('article', 'text', (column) => column.primaryKey())
    .addColumn('carried', 'text', (column) => column.notNull())
    .addColumn('removed', 'text', (column) => column.notNull())
    .execute();
}
