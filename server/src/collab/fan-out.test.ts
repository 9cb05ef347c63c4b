import { readOutline } from '@galley/shared/article/outline.ts';
import { Connection, type ConnectionTransactionOrigin, Document, MessageType } from '@hocuspocus/server';
import * as decoding from 'lib0/decoding';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { FanOut } from './fan-out.ts';
import { fanOutLimits } from './limits.ts';
import { amy, ben, TestRoom } from './room-testing.ts';

/** Somebody who has the document open: what is written to them waits until they read it. */
class Peer {
  readonly connection: Connection;
  readonly doc = new Y.Doc();
  /** What was sent, in its order. */
  readonly sent: ('text' | 'presence')[] = [];
  readonly frames: Buffer[] = [];
  isOpen = true;
  waitingBytes = 0;
  reads = true;
  #onDrained: (() => void) | null = null;

  constructor(document: Document) {
    const webSocket = { readyState: 1, send: (message: Uint8Array) => this.#take(message), close: () => {} };
    this.connection = new Connection(webSocket, new Request('http://desk/'), document, 'socket', {});
  }

  write(frame: Buffer): void {
    this.frames.push(frame);
    if (this.reads) this.#take(payloadOf(frame));
    else this.waitingBytes += frame.byteLength;
  }

  onDrained(listener: () => void): void {
    this.#onDrained = listener;
  }

  /** Reads all that waits. */
  drain(): void {
    this.reads = true;
    this.waitingBytes = 0;
    for (const frame of this.frames) this.#take(payloadOf(frame));
    this.#onDrained?.();
  }

  get text(): string {
    return this.doc.getText('text').toString();
  }

  get origin(): ConnectionTransactionOrigin {
    return { source: 'connection', connection: this.connection };
  }

  #take(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message);
    decoding.readVarString(decoder);
    const isPresence = decoding.readVarUint(decoder) === MessageType.Awareness;
    this.sent.push(isPresence ? 'presence' : 'text');
    if (isPresence) return;
    decoding.readVarUint(decoder);
    Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder));
  }
}

/** What stands in a frame of a server. */
function payloadOf(frame: Buffer): Uint8Array {
  expect(frame[0]).toBe(0x82);
  const short = frame[1] ?? 0;
  if (short < 126) return frame.subarray(2, 2 + short);
  if (short === 126) return frame.subarray(4, 4 + frame.readUInt16BE(2));
  return frame.subarray(10, 10 + Number(frame.readBigUInt64BE(2)));
}

const aTick = () => new Promise((resolve) => setImmediate(resolve));

