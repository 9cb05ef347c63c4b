// The passports of revisions, the keys that sign them, and who wants to be named in them. Passports and keys stay for good.
import type { Kysely } from 'kysely';
import type { StorageKind } from '../dialect.ts';
import { guardRows } from './unchanging-rows.ts';

export async function createPassports(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('deskKey')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('publicKey', 'text', (column) => column.notNull())
    // Encrypted with the signing secret.
    .addColumn('secretKey', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    // 1 for the one that signs, else null: so that there is one at most.
    .addColumn('current', 'integer', (column) => column.unique())
    .execute();
  await schema
    .createTable('passport')
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('passport', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('people', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('passportKey', ['article', 'number'])
    .execute();
  await guardRows(db, kind, 'passport');
  await schema
    .alterTable('user')
    .addColumn('namedPublicly', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
