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
  /** The server takes no more for the moment, and it is sent later. Known to the tab that sends, and not kept. */
  delayed?: boolean;
}

interface Row extends Waiting<unknown> {
  /** Given by the database, in the order of arrival. */
  sequence?: number;
}

interface Schema extends DBSchema {
  waiting: { key: number; value: Row; indexes: { id: string } };
}

/** Counts up with each change of what commands hold: so that tabs of an older page don't send what they do not know. */
const version = 3;

/** The name of the database of a person's commands. */
export function outboxName(user: UserId): string {
  return `galley:outbox:${user}`;
}

export class OutboxDatabase<Command> {
  #db: Promise<IDBPDatabase<Schema>>;
  readonly #opening: Promise<IDBPDatabase<Schema>>;
  readonly #read: (kept: unknown) => Command;
  #isBlocked = false;
  #isDeleted = false;

  /**
   * Opens the person's database. Its methods reject where this browser has none, as in some private windows, and while
   * a tab of an earlier page keeps it from being opened; `onUnblocked` is called once that is over. `read` gives what
   * an earlier version of the page may have written in the form of today.
   */
  constructor(user: UserId, read: (kept: unknown) => Command, onUnblocked: () => void) {
    this.#read = read;
    const { promise: blocked, reject } = Promise.withResolvers<never>();
    this.#opening = this.#open(user, () => {
      this.#isBlocked = true;
      reject(new Error('A tab of an earlier page keeps the database open.'));
    });
    this.#db = Promise.race([this.#opening, blocked]);
    this.#db.catch(() => {});
    void this.#opening.then(
      () => {
        if (!this.#isBlocked) return;
        this.#isBlocked = false;
        this.#db = this.#opening;
        onUnblocked();
      },
      () => {},
    );
  }

  /** Whether a tab of an earlier page keeps it from being opened. */
  get isBlocked(): boolean {
    return this.#isBlocked;
  }

  /** Whether it was deleted while it was open here: the person has signed out, and nothing of theirs is to be kept. */
  get isDeleted(): boolean {
    return this.#isDeleted;
  }

  /** All that waits, in the order in which it was given. */
  async all(): Promise<Waiting<Command>[]> {
    const rows = await (await this.#db).getAll('waiting');
    return rows.map(({ sequence: _sequence, ...row }) => ({ ...row, command: this.#read(row.command) }));
  }

  /** Adds a command, unless it is there, and removes what it makes needless. */
  async add(item: Waiting<Command>, isNeedless: (earlier: Command) => boolean): Promise<void> {
    const transaction = (await this.#db).transaction('waiting', 'readwrite');
    for (let cursor = await transaction.store.openCursor(); cursor; cursor = await cursor.continue()) {
      if (cursor.value.id === item.id) return await transaction.done;
      if (isNeedless(this.#read(cursor.value.command))) await cursor.delete();
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

  async #open(user: UserId, onBlocked: () => void): Promise<IDBPDatabase<Schema>> {
    return await openDB<Schema>(outboxName(user), version, {
      upgrade: (db, before) => {
        if (before > 0) return;
        const waiting = db.createObjectStore('waiting', { keyPath: 'sequence', autoIncrement: true });
        waiting.createIndex('id', 'id', { unique: true });
      },
      blocked: onBlocked,
      // Somebody signs out in another tab, and the database goes; or a later version of the page opens it.
      blocking: (_version, next, { target }) => {
        this.#isDeleted = next === null;
        // At once: a connection that is closed later blocks the other tab for that long.
        if (target instanceof IDBDatabase) target.close();
      },
    });
  }

  close(): void {
    void this.#opening.then((db) => db.close()).catch(() => {});
  }
}

/**
 * How many commands of the person wait in the database of this device; 0 where there is none. Opened as it is, so that also
 * a tab of an earlier page can count, and none is made.
 */
export async function countWaiting(user: UserId): Promise<number> {
  try {
    const db = await openDB<Schema>(outboxName(user), undefined, {
      upgrade: (_db, _before, _version, transaction) => {
        // `openDB` rejects with the same.
        transaction.done.catch(() => {});
        transaction.abort();
      },
      blocking: (_version, _next, { target }) => {
        if (target instanceof IDBDatabase) target.close();
      },
    });
    return await db.count('waiting').finally(() => db.close());
  } catch {
    return 0;
  }
}
