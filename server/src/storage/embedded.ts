// A connection to the embedded database. The process has two: Kysely's, and that of the thread which writes the journal.
// Whoever wants to write holds Kysely's meanwhile, so they are never in each other's way.
import Database from 'better-sqlite3';
import { type EmbeddedDatabase, keepingStatements } from './statements.ts';

/** Opens the embedded database's file. `FULL` makes each commit wait until the disk has it. */
export function openEmbedded(file: string): EmbeddedDatabase {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // On macOS a plain fsync leaves the data in the drive's cache; elsewhere this does nothing.
  database.pragma('fullfsync = ON');
  database.pragma('foreign_keys = ON');
  // Only an administrator's tool can be in the way, and waiting for it on Kysely's connection stops the whole process.
  database.pragma('busy_timeout = 500');
  return keepingStatements(database);
}
