// A number that counts up with each change of what the public may read, so that every node knows when its pages are old.
import { type Kysely, sql } from 'kysely';

export async function createSiteVersion(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('siteVersion')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  await sql`insert into "siteVersion" (id, version) values (1, 1)`.execute(db);
}
