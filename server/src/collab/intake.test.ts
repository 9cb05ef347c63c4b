// A socket brings no more than its queue holds: then it is not read on until that is worked off, at the pace of its person.
import type { AddressInfo } from 'node:net';
import { OutgoingMessage } from '@hocuspocus/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { writeUpdate } from 'y-protocols/sync';
import { Intake } from './intake.ts';
import { paceLimits, socketLimits } from './limits.ts';
import { Pace } from './pace.ts';
import { until } from './testing.ts';

let server: WebSocketServer;
let client: WebSocket;
let webSocket: WebSocket;
let pace: Pace;
let intake: Intake;

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const opened = new Promise<WebSocket>((resolve) => server.once('connection', resolve));
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  webSocket = await opened;
  pace = new Pace();
  intake = new Intake({
    socket: { webSocket },
    pace,
    handle: () => {},
    present: () => {},
    isClosed: () => false,
  });
  await until(() => client.readyState === WebSocket.OPEN);
  // For a second nothing is worked off.
  pace.spend(paceLimits.burst + paceLimits.perSecond);
});
afterEach(() => {
  client.terminate();
  webSocket.terminate();
  server.close();
});

it.each([
  ['messages', 1, socketLimits.queuedMessages + 1],
  ['bytes', 1024 * 1024, socketLimits.queuedBytes / 1024 / 1024],
])('is not read on while too many %s wait, and then is', async (_what, bytes, count) => {
  const message = new OutgoingMessage('article/any').createSyncMessage();
  writeUpdate(message.encoder, new Uint8Array(bytes));
  for (let sent = 0; sent < count - 1; sent += 1) client.send(message.toUint8Array());
  const answered = new Promise((resolve) => client.once('pong', resolve));
  client.ping();
  await answered;
  expect(webSocket.isPaused).toBe(false);
  for (let sent = 0; sent < 2; sent += 1) client.send(message.toUint8Array());
  await until(() => webSocket.isPaused);
  await intake.handled();
  expect(webSocket.isPaused).toBe(false);
});
