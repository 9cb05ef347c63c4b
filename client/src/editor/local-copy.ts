// The copy of an article that this device keeps for one person, so that it can be written offline and after a reload.
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { copyName, deleteDatabase, unsentKey } from '../app/kept-on-device.ts';

/** How long a copy may take to be read; browsers that refuse to keep anything may never answer. */
const patienceMs = 1500;

export class LocalCopy {
  readonly #name: string;
  #persistence: IndexeddbPersistence | null = null;

  /** A person's copies are their own, also where two share a browser; another schema has another copy. */
  constructor(article: ArticleId, user: UserId, schema?: number) {
    this.#name = copyName(article, user, schema);
  }

  /** Reads the copy into the document and from then on writes every change of the document to it. */
  async keep(doc: Y.Doc): Promise<void> {
    const persistence = new IndexeddbPersistence(this.#name, doc);
    this.#persistence = persistence;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, patienceMs);
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
    return Number(localStorage.getItem(unsentKey(this.#name)) ?? 0);
  }

  set unsent(count: number) {
    if (count === 0) localStorage.removeItem(unsentKey(this.#name));
    else localStorage.setItem(unsentKey(this.#name), String(count));
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
    void this.#persistence?.destroy();
    this.#persistence = null;
  }
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
