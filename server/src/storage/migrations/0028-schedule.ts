// Publications that wait for their time: one row an article, worked on as the rows of storage/due-rows.ts are. The article's
// own row knows the time too, for the board.
import type { Kysely } from 'kysely';

export async function createSchedule({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('schedule')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('timeZone', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('after', 'integer', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('nextAt', 'text')
    .addColumn('heldAt', 'text')
    .addColumn('heldWhy', 'text')
    .execute();
  await schema.createIndex('scheduleByNextAt').on('schedule').column('nextAt').execute();
  await schema.alterTable('article').addColumn('publishAt', 'text').execute();
}
