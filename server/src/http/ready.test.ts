import express from 'express';
import { afterEach, expect, test, vi } from 'vitest';
import { forEachStorage, onPostgres } from '../storage/testing.ts';
import { createReadiness } from './ready.ts';

const ends: (() => unknown)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function serve(readiness: ReturnType<typeof createReadiness>) {
  const server = express().get('/ready', readiness.answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  ends.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return async () => {
    const response = await fetch(`http://127.0.0.1:${address.port}/ready`);
    return { status: response.status, body: await response.json() };
  };
}

forEachStorage((database) => {
  test('is ready while the database answers and edits are saved, and not once it drains', async () => {
    const storage = await (await database()).open();
    ends.push(() => storage.close());
    const journal: { state: 'saving' | 'delayed' } = { state: 'saving' };
    const readiness = createReadiness({ db: storage.db, journal });
    const ask = await serve(readiness);
    expect(await ask()).toEqual({ status: 200, body: { status: 'ready', reasons: [] } });
    journal.state = 'delayed';
    expect(await ask()).toMatchObject({ status: 503, body: { reasons: ['saving-delayed'] } });
    journal.state = 'saving';
    readiness.drain();
    expect(await ask()).toEqual({ status: 503, body: { status: 'not-ready', reasons: ['draining'] } });
  });
});

onPostgres((database) => {
  test('is not ready where the database does not answer, and says no more than that', async () => {
    const place = await database();
    const storage = await place.open();
    ends.push(() => storage.close());
    const ask = await serve(createReadiness({ db: storage.db, journal: { state: 'saving' } }));
    const outage = await place.outage();
    expect(await ask()).toEqual({ status: 503, body: { status: 'not-ready', reasons: ['database'] } });
    await outage.end();
    await vi.waitFor(async () => expect((await ask()).status).toBe(200), 10_000);
  });
});
