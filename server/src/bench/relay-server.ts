// The floor: a WebSocket server that sends each message on to everybody else of the same path and does nothing more.
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { reportToBench } from './server-process.ts';

const rooms = new Map<string | undefined, Set<WebSocket>>();
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', (socket, { url }) => {
  const room = rooms.get(url) ?? new Set();
  rooms.set(url, room.add(socket));
  socket.on('close', () => room.delete(socket));
  socket.on('message', (message) => {
    for (const other of room) {
      if (other !== socket && other.readyState === WebSocket.OPEN) other.send(message);
    }
  });
});
server.on('listening', () => reportToBench((server.address() as AddressInfo).port));
process.on('SIGTERM', () => process.exit(0));
