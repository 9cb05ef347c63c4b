// One process at a time uses a data folder.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Held while a process uses a data folder. */
export interface FolderLock {
  release(): void;
}

/** A connection that nobody holds on to would be collected as garbage, and its lock with it. */
const held = new Set<FolderLock>();

/**
 * Takes the data folder for this process and makes it where it is missing; gives null where another process has it.
 * The lock is the operating system's, on a file that SQLite holds open, so it goes with the process however that ends.
 */
export function lockFolder(folder: string): FolderLock | null {
  mkdirSync(folder, { recursive: true });
  const database = new Database(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  const lock: FolderLock = {
    release: () => {
      database.close();
      held.delete(lock);
    },
  };
  held.add(lock);
  return lock;
}
