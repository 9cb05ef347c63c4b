// Opens the database that the configuration names and brings its schema up to date.
import { join } from 'node:path';
import { Kysely, type KyselyConfig, type LogEvent, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration';
import { embeddedDialect, postgresDialect, type StorageKind } from './dialect.ts';
import { openEmbedded as openFile } from './embedded.ts';
import { lockFolder } from './folder-lock.ts';
import { keepsOlderOut, migrations } from './migrations.ts';
import type { Storage } from './storage.ts';
import type { Tables } from './tables.ts';

export interface StorageOptions {
  /** PostgreSQL's URL; without it the embedded database in `dataDir`. */
  url?: string | undefined;
  dataDir: string;
  /** Hears of broken idle connections, which the pool replaces. */
  onError?: (error: Error) => void;
  /** Hears of each query that has ended. */
  onQuery?: ((event: LogEvent) => void) | undefined;
}

/** The database can't be used; the message is one line for the person who starts Galley. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/**
 * Opens the storage and runs the migrations that it lacks. Throws `StorageError` where another process holds the data
 * folder, the folder can't be written or PostgreSQL does not answer.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { url, dataDir, onError = () => {}, onQuery } = options;
  const logged = onQuery ? { log: onQuery } : {};
  return url === undefined ? await openEmbedded(dataDir, logged) : await openPostgres(url, onError, logged);
}

type Logged = Pick<KyselyConfig, 'log'>;

/** The embedded database's file. */
export function databaseFile(dataDir: string): string {
  return join(dataDir, 'galley.sqlite');
}

async function openEmbedded(dataDir: string, logged: Logged): Promise<Storage> {
  const lock = attempt(() => lockFolder(dataDir), `The data folder ${dataDir} can't be used`);
  if (!lock)
    throw new StorageError(`Another Galley uses the data folder ${dataDir}; stop it or set DATA_DIR.`);
  try {
    const file = databaseFile(dataDir);
    const database = attempt(() => openFile(file), `The database in ${dataDir} can't be opened`);
    const db = new Kysely<Tables>({ dialect: embeddedDialect(database), ...logged });
    try {
      await refuseReadOnly(db, dataDir);
      await migrate(db, 'sqlite');
    } catch (error) {
      await db.destroy();
      throw error;
    }
    const closing: (() => Promise<void>)[] = [];
    return {
      kind: 'sqlite',
      db,
      embedded: { file, onClose: (close) => void closing.push(close) },
      close: async () => {
        await Promise.all(closing.map((close) => close()));
        await db.destroy();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** SQLite opens a file that can't be written without a word, and fails at the first row. */
async function refuseReadOnly(db: Kysely<Tables>, dataDir: string): Promise<void> {
  try {
    // A transaction alone begins all right; the number that SQLite keeps for its users is used for nothing here.
    await sql`pragma user_version = 1`.execute(db);
  } catch (error) {
    const why = `${messageOf(error)}; the user that runs Galley needs to write galley.sqlite and its folder`;
    throw new StorageError(`The database in ${dataDir} can't be written: ${why}.`);
  }
}

async function openPostgres(url: string, onError: (error: Error) => void, logged: Logged): Promise<Storage> {
  // A step may take long on a large desk, and so may waiting for another process that runs it.
  const unhurried = new Kysely<Tables>({ dialect: postgresDialect(url, onError, true) });
  try {
    await migrate(unhurried, 'postgres');
  } finally {
    await unhurried.destroy();
  }
  const db = new Kysely<Tables>({ dialect: postgresDialect(url, onError), ...logged });
  return { kind: 'postgres', db, close: () => db.destroy() };
}

/**
 * Runs the steps that the database lacks: all of them, or none where one fails. A database with steps of a newer Galley is used as
 * it is, so that nodes of two versions can run side by side, unless one of these keeps older ones out.
 */
async function migrate(db: Kysely<Tables>, kind: StorageKind): Promise<void> {
  // Kysely's migrator takes a lock in the database, so that processes which start at once don't migrate twice.
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations(kind) },
    // Steps are made side by side and stand on their own: one may come in below another that has run already.
    allowUnorderedMigrations: true,
  });
  try {
    // The migrator refuses a database that knows more steps than it does.
    if (await isOfNewer(db, kind)) return;
    const { error } = await migrator.migrateToLatest();
    // A newer one may have brought it further while this one waited for the lock.
    if (error && !(await isOfNewer(db, kind))) throw error;
  } catch (error) {
    if (error instanceof StorageError) throw error;
    throw new StorageError(`The database can't be brought up to date: ${messageOf(error)}`);
  }
}

/** Whether a newer Galley has added to the schema. Throws a `StorageError` where it did what this one can't live with. */
async function isOfNewer(db: Kysely<Tables>, kind: StorageKind): Promise<boolean> {
  const { newer, lacking } = await stepsOf(db, migrations(kind));
  const breaking = newer.find((name) => name.endsWith(keepsOlderOut));
  if (breaking !== undefined || (newer.length > 0 && lacking.length > 0))
    throw new StorageError(
      `A newer Galley has changed this database (step ${breaking ?? newer[0]}), and this one can't use it: start the newer one.`,
    );
  return newer.length > 0;
}

/** Which steps have run in the database that are not known here, and which known ones have not. */
async function stepsOf(
  db: Kysely<Tables>,
  known: Record<string, unknown>,
): Promise<{ newer: string[]; lacking: string[] }> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return { newer: [], lacking: [] };
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  const run = rows.map(({ name }) => name);
  return {
    newer: run.filter((name) => !(name in known)),
    lacking: Object.keys(known).filter((name) => !run.includes(name)),
  };
}

function attempt<T>(open: () => T, what: string): T {
  try {
    return open();
  } catch (error) {
    throw new StorageError(`${what}: ${messageOf(error)}`);
  }
}

/** What an error says. PostgreSQL's driver throws an AggregateError with an empty message where no address answers. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