describe('fan-out', () => {
  let document: Document;
  let fanOut: FanOut;
  const peers = new Map<Connection, Peer>();
  const join = () => {
    const peer = new Peer(document);
    peers.set(peer.connection, peer);
    return peer;
  };
  /** Writes as somebody, in a document of their own. */
  const type = (text: string, origin: unknown = null) => {
    const doc = new Y.Doc();
    doc.getText('text').insert(0, text);
    Y.applyUpdate(document, Y.encodeStateAsUpdate(doc), origin);
  };

  beforeEach(() => {
    // No time goes by, so that sending takes none, unless a test says so.
    vi.spyOn(performance, 'now').mockReturnValue(0);
    document = new Document('article/test', {}, { flushDelay: 1_000_000 });
    fanOut = new FanOut({
      document,
      outletOf: (connection) => {
        const peer = peers.get(connection);
        if (!peer) throw new Error('Nobody has this connection.');
        return peer;
      },
      turn: async () => {},
    });
    fanOut.begin();
  });
  afterEach(() => {
    document.destroy();
    peers.clear();
    vi.restoreAllMocks();
  });

  it('sends what comes within a tick as one frame, which is the same for all', async () => {
    const [one, other] = [join(), join()];
    type('a');
    type('b');
    type('c');
    await aTick();
    expect(one.frames).toHaveLength(1);
    expect(other.frames[0]).toBe(one.frames[0]);
    expect([...one.text].sort().join('')).toBe('abc');
  });

  it('sends nobody their own words back, and two who write at once those of the other', async () => {
    const [writer, second, reader] = [join(), join(), join()];
    type('a', writer.origin);
    await aTick();
    expect(writer.frames).toHaveLength(0);
    expect([second.text, reader.text]).toEqual(['a', 'a']);
    type('b', writer.origin);
    type('c', second.origin);
    await aTick();
    expect(writer.text).toBe('c');
    expect([...second.text].sort().join('')).toBe('ab');
    expect([...reader.text].sort().join('')).toBe('abc');
  });

  it('sends more writers than a few one frame for all', async () => {
    const writers = Array.from({ length: fanOutLimits.framesOfTheirOwn + 1 }, join);
    for (const { origin } of writers) type('a', origin);
    await aTick();
    expect(new Set(writers.map(({ frames }) => frames[0])).size).toBe(1);
    expect(writers.every(({ text }) => text.length === writers.length)).toBe(true);
  });

  it('has what follows a sending that took long wait, and go out together', async () => {
    const reader = join();
    // Sending takes a millisecond.
    vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValueOnce(0).mockReturnValueOnce(1);
    type('a');
    await aTick();
    expect(reader.frames).toHaveLength(1);
    vi.spyOn(performance, 'now').mockReturnValue(1);
    type('b');
    await aTick();
    type('c');
    await aTick();
    expect(reader.frames).toHaveLength(1);
    await vi.waitUntil(() => reader.frames.length === 2);
    expect([...reader.text].sort().join('')).toBe('abc');
  });

  it('sends much at once, and in frames of every length', async () => {
    const reader = join();
    for (const length of [10, 200, 70_000]) {
      type('x'.repeat(length));
      fanOut.flush();
    }
    expect(reader.text).toHaveLength(70_210);
    type('y'.repeat(fanOutLimits.waitingBytes + 1));
    expect(reader.frames).toHaveLength(4);
  });

  it('sends who does not read nothing more, and all that they missed once they do', async () => {
    const [slow, reader] = [join(), join()];
    slow.reads = false;
    type('a'.repeat(fanOutLimits.unreadBytes + 1));
    await aTick();
    for (let round = 0; round < 20; round += 1) {
      type('b'.repeat(10_000));
      await aTick();
    }
    expect(slow.frames).toHaveLength(1);
    expect(reader.frames).toHaveLength(21);
    slow.drain();
    await aTick();
    expect(slow.frames).toHaveLength(2);
    expect(slow.text).toBe(reader.text);
    type('c');
    await aTick();
    expect(slow.text).toBe(reader.text);
    expect(slow.frames).toHaveLength(3);
  });

  it('sends a closing socket nothing, and one that closed while it was behind neither', async () => {
    const [closing, slow] = [join(), join()];
    closing.isOpen = false;
    slow.reads = false;
    type('a'.repeat(fanOutLimits.unreadBytes + 1));
    await aTick();
    slow.connection.close();
    slow.drain();
    await aTick();
    expect(closing.frames).toHaveLength(0);
    expect(slow.frames).toHaveLength(1);
  });

  it('sends presence behind the text', async () => {
    const reader = join();
    document.awareness.setLocalState({ section: 'news' });
    type('a');
    document.flush();
    expect(reader.sent).toEqual(['text', 'presence']);
  });
});

describe('an update that Yjs tidied up', () => {
  it('is not taken for what its author has sent', () => {
    const room = new TestRoom();
    const news = readOutline(room.document).find(({ kind }) => kind === 'news')?.id;
    const textOf = (doc: Y.Doc) => {
      const block = doc.getXmlFragment(`section:${news}`).get(0);
      const text = block instanceof Y.XmlElement ? block.get(0) : null;
      if (!(text instanceof Y.XmlText)) throw new Error('There is no text.');
      return text;
    };
    expect(room.change(amy, (doc) => textOf(doc).insert(0, 'quick', { bold: {} }))).toMatchObject({
      isAsSent: true,
    });
    // Each takes one half of the bold word away; only who has both sees that nothing bold is left.
    const halves = [amy, ben].map((author, half) => {
      const doc = room.client();
      const before = Y.encodeStateVector(doc);
      textOf(doc).delete(half === 0 ? 0 : 2, half === 0 ? 2 : 3);
      return { author, update: Y.encodeStateAsUpdate(doc, before) };
    });
    const decisions = halves.map(({ author, update }) => room.send(update, author));
    expect(decisions).toMatchObject([{ isAsSent: true }, { isAsSent: false }]);
  });
});
