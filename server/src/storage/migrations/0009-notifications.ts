// What people are notified of.
import type { Kysely } from 'kysely';

export async function createNotifications({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('notification')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('user', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('section', 'text')
    .addColumn('thread', 'text')
    .addColumn('by', 'text')
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('readAt', 'text')
    .execute();
  await schema.createIndex('notificationByUser').on('notification').columns(['user', 'at', 'id']).execute();
}
