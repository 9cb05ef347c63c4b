// Links by which people outside see one article before it is public. Of their tokens only the hashes are kept.
import type { Kysely } from 'kysely';

export async function createPreviewLinks({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('previewLink')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tokenHash', 'text', (column) => column.notNull().unique())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('for', 'text', (column) => column.notNull())
    .addColumn('createdBy', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('expiresAt', 'text', (column) => column.notNull())
    .addColumn('openedAt', 'text')
    .execute();
  await schema.createIndex('previewLinkByArticle').on('previewLink').column('article').execute();
}
