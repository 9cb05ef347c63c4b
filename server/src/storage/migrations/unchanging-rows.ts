// Rows that are written once and stay as they are: the databases themselves see to it, whatever a query says.
import { type Kysely, sql } from 'kysely';
import type { StorageKind } from '../dialect.ts';

/** To be made once, before `guardRows`. */
export async function createGuard(db: Kysely<unknown>, kind: StorageKind): Promise<void> {
  if (kind === 'sqlite') return;
  await sql`create function "refuseChange"() returns trigger language plpgsql as $$
    begin raise exception 'rows of % never change', tg_table_name; end $$`.execute(db);
}

/** Makes triggers that refuse every change and removal of a table's rows. */
export async function guardRows(db: Kysely<unknown>, kind: StorageKind, table: string): Promise<void> {
  if (kind === 'postgres') {
    await sql`create trigger ${sql.id(`${table}NeverChanges`)} before update or delete or truncate on ${sql.table(table)}
      for each statement execute function "refuseChange"()`.execute(db);
    return;
  }
  for (const act of ['update', 'delete']) {
    await sql`create trigger ${sql.id(`${table}Refuses_${act}`)} before ${sql.raw(act)} on ${sql.table(table)}
      begin select raise(abort, ${sql.lit(`rows of ${table} never change`)}); end`.execute(db);
  }
}
