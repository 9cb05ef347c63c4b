import type { AddressInfo } from 'node:net';
import { newThreadSchema } from '@galley/shared/api/threads.ts';
import { articleContentSchema } from '@galley/shared/article/content.ts';
import express from 'express';
import { pino } from 'pino';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readBody } from './body.ts';
import { handleErrors } from './error-handler.ts';

const inner = z.object({ a: z.string() });
const schema = z
  .object({
    one: inner,
    list: z.array(inner),
    record: z.record(z.string(), inner),
    maybe: inner.nullable().optional(),
    filled: inner.default({ a: 'x' }),
    either: z.discriminatedUnion('type', [
      z.object({ type: z.literal('left'), more: inner }),
      z.object({ type: z.literal('right') }),
    ]),
    changed: inner.transform(({ a }) => a.toUpperCase()),
  })
  .refine(({ list }) => list.length < 3, { message: 'has too many' });
const good = {
  one: { a: '1' },
  list: [{ a: '1' }],
  record: { any: { a: '1' } },
  maybe: null,
  filled: { a: '1' },
  either: { type: 'left', more: { a: '1' } },
  changed: { a: 'up' },
};

const app = express();
const schemas = { nested: schema, thread: newThreadSchema, content: articleContentSchema };
app.post('/:name', async (request, response) => {
  response.json(await readBody(request, schemas[request.params.name as keyof typeof schemas], '64kb'));
});
app.use(handleErrors(pino({ level: 'silent' })));
const server = app.listen(0, '127.0.0.1');
afterAll(() => server.close());

const post = async (name: keyof typeof schemas, body: unknown) => {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe('a body', () => {
  test('with what the schema has is taken, defaults and changes included', async () => {
    expect(await post('nested', good)).toEqual({ status: 200, body: { ...good, changed: 'UP' } });
    const { filled: _filled, ...without } = good;
    expect((await post('nested', without)).body.filled).toEqual({ a: 'x' });
    expect((await post('nested', { ...good, list: [1, 2, 3].map(() => ({ a: '' })) })).status).toBe(422);
  });

  test.each([
    ['at the top', { ...good, b: 1 }],
    ['in an object', { ...good, one: { a: '1', b: 1 } }],
    ['in a list', { ...good, list: [{ a: '1', b: 1 }] }],
    ['in a record', { ...good, record: { any: { a: '1', b: 1 } } }],
    ['in what may be missing', { ...good, maybe: { a: '1', b: 1 } }],
    ['in what has a default', { ...good, filled: { a: '1', b: 1 } }],
    ['in one of several forms', { ...good, either: { type: 'right', b: 1 } }],
    ['in an object of one of several forms', { ...good, either: { type: 'left', more: { a: '1', b: 1 } } }],
    ['in what is changed', { ...good, changed: { a: '1', b: 1 } }],
  ])('with an unknown field %s is refused', async (_where, body) => {
    expect(await post('nested', body)).toMatchObject({ status: 422, body: { code: 'invalid-input' } });
  });

  test('of the desk’s own is judged so at every depth, and nodes of a text by the text’s schema', async () => {
    const thread = {
      id: 'thread0000000000',
      subject: { type: 'article' },
      comment: { id: 'comment000000000', body: 'Look' },
    };
    const answer = await post('thread', thread);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect((await post('thread', { ...thread, subject: { type: 'article', b: 1 } })).status).toBe(422);
    const lead = { media: '', alt: '', caption: '', credit: '' };
    const blocks = [{ type: 'paragraph', attrs: { id: 'abcd', anything: 1 } }];
    const content = { headline: '', dek: '', lead, sections: [{ id: 'abcd', kind: 'k', title: '', blocks }] };
    expect((await post('content', content)).body).toEqual(content);
    expect((await post('content', { ...content, lead: { ...lead, width: 3 } })).status).toBe(422);
  });
});
