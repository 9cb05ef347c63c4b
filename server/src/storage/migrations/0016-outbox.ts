// What has happened and is still to be handled; and of which event a message came, so that none comes of it twice.
import type { Kysely } from 'kysely';

export async function createOutbox({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('deskEvent')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('nextAt', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('deskEventByNextAt').on('deskEvent').column('nextAt').execute();
  const once = { webhookDelivery: ['webhook', 'event'], notification: ['event', 'user', 'kind'] };
  for (const [table, columns] of Object.entries(once)) {
    await schema.alterTable(table).addColumn('event', 'text').execute();
    await schema.createIndex(`${table}Once`).unique().on(table).columns(columns).execute();
  }
}
