// What comes in on one socket, on its way to Hocuspocus: it waits in a bounded queue for the pace of its person, and
// Hocuspocus gets one message after the other, so that nothing of a socket that is gone is worked off. A socket on which nobody
// opens a document is closed.
import { type Connection, MessageType } from '@hocuspocus/server';
import { WebSocket } from 'ws';
import { type Frame, readFrame } from './frames.ts';
import { costs, socketLimits } from './limits.ts';
import type { Pace } from './pace.ts';
import { PresencePace } from './presence-pace.ts';
import type { DeskSocket } from './sockets.ts';

/** How long a socket may stay without a document. */
const helloMs = 15_000;

/** How long a document may take to open. Of a thousand people who come at once the last waits for some seconds. */
const openingMs = 60_000;

/**
 * How often a client is asked whether it is there, by Hocuspocus' own message. It comes back anew when it has heard
 * nothing for half a minute, and in a tab in the background, whose timers sleep, it does not even hear itself.
 */
const pingMs = 20_000;

/** Close codes of RFC 6455 and its registry. */
const unsupportedData = 1003;
const policyViolation = 1008;
/** The client comes back by itself. */
const tryAgainLater = 1013;

export interface IntakeOptions {
  socket: Pick<DeskSocket, 'webSocket'>;
  /** The pace of the socket's person. */
  pace: Pace;
  handle(message: Uint8Array): void;
  /** Takes in what an open connection says of its carets; throws for what can't be read. */
  present(connection: Connection, update: Uint8Array): void;
  /** Messages are ignored while this says so: the server is closing. */
  isClosed(): boolean;
  helloMs?: number | undefined;
  openingMs?: number | undefined;
}

export class Intake {
  readonly pace: Pace;
  #presence: PresencePace;
  #connections = new Set<Connection>();
  #queue: Frame[] = [];
  #queuedBytes = 0;
  /** By the address of a document, the message in the queue that holds what was said last of its carets. */
  #carets = new Map<string, Frame>();
  /** The address of the document that is being opened. */
  #opening: string | null = null;
  /** Resolves once the queue is worked off. */
  #working: Promise<void> | null = null;
  /** Called once a document is open, or is not going to be. */
  #answered: () => void = () => {};
  #webSocket: WebSocket;
  #handle: (message: Uint8Array) => void;
  #present: IntakeOptions['present'];
  #isClosed: () => boolean;
  #helloMs: number;
  #openingMs: number;
  #hello: NodeJS.Timeout | undefined;
  #ping: NodeJS.Timeout;

  constructor({ socket, pace, handle, present, isClosed, ...times }: IntakeOptions) {
    this.pace = pace;
    this.#presence = new PresencePace((address, update) => this.#takePresence(address, update));
    this.#webSocket = socket.webSocket;
    this.#handle = handle;
    this.#present = present;
    this.#isClosed = isClosed;
    this.#helloMs = times.helloMs ?? helloMs;
    this.#openingMs = times.openingMs ?? openingMs;
    this.#waitForHello();
    this.#ping = setInterval(() => this.#webSocket.send(new Uint8Array([MessageType.Ping])), pingMs);
    this.#webSocket.on('message', (data: Buffer, isBinary) => this.#take(data, isBinary));
    this.#webSocket.on('close', () => this.#close());
  }

  /** How many documents are open on this socket. */
  get documents(): number {
    return this.#connections.size;
  }

  /** A document is being opened: meanwhile the socket is not closed for having none. */
  opening(): void {
    clearTimeout(this.#hello);
  }

  /** Nothing came of it. */
  notOpened(): void {
    this.#answered();
    if (this.#connections.size === 0 && this.#webSocket.readyState === WebSocket.OPEN) this.#waitForHello();
  }

  opened(connection: Connection): void {
    clearTimeout(this.#hello);
    this.#connections.add(connection);
    connection.onClose(() => this.#connections.delete(connection));
    this.#answered();
  }

  /** Resolves once everything that has come in has been handled. */
  async handled(): Promise<void> {
    await this.#working;
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
    const frame = readFrame(new Uint8Array(data));
    if (frame === null) this.#webSocket.close(unsupportedData, 'not understood');
    else if (!frame.presence) this.#enqueue(frame);
    else if (this.#isWanted(frame.address)) this.#presence.take(frame.address, frame.presence);
  }

  /** Whether a document is open at this address, or somebody has asked for it. */
  #isWanted(address: string): boolean {
    return (
      this.#opening === address ||
      this.#connectionTo(address) !== undefined ||
      this.#queue.some((frame) => frame.kind === 'hello' && frame.address === address)
    );
  }

  #connectionTo(address: string): Connection | undefined {
    return [...this.#connections].find(({ messageAddress }) => messageAddress === address);
  }

  /** Carets come behind the words that they stand in; a newer message takes the place of one that waits. */
  #takePresence(address: string, update: Uint8Array): void {
    const waiting = this.#carets.get(address);
    if (waiting) {
      this.#queuedBytes += update.byteLength - waiting.message.byteLength;
      waiting.message = update;
      this.#pauseWhereFull();
      return;
    }
    const frame: Frame = { address, kind: 'presence', message: update, presence: null };
    this.#carets.set(address, frame);
    this.#enqueue(frame);
  }

  #enqueue(frame: Frame): void {
    this.#queue.push(frame);
    this.#queuedBytes += frame.message.byteLength;
    this.#pauseWhereFull();
    this.#working ??= this.#work();
  }

  #pauseWhereFull(): void {
    if (this.#queuedBytes > socketLimits.queuedBytes || this.#queue.length > socketLimits.queuedMessages)
      this.#webSocket.pause();
  }

  async #work(): Promise<void> {
    for (let frame = this.#queue[0]; frame; frame = this.#queue[0]) {
      await this.pace.take(costOf(frame));
      // The socket may be closed by now.
      if (this.#queue[0] !== frame) continue;
      this.#queue.shift();
      this.#queuedBytes -= frame.message.byteLength;
      await this.#handOn(frame);
    }
    this.#working = null;
    this.#webSocket.resume();
  }

  /** Resolves once it is handled. What is for a document that is not open is for nobody. */
  async #handOn({ address, kind, message }: Frame): Promise<void> {
    const connection = this.#connectionTo(address);
    if (kind === 'presence') {
      this.#carets.delete(address);
      if (connection) this.#show(connection, message);
    } else if (connection) {
      this.#handle(message);
      await connection.waitForPendingMessages();
    } else if (kind === 'hello' && this.#webSocket.readyState === WebSocket.OPEN) {
      this.#opening = address;
      await this.#open(message);
      this.#opening = null;
    }
  }

  /** Resolves once the document is open or is not going to be; a socket whose document does not open in time is closed. */
  async #open(hello: Uint8Array): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#answered = resolve;
    const timeout = setTimeout(() => {
      this.#webSocket.close(tryAgainLater, 'try again');
      resolve();
    }, this.#openingMs);
    this.#handle(hello);
    await promise;
    clearTimeout(timeout);
  }

  #show(connection: Connection, presence: Uint8Array): void {
    try {
      this.#present(connection, presence);
    } catch {
      // Closing the document alone would leave the client without it, and without a word.
      this.#webSocket.close(unsupportedData, 'presence not understood');
    }
  }

  #close(): void {
    clearTimeout(this.#hello);
    clearInterval(this.#ping);
    this.#presence.close();
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#carets.clear();
    this.#answered();
  }
}

function costOf({ kind, message }: Frame): number {
  const ofKind = kind === 'presence' ? costs.presence : 0;
  return costs.message + ofKind + message.byteLength / costs.bytesPerToken;
}
