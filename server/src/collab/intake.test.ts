// A socket brings no more than its queue holds: then it is not read on until that is worked off, at the pace of its person. Of
// presence only the newest waits, and only where a document is open or asked for.
import type { AddressInfo } from 'node:net';
import { MessageType, OutgoingMessage } from '@hocuspocus/server';
import * as encoding from 'lib0/encoding';
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
let handled: number;

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
    handle: () => {
      handled += 1;
    },
    present: () => {},
    isClosed: () => false,
    openingMs: 20,
  });
  handled = 0;
  await until(() => client.readyState === WebSocket.OPEN);
  // For a second nothing is worked off.
  pace.spend(paceLimits.burst + paceLimits.perSecond);
});
afterEach(() => {
  client.terminate();
  webSocket.terminate();
  server.close();
});

/** Resolves once the server has what was sent so far. */
async function arrived(): Promise<void> {
  const answered = new Promise((resolve) => client.once('pong', resolve));
  client.ping();
  await answered;
}

function helloTo(address: string): Uint8Array {
  const hello = new OutgoingMessage(address);
  encoding.writeVarUint(hello.encoder, MessageType.Auth);
  encoding.writeVarUint(hello.encoder, 0);
  encoding.writeVarString(hello.encoder, '{}');
  return hello.toUint8Array();
}

function presenceIn(address: string, bytes: number): Uint8Array {
  const presence = new OutgoingMessage(address);
  encoding.writeVarUint(presence.encoder, MessageType.Awareness);
  encoding.writeVarUint8Array(presence.encoder, new Uint8Array(bytes));
  return presence.toUint8Array();
}

function updateOf(bytes: number): Uint8Array {
  const message = new OutgoingMessage('article/any').createSyncMessage();
  writeUpdate(message.encoder, new Uint8Array(bytes));
  return message.toUint8Array();
}

it.each([
  ['messages', 1, socketLimits.queuedMessages + 1],
  ['bytes', 1024 * 1024, socketLimits.queuedBytes / 1024 / 1024],
])('is not read on while too many %s wait, and then is', async (_what, bytes, count) => {
  const message = updateOf(bytes);
  for (let sent = 0; sent < count - 1; sent += 1) client.send(message);
  await arrived();
  expect(webSocket.isPaused).toBe(false);
  for (let sent = 0; sent < 2; sent += 1) client.send(message);
  await until(() => webSocket.isPaused);
  await intake.handled();
  expect(webSocket.isPaused).toBe(false);
});

it('counts the newest presence, which alone waits', async () => {
  client.send(helloTo('article/any'));
  client.send(updateOf(socketLimits.queuedBytes - 20_000));
  client.send(presenceIn('article/any', 10));
  await arrived();
  expect(webSocket.isPaused).toBe(false);
  client.send(presenceIn('article/any', 30_000));
  await until(() => webSocket.isPaused);
});

it('drops presence in documents that nobody has asked for', async () => {
  client.send(helloTo('article/any'));
  for (let sent = 1; sent < socketLimits.queuedMessages; sent += 1) client.send(updateOf(1));
  client.send(presenceIn('article/invented', 10));
  await arrived();
  expect(webSocket.isPaused).toBe(false);
  client.send(presenceIn('article/any', 10));
  await until(() => webSocket.isPaused);
});

it('is closed so that its client comes back where a document does not open in time, and nothing of it waits', async () => {
  const closed = new Promise<number>((resolve) => client.once('close', resolve));
  client.send(helloTo('article/any'));
  expect(await closed).toBe(1013);
  expect(handled).toBe(1);
  await intake.handled();
});
