// What comes in on one socket, on its way to Hocuspocus: it waits in a bounded queue, at a pace that one connection may
// have, and a socket on which nobody opens a document is closed.
import { type Connection, MessageType } from '@hocuspocus/server';
import { WebSocket } from 'ws';
import { costs, socketLimits } from './limits.ts';
import type { Pace } from './pace.ts';
import { PresencePace, presenceIn } from './presence-pace.ts';
import type { DeskSocket } from './sockets.ts';

/** How long a socket may stay without a document. */
const helloMs = 15_000;

/**
 * How often a client is asked whether it is there, by Hocuspocus' own message. It comes back anew when it has heard
 * nothing for half a minute, and in a tab in the background, whose timers sleep, it does not even hear itself.
 */
const pingMs = 20_000;

/** Close codes of RFC 6455 and its registry. */
const unsupportedData = 1003;
const policyViolation = 1008;

export interface IntakeOptions {
  socket: DeskSocket;
  /** The pace of the socket's person. */
  pace: Pace;
  handle(message: Uint8Array): void;
  /** Takes in what an open connection says of its carets; throws for what can't be read. */
  present(connection: Connection, update: Uint8Array): void;
  /** Messages are ignored while this says so: the server is closing. */
  isClosed(): boolean;
  helloMs?: number | undefined;
}

export class Intake {
  readonly pace: Pace;
  #presence: PresencePace;
  #connections = new Set<Connection>();
  /** By connection, what it said last of its carets, as long as that waits for its turn. */
  #newest = new Map<Connection, Uint8Array>();
  #webSocket: WebSocket;
  #handle: (message: Uint8Array) => void;
  #present: IntakeOptions['present'];
  #isClosed: () => boolean;
  #helloMs: number;
  #hello: NodeJS.Timeout | undefined;
  #ping: NodeJS.Timeout;
  #bytes = 0;
  #messages = 0;

  constructor({ socket, pace, handle, present, isClosed, helloMs: timeout = helloMs }: IntakeOptions) {
    this.pace = pace;
    this.#presence = new PresencePace((message) => this.#takePresence(message));
    this.#webSocket = socket.webSocket;
    this.#handle = handle;
    this.#present = present;
    this.#isClosed = isClosed;
    this.#helloMs = timeout;
    this.#waitForHello();
    this.#ping = setInterval(() => this.#webSocket.send(new Uint8Array([MessageType.Ping])), pingMs);
    this.#webSocket.on('message', (data: Buffer, isBinary) => this.#take(data, isBinary));
    this.#webSocket.on('close', () => {
      clearTimeout(this.#hello);
      clearInterval(this.#ping);
      this.#presence.close();
    });
  }

  /** How many documents are open on this socket. */
  get documents(): number {
    return this.#connections.size;
  }

  /** A document is being opened: however long that takes, the socket is not closed for having none. */
  opening(): void {
    clearTimeout(this.#hello);
  }

  /** Nothing came of it. */
  notOpened(): void {
    if (this.#connections.size === 0 && this.#webSocket.readyState === WebSocket.OPEN) this.#waitForHello();
  }

  opened(connection: Connection): void {
    clearTimeout(this.#hello);
    this.#connections.add(connection);
    connection.onClose(() => this.#connections.delete(connection));
  }

  /** Resolves once everything that has come in has been handled. */
  async handled(): Promise<void> {
    await Promise.all([...this.#connections].map((connection) => connection.waitForPendingMessages()));
  }

  #waitForHello(): void {
    clearTimeout(this.#hello);
    const close = () => this.#webSocket.close(policyViolation, 'no document');
    this.#hello = setTimeout(close, this.#helloMs);
  }

  #take(data: Buffer, isBinary: boolean): void {
    // A closing socket still says what comes in: an ended session has nothing to say.
    if (this.#webSocket.readyState !== WebSocket.OPEN || this.#isClosed()) return;
    if (!isBinary) {
      this.#webSocket.close(unsupportedData, 'binary messages only');
      return;
    }
    // Hocuspocus' server does not understand the answer to its own message.
    if (data.byteLength === 1 && data[0] === MessageType.Pong) return;
    const message = new Uint8Array(data);
    if (!this.#presence.take(message)) this.#handOn(message);
  }

  #takePresence(message: Uint8Array): void {
    const presence = presenceIn(message);
    const connection = [...this.#connections].find((one) => one.messageAddress === presence?.name);
    if (presence && connection) {
      const isWaiting = this.#newest.has(connection);
      this.#newest.set(connection, presence.update);
      if (!isWaiting) void this.#presentNewest(connection);
    } else {
      // Hocuspocus keeps it until the document is open.
      this.#handOn(message);
    }
  }

  /** Carets come behind the words that they stand in. */
  async #presentNewest(connection: Connection): Promise<void> {
    await this.pace.take(costs.message + costs.presence);
    await connection.waitForPendingMessages();
    const update = this.#newest.get(connection);
    this.#newest.delete(connection);
    if (update === undefined || !this.#connections.has(connection)) return;
    try {
      this.#present(connection, update);
    } catch {
      connection.close();
    }
  }

  #handOn(data: Uint8Array): void {
    this.#handle(data);
    this.#bytes += data.byteLength;
    this.#messages += 1;
    if (this.#bytes > socketLimits.queuedBytes || this.#messages > socketLimits.queuedMessages)
      void this.#holdBack();
  }

  async #holdBack(): Promise<void> {
    this.#bytes = 0;
    this.#messages = 0;
    this.#webSocket.pause();
    await this.handled();
    this.#webSocket.resume();
  }
}
