// Storages for tests: each suite runs on the embedded database and on PostgreSQL, each test on a database of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@galley/shared/ids.ts';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterAll, describe, inject } from 'vitest';
import type { StorageKind } from './dialect.ts';
import { openStorage } from './open.ts';
import type { Storage } from './storage.ts';
import { administer, postgresUrl } from './test-postgres.ts';

/** A place for one database, which outlives the storages that are opened on it. */
export interface TestDatabase {
  kind: StorageKind;
  /** What the configuration would say of it. */
  url: string | undefined;
  dataDir: string;
  /** Opens a storage on it; several at once only on PostgreSQL. */
  open(): Promise<Storage>;
  /** Runs a statement on it from outside. */
  run(statement: string): Promise<void>;
  /**
   * Keeps everybody from writing until the outage is ended: PostgreSQL ends all connections and accepts none, and the
   * embedded database is locked by somebody else.
   */
  outage(): Promise<Outage>;
}

interface Outage {
  end(): Promise<void>;
}

/** Makes a database without rows; `bare` is one without tables. */
type MakeDatabase = (how?: 'bare') => Promise<TestDatabase>;

type Suite = (database: MakeDatabase, kind: StorageKind) => void;

/**
 * Runs a suite on each database. `database()` makes one without rows and removes it after the suite; close storages before. On
 * PostgreSQL it has its tables already (see test-template.ts) unless it is asked for `bare`. Without PostgreSQL at DATABASE_URL
 * or the standard local port its suite is skipped, unless CI=true.
 */
export function forEachStorage(suite: Suite): void {
  describe('on the embedded database', () => {
    const folders: string[] = [];
    afterAll(() => {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    });
    suite(async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'galley-test-'));
      folders.push(dataDir);
      return embedded(dataDir);
    }, 'sqlite');
  });
  onPostgres(suite);
}

/** As `forEachStorage`, for what only PostgreSQL can: serve several processes. */
export function onPostgres(suite: Suite): void {
  const template = inject('postgresTemplate');
  describe.skipIf(template === null && process.env.CI !== 'true')('on PostgreSQL', () => {
    const names: string[] = [];
    afterAll(async () => {
      await administer((client) =>
        inTurn(names, (name) => client.query(`drop database if exists "${name}" with (force)`)),
      );
    });
    suite(async (how) => {
      const name = `galley_test_${newId()}`;
      names.push(name);
      const from = how === 'bare' ? 'template1' : template;
      await administer((client) => client.query(`create database "${name}" template "${from}"`));
      return postgresDatabase(name);
    }, 'postgres');
  });
}

function embedded(dataDir: string): TestDatabase {
  const file = () => new Database(join(dataDir, 'galley.sqlite'));
  return {
    kind: 'sqlite',
    url: undefined,
    dataDir,
    open: () => openStorage({ dataDir }),
    run: async (statement) => void file().exec(statement).close(),
    outage: async () => {
      const intruder = file().exec('begin immediate');
      return { end: async () => void intruder.close() };
    },
  };
}

function postgresDatabase(name: string): TestDatabase {
  const options = { url: postgresUrl(name), dataDir: '' };
  const allowConnections = (yes: boolean) =>
    administer((client) => client.query(`alter database "${name}" with allow_connections ${yes}`));
  return {
    kind: 'postgres',
    ...options,
    open: () => openStorage(options),
    run: (statement) => administer((client) => client.query(statement), options.url),
    outage: async () => {
      await allowConnections(false);
      await endConnections(name);
      return { end: () => allowConnections(true) };
    },
  };
}

/** Ends all connections to a database of the tests, as a restart of PostgreSQL would. */
export async function endConnections(name: string): Promise<void> {
  await administer((client) =>
    client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]),
  );
}

/** How many connections to this PostgreSQL database wait for what another one has locked. */
export async function waitingFor({ db }: Pick<Storage, 'db'>): Promise<number> {
  const { rows } = await sql`
    select pid from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
  return rows.length;
}

async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (const item of items) await work(item);
}
