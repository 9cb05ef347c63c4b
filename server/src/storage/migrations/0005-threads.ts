// Threads, their comments, and the reactions to these.
import type { Kysely } from 'kysely';

export async function createThreads({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('thread')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('blocking', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('resolvedBy', 'text')
    .addColumn('resolvedAt', 'text')
    .addColumn('createdBy', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('threadByArticle').on('thread').columns(['article', 'createdAt', 'id']).execute();
  await schema
    .createTable('comment')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('thread', 'text', (column) => column.notNull().references('thread.id').onDelete('cascade'))
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('editedAt', 'text')
    .addColumn('deletedAt', 'text')
    .execute();
  await schema.createIndex('commentByThread').on('comment').columns(['thread', 'createdAt', 'id']).execute();
  await schema
    .createTable('reaction')
    .addColumn('comment', 'text', (column) => column.notNull().references('comment.id').onDelete('cascade'))
    .addColumn('emoji', 'text', (column) => column.notNull())
    .addColumn('user', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('reactionKey', ['comment', 'emoji', 'user'])
    .execute();
}
