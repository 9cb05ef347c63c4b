// How an article's edits go out to everybody who has it open. What arrives within a tick goes out as one update, whose frame
// is built once for all sockets. The first one waits for nothing; those that follow wait until the article has paused for
// as long as sending is worth. Who does not read as fast as the others write gets what they missed in one piece later on.
import { type Connection, type Document, isTransactionOrigin, OutgoingMessage } from '@hocuspocus/server';
import { encodeStateAsUpdate, encodeStateVector, mergeUpdates } from 'yjs';
import { fanOutLimits } from './limits.ts';
import { frameOf, type Outlet } from './outlet.ts';

export interface FanOutOptions {
  document: Document;
  outletOf(connection: Connection): Pick<Outlet, keyof Outlet>;
  /** Resolves when a whole document may be encoded. */
  turn(): Promise<void>;
}

interface Waiting {
  update: Uint8Array;
  /** Who sent it and has it already; null where it goes to everybody. */
  writer: Connection | null;
}

export class FanOut {
  #document: Document;
  #outletOf: FanOutOptions['outletOf'];
  #turn: FanOutOptions['turn'];
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #cancel: (() => void) | null = null;
  #pausesUntil = 0;
  /** Who does not keep up, with the state vector of what was sent to them. */
  #behind = new WeakMap<Connection, Uint8Array>();

  /** Takes the sending of the document's updates over from Hocuspocus; to be made before the document is filled. */
  constructor({ document, outletOf, turn }: FanOutOptions) {
    this.#document = document;
    this.#outletOf = outletOf;
    this.#turn = turn;
    // Hocuspocus offers no way to send its updates otherwise. Its own listener is the only one by now.
    document._observers.delete('update');
    // Presence goes out by Hocuspocus, from this method, after the text that its carets stand in.
    const sendPresence = document.flush.bind(document);
    document.flush = () => {
      this.flush();
      return sendPresence();
    };
  }

  /** To be called once the document is filled: from now on its updates go out. */
  begin(): void {
    this.#document.on('update', (update: Uint8Array, origin: unknown) => {
      this.#waiting.push({ update, writer: writerOf(origin) });
      this.#waitingBytes += update.byteLength;
      if (this.#waitingBytes > fanOutLimits.waitingBytes) this.flush();
      else this.#schedule();
    });
  }

  /** Sends what waits at once. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    this.#waitingBytes = 0;
    const begun = performance.now();
    this.#send(waiting);
    const ended = performance.now();
    this.#pausesUntil =
      ended + Math.min((ended - begun) * fanOutLimits.pauseTimes, fanOutLimits.longestPauseMs);
  }

  #schedule(): void {
    if (this.#cancel) return;
    const pauseMs = this.#pausesUntil - performance.now();
    const send = () => this.flush();
    if (pauseMs < 1) {
      const immediate = setImmediate(send);
      this.#cancel = () => clearImmediate(immediate);
    } else {
      const timer = setTimeout(send, pauseMs);
      this.#cancel = () => clearTimeout(timer);
    }
  }

  #send(waiting: readonly Waiting[]): void {
    const frames = new Frames(waiting);
    for (const connection of this.#document.getConnections()) {
      if (this.#behind.has(connection)) continue;
      const frame = frames.for(connection);
      if (frame) this.#write(connection, frame);
    }
  }

  #write(connection: Connection, frame: Buffer): void {
    const outlet = this.#outletOf(connection);
    if (!outlet.isOpen) return;
    outlet.write(frame);
    if (outlet.waitingBytes <= fanOutLimits.unreadBytes) return;
    this.#behind.set(connection, encodeStateVector(this.#document));
    outlet.onDrained(() => void this.#catchUp(connection));
  }

  /** Sends all at once what somebody missed. */
  async #catchUp(connection: Connection): Promise<void> {
    await this.#turn();
    const has = this.#behind.get(connection);
    this.#behind.delete(connection);
    if (has === undefined || !this.#document.hasConnection(connection)) return;
    // What still waits to be sent to the others is in the document: it comes twice, which changes nothing.
    const missed = encodeStateAsUpdate(this.#document, has);
    this.#write(connection, frameOf(messageOf(connection.messageAddress, missed)));
  }
}

/** The frames of one sending, each made when it is first wanted. */
class Frames {
  #waiting: readonly Waiting[];
  #writers: ReadonlySet<Connection | null>;
  #all: { address: string; frame: Buffer } | null = null;

  constructor(waiting: readonly Waiting[]) {
    this.#waiting = waiting;
    this.#writers = new Set(waiting.map(({ writer }) => writer));
  }

  /** Null where the connection has all of it already. */
  for(connection: Connection): Buffer | null {
    const address = connection.messageAddress;
    if (this.#writers.has(connection) && this.#writers.size <= fanOutLimits.framesOfTheirOwn) {
      const others = this.#waiting.filter(({ writer }) => writer !== connection);
      return others.length === 0 ? null : frameOf(messageOf(address, mergedOf(others)));
    }
    // Most have the same address, which is the document's name.
    if (this.#all?.address !== address)
      this.#all = { address, frame: frameOf(messageOf(address, mergedOf(this.#waiting))) };
    return this.#all.frame;
  }
}

function mergedOf(waiting: readonly Waiting[]): Uint8Array {
  const [first] = waiting;
  return first && waiting.length === 1 ? first.update : mergeUpdates(waiting.map(({ update }) => update));
}

function messageOf(address: string, update: Uint8Array): Uint8Array {
  return new OutgoingMessage(address).createSyncMessage().writeUpdate(update).toUint8Array();
}

function writerOf(origin: unknown): Connection | null {
  return isTransactionOrigin(origin) && origin.source === 'connection' ? origin.connection : null;
}
