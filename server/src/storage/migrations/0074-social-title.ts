// A title for social networks apart from that for search engines.
import type { Kysely } from 'kysely';

export async function addSocialTitle({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('article')
    .addColumn('socialTitle', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
}
