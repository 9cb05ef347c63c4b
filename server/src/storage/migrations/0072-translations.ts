// Articles that tell the same story, each in another language: as the desk has it, and as readers have it.
import type { Kysely } from 'kysely';

export async function createTranslations({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('translation')
    .addColumn('article', 'text', (column) => column.primaryKey())
    .addColumn('work', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addUniqueConstraint('translationLanguage', ['work', 'language'])
    .execute();
  await schema
    .createTable('liveTranslation')
    .addColumn('article', 'text', (column) => column.primaryKey())
    .addColumn('work', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('liveTranslationByWork').on('liveTranslation').column('work').execute();
}
