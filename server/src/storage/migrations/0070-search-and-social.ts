// How articles are shown elsewhere: by search engines and in what people share.
import type { Kysely } from 'kysely';

export async function addSearchAndSocial({ schema }: Kysely<unknown>): Promise<void> {
  for (const column of ['searchTitle', 'searchDescription'])
    await schema
      .alterTable('article')
      .addColumn(column, 'text', (definition) => definition.notNull().defaultTo(''))
      .execute();
  for (const column of ['socialPicture', 'canonical'])
    await schema.alterTable('article').addColumn(column, 'text').execute();
}
