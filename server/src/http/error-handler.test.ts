import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { problemSchema } from '@galley/shared/api/problem.ts';
import express from 'express';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isForeign, refuseForeignOrigins } from '../net/origin.ts';
import { WorkerPoolError, type WorkerPoolFault } from '../workers/worker-pool.ts';
import { handleErrors } from './error-handler.ts';
import { ProblemError } from './problem.ts';

const logged: Record<string, unknown>[] = [];
let server: Server;
let url: string;

beforeAll(async () => {
  const app = express();
  app.use(refuseForeignOrigins(['https://desk.example']));
  app.post('/echo', express.json({ limit: '1kb' }), (request, response) => response.json(request.body));
  app.get('/refused', () => {
    throw new ProblemError('conflict', 'Because.', [{ path: 'slug', message: 'is taken' }]);
  });
  app.get('/broken', () => {
    throw new TypeError('secret details');
  });
  app.get('/late', async () => {
    await Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
  });
  app.get('/thread/:fault', ({ params }) => {
    throw new WorkerPoolError(params.fault as WorkerPoolFault);
  });
  app.get('/half', (_request, response) => {
    response.write('{"half":');
    throw new Error('in the middle');
  });
  app.get('/things/:id', (request, response) => response.json(request.params));
  app.use(handleErrors(pino({ level: 'error' }, { write: (line) => logged.push(JSON.parse(line)) })));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function problem(path: string, init?: RequestInit) {
  const response = await fetch(url + path, init);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const parsed = problemSchema.parse(await response.json());
  expect(parsed.status).toBe(response.status);
  return parsed;
}

const post = (body: string, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

describe('errors of routes', () => {
  test('keep the code, the detail and the fields of an expected refusal', async () => {
    expect(await problem('/refused')).toMatchObject({
      code: 'conflict',
      status: 409,
      detail: 'Because.',
      errors: [{ path: 'slug', message: 'is taken' }],
    });
  });

  test('say nothing of what is inside when something unexpected is thrown, and are logged', async () => {
    logged.length = 0;
    const answer = await problem('/broken');
    expect(answer.code).toBe('internal');
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(logged).toMatchObject([{ msg: 'GET /broken failed', err: { message: 'secret details' } }]);
  });

  test('tell a database that is away from our own faults', async () => {
    expect(await problem('/late')).toMatchObject({ code: 'storage-unavailable', status: 503 });
  });

  test.each([
    ['full', 'busy', 503, '5'],
    ['ended', 'busy', 503, '5'],
    ['too-long', 'too-large', 413, null],
    ['too-much-memory', 'too-large', 413, null],
  ])('say of a thread’s fault “%s” whether asking again makes sense', async (fault, code, status, after) => {
    const response = await fetch(`${url}/thread/${fault}`);
    expect(await response.json()).toMatchObject({ code, status });
    expect(response.headers.get('retry-after')).toBe(after);
  });

  test('name malformed JSON, bodies that are too large, foreign character sets and broken paths', async () => {
    expect(await problem('/echo', post('{"a":'))).toMatchObject({ code: 'malformed-json', status: 400 });
    expect(await problem('/echo', post(`"${'x'.repeat(2000)}"`))).toMatchObject({ code: 'too-large' });
    expect(
      await problem('/echo', post('{}', { 'content-type': 'application/json; charset=klingon' })),
    ).toMatchObject({ code: 'unsupported-media' });
    expect(await problem('/things/%E0%A4%A')).toMatchObject({ code: 'not-found' });
  });

  test('end the connection where the answer was under way already', async () => {
    const response = await fetch(`${url}/half`);
    await expect(response.text()).rejects.toThrow();
  });
});

describe('requests of other sites', () => {
  test('are refused where they may change something', async () => {
    expect(await problem('/echo', post('{}', { origin: 'https://evil.example' }))).toMatchObject({
      code: 'foreign-origin',
      status: 403,
    });
    expect((await problem('/echo', post('{}', { origin: 'null' }))).code).toBe('foreign-origin');
  });

  test('pass from the own origin, from no browser at all, and for reading', async () => {
    for (const headers of [{ origin: 'https://desk.example' }, {}])
      expect((await fetch(`${url}/echo`, post('{}', headers))).status).toBe(200);
    const read = await fetch(`${url}/things/1`, { headers: { origin: 'https://evil.example' } });
    expect(read.status).toBe(200);
  });

  test('are recognized by what browsers say of them even without an origin', () => {
    const origins = ['https://desk.example'];
    expect(isForeign({ 'sec-fetch-site': 'cross-site' }, origins)).toBe(true);
    expect(isForeign({ 'sec-fetch-site': 'same-site' }, origins)).toBe(true);
    expect(isForeign({ 'sec-fetch-site': 'same-origin' }, origins)).toBe(false);
    expect(isForeign({ origin: 'https://desk.example.evil.example' }, origins)).toBe(true);
  });
});
