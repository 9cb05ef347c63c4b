// What the board shows of an article's way: who has it and until when, which sections it has, and how many of its words
// came with the template.
import type { Kysely } from 'kysely';

export async function addDeskWork({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('article').addColumn('assignee', 'text').execute();
  await schema.alterTable('article').addColumn('dueAt', 'text').execute();
  await schema
    .alterTable('article')
    .addColumn('sections', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
  await schema
    .alterTable('article')
    .addColumn('boilerplate', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
