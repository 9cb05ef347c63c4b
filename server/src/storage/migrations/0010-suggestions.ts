// What people suggest to change in an article's text.
import type { Kysely } from 'kysely';

export async function createSuggestions({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('suggestion')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('section', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('updatedAt', 'text', (column) => column.notNull())
    .addColumn('decidedBy', 'text')
    .addColumn('decidedAt', 'text')
    .execute();
  await schema
    .createIndex('suggestionByArticle')
    .on('suggestion')
    .columns(['article', 'state', 'decidedAt'])
    .execute();
}
