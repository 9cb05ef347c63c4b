// The audit log: rows that are added and never changed or removed, by trigger on both databases.
import type { Kysely } from 'kysely';
import type { StorageKind } from '../dialect.ts';
import { guardRows } from './unchanging-rows.ts';

export async function createAudit(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('audit')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('who', 'text')
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('article', 'text')
    .addColumn('section', 'text')
    .addColumn('person', 'text')
    .addColumn('template', 'text')
    .addColumn('details', 'text', (column) => column.notNull())
    .addColumn('once', 'text', (column) => column.unique())
    .execute();
  const indexes = {
    auditByTime: ['at', 'id'],
    auditByWho: ['who', 'at', 'id'],
    auditByPerson: ['person', 'at', 'id'],
    auditByArticle: ['article', 'at', 'id'],
    auditByAct: ['act', 'at', 'id'],
  };
  for (const [name, columns] of Object.entries(indexes))
    await schema.createIndex(name).on('audit').columns(columns).execute();
  await guardRows(db, kind, 'audit');
}
