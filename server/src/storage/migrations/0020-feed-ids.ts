// What feeds call an article; null until it is published.
import type { Kysely } from 'kysely';

export async function addFeedIds({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('article').addColumn('feedId', 'text').execute();
}
