// galley migrate-to-postgres: the embedded database with all its rows into an empty one on PostgreSQL, verified there. The embedded
// one stays as it is.
import Database from 'better-sqlite3';
import { type Kysely, sql } from 'kysely';
import type { Config } from '../config.ts';
import { databaseFile, messageOf, openStorage, StorageError } from '../storage/open.ts';
import { searchIndexes, searchSettings } from '../storage/search.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { CommandError } from './command-error.ts';
import { verify } from './verify.ts';

type Row = Record<string, unknown>;
/** Tables by names that are only known when the schema is read. */
type AnyTables = Record<string, Row>;

/** PostgreSQL takes 65,535 values a statement. */
const mostValues = 30_000;
/** Pictures and journals have large rows: a statement holds about so many bytes. */
const mostBytes = 4_000_000;

/** Copies everything and gives the exit code. Throws `CommandError` where Galley runs, or the other database is not empty. */
export async function migrateToPostgres(config: Config, url: string): Promise<number> {
  if (config.databaseUrl !== null)
    throw new CommandError('DATABASE_URL is set: it is PostgreSQL that Galley runs on already.');
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new CommandError('Name the database as postgres://user@host:5432/name.');
  // Opening brings it up to date, and holds the folder: a Galley that runs on it refuses this command.
  const source = await openStorage({ dataDir: config.dataDir });
  const rows = new Database(databaseFile(config.dataDir), { readonly: true, fileMustExist: true });
  try {
    const target = await openStorage({ url, dataDir: '' });
    try {
      await refuseUsed(target);
      const copied = await copyAll(rows, target);
      console.log(`${copied.rows} rows of ${copied.tables} tables were copied.`);
    } finally {
      await target.close();
    }
  } catch (error) {
    if (error instanceof CommandError || error instanceof StorageError) throw error;
    throw new CommandError(`Nothing was copied: ${messageOf(error)}`);
  } finally {
    rows.close();
    await source.close();
  }
  const code = await verify({ ...config, databaseUrl: url });
  console.log(
    code === 0
      ? 'Set DATABASE_URL to it and start Galley. What texts are found by is made anew at the first start.'
      : 'The copy is not as it should be. The embedded database is unchanged: go on with that.',
  );
  return code;
}

/** Of a database that a Galley has run on: people or articles, or rows that never go, such as of a sign-in that failed. */
async function refuseUsed({ db }: Storage): Promise<void> {
  for (const table of ['user', 'article', 'audit', 'update'])
    if ((await countOf(anyTables(db), table)) > 0)
      throw new CommandError('There is a desk in that database already; name an empty one.');
}

/** All tables in one transaction: all of them, or none where one fails. */
async function copyAll(
  source: Database.Database,
  target: Storage,
): Promise<{ tables: number; rows: number }> {
  const names = tablesOf(source);
  let rows = 0;
  await target.db.transaction().execute(async (transaction) => {
    const db = anyTables(transaction);
    // A new database has rows of its own, such as the site's version. Tables whose rows never change refuse even to be asked.
    for (const name of names.toReversed())
      if ((await countOf(db, name)) > 0) await db.deleteFrom(name).execute();
    for (const name of names) rows += await copyTable(source, db, name);
    await forgetSearch(transaction);
  });
  return { tables: names.length, rows };
}

async function copyTable(source: Database.Database, db: Kysely<AnyTables>, name: string): Promise<number> {
  let [written, bytes] = [0, 0];
  let waiting: Row[] = [];
  const write = async () => {
    if (waiting.length > 0) await db.insertInto(name).values(waiting).execute();
    written += waiting.length;
    waiting = [];
    bytes = 0;
  };
  for (const row of source.prepare<[], Row>(`select * from "${name}"`).iterate()) {
    waiting.push(row);
    bytes += sizeOf(row);
    if (bytes > mostBytes || waiting.length * Object.keys(row).length > mostValues) await write();
  }
  await write();
  const count = await countOf(db, name);
  if (count !== written)
    throw new Error(`${name} has ${count} rows in place of the ${written} that were written`);
  return written;
}

/** Kysely's types name the tables one by one; here any of them is meant. */
function anyTables(db: Kysely<Tables>): Kysely<AnyTables> {
  return db as unknown as Kysely<AnyTables>;
}

async function countOf(db: Kysely<AnyTables>, name: string): Promise<number> {
  const { count } = await db
    .selectFrom(name)
    .select(sql<number | string>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The tables that hold what cannot be made anew, each behind those that its rows refer to. */
function tablesOf(source: Database.Database): string[] {
  const made = source
    .prepare<[], { name: string }>(
      `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%' order by name`,
    )
    .all()
    .map(({ name }) => name)
    // The index of the embedded database is of another kind, in several tables.
    .filter((name) => !searchIndexes.some((index) => name.startsWith(index)));
  const sorted: string[] = [];
  const add = (name: string) => {
    if (sorted.includes(name)) return;
    const others = source.prepare<[], { table: string }>(`pragma foreign_key_list("${name}")`).all();
    for (const { table } of others) if (table !== name) add(table);
    sorted.push(name);
  };
  for (const name of made) add(name);
  return sorted;
}

/** Lets the first start of Galley index all texts and pictures again. */
async function forgetSearch(db: Kysely<Tables>): Promise<void> {
  await db.deleteFrom('setting').where('key', 'in', searchSettings).execute();
}

/** About how many bytes a row has on its way. */
function sizeOf(row: Row): number {
  return Object.values(row).reduce<number>(
    (sum, value) => sum + (typeof value === 'string' || value instanceof Uint8Array ? value.length : 8),
    0,
  );
}
