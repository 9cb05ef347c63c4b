// The database as the features see it.
import type { Kysely } from 'kysely';
import type { StorageKind } from './dialect.ts';
import type { EmbeddedDatabase } from './statements.ts';
import type { Tables } from './tables.ts';

/** An open database with its schema up to date. */
export interface Storage {
  kind: StorageKind;
  db: Kysely<Tables>;
  /**
   * The embedded database without Kysely, where this process has it: for what is asked so often that building queries would
   * take longer than the answer. To be used while one has a connection of `db`, and at once: there is only one.
   */
  embedded?: EmbeddedDatabase;
  /** Closes connections and lets the data folder go. */
  close(): Promise<void>;
}
