import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DeskError } from './desk/desk-error.ts';
import { openDesk } from './testing/desk.ts';

test('a desk that can’t be started to its end leaves nothing open', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'galley-desk-'));
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const port = String((free.address() as AddressInfo).port);
  await new Promise((resolve) => free.close(resolve));
  const database = { url: undefined, dataDir };
  const settings = {
    PORT: port,
    HOST: '127.0.0.1',
    METRICS_PORT: String((taken.address() as AddressInfo).port),
  };
  await expect(openDesk(database, settings)).rejects.toBeInstanceOf(DeskError);
  await new Promise((resolve) => taken.close(resolve));

  // Port and folder are free again.
  const desk = await openDesk(database, settings);
  expect((await desk.visitor().ask('GET', '/ready')).status).toBe(200);
  expect(await desk.close()).toBe(true);
  rmSync(dataDir, { recursive: true });
});
