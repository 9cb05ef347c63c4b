// What a client that keeps to no rules can do on the socket of the live documents: nothing that anybody else notices.
import { randomBytes } from 'node:crypto';
import { type ArticleId, documentNameOf } from '@galley/shared/ids.ts';
import { ownVersions } from '@galley/shared/wire/messages.ts';
import { MessageType, OutgoingMessage } from '@hocuspocus/server';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { writeSyncStep1 } from 'y-protocols/sync';
import * as Y from 'yjs';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { socketLimits } from './limits.ts';
import { openCollab, TestClient, type TestCollab, until } from './testing.ts';

describe('a hostile socket', () => {
  forEachStorage((database) => {
    let storage: Storage;
    let desk: TestCollab;
    let article: ArticleId;
    let witness: TestClient;

    beforeAll(async () => {
      storage = await (await database()).open();
      desk = await openCollab(storage);
      desk.people.add('mia', 'editor');
    });
    afterAll(async () => {
      await desk.close();
      await storage.close();
    });
    beforeEach(async () => {
      article = await desk.newArticle();
      witness = await new TestClient(desk, 'ben', article).synced();
    });
    afterEach(async () => {
      // Whatever the other one did: who has the article open writes on, and it is saved.
      witness.text().insert(0, 'Still here. ');
      await witness.saved();
      expect(witness.messages).toEqual([]);
      witness.close();
    });

    /** Opens a socket as somebody and gives it with the code of its end. */
    async function opened(person = 'amy'): Promise<{ socket: WebSocket; closed: Promise<number> }> {
      const socket = new WebSocket(desk.url, { headers: { cookie: person }, origin: desk.origin });
      const closed = new Promise<number>((resolve) => socket.once('close', resolve));
      socket.on('error', () => undefined);
      await new Promise((resolve) => socket.once('open', resolve));
      return { socket, closed };
    }

    it('that sends text is closed as one that speaks another language', async () => {
      const { socket, closed } = await opened();
      socket.send('hello');
      expect(await closed).toBe(1003);
    });

    it('that sends more than a message may hold is closed', async () => {
      const { socket, closed } = await opened();
      socket.send(new Uint8Array(9 * 1024 * 1024));
      expect(await closed).toBe(1009);
    });

    it('that sends noise harms nobody', async () => {
      for (let round = 0; round < 20; round += 1) {
        const { socket, closed } = await opened();
        for (let message = 0; message < 20; message += 1) socket.send(randomBytes(1 + message * 7));
        // What was sent has arrived once the answer to a ping is back, or the socket is closed.
        const answered = new Promise((resolve) => socket.once('pong', resolve));
        socket.ping();
        await Promise.race([answered, closed]);
        socket.terminate();
      }
    });

    function helloTo(name: ArticleId): Uint8Array {
      const hello = new OutgoingMessage(documentNameOf(name));
      encoding.writeVarUint(hello.encoder, MessageType.Auth);
      encoding.writeVarUint(hello.encoder, 0);
      encoding.writeVarString(hello.encoder, JSON.stringify(ownVersions));
      return hello.toUint8Array();
    }

    /** Opens the article on a bare socket. */
    async function joined(person: string): Promise<{ socket: WebSocket; closed: Promise<number> }> {
      const one = await opened(person);
      const answered = new Promise((resolve) => one.socket.once('message', resolve));
      one.socket.send(helloTo(article));
      await answered;
      return one;
    }

    /** What a library writes to the console while this is done, as the process would. */
    async function saidDuring(work: () => Promise<void>): Promise<unknown[][]> {
      const { error, warn } = console;
      const said: unknown[][] = [];
      console.error = console.warn = (...parts: unknown[]) => void said.push(parts);
      try {
        await work();
      } finally {
        Object.assign(console, { error, warn });
      }
      return said;
    }

    it('that goes away while its sync steps wait leaves nothing behind, in the log neither', async () => {
      const other = await desk.newArticle();
      const { articles: open } = desk.collab.counts();
      const said = await saidDuring(async () => {
        const here = article;
        // Nobody else has this one open, so that it closes with them.
        article = other;
        const sockets = await Promise.all(Array.from({ length: 60 }, () => joined('amy')));
        article = here;
        const step = new OutgoingMessage(documentNameOf(other)).createSyncMessage();
        writeSyncStep1(step.encoder, new Y.Doc());
        for (const { socket } of sockets)
          for (let round = 0; round < 10; round += 1) socket.send(step.toUint8Array());
        await Promise.all(
          sockets.map(async ({ socket, closed }) => {
            socket.terminate();
            await closed;
          }),
        );
        await until(() => desk.collab.counts().articles === open);
        // What was under way waits for the pace of this person, and a message of theirs comes behind it.
        const again = await new TestClient(desk, 'amy', other).synced();
        again.close();
      });
      expect(said).toEqual([]);
    });

    it('that says what nobody understands is closed, and not a word of it gets into the log', async () => {
      const said = await saidDuring(async () => {
        for (let round = 0; round < 10; round += 1) {
          const { socket, closed } = await joined('amy');
          const noise = new OutgoingMessage(documentNameOf(article));
          encoding.writeVarUint(noise.encoder, 12 + round);
          for (let message = 0; message < 1000; message += 1) socket.send(noise.toUint8Array());
          expect(await closed).toBe(1003);
        }
      });
      expect(said).toEqual([]);
    });

    it('that asks for an open document by another address is closed, and nobody waits for an answer', async () => {
      const { socket, closed } = await joined('amy');
      socket.send(helloTo(`${article}\0a` as ArticleId));
      expect(await closed).toBe(1003);
    });

    it('that has sent more than can be handled leaves time for saving what others wrote', async () => {
      const own = await openCollab(storage);
      const drain = vi.spyOn(own.journal, 'drain');
      const name = await own.newArticle();
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          const socket = new WebSocket(own.url, { headers: { cookie: 'amy' }, origin: own.origin });
          await new Promise((resolve) => socket.once('open', resolve));
          const answered = new Promise((resolve) => socket.once('message', resolve));
          socket.send(helloTo(name));
          await answered;
          const message = new OutgoingMessage(documentNameOf(name)).writeQueryAwareness().toUint8Array();
          for (let sent = 0; sent < 900; sent += 1) socket.send(message);
          const arrived = new Promise((resolve) => socket.once('pong', resolve));
          socket.ping();
          await arrived;
        }),
      );
      expect(await own.collab.close(2000)).toBe(false);
      expect(drain.mock.calls[0]?.[0]).toBeGreaterThan(500);
      await own.close();
    });

    it.each(['constructor', '__proto__', `article/${'x'.repeat(1000)}`, 'article/any\0a'])(
      'that asks for a document by a name that no document can have is closed',
      async (name) => {
        const { socket, closed } = await opened();
        const said = await saidDuring(async () => {
          socket.send(new OutgoingMessage(name).writeQueryAwareness().toUint8Array());
          expect(await closed).toBe(1003);
        });
        expect(said).toEqual([]);
      },
    );

    it('that comes back again and again is let in at a pace, and another person’s at once', async () => {
      const { burst } = socketLimits.openingsOfPerson;
      const codes: number[] = [];
      const closings = Array.from({ length: burst + 60 }, async () => {
        const { socket, closed } = await opened('mia');
        socket.close();
        codes.push(await closed);
      });
      await Promise.all(closings);
      expect(codes.filter((code) => code === 1013).length).toBeGreaterThan(20);
      expect(codes.filter((code) => code !== 1013).length).toBeGreaterThanOrEqual(burst);
      const { socket } = await joined('rae');
      socket.terminate();
    });

    it('from an address that opens too many is refused before anybody is looked up', async () => {
      const strict = await openCollab(storage, {
        openingsOfAddress: { perSecond: 0.001, burst: 2 },
        trustProxy: 1,
      });
      const answered = async (address: string) => {
        const headers = { cookie: 'amy', 'x-forwarded-for': address };
        const socket = new WebSocket(strict.url, { headers, origin: strict.origin });
        socket.on('error', () => undefined);
        return await new Promise((resolve) => {
          socket.once('open', () => resolve(101));
          socket.once('unexpected-response', (_, { statusCode }) => resolve(statusCode));
        });
      };
      const answers = [await answered('192.0.2.1'), await answered('192.0.2.1'), await answered('192.0.2.1')];
      expect(answers).toEqual([101, 101, 429]);
      expect(await answered('192.0.2.2')).toBe(101);
      await strict.close();
    });

    it('has as many documents as one may have, and is refused the next', async () => {
      const articles = await Promise.all(
        Array.from({ length: socketLimits.documents + 1 }, () => desk.newArticle()),
      );
      const { socket } = await opened('rae');
      const answers: number[] = [];
      socket.on('message', (data: Buffer) => {
        const decoder = decoding.createDecoder(new Uint8Array(data));
        decoding.readVarString(decoder);
        if (decoding.readVarUint(decoder) === MessageType.Auth) answers.push(decoding.readVarUint(decoder));
      });
      for (const one of articles) socket.send(helloTo(one));
      await until(() => answers.length === articles.length);
      // Hocuspocus' numbers of an authentication that is taken, and of one that is not.
      expect(answers).toEqual([...Array(socketLimits.documents).fill(2), 1]);
      socket.terminate();
    });

    it('shows as many carets as one may have, and the others never', async () => {
      const { socket } = await joined('rae');
      const ids = Array.from({ length: 20 }, (_, index) => 1000 + index);
      const update = encoding.createEncoder();
      encoding.writeVarUint(update, ids.length);
      for (const id of ids) {
        encoding.writeVarUint(update, id);
        encoding.writeVarUint(update, 1);
        encoding.writeVarString(update, '{"section":"news"}');
      }
      const message = new OutgoingMessage(documentNameOf(article));
      encoding.writeVarUint(message.encoder, MessageType.Awareness);
      encoding.writeVarUint8Array(message.encoder, encoding.toUint8Array(update));
      socket.send(message.toUint8Array());
      const seen = () =>
        [...(witness.provider.awareness?.getStates().keys() ?? [])].filter((id) => ids.includes(id));
      await until(() => seen().length > 0);
      expect(seen()).toEqual(ids.slice(0, socketLimits.presenceIds));
      socket.terminate();
    });

    it('that says more of its carets than anybody has to say is closed', async () => {
      const { socket, closed } = await joined('amy');
      const message = new OutgoingMessage(documentNameOf(article));
      encoding.writeVarUint(message.encoder, MessageType.Awareness);
      encoding.writeVarUint8Array(message.encoder, new Uint8Array(socketLimits.presence));
      socket.send(message.toUint8Array());
      expect(await closed).toBe(1003);
    });

    it('that says of its carets what nobody can read is closed with a reason, and no document is left without a word', async () => {
      const { socket } = await joined('amy');
      const message = new OutgoingMessage(documentNameOf(article));
      encoding.writeVarUint(message.encoder, MessageType.Awareness);
      encoding.writeVarUint8Array(message.encoder, new Uint8Array([1, 1, 1, 2, 0x7b, 0x7b]));
      const reason = new Promise((resolve) => {
        socket.once('close', (code, reason) => resolve([code, String(reason)]));
      });
      socket.send(message.toUint8Array());
      expect(await reason).toEqual([1003, 'presence not understood']);
    });

    it('that writes before it has said who it is writes nothing', async () => {
      const { socket, closed } = await opened('nobody-known');
      socket.send(randomBytes(64));
      expect(await closed).toBe(4401);
    });
  });
});
