// Prepared statements of the embedded database, kept for the next time: Kysely asks for each statement anew, and making one
// takes several times as long as running it.
import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';

/** As many as the desk has questions, with room for inserts of several rows, which differ by how many. */
const maxKept = 500;

/** The database as Kysely's driver uses it, and the thread that writes the journal. */
export interface EmbeddedDatabase {
  prepare(text: string): Database.Statement<unknown[]>;
  readonly inTransaction: boolean;
  close(): void;
}

/** Keeps the statements of a database. SQLite itself makes one anew when the schema has changed. */
export function keepingStatements(database: Database.Database): EmbeddedDatabase {
  const kept = new LRUCache<string, Database.Statement<unknown[]>>({ max: maxKept });
  return {
    prepare: (text) => {
      const known = kept.get(text);
      // A statement whose rows somebody still reads one by one can't be asked for others.
      if (known && !known.busy) return known;
      const statement = database.prepare<unknown[]>(text);
      kept.set(text, statement);
      return statement;
    },
    get inTransaction() {
      return database.inTransaction;
    },
    close: () => {
      database.close();
    },
  };
}
