// Webhooks, and what was sent to them or waits to be.
import type { Kysely } from 'kysely';

export async function createWebhooks({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('webhook')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('oldSecret', 'text')
    .addColumn('oldSecretUntil', 'text')
    .addColumn('kinds', 'text', (column) => column.notNull())
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('createdBy', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('webhookDelivery')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('webhook', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('nextAt', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('lastAt', 'text')
    .addColumn('durationMs', 'integer')
    .addColumn('response', 'integer')
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('error', 'text')
    .execute();
  const indexes = {
    webhookDeliveryByNextAt: ['nextAt'],
    webhookDeliveryByWebhook: ['webhook', 'createdAt', 'id'],
    webhookDeliveryByTime: ['createdAt'],
  };
  for (const [name, columns] of Object.entries(indexes))
    await schema.createIndex(name).on('webhookDelivery').columns(columns).execute();
}
