import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type OpenDesk, openDesk } from '../testing/desk.ts';

let dataDir: string;
let desk: OpenDesk;
const lines: string[] = [];
let port: number;

beforeAll(async () => {
  port = await freePort();
  dataDir = mkdtempSync(join(tmpdir(), 'galley-proxy-'));
  const settings = { PUBLIC_URL: 'https://desk.example', LOG_LEVEL: 'warn', PORT: String(port) };
  desk = await openDesk({ url: undefined, dataDir }, settings, (line) => lines.push(line));
});
afterAll(async () => {
  await desk.close();
  rmSync(dataDir, { recursive: true });
});

const ask = (path: string, headers: Record<string, string>, method = 'GET') =>
  fetch(`http://127.0.0.1:${port}${path}`, { method, headers });
const warnings = (words: string) => lines.filter((line) => line.includes(words));

test('a proxy that TRUST_PROXY does not name is named once', async () => {
  for (let round = 0; round < 3; round += 1) await ask('/api/session', { 'x-forwarded-for': '192.0.2.7' });
  expect(warnings('Set TRUST_PROXY')).toHaveLength(1);
  expect(lines.join()).not.toContain('192.0.2.7');
});

test('http before an https address is named', async () => {
  await ask('/api/session', { 'x-forwarded-proto': 'http' });
  expect(warnings('Let the proxy send people to https')).toHaveLength(1);
});

test('a desk that is opened at another address says which it knows and what to set', async () => {
  const origin = `http://127.0.0.1:${port}`;
  const answer = await ask('/api/auth/sign-in/email', { origin }, 'POST');
  expect(answer.status).toBe(403);
  expect(warnings(`opened at ${origin}, is refused: Galley knows https://desk.example only`)).toHaveLength(1);
});

test('a page of another site is no wrong setting', async () => {
  await ask('/api/auth/sign-in/email', { origin: 'https://evil.example' }, 'POST');
  expect(warnings('evil')).toEqual([]);
});

test('a WebSocket whose upgrade got lost on the way is answered and named', async () => {
  const answer = await ask('/api/collab', {});
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
    426,
    'upgrade-required',
  ]);
  expect(warnings('has to pass WebSockets on')).toHaveLength(1);
});

test('a socket from a page at another address is refused and named too', async () => {
  const origin = `http://127.0.0.1:${port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/live`, { origin });
  await new Promise((resolve) => socket.once('error', resolve));
  // It is one sign, said above already.
  expect(warnings('is refused: Galley knows')).toHaveLength(1);
});

/** With a public address a desk does not say which port it took. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: free } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return free;
}
