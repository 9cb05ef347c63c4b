#!/usr/bin/env bash
# partysocket 1.3.0 (its ReconnectingWebSocket), ws 8.23.0
#
# Expected: `reconnect()`, whose documentation says that it connects again and resets the count of tries, connects when it is
# called, as a page does when the browser says that it is online again.
# Happens: while the socket waits for its next try, `reconnect()` sets the count back and does nothing else. The wait that was
# begun goes on to its end, which by the defaults is ten seconds and with a longer maximum that much more; a new socket
# would have been there at once. Only a call while a connection stands, or is being made, connects.
# Output seen (the wait here is a minute; the server is started while it lasts, and is watched until a second socket is there):
#   asked to reconnect while it waited: no connection
#   a new socket, made after that: connected
#   asked to reconnect while it was connected: connected
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund partysocket@1.3.0 ws@8.23.0
cat >try.mjs <<'JS'
import { once } from 'node:events';
import { createServer } from 'node:net';
import ReconnectingWebSocket from 'partysocket/ws';
import WebSocket, { WebSocketServer } from 'ws';

// A port on which nothing listens yet.
const place = createServer().listen(0, '127.0.0.1');
await once(place, 'listening');
const { port } = place.address();
place.close();
await once(place, 'close');

const open = (name) =>
  new ReconnectingWebSocket(`ws://127.0.0.1:${port}/${name}`, [], {
    WebSocket,
    minReconnectionDelay: 60_000,
    maxReconnectionDelay: 60_000,
  });
const next = (socket, event) => new Promise((resolve) => socket.addEventListener(event, resolve, { once: true }));
/** Resolves once the try that has just failed is over and the wait for the next one has begun. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 500));

const waiting = open('waiting');
await next(waiting, 'error');
await settled();

const came = [];
const server = new WebSocketServer({ port, host: '127.0.0.1' });
server.on('connection', (_socket, request) => came.push(request.url));
await once(server, 'listening');

waiting.reconnect();
const fresh = open('fresh');
await next(fresh, 'open');
await settled();
console.log(`asked to reconnect while it waited: ${came.includes('/waiting') ? 'connected' : 'no connection'}`);
console.log(`a new socket, made after that: ${came.includes('/fresh') ? 'connected' : 'no connection'}`);
came.length = 0;
fresh.reconnect();
await next(fresh, 'open');
console.log(`asked to reconnect while it was connected: ${came.includes('/fresh') ? 'connected' : 'no connection'}`);
process.exit(0);
JS
node try.mjs | tee seen.txt
cat >expected.txt <<'TXT'
asked to reconnect while it waited: no connection
a new socket, made after that: connected
asked to reconnect while it was connected: connected
TXT
diff expected.txt seen.txt
