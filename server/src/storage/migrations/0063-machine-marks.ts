// Which words people marked as made by a machine: a row an act, and rows stay as they are.
import type { Kysely } from 'kysely';
import type { StorageKind } from '../dialect.ts';
import { guardRows } from './unchanging-rows.ts';

export async function createMachineMarks(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  await db.schema
    .createTable('machineMark')
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('made', 'integer', (column) => column.notNull())
    .addColumn('spans', 'text', (column) => column.notNull())
    .addColumn('section', 'text')
    .addColumn('letters', 'integer', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('machineMarkKey', ['article', 'number'])
    .execute();
  await guardRows(db, kind, 'machineMark');
}
