// What search engines and hubs are sent of pages and feeds that have changed.
import type { Kysely } from 'kysely';

export async function createPings({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('ping')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('nextAt', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('lastAt', 'text')
    .addColumn('response', 'integer')
    .addColumn('error', 'text')
    .execute();
  await schema.createIndex('pingByNextAt').on('ping').column('nextAt').execute();
  await schema.createIndex('pingByTime').on('ping').column('createdAt').execute();
  // An event that is handled twice is sent once.
  await schema.createIndex('pingByEvent').unique().on('ping').columns(['event', 'kind', 'target']).execute();
}
