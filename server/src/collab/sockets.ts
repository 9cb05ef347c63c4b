// The WebSockets of signed-in people: who may open one, how much may come in, and closing them when a session ends.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Me } from '@galley/shared/api/people.ts';
import { moved } from '@galley/shared/wire/messages.ts';
import type { Logger } from 'pino';
import { WebSocket, WebSocketServer } from 'ws';
import type { SessionChange, Sessions, SignedIn } from '../accounts/sessions.ts';
import { socketLimits } from './limits.ts';
import { OpeningPace } from './opening-pace.ts';
import type { Rate } from './rate-limit.ts';

/** An open socket and the person behind it, as they are now. */
export interface DeskSocket {
  readonly webSocket: WebSocket;
  /** What the WebSocket writes to: for frames that were made for many. */
  readonly stream: Duplex;
  readonly headers: IncomingHttpHeaders;
  readonly session: string;
  readonly address: string;
  /** What stands behind the question mark of its address. */
  readonly query: URLSearchParams;
  me: Me;
}

export interface SocketsOptions {
  sessions: Sessions;
  /** Whose pages may open a socket. */
  origins: readonly string[];
  /** The largest message that is accepted, in bytes; a larger one ends the socket. */
  maxPayload: number;
  /** How many proxies stand before this server. */
  trustProxy: number;
  /** How often sockets may be opened from one address. */
  openingsOfAddress?: Rate | undefined;
  onOpen(socket: DeskSocket): void;
  /** Called when the person's role or profile may have changed; `socket.me` is up to date. */
  onChanged?(socket: DeskSocket): void;
  log: Logger;
}

/** Galley's own close code: the session is over, or there is none. The client is not to come back by itself. */
const notSignedIn = 4401;
/** Galley's own as well: the person, or their whole network, has too many open. */
const tooMany = 4429;

/** Close codes of RFC 6455 and its registry: clients come back by themselves. */
const serviceRestart = 1012;
const tryAgainLater = 1013;

const heartbeatMs = 30_000;
/** How long it takes from one group of sockets that are moved to the next. */
const sliceMs = 50;
/** How long a peer may take to answer that its socket is closed. */
const closingMs = 1000;
/** What may wait for a peer that does not read. */
const maxBufferedBytes = 64 * 1024 * 1024;

/** Sockets of one path of the server. */
export class Sockets {
  readonly open = new Set<DeskSocket>();
  #ofPerson = new Counts();
  #ofAddress = new Counts();
  #openedByPerson = new OpeningPace(socketLimits.openingsOfPerson);
  #openedByAddress: OpeningPace;
  #server: WebSocketServer;
  #options: SocketsOptions;
  #heartbeat: NodeJS.Timeout;
  #alive = new WeakSet<WebSocket>();
  #isClosed = false;

