// Search over what is public, and the words by which mistyped queries are recognized there. What is public already is indexed
// by the start, in slices: see publishing/live-search.ts.
import type { Kysely } from 'kysely';
import type { StorageKind } from '../dialect.ts';
import { createSearch } from '../search.ts';

export async function createStorySearch(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  const { schema } = db;
  await createSearch(db, kind, 'story');
  await schema
    .createTable('storyWord')
    .addColumn('word', 'text', (column) => column.primaryKey())
    .addColumn('shown', 'text', (column) => column.notNull())
    .addColumn('length', 'integer', (column) => column.notNull())
    .addColumn('start', 'text', (column) => column.notNull())
    .addColumn('ending', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('storyWordByStart').on('storyWord').columns(['start', 'length']).execute();
  await schema.createIndex('storyWordByEnding').on('storyWord').columns(['ending', 'length']).execute();
  // Results are sorted by it; in the embedded database a row's time is only read past its whole text.
  await schema
    .createIndex('revisionWithTime')
    .on('revision')
    .columns(['article', 'number', 'publishedAt'])
    .execute();
}
