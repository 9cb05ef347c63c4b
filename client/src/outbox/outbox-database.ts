// Where commands wait on this device: one database a person, one row a command, so that tabs which add and remove at the
// same time never overwrite each other.
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** A command on its way to the server. */
export interface Waiting<Command> {
  id: string;
  article: ArticleId;
  command: Command;
  /** ISO 8601 in UTC: when it was given. */
  at: string;
  /** The server has refused it; the person decides what becomes of it. */
  failed: boolean;
}

interface Row extends Waiting<unknown> {
  /** Given by the database, in the order of arrival. */
  sequence?: number;
}

interface Schema extends DBSchema {
  waiting: { key: number; value: Row; indexes: { id: string } };
}

/** The name of the database of a person's commands. */
export function outboxName(user: UserId): string {
  return `galley:outbox:${user}`;
}

export class OutboxDatabase<Command> {
  #db: Promise<IDBPDatabase<Schema>>;

  /** Opens the person's database. Its methods reject where this browser has none, as in some private windows. */
  constructor(user: UserId) {
    this.#db = this.#open(user);
    this.#db.catch(() => {});
  }

  /** All that waits, in the order in which it was given. */
  async all(): Promise<Waiting<Command>[]> {
    const rows = await (await this.#db).getAll('waiting');
    // Written by this class alone; what an older version wrote is refused by the server and shown as such.
    return rows.map(({ sequence: _sequence, ...waiting }) => waiting as Waiting<Command>);
  }

  /** Adds a command, unless it is there, and removes what it makes needless. */
  async add(item: Waiting<Command>, isNeedless: (earlier: Command) => boolean): Promise<void> {
    const transaction = (await this.#db).transaction('waiting', 'readwrite');
    for (let cursor = await transaction.store.openCursor(); cursor; cursor = await cursor.continue()) {
      if (cursor.value.id === item.id) return await transaction.done;
      if (isNeedless(cursor.value.command as Command)) await cursor.delete();
    }
    await transaction.store.add(item);
    await transaction.done;
  }

  async setFailed(id: string, failed: boolean): Promise<void> {
    const transaction = (await this.#db).transaction('waiting', 'readwrite');
    const row = await transaction.store.index('id').get(id);
    if (row) await transaction.store.put({ ...row, failed });
    await transaction.done;
  }

  async remove(id: string): Promise<void> {
    const transaction = (await this.#db).transaction('waiting', 'readwrite');
    const key = await transaction.store.index('id').getKey(id);
    if (key !== undefined) await transaction.store.delete(key);
    await transaction.done;
  }

  async #open(user: UserId): Promise<IDBPDatabase<Schema>> {
    return await openDB<Schema>(outboxName(user), 1, {
      upgrade: (db) => {
        const waiting = db.createObjectStore('waiting', { keyPath: 'sequence', autoIncrement: true });
        waiting.createIndex('id', 'id', { unique: true });
      },
      // Somebody signs out in another tab, and the database goes.
      blocking: () => this.close(),
    });
  }

  close(): void {
    void this.#db.then((db) => db.close()).catch(() => {});
  }
}

/** How many commands of the person wait on this device; 0 where that can't be said. */
export async function countWaiting(user: UserId): Promise<number> {
  const database = new OutboxDatabase(user);
  const all = await database.all().catch(() => []);
  database.close();
  return all.length;
}
