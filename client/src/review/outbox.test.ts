import type { ArticleId } from '@galley/shared/ids.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiProblem } from '../app/api.ts';
import { Outbox, type Waiting } from './outbox.ts';

interface Deed {
  about: string;
  says: string;
}

const article = 'article1' as ArticleId;

/** A server that answers when it is told to. */
class Server {
  got: Deed[] = [];
  #waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];

  send = (_article: ArticleId, deed: Deed): Promise<void> => {
    this.got.push(deed);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  };

  async takes(): Promise<void> {
    this.#waiting.shift()?.resolve();
    await vi.advanceTimersByTimeAsync(0);
  }

  async fails(status: number): Promise<void> {
    const problem = { type: 'about:blank', title: 'no', status, code: 'conflict' as const };
    this.#waiting.shift()?.reject(new ApiProblem(problem));
    await vi.advanceTimersByTimeAsync(0);
  }
}

const open: Outbox<Deed, void>[] = [];

function outboxTo(server: Server, refused: Waiting<Deed>[] = []) {
  const outbox = new Outbox<Deed, void>({
    key: 'test',
    send: server.send,
    onDone: () => {},
    onRefused: (waiting) => refused.push(waiting),
    replaces: (later, earlier) => later.about === earlier.about,
  });
  open.push(outbox);
  return outbox;
}

const texts = (outbox: Outbox<Deed, void>) => outbox.items.map(({ deed }) => deed.says);

beforeEach(() => {
  vi.useFakeTimers();
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal('window', new EventTarget());
});

afterEach(() => {
  for (const outbox of open.splice(0)) outbox.destroy();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the outbox', () => {
  test('sends one after the other, and keeps each until it is taken', async () => {
    const server = new Server();
    const outbox = outboxTo(server);
    outbox.add(article, { about: 'a', says: 'first' });
    outbox.add(article, { about: 'b', says: 'second' });
    expect(server.got.map(({ says }) => says)).toEqual(['first']);
    expect(texts(outbox)).toEqual(['first', 'second']);
    await server.takes();
    expect(texts(outbox)).toEqual(['second']);
    await server.takes();
    expect(texts(outbox)).toEqual([]);
  });

  test('sends only the last of what is said about one thing, also while an earlier one is on its way', async () => {
    const server = new Server();
    const outbox = outboxTo(server);
    outbox.add(article, { about: 'a', says: 'one' });
    outbox.add(article, { about: 'a', says: 'two' });
    outbox.add(article, { about: 'a', says: 'three' });
    expect(texts(outbox)).toEqual(['three']);
    await server.takes();
    expect(texts(outbox)).toEqual(['three']);
    await server.takes();
    expect(server.got.map(({ says }) => says)).toEqual(['one', 'three']);
    expect(texts(outbox)).toEqual([]);
  });

  test('keeps what could not be sent, and tries again when the network is back', async () => {
    const server = new Server();
    const outbox = outboxTo(server);
    outbox.add(article, { about: 'a', says: 'offline' });
    await server.fails(0);
    expect(texts(outbox)).toEqual(['offline']);
    window.dispatchEvent(new Event('online'));
    await server.takes();
    expect(server.got).toHaveLength(2);
    expect(texts(outbox)).toEqual([]);
  });

  test('goes on after a reload with what was left', async () => {
    const before = outboxTo(new Server());
    before.add(article, { about: 'a', says: 'left' });
    before.destroy();
    const server = new Server();
    const outbox = outboxTo(server);
    await server.takes();
    expect(server.got.map(({ says }) => says)).toEqual(['left']);
    expect(texts(outbox)).toEqual([]);
  });

  test('keeps what was refused, says so, and lets the rest go on', async () => {
    const server = new Server();
    const refused: Waiting<Deed>[] = [];
    const outbox = outboxTo(server, refused);
    outbox.add(article, { about: 'a', says: 'refused' });
    outbox.add(article, { about: 'b', says: 'next' });
    await server.fails(409);
    await server.takes();
    expect(refused.map(({ deed }) => deed.says)).toEqual(['refused']);
    expect(outbox.items.map(({ deed, failed }) => [deed.says, failed])).toEqual([['refused', true]]);
    outbox.retry(outbox.items[0]?.id ?? '');
    await server.takes();
    expect(texts(outbox)).toEqual([]);
  });
});
