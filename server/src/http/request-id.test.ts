// The id of a request: in its answer, its problem and its lines of the log, and from nobody but a trusted proxy.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../accounts/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';

let folder: string;
let direct: OpenDesk;
let proxied: OpenDesk;
const lines: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'galley-request-id-'));
  const place = (name: string) => ({ url: undefined, dataDir: join(folder, name) });
  direct = await openDesk(place('direct'), { LOG_LEVEL: 'debug' }, (line) => lines.push(line));
  proxied = await openDesk(place('proxied'), { TRUST_PROXY: '1' });
});
afterAll(async () => {
  await direct.close();
  await proxied.close();
  rmSync(folder, { recursive: true });
});

const idOf = ({ headers }: Answer) => headers.get('x-request-id') ?? '';
const ask = (desk: OpenDesk, path: string, id?: string) =>
  desk.visitor().ask('GET', path, undefined, id === undefined ? {} : { 'x-request-id': id });

test('each answer has an id of its own, and a problem names it in its body', async () => {
  const answers = [
    await ask(direct, '/api/session'),
    await ask(direct, '/health'),
    await ask(direct, '/desk'),
  ];
  const ids = answers.map(idOf);
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  const problem = await ask(direct, '/api/people');
  expect(problem.body).toMatchObject({ code: 'not-signed-in', requestId: idOf(problem) });
  const unknown = await ask(direct, '/api/nothing');
  expect(unknown.body).toMatchObject({ code: 'not-found', requestId: idOf(unknown) });
});

test('only a trusted proxy gives ids, and only fit ones', async () => {
  const sent = 'edge-4711.abcdef';
  expect(idOf(await ask(direct, '/api/session', sent))).not.toBe(sent);
  expect(idOf(await ask(proxied, '/api/session', sent))).toBe(sent);
  expect((await ask(proxied, '/api/people', sent)).body.requestId).toBe(sent);
  for (const odd of [
    'short',
    'x'.repeat(65),
    'with blanks in it',
    '"quoted-4711"',
    '<b>4711</b>',
    '../../etc/passwd',
  ])
    expect(idOf(await ask(proxied, '/api/session', odd))).toMatch(/^[0-9a-f-]{36}$/);
});

test('each line of the log that belongs to a request bears its id, of many at once too', async () => {
  const paths = Array.from({ length: 20 }, (_, index) => `/api/articles/none-${index}`);
  const answers = await Promise.all(paths.map(async (path) => ({ path, id: idOf(await ask(direct, path)) })));
  const logged = lines.map((line) => JSON.parse(line) as { requestId?: string; req?: { path: string } });
  for (const { path, id } of answers) {
    const own = logged.filter((line) => line.req?.path === path);
    expect(own.map(({ requestId }) => requestId)).toEqual([id]);
  }
  // What belongs to no request has none.
  expect(lines.every((line) => line.split('"requestId"').length <= 2)).toBe(true);
});
