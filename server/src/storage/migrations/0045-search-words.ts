// The words that texts have or had, by which a mistyped one is recognized.
import type { Kysely } from 'kysely';

export async function createSearchWords({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('searchWord')
    .addColumn('word', 'text', (column) => column.primaryKey())
    .addColumn('shown', 'text', (column) => column.notNull())
    .addColumn('length', 'integer', (column) => column.notNull())
    .addColumn('start', 'text', (column) => column.notNull())
    .addColumn('ending', 'text', (column) => column.notNull())
    .execute();
  for (const part of ['start', 'ending'] as const)
    await schema
      .createIndex(part === 'start' ? 'searchWordByStart' : 'searchWordByEnding')
      .on('searchWord')
      .columns([part, 'length'])
      .execute();
}
