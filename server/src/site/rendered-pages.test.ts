// The pages in memory, over a plain HTTP server and a clock and a version that the test sets.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRenderedPages, type Rendered, type RenderedPages } from './rendered-pages.ts';

const words = 'The ferries return in May, and the harbor is glad of it. '.repeat(60);

describe('rendered pages', () => {
  let version: number;
  let isKnown: boolean;
  let time: number;
  let pages: RenderedPages;
  let server: Server;
  let url: string;
  let missed: number;
  let made: string[];
  let bodyOf: (address: string) => string;

  const make = (address: string) => async (): Promise<Rendered> => {
    made.push(address);
    return { outcome: 'page', body: bodyOf(address), type: 'text/html' };
  };
  const fill = async (...addresses: string[]) => {
    for (const address of addresses) await pages.get<never>(address, make(address));
    await pages.settled();
  };
  const read = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    // What Node's fetch unpacks by itself must stay packed here, so the bytes are asked for as they are.
    const { request } = await import('node:http');
    return await new Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }>(
      (resolve, reject) => {
        const asked = request(new URL(path, url), { method, headers, agent: false }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              bytes: Buffer.concat(chunks),
            }),
          );
        });
        asked.on('error', reject).end();
      },
    );
  };
  const open = (maxBytes?: number) => {
    pages = createRenderedPages({
      version: { known: () => (isKnown ? version : null), confirmed: async () => version },
      addressOf: (asked) => asked.split('?', 1)[0] ?? null,
      headers: { 'content-security-policy': "default-src 'none'" },
      log: pino({ level: 'silent' }),
      now: () => time,
      ...(maxBytes !== undefined && { maxBytes }),
    });
  };

  beforeEach(async () => {
    version = 1;
    isKnown = true;
    time = 0;
    missed = 0;
    made = [];
    bodyOf = (address) => `${address}: ${words}`;
    open();
    server = createServer((request, response) => {
      if (pages.serve(request, response)) return;
      missed += 1;
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await pages.settled();
  });

  test('go out in the form that the reader’s program likes best, each with a tag of its own', async () => {
    await fill('/a');
    const plain = await read('/a');
    const zipped = await read('/a', { 'accept-encoding': 'gzip' });
    const smallest = await read('/a', { 'accept-encoding': 'gzip, br' });
    expect(plain.bytes.toString()).toBe(`/a: ${words}`);
    expect(gunzipSync(zipped.bytes).toString()).toBe(`/a: ${words}`);
    expect(brotliDecompressSync(smallest.bytes).toString()).toBe(`/a: ${words}`);
    expect([plain, zipped, smallest].map(({ headers }) => headers['content-encoding'])).toEqual([
      undefined,
      'gzip',
      'br',
    ]);
    const tags = [plain, zipped, smallest].map(({ headers }) => String(headers.etag));
    expect(new Set(tags).size).toBe(3);
    for (const { headers, bytes } of [plain, zipped, smallest]) {
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-length': String(bytes.length),
        'cache-control': 'public, no-cache',
        vary: 'accept-encoding',
        'content-security-policy': "default-src 'none'",
      });
      expect(headers.etag).toMatch(/^"[\w-]+"$/);
    }
    expect(smallest.bytes.length).toBeLessThan(plain.bytes.length / 4);
    expect(made).toEqual(['/a']);
  });

  test('are not sent again to whoever has the form that they would get', async () => {
    await fill('/a');
    const tagOf = async (encoding: string) =>
      String((await read('/a', { 'accept-encoding': encoding })).headers.etag);
    const [plain, zipped, smallest] = [await tagOf('identity'), await tagOf('gzip'), await tagOf('br')];
    const again = async (encoding: string, tag: string) => {
      const answered = await read('/a', { 'accept-encoding': encoding, 'if-none-match': tag });
      if (answered.status === 304) {
        expect(answered.bytes.length).toBe(0);
        expect(answered.headers).toMatchObject({
          etag: tag.replace('W/', ''),
          vary: 'accept-encoding',
          'content-security-policy': "default-src 'none'",
        });
        expect(answered.headers['content-encoding']).toBeUndefined();
      }
      return answered.status;
    };
    expect(await again('identity', plain)).toBe(304);
    expect(await again('gzip', zipped)).toBe(304);
    expect(await again('br, gzip', smallest)).toBe(304);
    expect(await again('gzip', `W/${zipped}`)).toBe(304);
    // Kept from the moment before the smallest form was there.
    expect(await again('br, gzip', zipped)).toBe(304);
    // Forms that this program would not take.
    expect(await again('identity', zipped)).toBe(200);
    expect(await again('gzip', smallest)).toBe(200);
    expect(await again('gzip', '"another"')).toBe(200);
  });

  test('answer HEAD with the same headers and no body, and leave other methods and addresses alone', async () => {
    await fill('/a');
    const whole = await read('/a', { 'accept-encoding': 'br' });
    const head = await read('/a', { 'accept-encoding': 'br' }, 'HEAD');
    expect(head.status).toBe(200);
    expect(head.bytes.length).toBe(0);
    const { date: _one, ...headers } = head.headers;
    const { date: _other, ...expected } = whole.headers;
    expect(headers).toEqual(expected);
    expect((await read('/a?from=letter')).bytes.toString()).toBe(`/a: ${words}`);
    expect(missed).toBe(0);
    await read('/a', {}, 'POST');
    await read('/b');
    expect(missed).toBe(2);
  });

  test('are gone the moment that the site has changed, or may have', async () => {
    await fill('/a');
    isKnown = false;
    await read('/a');
    isKnown = true;
    version = 2;
    await read('/a');
    expect(missed).toBe(2);
    bodyOf = () => `Corrected. ${words}`;
    await fill('/a');
    expect((await read('/a')).bytes.toString()).toBe(`Corrected. ${words}`);
  });

  test('that were being made while the site changed are not kept', async () => {
    const reading = Promise.withResolvers<void>();
    const first = pages.get<never>('/a', async () => {
      await reading.promise;
      return { outcome: 'page', body: 'old', type: 'text/html' };
    });
    // It has asked for the version by then.
    await Promise.resolve();
    version = 2;
    reading.resolve();
    await first;
    await read('/a');
    expect(missed).toBe(1);
    await fill('/a');
    expect((await read('/a')).bytes.toString()).toBe(`/a: ${words}`);
  });

  test('what is no page any longer leaves nothing behind', async () => {
    await fill('/a');
    version = 2;
    const gone = await pages.get('/a', async () => ({ outcome: 'withdrawn' as const }));
    expect(gone).toEqual({ outcome: 'withdrawn' });
    // Not even if the number came to stand where it stood before, as in a restored backup.
    version = 1;
    await read('/a');
    expect(missed).toBe(1);
  });

  test('are made once, however many ask at the same time', async () => {
    await Promise.all(Array.from({ length: 50 }, () => pages.get<never>('/a', make('/a'))));
    expect(made).toEqual(['/a']);
  });

  test('keep their tags and compressed forms where a change left them as they were', async () => {
    await fill('/a');
    const before = await read('/a', { 'accept-encoding': 'br' });
    version = 2;
    const page = await pages.get<never>('/a', make('/a'));
    expect(made).toEqual(['/a', '/a']);
    expect(Object.keys(page.variants).toSorted()).toEqual(['br', 'gzip', 'identity']);
    expect((await read('/a', { 'accept-encoding': 'br' })).headers.etag).toBe(before.headers.etag);
  });

  test('that hold for a while only are made anew after it', async () => {
    await pages.get<never>('/a', async () => ({
      outcome: 'page',
      body: words,
      type: 'text/xml',
      holdsMs: 1000,
    }));
    time = 999;
    expect((await read('/a')).status).toBe(200);
    time = 1000;
    await read('/a');
    expect(missed).toBe(1);
  });

  test('fill no more memory than they may', async () => {
    open(60_000);
    bodyOf = (address) => `${address}: ${Math.random()} ${words}`;
    await fill(...Array.from({ length: 40 }, (_, number) => `/${number}`));
    await read('/0');
    await read('/39');
    expect(missed).toBe(1);
    // Larger than all of it: given out, but not kept.
    bodyOf = () => 'x'.repeat(70_000);
    const page = await pages.get<never>('/large', make('/large'));
    expect(page.variants.identity.bytes.length).toBe(70_000);
    await read('/large');
    expect(missed).toBe(2);
  });

  test('a page that can’t be made fails for whoever asks, and is tried again', async () => {
    await expect(pages.get<never>('/a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    await fill('/a');
    expect((await read('/a')).status).toBe(200);
  });
});
