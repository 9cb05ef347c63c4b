// The public page has a language of its own: the article's may be changed at the desk before it is published again.
import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

export async function addLiveLanguage(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('article').addColumn('liveLanguage', 'text').execute();
  await (db as Kysely<Tables>)
    .updateTable('article')
    .set((eb) => ({ liveLanguage: eb.ref('language') }))
    .where('liveRevision', 'is not', null)
    .execute();
}
