import type { AddressInfo } from 'node:net';
import { defineRoute } from '@galley/shared/contract/define-route.ts';
import { articleParam, nameParam } from '@galley/shared/contract/params.ts';
import { pathTo } from '@galley/shared/contract/path.ts';
import express from 'express';
import { pino } from 'pino';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { headerSessions } from '../articles/testing.ts';
import { answered, createApiRouter } from './api-router.ts';
import { handleErrors } from './error-handler.ts';
import { ProblemError } from './problem.ts';
import { routesOf } from './routes.ts';
import { textShownBy } from './shown-text.ts';

const note = defineRoute({
  method: 'PUT',
  path: '/api/articles/:id/notes/:color',
  summary: 'A route with everything that a route can have.',
  action: 'article.write',
  params: { id: articleParam, color: z.enum(['red', 'blue']) },
  query: z.object({ times: z.coerce.number().int().default(1), mark: z.string().optional() }),
  body: z.object({ text: z.string().trim().min(1) }),
  limit: '8kb',
  answer: z.object({ text: z.string() }),
  status: 201,
  audited: false,
});
const read = defineRoute({
  method: 'GET',
  path: '/api/articles/:id/notes',
  summary: 'A route that gives text.',
  action: 'article.read',
  params: { id: articleParam },
  answer: z.object({ text: z.string() }),
  audited: true,
});
const open = defineRoute({
  method: 'POST',
  path: '/api/open/:name',
  summary: 'A route for everybody.',
  action: 'public',
  params: { name: nameParam('a thing') },
  answer: null,
});
const file = defineRoute({
  method: 'GET',
  path: '/api/file',
  summary: 'A route that answers with a file.',
  action: 'people.manage',
  answer: null,
  files: ['text/csv'],
});

const shown: unknown[] = [];
const api = createApiRouter(headerSessions);
api.serveFound(
  note,
  ({ params }) => {
    if (params.id === 'unknown0') throw new ProblemError('not-found');
    return params.id.toUpperCase();
  },
  ({ me, found, params, query, body }) => ({
    text: [me.role, found, params.color, query.times, query.mark, body.text].join(' '),
  }),
);
api.serve(read, () => ({ text: 'Some text.' }));
api.serve(
  open,
  async ({ me, params }) => {
    if (me !== null || params.name === 'nothing') throw new ProblemError('gone');
  },
  (_request, response, next) => {
    response.set('x-before', 'yes');
    next();
  },
);
api.serve(file, ({ response }) => {
  response.type('text/csv').send('a,b');
  return answered;
});

const app = express();
app.use((_request, response, next) => {
  response.once('finish', () => shown.push(textShownBy(response)));
  next();
});
app.use(api.router);
app.use(handleErrors(pino({ level: 'silent' })));
const server = app.listen(0, '127.0.0.1');
afterAll(() => server.close());

async function ask(role: string | null, method: string, path: string, body?: unknown) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(role !== null && { 'x-test-role': role }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== '' ? JSON.parse(text) : text,
  };
}

describe('a route that is mounted by its definition', () => {
  const path = pathTo(note, { params: { id: 'abcd', color: 'red' }, query: { times: 3, mark: 'a b&c' } });

  test('gives its handler the person and everything that was asked, as the schemas read it', async () => {
    const answer = await ask('editor', 'PUT', path, { text: '  hello ' });
    expect([answer.status, answer.body]).toEqual([201, { text: 'editor ABCD red 3 a b&c hello' }]);
  });

  test('checks one thing after the other, and answers with the first that is wrong', async () => {
    const wrong = { text: '' };
    const steps: [string | null, string, unknown, string][] = [
      [null, '/api/articles/-/notes/green?times=x', '{', 'not-signed-in'],
      ['viewer', '/api/articles/-/notes/green?times=x', '{', 'not-allowed'],
      ['editor', '/api/articles/-/notes/green?times=x', '{', 'invalid-input'],
      ['editor', '/api/articles/-/notes/red?times=x', '{', 'not-found'],
      ['editor', '/api/articles/unknown0/notes/red?times=x', '{', 'not-found'],
      ['editor', '/api/articles/abcd/notes/red?times=x', '{', 'invalid-input'],
      ['editor', '/api/articles/abcd/notes/red', '{', 'malformed-json'],
      ['editor', '/api/articles/abcd/notes/red', { text: 'x'.repeat(9000) }, 'too-large'],
      ['editor', '/api/articles/abcd/notes/red', wrong, 'invalid-input'],
      ['editor', '/api/articles/abcd/notes/red', { text: 'a', more: 1 }, 'invalid-input'],
    ];
    for (const [role, address, body, code] of steps)
      expect([address, (await ask(role, 'PUT', address, body)).body.code]).toEqual([address, code]);
  });

  test('says whose text it shows to whom, but only where it shows any', async () => {
    shown.length = 0;
    await ask('viewer', 'GET', '/api/articles/abcd/notes');
    await ask('viewer', 'HEAD', '/api/articles/abcd/notes');
    await ask(null, 'GET', '/api/articles/abcd/notes');
    await ask('editor', 'PUT', path, { text: 'hello' });
    expect(shown).toEqual([{ article: 'abcd', person: 'viewer00000000' }, undefined, undefined, undefined]);
  });

  test('is open to everybody where it is public, behind what stands before it', async () => {
    const answer = await ask(null, 'POST', pathTo(open, { params: { name: 'a/b c' } }));
    expect([answer.status, answer.body, answer.headers.get('x-before')]).toEqual([204, '', 'yes']);
    expect((await ask(null, 'POST', '/api/open/nothing')).status).toBe(410);
  });

  test('may answer by itself', async () => {
    const answer = await ask('admin', 'GET', '/api/file');
    expect([answer.status, answer.headers.get('content-type'), answer.body]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'a,b',
    ]);
  });

  test('is known by its definition', () => {
    expect(routesOf(api.router).map(({ definition }) => definition)).toEqual([note, read, open, file]);
  });
});
