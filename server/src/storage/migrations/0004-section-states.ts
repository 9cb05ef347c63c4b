// Sections under way: how each stands, and what was done with it, which nobody changes afterwards.
import type { Kysely } from 'kysely';
import type { StorageKind } from '../dialect.ts';
import { guardRows } from './unchanging-rows.ts';

export async function createSectionStates(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  await db.schema
    .createTable('sectionState')
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('section', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('dueAt', 'text')
    .addColumn('approvedHash', 'text')
    .addColumn('approvedBy', 'text')
    .addColumn('approvedAt', 'text')
    .addPrimaryKeyConstraint('sectionStateKey', ['article', 'section'])
    .execute();
  await db.schema
    .createTable('sectionEvent')
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('section', 'text', (column) => column.notNull())
    .addColumn('deed', 'text', (column) => column.notNull())
    .addColumn('by', 'text')
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('dueAt', 'text')
    .addColumn('hash', 'text')
    .addPrimaryKeyConstraint('sectionEventKey', ['article', 'number'])
    .execute();
  await db.schema
    .createIndex('sectionEventBySection')
    .on('sectionEvent')
    .columns(['article', 'section', 'number'])
    .execute();
  await guardRows(db, kind, 'sectionEvent');
}
