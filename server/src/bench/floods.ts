// What one person, or nobody, can send far too much of: each a way to make work for the server, without a pause until it is stopped.
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { gzipSync } from 'node:zlib';
import { signingInRoutes } from '@galley/shared/contract/signing-in.ts';
import { type ArticleId, documentNameOf, newId } from '@galley/shared/ids.ts';
import { articleSocketPath, ownVersions } from '@galley/shared/wire/messages.ts';
import { MessageType, OutgoingMessage } from '@hocuspocus/server';
import * as encoding from 'lib0/encoding';
import sharp from 'sharp';
import { WebSocket } from 'ws';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { socketLimits } from '../collab/limits.ts';

/** Where it goes, and as whom. */
export interface Target {
  url: string;
  /** An article in which the witness is not. */
  article: ArticleId;
  /** The cookies of people of these roles. */
  cookies: { editor: string; reviewer: string; viewer: string };
}

/** Sends on and on until it is stopped; gives how much was sent, in a few words. */
type Flood = (target: Target, isStopped: () => boolean) => Promise<string>;

/** By the names under which the bench prints them. */
export const floods: Record<string, Flood> = {
  'joins and sync steps': async ({ url, article, cookies }, isStopped) => {
    const sockets = await opened(url, article, cookies.viewer, socketLimits.perPerson);
    const step = new OutgoingMessage(documentNameOf(article)).createSyncMessage();
    writeSyncStep1(step.encoder, new Y.Doc());
    const sent = await overAndOver(sockets, isStopped, () => step.toUint8Array());
    return `${sent} sync steps on ${sockets.length} sockets`;
  },
  presence: async ({ url, article, cookies }, isStopped) => {
    const sockets = await opened(url, article, cookies.viewer, 20);
    const doc = new Y.Doc();
    const awareness = new Awareness(doc);
    let round = 0;
    const sent = await overAndOver(sockets, isStopped, () => {
      awareness.setLocalStateField('region', `flood${round++}`);
      const message = new OutgoingMessage(documentNameOf(article));
      encoding.writeVarUint(message.encoder, MessageType.Awareness);
      encoding.writeVarUint8Array(message.encoder, encodeAwarenessUpdate(awareness, [doc.clientID]));
      return message.toUint8Array();
    });
    awareness.destroy();
    return `${sent} presence messages on ${sockets.length} sockets`;
  },
  'updates with 400,000 client ids': async ({ url, article, cookies }, isStopped) => {
    const sockets = await opened(url, article, cookies.editor, 5);
    const update = manyClients(400_000);
    const message = new OutgoingMessage(documentNameOf(article)).createSyncMessage();
    writeUpdate(message.encoder, update);
    const bytes = message.toUint8Array();
    const sent = await overAndOver(sockets, isStopped, () => bytes);
    return `${sent} updates of ${(bytes.byteLength / 1e6).toFixed(1)} MB`;
  },
  connections: async ({ url, article, cookies }, isStopped) => {
    let count = 0;
    while (!isStopped()) {
      const sockets = await opened(url, article, cookies.viewer, socketLimits.perPerson + 20);
      count += socketLimits.perPerson + 20;
      for (const socket of sockets) socket.terminate();
    }
    return `${count} sockets opened and closed`;
  },
  threads: (target, isStopped) =>
    requests(8, isStopped, (count) => ({
      what: `${count} requests for a new thread`,
      ask: () =>
        post(target, `/api/articles/${target.article}/threads`, target.cookies.reviewer, {
          id: newId(),
          subject: { type: 'article' },
          comment: { id: newId(), body: 'Who says so?' },
        }),
    })),
  uploads: async (target, isStopped) => {
    const noise = { type: 'gaussian', mean: 128, sigma: 50 } as const;
    const picture = await sharp({
      create: { width: 3000, height: 2000, channels: 3, background: '#777', noise },
    })
      .jpeg({ quality: 70 })
      .toBuffer();
    return await requests(6, isStopped, (count) => ({
      what: `${count} pictures of ${(picture.length / 1e6).toFixed(1)} MB`,
      ask: () =>
        answered(`${target.url}/api/media`, {
          method: 'POST',
          headers: { cookie: target.cookies.editor, origin: target.url, 'content-type': 'image/jpeg' },
          // Behind its end a decoder reads nothing, and no two are the same file.
          body: new Uint8Array(Buffer.concat([picture, randomBytes(16)])),
        }),
    }));
  },
  'bodies of strangers': async (target, isStopped) => {
    const large = Buffer.from(JSON.stringify({ text: 'x'.repeat(8_000_000) }));
    const packed = gzipSync(Buffer.alloc(200_000_000, ' '));
    return await requests(8, isStopped, (count) => ({
      what: `${count} bodies of 8 MB, every other one unfolding to 200 MB`,
      ask: () => strangers(target, count % 2 === 0 ? large : packed, count % 2 === 0),
    }));
  },
  'wrong passwords': (target, isStopped) =>
    requests(20, isStopped, (count) => ({
      what: `${count} wrong passwords`,
      ask: () =>
        post(target, signingInRoutes.signIn.path, '', {
          email: `somebody${count % 50}@test.example`,
          password: 'not the right one',
        }),
    })),
};

