// What an article is about, and until when nothing of it may be public.
import type { Kysely } from 'kysely';

export async function addArticleFacts({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('article')
    .addColumn('tags', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
  await schema.alterTable('article').addColumn('embargo', 'text').execute();
}
