// How people want to be notified, and what waits to be sent by e-mail.
import type { Kysely } from 'kysely';

export async function createTelling({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('notification')
    .addColumn('inbox', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
  await schema
    .createTable('notificationSetting')
    .addColumn('user', 'text', (column) => column.primaryKey())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('notificationMail')
    .addColumn('notification', 'text', (column) => column.primaryKey())
    .addColumn('user', 'text', (column) => column.notNull())
    .addColumn('due', 'text', (column) => column.notNull())
    .addColumn('digest', 'integer', (column) => column.notNull())
    .execute();
  await schema.createIndex('notificationMailByDue').on('notificationMail').columns(['due', 'user']).execute();
  await schema
    .createTable('mail')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('user', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('html', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('nextAt', 'text')
    .execute();
  await schema.createIndex('mailByNextAt').on('mail').column('nextAt').execute();
}
