// How many requests one person may make: over all of their addresses, and without a session each address for itself.
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { TestPeople } from '../collab/testing.ts';
import { handleErrors } from './error-handler.ts';
import { limitByPerson } from './request-limits.ts';

const people = new TestPeople();
people.add('amy', 'editor');
const app = express().set('trust proxy', 1);
app.get('/', limitByPerson(people, { limit: 2, windowMs: 60_000 }), (_request, response) => {
  response.end();
});
app.use(handleErrors(pino({ enabled: false })));
const server = app.listen(0, '127.0.0.1');
afterAll(() => server.close());

async function ask(address: string, cookie = ''): Promise<number> {
  const { port } = server.address() as AddressInfo;
  const headers = { 'x-forwarded-for': address, cookie };
  return (await fetch(`http://127.0.0.1:${port}/`, { headers })).status;
}

test('who is not signed in uses up the requests of their own address alone', async () => {
  for (const status of [200, 200, 429]) expect(await ask('192.0.2.1')).toBe(status);
  expect(await ask('192.0.2.2')).toBe(200);
});

test('a person has the same limit from wherever they ask', async () => {
  expect(await ask('192.0.2.1', 'amy')).toBe(200);
  expect(await ask('192.0.2.3', 'amy')).toBe(200);
  expect(await ask('192.0.2.4', 'amy')).toBe(429);
});
