// Sessions of work, versions, and how far the journal has been read and merged. The journal stays append-only for
// everybody but who merges its old rows: that one says so within its transaction, where nobody else can see it.
import { type Kysely, sql } from 'kysely';
import { bytesType, type StorageKind } from '../dialect.ts';

/** The key in `setting` that stands there within a transaction that merges journal rows, and never outside of one. */
export const mergingKey = 'journalMerging';

export async function createHistory(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('workSession')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('author', 'text')
    .addColumn('startedAt', 'text', (column) => column.notNull())
    .addColumn('endedAt', 'text', (column) => column.notNull())
    .addColumn('first', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('places', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('workSessionByTime')
    .on('workSession')
    .columns(['article', 'endedAt', 'id'])
    .execute();
  await schema
    .createTable('historyCursor')
    .addColumn('article', 'text', (column) => column.primaryKey())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('mergedByMinute', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('mergedByDay', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema
    .createTable('version')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('createdBy', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('content', bytesType(kind), (column) => column.notNull())
    .execute();
  await schema.createIndex('versionByTime').on('version').columns(['article', 'createdAt', 'id']).execute();
  await letMergersPass(db, kind);
}

async function letMergersPass(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  const isMerging = sql`exists (select 1 from "setting" where "key" = ${sql.lit(mergingKey)})`;
  if (kind === 'postgres') {
    await sql`create function "refuseJournalChange"() returns trigger language plpgsql as $$
      begin
        if not ${isMerging} then raise exception 'rows of % never change', tg_table_name; end if;
        return null;
      end $$`.execute(db);
    await sql`drop trigger "updateNeverChanges" on "update"`.execute(db);
    await sql`create trigger "updateNeverChanges" before update or delete or truncate on "update"
      for each statement execute function "refuseJournalChange"()`.execute(db);
    return;
  }
  for (const act of ['update', 'delete']) {
    await sql`drop trigger ${sql.id(`updateRefuses_${act}`)}`.execute(db);
    await sql`create trigger ${sql.id(`updateRefuses_${act}`)} before ${sql.raw(act)} on "update"
      when not ${isMerging} begin select raise(abort, 'rows of update never change'); end`.execute(db);
  }
}
