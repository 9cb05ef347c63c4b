// What people do beside the text, on its way to the server: kept on this device until the server has answered, so that it
// can be done without a connection and survives a reload. The ids are the client's, so what is sent twice is there once.
import type { ArticleId } from '@galley/shared/ids.ts';
import { newId } from '@galley/shared/ids.ts';
import { ApiProblem } from '../app/api.ts';

export interface Waiting<Deed> {
  id: string;
  article: ArticleId;
  deed: Deed;
  at: string;
  /** The server has refused it; the person decides what becomes of it. */
  failed: boolean;
}

export interface OutboxOptions<Deed, Answer> {
  /** Where it is kept on this device. */
  key: string;
  /** Sends one deed; resolves with what the server says then. Throws `ApiProblem`. */
  send(article: ArticleId, deed: Deed): Promise<Answer>;
  onDone(article: ArticleId, deed: Deed, answer: Answer): void;
  onRefused(waiting: Waiting<Deed>, problem: unknown): void;
  /** Whether a later deed makes an earlier one needless, so that only the later one is sent. */
  replaces?(later: Deed, earlier: Deed): boolean;
}

const retryMs = 4000;

export class Outbox<Deed, Answer> {
  #options: OutboxOptions<Deed, Answer>;
  #items: readonly Waiting<Deed>[];
  #listeners = new Set<() => void>();
  #sending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OutboxOptions<Deed, Answer>) {
    this.#options = options;
    this.#items = read<Deed>(options.key);
    window.addEventListener('online', this.#sendNow);
    this.#sendNow();
  }

  get items(): readonly Waiting<Deed>[] {
    return this.#items;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(article: ArticleId, deed: Deed): void {
    const { replaces } = this.#options;
    const item = { id: newId<string>(), article, deed, at: new Date().toISOString(), failed: false };
    const others = this.#items.filter((earlier) => !replaces?.(deed, earlier.deed));
    this.#set([...others, item]);
    this.#sendNow();
  }

  /** Sends once more what was refused. */
  retry(id: string): void {
    this.#set(this.#items.map((item) => (item.id === id ? { ...item, failed: false } : item)));
    this.#sendNow();
  }

  discard(id: string): void {
    this.#set(this.#items.filter((item) => item.id !== id));
  }

  destroy(): void {
    clearTimeout(this.#timer);
    window.removeEventListener('online', this.#sendNow);
  }

  #sendNow = (): void => {
    if (!this.#sending) void this.#sendAll();
  };

  async #sendAll(): Promise<void> {
    this.#sending = true;
    clearTimeout(this.#timer);
    for (let item = this.#next(); item; item = this.#next()) {
      const { id, article, deed } = item;
      try {
        const answer = await this.#options.send(article, deed);
        this.#options.onDone(article, deed, answer);
        this.discard(id);
      } catch (error) {
        if (!isRefusal(error)) {
          // In its order, once there is somebody to send it to.
          this.#timer = setTimeout(this.#sendNow, retryMs);
          break;
        }
        const failed = { ...item, failed: true };
        this.#set(this.#items.map((one) => (one.id === id ? failed : one)));
        this.#options.onRefused(failed, error);
      }
    }
    this.#sending = false;
  }

  #next(): Waiting<Deed> | undefined {
    return this.#items.find(({ failed }) => !failed);
  }

  #set(items: readonly Waiting<Deed>[]): void {
    this.#items = items;
    const { key } = this.#options;
    if (items.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(items));
    for (const listener of this.#listeners) listener();
  }
}

/** Whether the server has decided; without a connection, or where it fails, it has not. */
function isRefusal(error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.status >= 400 && error.problem.status < 500;
}

function read<Deed>(key: string): readonly Waiting<Deed>[] {
  try {
    // Written by this class alone; what an older version wrote is refused by the server and shown as such.
    return JSON.parse(localStorage.getItem(key) ?? '[]') as Waiting<Deed>[];
  } catch {
    return [];
  }
}
