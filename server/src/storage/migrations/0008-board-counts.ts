// The board counts its articles by stage whenever one of them changes: an index with all that its filters look at answers
// without reading the rows, which bear long texts. The archive, which is seldom looked at, is not in it.
import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

export async function indexBoardCounts(db: Kysely<unknown>): Promise<void> {
  await (db as Kysely<Tables>).schema
    .createIndex('articleCounts')
    .on('article')
    .columns(['stage', 'template', 'language', 'createdBy', 'editedBy', 'archivedAt'])
    .where('archivedAt', 'is', null)
    .execute();
}
