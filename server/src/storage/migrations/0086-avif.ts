// Pictures as AVIF beside WebP, and which ones are still to be made.
import { type Kysely, sql } from 'kysely';
import { bytesType, type StorageKind } from '../dialect.ts';

export async function createAvif(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('mediaAvif')
    .addColumn('media', 'text', (column) => column.notNull())
    .addColumn('width', 'integer', (column) => column.notNull())
    .addColumn('bytes', bytesType(kind))
    .addPrimaryKeyConstraint('mediaAvifKey', ['media', 'width'])
    .execute();
  await schema
    .createTable('avifJob')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('nextAt', 'text')
    .execute();
  await schema.createIndex('avifJobByNextAt').on('avifJob').column('nextAt').execute();
  await sql`insert into ${sql.table('avifJob')} (id, attempts, "nextAt")
    select id, 0, ${new Date().toISOString()} from ${sql.table('picture')} where listed = 1`.execute(db);
}