/** Bare sockets of one person, with the article open; those that the server does not keep are left out. */
async function opened(url: string, article: ArticleId, cookie: string, count: number): Promise<WebSocket[]> {
  const hello = new OutgoingMessage(documentNameOf(article));
  encoding.writeVarUint(hello.encoder, MessageType.Auth);
  encoding.writeVarUint(hello.encoder, 0);
  encoding.writeVarString(hello.encoder, JSON.stringify(ownVersions));
  const all = Array.from({ length: count }, async () => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}${articleSocketPath}`, {
      headers: { cookie, origin: url },
    });
    socket.on('error', () => {});
    const closed = new Promise<null>((resolve) => socket.on('close', () => resolve(null)));
    const said = new Promise<WebSocket>((resolve) => socket.on('message', () => resolve(socket)));
    socket.on('open', () => socket.send(hello.toUint8Array()));
    return await Promise.race([closed, said]);
  });
  return (await Promise.all(all)).filter((socket) => socket !== null);
}

/** Sends on all sockets in turns, as fast as they take it. */
async function overAndOver(
  sockets: readonly WebSocket[],
  isStopped: () => boolean,
  message: () => Uint8Array,
): Promise<number> {
  let sent = 0;
  while (!isStopped()) {
    const open = sockets.filter((socket) => socket.readyState === WebSocket.OPEN);
    for (const socket of open)
      if (socket.bufferedAmount < 1_000_000) {
        socket.send(message());
        sent += 1;
      }
    await new Promise((resolve) => setImmediate(resolve));
    if (open.length === 0) break;
  }
  for (const socket of sockets) socket.terminate();
  return sent;
}

/** Asks over HTTP, so many at once. */
async function requests(
  atOnce: number,
  isStopped: () => boolean,
  request: (count: number) => { what: string; ask: () => Promise<unknown> },
): Promise<string> {
  let count = 0;
  const one = async () => {
    while (!isStopped()) await request(count++).ask();
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return request(count).what;
}

function post({ url }: Target, path: string, cookie: string, body: unknown): Promise<void> {
  return answered(url + path, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function answered(...request: Parameters<typeof fetch>): Promise<void> {
  // A connection that is closed on a body that is too large is an answer, too.
  await fetch(...request).then(
    (answer) => answer.arrayBuffer(),
    () => {},
  );
}

/** Sends a body without a session on a connection of its own, and goes as soon as there is an answer. */
function strangers({ url }: Target, body: Buffer, isPlain: boolean): Promise<void> {
  return new Promise((resolve) => {
    const request = http.request(`${url}/api/articles`, {
      method: 'POST',
      agent: false,
      headers: {
        origin: url,
        'content-type': 'application/json',
        'content-length': body.length,
        ...(isPlain ? {} : { 'content-encoding': 'gzip' }),
      },
    });
    request.on('response', (answer) => {
      answer.resume();
      request.destroy();
      resolve();
    });
    request.on('error', () => resolve());
    // A server may also just close the connection.
    request.on('close', () => resolve());
    request.end(body);
  });
}

/** An update in which each of so many client ids has collected garbage of its own. */
function manyClients(count: number): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  encoder.writeLen(count);
  for (let client = 0; client < count; client += 1) {
    encoder.writeLen(1);
    encoder.writeClient(1_000_000 + client);
    encoder.writeLen(0);
    encoder.writeInfo(0);
    encoder.writeLen(1);
  }
  encoder.writeLen(0);
  return encoder.toUint8Array();
}