  constructor(options: SocketsOptions) {
    this.#options = options;
    this.#openedByAddress = new OpeningPace(options.openingsOfAddress ?? socketLimits.openingsOfAddress);
    const { maxPayload } = options;
    this.#server = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false });
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs);
    this.#heartbeat.unref();
  }

  /**
   * Answers an HTTP upgrade: 403 for a foreign origin, 429 for an address that opens too many. Without a session the socket is opened and closed with a code of
   * its own, which is all that a browser lets a page see.
   */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // A peer that goes away while its session is looked up is no error of ours.
    socket.on('error', () => {});
    const { origin } = request.headers;
    if (origin === undefined || !this.#options.origins.includes(origin))
      return refuse(socket, '403 Forbidden');
    const address = addressOf(request, this.#options.trustProxy);
    if (!this.#openedByAddress.take(address)) return refuse(socket, '429 Too Many Requests');
    const signedIn = await this.#signedIn(request.headers);
    if (signedIn === 'unknown' || this.#isClosed) return refuse(socket, '503 Service Unavailable');
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      // A broken frame or a message that is too large; ws closes the socket itself.
      webSocket.on('error', () => {});
      if (signedIn && this.#isOneTooMany(signedIn.me, address))
        end(webSocket, tooMany, 'too-many-connections');
      else if (signedIn && !this.#openedByPerson.take(signedIn.me.id))
        end(webSocket, tryAgainLater, 'too fast');
      else if (signedIn) {
        const query = new URLSearchParams(request.url?.split('?').slice(1).join('?'));
        this.#admit({ webSocket, stream: socket, headers: request.headers, address, query, ...signedIn });
      } else end(webSocket, notSignedIn, 'not-signed-in');
    });
  }

  /** Handles a change to a person or a session, on whichever node it was made. */
  async handle(change: SessionChange): Promise<void> {
    const concerned = [...this.open].filter(
      ({ me, session }) => me.id === change.user && (change.type !== 'ended' || session === change.session),
    );
    for (const socket of concerned) {
      const current = change.type === 'changed' ? await this.#signedIn(socket.headers) : null;
      // Who can't be looked up now may have lost a right: they have to come back.
      if (current === 'unknown') end(socket.webSocket, tryAgainLater, 'try again');
      else this.#update(socket, current);
    }
  }

  /** Lets nobody in anymore. */
  stop(): void {
    this.#isClosed = true;
    clearInterval(this.#heartbeat);
  }

  /** Closes one socket while others wait for its client, which comes back at once. */
  move({ webSocket }: DeskSocket): void {
    end(webSocket, serviceRestart, moved);
  }

  /**
   * Lets nobody in anymore, and moves all that are open, in equal groups spread over this time, in ms; with none left of it at
   * once. Resolves when the last group has been asked to close: nobody is waited for, neither here nor at the other nodes.
   */
  async moveAll(ms: number): Promise<void> {
    this.stop();
    const sockets = [...this.open];
    const slices = Math.ceil(ms / sliceMs);
    const size = Math.ceil(sockets.length / slices);
    for (let sent = 0; sent < sockets.length; sent += size) {
      for (const socket of sockets.slice(sent, sent + size)) this.move(socket);
      if (sent + size < sockets.length) await pause(sliceMs);
    }
  }

  /** Closes all sockets as a restarting server does; clients come back by themselves. */
  close(): void {
    this.stop();
    for (const { webSocket } of this.open) end(webSocket, serviceRestart, 'restarting');
    this.#server.close();
  }

  #isOneTooMany({ id }: Me, address: string): boolean {
    return (
      this.#ofPerson.of(id) >= socketLimits.perPerson ||
      this.#ofAddress.of(address) >= socketLimits.perAddress
    );
  }

  #admit(socket: DeskSocket): void {
    const { webSocket, address } = socket;
    const person = socket.me.id;
    this.open.add(socket);
    this.#ofPerson.add(person, 1);
    this.#ofAddress.add(address, 1);
    this.#alive.add(webSocket);
    webSocket.on('pong', () => this.#alive.add(webSocket));
    webSocket.on('message', () => this.#alive.add(webSocket));
    webSocket.on('close', () => {
      this.open.delete(socket);
      this.#ofPerson.add(person, -1);
      this.#ofAddress.add(address, -1);
    });
    this.#options.onOpen(socket);
  }

  #update(socket: DeskSocket, current: SignedIn | null): void {
    if (current === null) {
      end(socket.webSocket, notSignedIn, 'not-signed-in');
    } else if (JSON.stringify(current.me) !== JSON.stringify(socket.me)) {
      socket.me = current.me;
      this.#options.onChanged?.(socket);
    }
  }

  /** Sessions run out without anybody saying so, and word of a change may get lost between nodes. */
  async #lookAgain(socket: DeskSocket): Promise<void> {
    const current = await this.#signedIn(socket.headers);
    if (current !== 'unknown') this.#update(socket, current);
  }

  async #signedIn(headers: IncomingHttpHeaders): Promise<SignedIn | null | 'unknown'> {
    try {
      return await this.#options.sessions.of(headers);
    } catch (error) {
      this.#options.log.error({ err: error }, 'A session could not be looked up');
      return 'unknown';
    }
  }

  #beat(): void {
    for (const socket of this.open) {
      const { webSocket } = socket;
      // A paused one is held back by the server and can't answer.
      const answers = this.#alive.delete(webSocket) || webSocket.isPaused;
      if (!answers || webSocket.bufferedAmount > maxBufferedBytes) {
        webSocket.terminate();
        continue;
      }
      webSocket.ping();
      void this.#lookAgain(socket);
    }
  }
}

/** How many there are of each. */
class Counts {
  #counts = new Map<string, number>();

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  add(key: string, change: 1 | -1): void {
    const count = this.of(key) + change;
    if (count === 0) this.#counts.delete(key);
    else this.#counts.set(key, count);
  }
}

/** Ends a socket in good form, and after a while in any. */
function end(webSocket: WebSocket, code: number, reason: string): void {
  webSocket.close(code, reason);
  const timer = setTimeout(() => {
    if (webSocket.readyState !== WebSocket.CLOSED) webSocket.terminate();
  }, closingMs);
  timer.unref();
}

/** Where a request comes from: beyond the proxies that are trusted, what the last of them says. */
function addressOf({ headers, socket }: IncomingMessage, trustProxy: number): string {
  const said = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const way = [...said, socket.remoteAddress ?? ''];
  return way[Math.max(0, way.length - 1 - trustProxy)] ?? '';
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
