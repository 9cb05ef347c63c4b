// The floor: a WebSocket server that sends each message on to everybody else and does nothing more.
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { reportToBench } from './server-process.ts';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', (socket) => {
  socket.on('message', (message) => {
    for (const other of server.clients) {
      if (other !== socket && other.readyState === WebSocket.OPEN) other.send(message);
    }
  });
});
server.on('listening', () => reportToBench((server.address() as AddressInfo).port));
process.on('SIGTERM', () => process.exit(0));
