#!/usr/bin/env bash
# @hocuspocus/server 4.7.0, @hocuspocus/provider 4.7.0
#
# Expected: somebody who takes their presence away and stays connected (`awareness.setLocalState(null)`, as a page does that
# hides its caret or is in the background) is gone for everybody else, as with y-websocket, and added again when they come back.
# Happens: the server reads each presence message into an empty Awareness, for its hook, and passes on what that holds then. A
# state that was taken away is held by none, so the leaving is dropped: caret and name stay with everybody until the
# person disconnects or the entry times out after 30 seconds. A state that is emptied ({}) does arrive, by the
# same messages in the same order.
# Output seen, each after two more messages of Ann's have come to Ben through the server:
#   there: {"is":"here"}
#   emptied: {}
#   back: {"is":"back"}
#   taken away: {"is":"back"}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @hocuspocus/server@4.7.0 @hocuspocus/provider@4.7.0 yjs@13.6.33 ws@8.23.0
cat >try.mjs <<'JS'
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { Server } from '@hocuspocus/server';
import WebSocket from 'ws';
import * as Y from 'yjs';

const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  onStateless: async ({ document, payload }) => document.broadcastStateless(payload),
});
await server.listen();
const { port } = server.httpServer.address();

const join = () =>
  new Promise((resolve) => {
    const websocketProvider = new HocuspocusProviderWebsocket({ url: `ws://127.0.0.1:${port}`, WebSocketPolyfill: WebSocket });
    const provider = new HocuspocusProvider({
      websocketProvider,
      name: 'story',
      document: new Y.Doc(),
      onSynced: () => resolve(provider),
    });
    provider.attach();
  });
const ann = await join();
const ben = await join();

/** Resolves once a message of Ann's has come to Ben through the server. */
const passed = (payload) =>
  new Promise((resolve) => {
    ben.on('stateless', (message) => message.payload === payload && resolve());
    ann.sendStateless(payload);
  });

let count = 0;
/** Sends a state of Ann's, and gives what Ben has of her two messages later: the server lets one overtake a presence. */
const seenOf = async (state) => {
  ann.awareness.setLocalState(state);
  for (let round = 0; round < 2; round += 1) await passed(`message ${(count += 1)}`);
  return JSON.stringify(ben.awareness.getStates().get(ann.document.clientID) ?? null);
};

const said = [
  `there: ${await seenOf({ is: 'here' })}`,
  `emptied: ${await seenOf({})}`,
  `back: ${await seenOf({ is: 'back' })}`,
  `taken away: ${await seenOf(null)}`,
].join('\n');
console.log(said);
const expected = `there: {"is":"here"}
emptied: {}
back: {"is":"back"}
taken away: {"is":"back"}`;
process.exit(said === expected ? 0 : 1);
JS
node try.mjs
