// Articles name others that readers are led to beside them.
import type { Kysely } from 'kysely';

export async function addRelated({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('article')
    .addColumn('related', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
}
