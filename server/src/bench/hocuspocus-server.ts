// The peer: plain Hocuspocus with its SQLite extension, set up as its documentation says.
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';
import { reportToBench } from './server-process.ts';

const server = new Server({
  address: '127.0.0.1',
  port: 0,
  quiet: true,
  extensions: [new SQLite({ database: process.env.BENCH_DATABASE ?? ':memory:' })],
});
await server.listen();
reportToBench(server.address.port);
