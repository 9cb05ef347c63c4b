// Which articles a notification speaks of, where one act assigned several of them.
import type { Kysely } from 'kysely';

export async function addNotifiedArticles({ schema }: Kysely<unknown>): Promise<void> {
  for (const column of ['together', 'articles'])
    await schema.alterTable('notification').addColumn(column, 'text').execute();
}
