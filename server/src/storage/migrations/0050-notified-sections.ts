// Which sections a notification speaks of, so that one whose matter is settled can leave it.
import type { Kysely } from 'kysely';

export async function addNotifiedSections({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('notification').addColumn('sections', 'text').execute();
  await schema.createIndex('notificationByArticle').on('notification').columns(['article', 'kind']).execute();
}
