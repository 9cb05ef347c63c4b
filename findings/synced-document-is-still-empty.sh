#!/usr/bin/env bash
# y-websocket 3.1.0 with @y/websocket-server 0.1.1 and its LevelDB persistence (y-leveldb 0.1.2), yjs 13.6.33
#
# Expected: once the provider says that a document is in sync, it holds what the server has stored, so that a page may put a
# template into one that is empty then.
# Happens: the server answers whoever opens a document first before it has read it from its disk, where documents are read one
# after the other. Where forty are opened at once, as when people come back after a restart, the provider says `sync` of some
# while they are empty; the stored text comes as an update afterwards, and a page that fills empty documents has both.
# Opened once more, each has its text with `sync`.
# Output seen:
#   first: some in sync while empty, all filled later
#   again: none in sync while empty
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund yjs@13.6.33 y-websocket@3.1.0 @y/websocket-server@0.1.1 y-leveldb@0.1.2 ws@8.18.0
cat >server.mjs <<'JS'
import { createServer } from 'node:http';
import { setupWSConnection } from '@y/websocket-server/utils';
import { WebSocketServer } from 'ws';

const server = createServer();
new WebSocketServer({ server }).on('connection', (socket, request) => setupWSConnection(socket, request));
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
JS
cat >try.mjs <<'JS'
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { LeveldbPersistence } from 'y-leveldb';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

const stored = new Y.Doc();
stored.getText('story').insert(0, 'The harbor reopens today. '.repeat(4000));
const state = Y.encodeStateAsUpdate(stored);
const names = Array.from({ length: 40 }, (_, index) => `story${index}`);
const persistence = new LeveldbPersistence('documents');
for (const name of names) await persistence.storeUpdate(name, state);
await persistence.destroy();

const server = fork('server.mjs', { env: { ...process.env, YPERSISTENCE: 'documents' }, silent: true });
const [port] = await once(server, 'message');
const providers = [];
/** Resolves with how much was there at `sync`, once all of it is. */
const open = (name) =>
  new Promise((resolve) => {
    const doc = new Y.Doc();
    const text = doc.getText('story');
    const options = { disableBc: true, WebSocketPolyfill: WebSocket };
    const provider = new WebsocketProvider(`ws://127.0.0.1:${port}`, name, doc, options);
    providers.push(provider);
    let atSync = null;
    const look = () => {
      if (atSync !== null && text.length === 104_000) resolve(atSync);
    };
    provider.once('sync', () => {
      atSync = text.length;
      look();
    });
    text.observe(look);
  });

for (const time of ['first', 'again']) {
  const atSync = await Promise.all(names.map(open));
  const empty = atSync.includes(0) ? 'some in sync while empty, all filled later' : 'none in sync while empty';
  console.log(`${time}: ${empty}`);
}
for (const provider of providers) provider.destroy();
server.kill();
process.exit(0);
JS
said=$(node try.mjs)
echo "$said"
[ "$said" = "first: some in sync while empty, all filled later
again: none in sync while empty" ]
