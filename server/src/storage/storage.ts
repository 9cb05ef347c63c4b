// The database as the features see it.
import type { Kysely } from 'kysely';
import type { StorageKind } from './dialect.ts';
import type { Tables } from './tables.ts';

/** An open database with its schema up to date. */
export interface Storage {
  kind: StorageKind;
  db: Kysely<Tables>;
  /** Closes connections and lets the data folder go. */
  close(): Promise<void>;
}
