// Journal rows that can't be read and are kept aside: which, since when, and who went on without them.
import type { Kysely } from 'kysely';

export async function createQuarantine({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('quarantine')
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('after', 'integer', (column) => column.notNull())
    .addColumn('upTo', 'integer')
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('foundAt', 'text', (column) => column.notNull())
    .addColumn('endedAt', 'text')
    .addColumn('endedBy', 'text')
    .addPrimaryKeyConstraint('quarantineKey', ['document', 'after'])
    .execute();
}
