// The copy of an article that this device keeps for one person, so that it can be written offline and after a reload.
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { copyName, deleteDatabase, onLooking, ownKey, unsentKey } from '../app/kept-on-device.ts';

/** More are not remembered: each reload of a page in which something was written makes one. */
const mostOwn = 100;

/** How long a copy may take to be read; browsers that refuse to keep anything may never answer. */
const readTimeoutMs = 1500;

/** How long the number of unsent changes may differ from what is written down of it. */
const writeAfterMs = 1000;

export class LocalCopy {
  readonly #name: string;
  #persistence: IndexeddbPersistence | null = null;
  #unsent: number;
  /** Of which ids it is written down already that they are this person's. */
  #noted = new Set<number>();
  /** Whether it is written down that there are some. */
  #isWritten: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #endLooking: () => void;

  /** A person's copies are their own, also where two share a browser; another schema has another copy. */
  constructor(article: ArticleId, user: UserId, schema?: number) {
    this.#name = copyName(article, user, schema);
    this.#unsent = Number(localStorage.getItem(unsentKey(this.#name)) ?? 0);
    this.#isWritten = this.#unsent > 0;
    window.addEventListener('pagehide', this.#flush);
    this.#endLooking = onLooking(this.#flush);
  }

  /** Reads the copy into the document and from then on writes every change of the document to it. */
  async keep(doc: Y.Doc): Promise<void> {
    const persistence = new IndexeddbPersistence(this.#name, doc);
    this.#persistence = persistence;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, readTimeoutMs);
    });
    await Promise.race([persistence.whenSynced, late]);
    clearTimeout(timer);
  }

  /** Whether a change of the document was read from the copy. */
  isOrigin(origin: unknown): boolean {
    return origin !== null && origin === this.#persistence;
  }

  /** How many changes the server has not acknowledged, over reloads. */
  get unsent(): number {
    return this.#unsent;
  }

  /**
   * That there are any is written down at once, how many, and that there are none left, soon after: storage is slow, and
   * letters are many.
   */
  set unsent(count: number) {
    this.#unsent = count;
    if (count > 0 && !this.#isWritten) this.#writeUnsent();
    else if (count > 0 || this.#isWritten) this.#timer ??= setTimeout(this.#writeUnsent, writeAfterMs);
  }

  /** The Yjs client ids under which this person has written here on this device, the newest last; null if not known. */
  get own(): readonly number[] | null {
    const kept: unknown = JSON.parse(localStorage.getItem(ownKey(this.#name)) ?? 'null');
    return Array.isArray(kept) ? kept.filter((id) => Number.isSafeInteger(id)) : null;
  }

  /** Another one of them. What was written before they were kept must be saved first, or they would not be all. */
  wroteAs(client: number): void {
    if (this.#noted.has(client)) return;
    const own = this.own ?? (this.unsent === 0 ? [] : null);
    if (own === null) return;
    this.#noted.add(client);
    if (own.includes(client)) return;
    localStorage.setItem(ownKey(this.#name), JSON.stringify([...own, client].slice(-mostOwn)));
  }

  /** Empties the copy and lets it go. The database stays: another tab may have it open. */
  async clear(): Promise<void> {
    this.unsent = 0;
    const db = this.#persistence?.db;
    if (db) await emptied(db);
    this.close();
  }

  /** Deletes the copy and its database. */
  async delete(): Promise<void> {
    this.unsent = 0;
    this.close();
    await deleteDatabase(this.#name);
  }

  close(): void {
    window.removeEventListener('pagehide', this.#flush);
    this.#endLooking();
    this.#flush();
    void this.#persistence?.destroy();
    this.#persistence = null;
  }

  /** Writes what is due, and nothing else: another tab may count changes of its own under the same key. */
  #flush = (): void => {
    if (this.#timer !== undefined) this.#writeUnsent();
  };

  #writeUnsent = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isWritten = this.#unsent > 0;
    if (this.#unsent === 0) localStorage.removeItem(unsentKey(this.#name));
    else localStorage.setItem(unsentKey(this.#name), String(this.#unsent));
  };
}

function emptied(db: IDBDatabase): Promise<void> {
  return new Promise((resolve) => {
    try {
      const transaction = db.transaction('updates', 'readwrite');
      transaction.objectStore('updates').clear();
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => resolve();
    } catch {
      // The browser has closed it, as it does when somebody signs out in another tab.
      resolve();
    }
  });
}
