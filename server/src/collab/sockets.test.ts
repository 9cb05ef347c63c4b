// How many sockets may be open from one address, whoever opens them.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { socketLimits } from './limits.ts';
import { Sockets } from './sockets.ts';
import { silent, TestPeople, until } from './testing.ts';

it('has so many of one address and no more, and another address has its own', async () => {
  const people = new TestPeople();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = 'http://desk.test.example';
  const sockets = new Sockets({
    sessions: people,
    origins: [origin],
    maxPayload: 1000,
    trustProxy: 1,
    onOpen: () => {},
    log: silent,
  });
  server.on('upgrade', (request, socket, head) => void sockets.upgrade(request, socket, head));

  const clients: WebSocket[] = [];
  const codes: number[] = [];
  const open = (person: string, address: string) => {
    const headers = { cookie: person, 'x-forwarded-for': address };
    const client = new WebSocket(`ws://127.0.0.1:${port}/`, { headers, origin });
    client.on('error', () => {});
    client.on('close', (code) => codes.push(code));
    clients.push(client);
  };
  const { perAddress, perPerson } = socketLimits;
  for (let count = 0; count < perAddress; count += perPerson) {
    const person = people.add(`person-${count}`, 'viewer').name;
    for (let each = 0; each < Math.min(perPerson, perAddress - count); each += 1) open(person, '192.0.2.1');
    await until(() => sockets.open.size === clients.length);
  }
  people.add('one-more', 'viewer');
  open('one-more', '192.0.2.1');
  await until(() => codes.length > 0);
  expect(codes).toEqual([4429]);
  expect(sockets.open.size).toBe(perAddress);
  open('one-more', '192.0.2.2');
  await until(() => sockets.open.size === perAddress + 1);

  for (const client of clients) client.terminate();
  sockets.close();
  server.closeAllConnections();
  server.close();
});
