// What a client that keeps to no rules can do on the socket of the live documents: nothing that anybody else notices.
import { randomBytes } from 'node:crypto';
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { openCollab, TestClient, type TestCollab } from './testing.ts';

describe('a hostile socket', () => {
  forEachStorage((database) => {
    let storage: Storage;
    let desk: TestCollab;
    let article: ArticleId;
    let witness: TestClient;

    beforeAll(async () => {
      storage = await (await database()).open();
      desk = await openCollab(storage);
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

    it('that writes before it has said who it is writes nothing', async () => {
      const { socket, closed } = await opened('nobody-known');
      socket.send(randomBytes(64));
      expect(await closed).toBe(4401);
    });
  });
});
