// The WebSocket at /api/live: tells every open desk what changed, so that it asks anew for what it shows.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { LiveEvent } from '@galley/shared/wire/live.ts';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import { sessionTopic } from '../collab/node-topics.ts';
import type { Presence } from '../collab/presence.ts';
import { type DeskSocket, Sockets } from '../collab/sockets.ts';
import type { Bus } from './bus.ts';
import type { Live } from './live.ts';
import { type Announced, liveTopic } from './live-topic.ts';

export interface LiveSocketOptions {
  sessions: Sessions;
  presence: Presence;
  bus: Bus;
  origins: readonly string[];
  trustProxy: number;
  log: Logger;
}

export interface LiveSocket extends Live {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends everybody to other nodes, one after the other, within so many ms at most. */
  handOver(ms: number): Promise<void>;
  /** How many sockets are open. */
  count(): number;
  close(): void;
}

/** How long the next one waits when everybody goes elsewhere, in ms: each of them asks there for all that their page shows. */
const handOverEveryMs = 10;

/** Opens the live events. */
export function createLive({
  sessions,
  presence,
  bus,
  origins,
  trustProxy,
  log,
}: LiveSocketOptions): LiveSocket {
  const sockets = new Sockets({
    sessions,
    origins,
    log,
    // Nobody has anything to say here.
    maxPayload: 1024,
    trustProxy,
    onOpen: (socket) => {
      send(socket, { type: 'presence-all', articles: presence.everywhere() });
      socket.webSocket.on('message', () => socket.webSocket.close(1003, 'nothing is read here'));
    },
    onChanged: (socket) => send(socket, { type: 'session' }),
  });
  const deliver = ({ event, to }: Announced) => {
    for (const socket of sockets.open) if (to === null || socket.me.id === to) send(socket, event);
  };
  bus.subscribe(liveTopic, deliver);
  bus.subscribe(sessionTopic, (change) => void sockets.handle(change));
  presence.onChanged((article, people) =>
    deliver({ event: { type: 'presence', article, people }, to: null }),
  );
  return {
    announce: (event, to) => bus.publish(liveTopic, { event, to: to ?? null }),
    upgrade: (request, socket, head) => void sockets.upgrade(request, socket, head),
    handOver: (ms) => sockets.moveAll(Math.min(ms, sockets.open.size * handOverEveryMs)),
    count: () => sockets.open.size,
    close: () => sockets.close(),
  };
}

function send(socket: DeskSocket, event: LiveEvent): void {
  socket.webSocket.send(JSON.stringify(event));
}
