// The database for a command, beside a Galley that may be running on it.
import { existsSync } from 'node:fs';
import { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import { postgresDialect, readOnlyDialect, sqliteDialect } from '../storage/dialect.ts';
import { lockFolder } from '../storage/folder-lock.ts';
import { migrations } from '../storage/migrations.ts';
import { databaseFile, messageOf, openStorage } from '../storage/open.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { CommandError } from './command-error.ts';

/** Opens the database to write a few rows. Where no Galley holds the data folder it is made and brought up to date. */
export async function openToWrite(config: Config): Promise<Storage> {
  const { databaseUrl: url, dataDir } = config;
  if (url !== null) return await current({ kind: 'postgres', ...opened(postgresDialect(url, () => {})) });
  const lock = lockFolder(dataDir);
  if (lock === null)
    return await current({ kind: 'sqlite', ...opened(sqliteDialect(databaseFile(dataDir))) });
  lock.release();
  return await openStorage({ dataDir });
}

/** Opens the database to look at it. */
export async function openToRead(config: Config): Promise<Storage> {
  const { databaseUrl: url, dataDir } = config;
  if (url !== null)
    return await current({ kind: 'postgres', ...opened(postgresDialect(url, () => {}, true)) });
  const file = databaseFile(dataDir);
  if (!existsSync(file)) throw new CommandError(`There is no database in ${dataDir}.`);
  return await current({ kind: 'sqlite', ...opened(readOnlyDialect(file)) });
}

/** Which steps of the schema a database has and lacks, by this version of Galley. */
async function schemaOf({ db, kind }: Storage): Promise<{ missing: string[]; unknown: string[] }> {
  const known = Object.keys(migrations(kind));
  // The migrator's own table is in no type of ours.
  const rows = await (db as unknown as Kysely<{ kysely_migration: { name: string } }>)
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  const done = new Set(rows.map(({ name }) => name));
  return {
    missing: known.filter((name) => !done.has(name)),
    unknown: [...done].filter((name) => !known.includes(name)),
  };
}

function opened(dialect: ConstructorParameters<typeof Kysely>[0]['dialect']) {
  const db = new Kysely<Tables>({ dialect });
  return { db, close: () => db.destroy() };
}

/** A command changes no schema under a Galley that runs on it. */
async function current(storage: Storage): Promise<Storage> {
  try {
    const { missing, unknown } = await schemaOf(storage);
    if (missing.length > 0)
      throw new CommandError('The database is of an older Galley: start this one once, then try again.');
    if (unknown.length > 0)
      throw new CommandError(
        'The database is of a newer Galley than this command: use the one of that version.',
      );
    return storage;
  } catch (error) {
    await storage.close();
    if (error instanceof CommandError) throw error;
    throw new CommandError(`The database can't be read: ${messageOf(error)}`);
  }
}
