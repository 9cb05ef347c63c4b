// What SQLite and PostgreSQL do differently: how they are opened, how they name types and how they lock. The full-text
// search, the one other difference, is in search.ts.
import Database from 'better-sqlite3';
import {
  type DatabaseConnection,
  type Dialect,
  type Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type SelectQueryBuilder,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  sql,
} from 'kysely';
import pg from 'pg';
import { ConnectionLine } from './connection-line.ts';
import { openEmbedded } from './embedded.ts';
import { refuseWhileHolding } from './held-transaction.ts';
import type { EmbeddedDatabase } from './statements.ts';

/** Which of the two databases it is. */
export type StorageKind = 'sqlite' | 'postgres';

/** The column type for bytes. */
export function bytesType(kind: StorageKind) {
  return kind === 'sqlite' ? sql`blob` : sql`bytea`;
}

/** The type for whole numbers beyond 31 bits, such as Yjs client ids. */
export function bigIntegerType(kind: StorageKind) {
  return kind === 'sqlite' ? ('integer' as const) : ('bigint' as const);
}

/**
 * Locks names until the end of the transaction, so that of several processes only one at a time gets beyond. Whoever
 * locks several names does so in one call: they are always taken in one order, and nobody waits in a circle. SQLite
 * has one process and one writer anyway.
 */
export async function lockNames<Tables>(
  transaction: Kysely<Tables>,
  kind: StorageKind,
  names: readonly string[],
): Promise<void> {
  if (kind === 'sqlite') return;
  const keys = sql`select distinct hashtextextended(name, 0) as key from unnest(${[...names]}::text[]) as name`;
  // PostgreSQL sorts the subquery before it calls a volatile function on its rows.
  await sql`select pg_advisory_xact_lock(key) from (${keys} order by key offset 0) as sorted`.execute(
    transaction,
  );
}

/**
 * For `$call` on a query: keeps the rows that it finds from being deleted until the end of the transaction, and waits for who
 * is deleting one. SQLite has one process and one writer anyway.
 */
export function holdRows(kind: StorageKind) {
  return <Tables, Table extends keyof Tables, Row>(
    query: SelectQueryBuilder<Tables, Table, Row>,
  ): SelectQueryBuilder<Tables, Table, Row> => (kind === 'postgres' ? query.forKeyShare() : query);
}

/** The embedded database's file for Kysely. */
export function sqliteDialect(file: string): Dialect {
  return embeddedDialect(openEmbedded(file));
}

/** What Kysely needs to use an embedded database. */
export function embeddedDialect(database: EmbeddedDatabase): Dialect {
  return new EmbeddedDialect(database);
}

/** Opens the embedded database's file for reading alone, beside whoever writes into it. */
export function readOnlyDialect(file: string): Dialect {
  return new SqliteDialect({ database: new Database(file, { readonly: true, fileMustExist: true }) });
}

/** How long PostgreSQL may take for a query, in ms, before it gives up, and the client after it. */
const timeouts = { server: 20_000, client: 25_000 };

/**
 * A pool of connections to PostgreSQL. Whole numbers of 64 bits come as numbers: none of Galley's exceeds 2^53. Queries
 * end with an error where the server or the network does not answer in time, unless they are `unhurried`.
 */
export function postgresDialect(url: string, onError: (error: Error) => void, unhurried = false): Dialect {
  const bigint = pg.types.builtins.INT8;
  const limits = unhurried
    ? {}
    : {
        statement_timeout: timeouts.server,
        query_timeout: timeouts.client,
        // What a process has locked comes free when that process hangs or its machine is gone.
        idle_in_transaction_session_timeout: timeouts.server,
      };
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    ...limits,
    types: {
      getTypeParser: (oid, format) => (oid === bigint ? Number : pg.types.getTypeParser(oid, format)),
    },
  });
  // A connection that breaks is replaced; without listeners it would end the process, be it idle or at work.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return new PooledDialect({ pool });
}

class EmbeddedDialect extends SqliteDialect {
  #database: EmbeddedDatabase;

  constructor(database: EmbeddedDatabase) {
    super({ database });
    this.#database = database;
  }

  override createDriver() {
    return new EmbeddedDriver(this.#database);
  }

  override createAdapter() {
    return new EmbeddedAdapter();
  }
}

class EmbeddedDriver extends SqliteDriver {
  #database: EmbeddedDatabase;
  #line = new ConnectionLine();

  constructor(database: EmbeddedDatabase) {
    super({ database });
    this.#database = database;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    refuseWhileHolding('Another connection');
    await this.#line.take();
    return await super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    this.#line.release();
  }

  /** SQLite rolls back by itself when the disk is full or broken; to ask again would hide that error behind another. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

class EmbeddedAdapter extends SqliteAdapter {
  /** Without this Kysely waits for the one connection before it asks the driver, which then can't refuse. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  /** Kysely thinks that SQLite can't change its schema in a transaction; so a migration that breaks off leaves nothing. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class PooledDialect extends PostgresDialect {
  #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver() {
    return new PooledDriver(this.#config);
  }
}

class PooledDriver extends PostgresDriver {
  override async acquireConnection(): Promise<DatabaseConnection> {
    refuseWhileHolding('Another connection');
    return await super.acquireConnection();
  }
}
