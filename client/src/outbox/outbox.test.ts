import 'fake-indexeddb/auto';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiProblem, isDelay, isRefusal } from '../app/api.ts';
import { lateKeys } from './late-commands.ts';
import { Outbox } from './outbox.ts';
import { countWaiting, OutboxDatabase, outboxName, type Waiting } from './outbox-database.ts';

interface Command {
  about: string;
  says: string;
}

const article = 'article1' as ArticleId;
let user: UserId;
let people = 0;

/** A server that answers when the test lets it. */
class Server {
  readonly received: Command[] = [];
  #waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];

  send = (_article: ArticleId, command: Command): Promise<void> => {
    this.received.push(command);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  };

  get says(): string[] {
    return this.received.map(({ says }) => says);
  }

  async accepts(): Promise<void> {
    (await this.#oldest()).resolve();
  }

  async answers(status: number): Promise<void> {
    const problem = { type: 'about:blank', title: 'no', status, code: 'conflict' as const };
    (await this.#oldest()).reject(new ApiProblem(problem));
  }

  async #oldest() {
    await vi.waitFor(() => expect(this.#waiting).not.toEqual([]));
    const oldest = this.#waiting.shift();
    if (!oldest) throw new Error('Nothing was sent.');
    return oldest;
  }
}

/** An earlier version of the page had one text for both. */
function read(kept: unknown): Command {
  return typeof kept === 'string' ? { about: kept, says: kept } : (kept as Command);
}

const open: Outbox<Command>[] = [];

/** The outbox of one tab. */
function openTab(server: Server, refused: Waiting<Command>[] = []): Outbox<Command> {
  const outbox = new Outbox<Command>({
    user,
    read,
    send: server.send,
    isRefusal,
    isDelay,
    onRefused: (waiting) => refused.push(waiting),
    replaces: (later, earlier) => later.about === earlier.about,
  });
  open.push(outbox);
  return outbox;
}

const texts = (outbox: Outbox<Command>) => outbox.items.map(({ command }) => command.says);
const shows = (outbox: Outbox<Command>, ...says: string[]) =>
  vi.waitFor(() => expect(texts(outbox)).toEqual(says));
const received = (server: Server, ...says: string[]) => vi.waitFor(() => expect(server.says).toEqual(says));
const isKept = (count: number) => vi.waitFor(async () => expect(await countWaiting(user)).toBe(count));

beforeEach(() => {
  people += 1;
  user = `person${people}` as UserId;
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  };
  // `Object.keys` of a storage are its keys.
  vi.stubGlobal(
    'localStorage',
    new Proxy(storage, {
      ownKeys: () => [...kept.keys()],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    }),
  );
  vi.stubGlobal('window', new EventTarget());
});

afterEach(() => {
  for (const outbox of open.splice(0)) outbox.stop();
  vi.unstubAllGlobals();
});

describe('the outbox', () => {
  test('sends one after the other, and keeps each until it is accepted', async () => {
    const server = new Server();
    const outbox = openTab(server);
    outbox.add(article, { about: 'a', says: 'first' });
    outbox.add(article, { about: 'b', says: 'second' });
    expect(texts(outbox)).toEqual(['first', 'second']);
    await received(server, 'first');
    await server.accepts();
    await shows(outbox, 'second');
    await server.accepts();
    await shows(outbox);
    await isKept(0);
  });

  test('sends only the last of what is said about one thing, also while an earlier one is on its way', async () => {
    const server = new Server();
    const outbox = openTab(server);
    outbox.add(article, { about: 'a', says: 'one' });
    await received(server, 'one');
    outbox.add(article, { about: 'a', says: 'two' });
    outbox.add(article, { about: 'a', says: 'three' });
    expect(texts(outbox)).toEqual(['three']);
    await server.accepts();
    await server.accepts();
    await shows(outbox);
    expect(server.says).toEqual(['one', 'three']);
  });

  test('keeps what could not be sent, and tries again when the network is back', async () => {
    const server = new Server();
    const outbox = openTab(server);
    outbox.add(article, { about: 'a', says: 'offline' });
    await server.answers(0);
    await isKept(1);
    window.dispatchEvent(new Event('online'));
    await received(server, 'offline', 'offline');
    await server.accepts();
    await shows(outbox);
  });

  test.each([401, 429])('keeps for later what the server answers with %i', async (status) => {
    const server = new Server();
    const refused: Waiting<Command>[] = [];
    const outbox = openTab(server, refused);
    outbox.add(article, { about: 'a', says: 'later' });
    await server.answers(status);
    await isKept(1);
    await vi.waitFor(() => expect(outbox.items[0]?.delayed ?? false).toBe(status === 429));
    window.dispatchEvent(new Event('online'));
    await server.accepts();
    await shows(outbox);
    expect(refused).toEqual([]);
  });

  test('sends where the browser offers no locks, as on pages without TLS', async () => {
    vi.stubGlobal('navigator', { onLine: true, locks: undefined });
    const server = new Server();
    const outbox = openTab(server);
    outbox.add(article, { about: 'a', says: 'without a lock' });
    await server.accepts();
    await shows(outbox);
    await isKept(0);
  });

  test('goes on after a reload with what was left', async () => {
    const before = openTab(new Server());
    before.add(article, { about: 'a', says: 'left' });
    await isKept(1);
    before.stop();
    // The lock goes with the page.
    vi.stubGlobal('navigator', {});
    const server = new Server();
    const outbox = openTab(server);
    await received(server, 'left');
    await server.accepts();
    await shows(outbox);
  });

  test('sends what an earlier version of the page has left, and takes no more from it', async () => {
    const before = await openDB(outboxName(user), 1, {
      upgrade: (db) => {
        const waiting = db.createObjectStore('waiting', { keyPath: 'sequence', autoIncrement: true });
        waiting.createIndex('id', 'id', { unique: true });
      },
      blocking: () => before.close(),
    });
    const waiting = { article, at: '2026-11-30T10:00:00.000Z', failed: false };
    await before.add('waiting', { ...waiting, id: 'one', command: 'as before' });
    const late = JSON.stringify({ ...waiting, id: 'two', command: 'as before, and late' });
    localStorage.setItem(`${lateKeys(user)}two`, late);
    const server = new Server();
    const outbox = openTab(server);
    await received(server, 'as before');
    await server.accepts();
    await server.accepts();
    expect(server.says).toEqual(['as before', 'as before, and late']);
    await shows(outbox);
    await isKept(0);
    expect(() => before.transaction('waiting')).toThrow();
  });

  test('sends from a tab of an earlier page only what was given there since, and the next page has it', async () => {
    const server = new Server();
    const before = openTab(server);
    before.add(article, { about: 'a', says: 'as before' });
    await server.answers(0);
    await isKept(1);
    const later = await openDB(outboxName(user), 4);
    await later.clear('waiting');
    before.add(article, { about: 'b', says: 'typed since' });
    await received(server, 'as before', 'typed since');
    await server.answers(0);
    await shows(before, 'typed since');
    const next = openTab(server);
    await shows(next, 'typed since');
    window.dispatchEvent(new Event('online'));
    await server.accepts();
    await shows(next);
    window.dispatchEvent(new Event('online'));
    await shows(before);
    expect(server.says).toEqual(['as before', 'typed since', 'typed since']);
    expect(Object.keys(localStorage)).toEqual([]);
    later.close();
  });

  test('keeps of what was replaced in a tab of an earlier page nothing for the next one', async () => {
    const server = new Server();
    const before = openTab(server);
    await vi.waitFor(() => expect(before.isLoaded).toBe(true));
    const later = await openDB(outboxName(user), 4);
    before.add(article, { about: 'a', says: 'one' });
    await server.answers(0);
    before.add(article, { about: 'a', says: 'two' });
    await vi.waitFor(() => {
      window.dispatchEvent(new Event('online'));
      expect(server.says).toEqual(['one', 'two']);
    });
    await server.accepts();
    await shows(before);
    expect(Object.keys(localStorage)).toEqual([]);
    later.close();
  });

  test('leaves to the next page what that has taken', async () => {
    const server = new Server();
    const before = openTab(server);
    await vi.waitFor(() => expect(before.isLoaded).toBe(true));
    const later = await openDB(outboxName(user), 4);
    before.add(article, { about: 'a', says: 'typed since' });
    await server.answers(0);
    for (const key of Object.keys(localStorage)) localStorage.removeItem(key);
    await vi.waitFor(() => {
      window.dispatchEvent(new Event('online'));
      expect(texts(before)).toEqual([]);
    });
    expect(server.says).toEqual(['typed since']);
    later.close();
  });

  test('keeps nothing of somebody who has signed out in another tab', async () => {
    const server = new Server();
    const outbox = openTab(server);
    await vi.waitFor(() => expect(outbox.isLoaded).toBe(true));
    await deleteDB(outboxName(user));
    outbox.add(article, { about: 'a', says: 'after that' });
    await server.answers(401);
    window.dispatchEvent(new Event('pagehide'));
    outbox.add(article, { about: 'b', says: 'at the last moment' });
    await shows(outbox, 'after that', 'at the last moment');
    expect(Object.keys(localStorage)).toEqual([]);
  });

  test('goes on while a tab of an earlier page keeps the database, and takes it afterwards', async () => {
    const before = await openDB(outboxName(user), 1, {
      upgrade: (db) => {
        const waiting = db.createObjectStore('waiting', { keyPath: 'sequence', autoIncrement: true });
        waiting.createIndex('id', 'id', { unique: true });
      },
    });
    const waiting = { article, at: '2026-11-30T10:00:00.000Z', failed: false };
    await before.add('waiting', { ...waiting, id: 'one', command: 'replaced' });
    await before.add('waiting', { ...waiting, id: 'two', command: 'as before' });
    const server = new Server();
    const outbox = openTab(server);
    await vi.waitFor(() => expect(outbox.isLoaded).toBe(true));
    outbox.add(article, { about: 'replaced', says: 'anew' });
    await server.accepts();
    await shows(outbox);
    outbox.add(article, { about: 'c', says: 'kept' });
    await received(server, 'anew', 'kept');
    await server.answers(0);
    expect(Object.keys(localStorage)).toHaveLength(1);
    before.close();
    await isKept(2);
    await server.accepts();
    await server.accepts();
    await shows(outbox);
    expect(server.says).toEqual(['anew', 'kept', 'as before', 'kept']);
    await isKept(0);
    expect(Object.keys(localStorage)).toEqual([]);
  });

  test('is counted by a tab of an earlier page too, and counting makes no database', async () => {
    expect(await countWaiting(user)).toBe(0);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(outboxName(user));
    const later = await openDB(outboxName(user), 4, {
      upgrade: (db) => void db.createObjectStore('waiting', { keyPath: 'sequence', autoIncrement: true }),
    });
    await later.add('waiting', { id: 'one' });
    expect(await countWaiting(user)).toBe(1);
    later.close();
  });

  test('keeps what is given while the page goes away', async () => {
    const before = openTab(new Server());
    window.dispatchEvent(new Event('pagehide'));
    const write = vi.spyOn(OutboxDatabase.prototype, 'add').mockReturnValue(new Promise(() => {}));
    before.add(article, { about: 'a', says: 'at the last moment' });
    before.stop();
    write.mockRestore();
    vi.stubGlobal('navigator', {});
    const server = new Server();
    const outbox = openTab(server);
    await received(server, 'at the last moment');
    await server.accepts();
    await shows(outbox);
    await isKept(0);
  });

  test('keeps what was refused, says so, and lets the others go on', async () => {
    const server = new Server();
    const refused: Waiting<Command>[] = [];
    const outbox = openTab(server, refused);
    outbox.add(article, { about: 'a', says: 'refused' });
    outbox.add(article, { about: 'b', says: 'next' });
    await server.answers(409);
    await server.accepts();
    await shows(outbox, 'refused');
    expect(refused.map(({ command }) => command.says)).toEqual(['refused']);
    expect(outbox.items[0]?.failed).toBe(true);
    outbox.retry(outbox.items[0]?.id ?? '');
    await server.accepts();
    await shows(outbox);
    await isKept(0);
  });
});

describe('two tabs of one person', () => {
  test('keep what each of them adds while there is no connection', async () => {
    const server = new Server();
    const [one, other] = [openTab(server), openTab(server)];
    one.add(article, { about: 'a', says: 'from one' });
    other.add(article, { about: 'b', says: 'from the other' });
    await server.answers(0);
    await isKept(2);
    await vi.waitFor(() => expect(texts(one).toSorted()).toEqual(['from one', 'from the other']));
    await vi.waitFor(() => expect(texts(other).toSorted()).toEqual(['from one', 'from the other']));
  });

  test('send each command once, and both see that it is done', async () => {
    const server = new Server();
    const [one, other] = [openTab(server), openTab(server)];
    one.add(article, { about: 'a', says: 'from one' });
    other.add(article, { about: 'b', says: 'from the other' });
    await server.accepts();
    await server.accepts();
    await shows(one);
    await shows(other);
    expect(server.says.toSorted()).toEqual(['from one', 'from the other']);
  });

  test('send what the other leaves behind, and what is accepted after a tab was left stays done', async () => {
    const server = new Server();
    const left = openTab(server);
    left.add(article, { about: 'a', says: 'on its way' });
    await received(server, 'on its way');
    const other = openTab(server);
    left.add(article, { about: 'b', says: 'behind it' });
    await isKept(2);
    left.stop();
    await server.accepts();
    // Only the tab that is left may send now.
    await received(server, 'on its way', 'behind it');
    await server.accepts();
    await shows(other);
    await isKept(0);
  });
});
