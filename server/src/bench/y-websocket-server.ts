// A peer: the server of y-websocket with its documents in LevelDB, set up as its documentation says (YPERSISTENCE names the folder).
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setupWSConnection } from '@y/websocket-server/utils';
import { WebSocketServer } from 'ws';
import { reportToBench } from './server-process.ts';

const server = createServer();
const sockets = new WebSocketServer({ server });
sockets.on('connection', (socket, request) => setupWSConnection(socket, request));
server.listen(0, '127.0.0.1', () => reportToBench((server.address() as AddressInfo).port));
process.on('SIGTERM', () => process.exit(0));
