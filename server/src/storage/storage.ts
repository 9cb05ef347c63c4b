// The database as the features see it.
import type { Kysely } from 'kysely';
import type { StorageKind } from './dialect.ts';
import type { Tables } from './tables.ts';

/** An open database with its schema up to date. */
export interface Storage {
  kind: StorageKind;
  db: Kysely<Tables>;
  /** The embedded database, where this process has its folder. */
  embedded?: EmbeddedFile;
  /** Closes connections and lets the data folder go. */
  close(): Promise<void>;
}

/** For a second connection to the embedded database, which may write only while one has a connection of the storage's `db`. */
interface EmbeddedFile {
  file: string;
  /** Has something closed before the storage is. */
  onClose(close: () => Promise<void>): void;
}
