// The way of frames to one peer, past its WebSocket's own: `ws` makes a frame for every socket, and where a message goes to
// many it is made once here. Sockets are neither compressed nor masked, so that `ws` keeps nothing back that would come later.
import { WebSocket } from 'ws';
import type { DeskSocket } from './sockets.ts';

export class Outlet {
  #webSocket: WebSocket;
  #stream: DeskSocket['stream'];

  constructor({ webSocket, stream }: Pick<DeskSocket, 'webSocket' | 'stream'>) {
    this.#webSocket = webSocket;
    this.#stream = stream;
  }

  /** Whether anything may be written: a frame must not follow the one that closes. */
  get isOpen(): boolean {
    return this.#webSocket.readyState === WebSocket.OPEN;
  }

  /** How many bytes wait for the peer to read them. */
  get waitingBytes(): number {
    return this.#stream.writableLength;
  }

  write(frame: Buffer): void {
    this.#stream.write(frame);
  }

  /** Calls back once, when nothing waits any longer. */
  onDrained(listener: () => void): void {
    this.#stream.once('drain', listener);
  }
}

/** A binary message as one frame of RFC 6455 (5.2). */
export function frameOf(message: Uint8Array): Buffer {
  const header = headerOf(message.byteLength);
  return Buffer.concat([header, message], header.byteLength + message.byteLength);
}

const finalBinary = 0x82;
/** What stands in the place of a short length where the length follows in 16 or in 64 bits. */
const wide = 126;
const widest = 127;

function headerOf(length: number): Buffer {
  if (length < wide) return Buffer.from([finalBinary, length]);
  if (length <= 0xffff) {
    const header = Buffer.from([finalBinary, wide, 0, 0]);
    header.writeUInt16BE(length, 2);
    return header;
  }
  const header = Buffer.alloc(10);
  header[0] = finalBinary;
  header[1] = widest;
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}
