// Who said of which text that people have reviewed what a machine made of it. Rows stay as they are.
import type { Kysely } from 'kysely';
import type { StorageKind } from '../dialect.ts';
import { guardRows } from './unchanging-rows.ts';

export async function createMachineReviews(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  await db.schema
    .createTable('machineReview')
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('marks', 'integer', (column) => column.notNull())
    .addColumn('responsible', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('machineReviewKey', ['article', 'number'])
    .execute();
  await guardRows(db, kind, 'machineReview');
}
