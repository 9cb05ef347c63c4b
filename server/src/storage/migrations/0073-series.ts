// Articles are parts of series, as the desk has it and as readers have it.
import type { Kysely } from 'kysely';

export async function addSeries({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('article')
    .addColumn('series', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await schema.alterTable('article').addColumn('seriesPlace', 'integer').execute();
  await schema
    .createTable('livePart')
    .addColumn('article', 'text', (column) => column.primaryKey())
    .addColumn('series', 'text', (column) => column.notNull())
    .addColumn('place', 'integer')
    .execute();
  await schema.createIndex('livePartBySeries').on('livePart').column('series').execute();
}
