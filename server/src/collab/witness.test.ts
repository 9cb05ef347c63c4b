// Whatever one person sends, and however much of it: a colleague who writes in another article is answered meanwhile.
import type { ArticleId } from '@galley/shared/ids.ts';
import { documentNameOf } from '@galley/shared/ids.ts';
import { ownVersions } from '@galley/shared/wire/messages.ts';
import { MessageType, OutgoingMessage } from '@hocuspocus/server';
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { writeSyncStep1 } from 'y-protocols/sync';
import * as Y from 'yjs';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { socketLimits } from './limits.ts';
import { openCollab, TestClient, type TestCollab, until } from './testing.ts';

forEachStorage((database) => {
  describe('a colleague in another article', () => {
    let storage: Storage;
    let desk: TestCollab;
    let witness: TestClient;
    let article: ArticleId;
    const sockets: WebSocket[] = [];

    beforeEach(async () => {
      storage = await (await database()).open();
      desk = await openCollab(storage);
      article = await desk.newArticle();
      witness = await new TestClient(desk, 'ben', await desk.newArticle()).synced();
    });
    afterEach(async () => {
      for (const socket of sockets.splice(0)) socket.terminate();
      witness.close();
      await desk.close();
      await storage.close();
    });

    /** Opens bare sockets of one person on the article; gives those that the server keeps, and the others' close codes. */
    async function opened(person: string, count: number): Promise<{ kept: WebSocket[]; codes: number[] }> {
      const codes: number[] = [];
      const hello = new OutgoingMessage(documentNameOf(article));
      encoding.writeVarUint(hello.encoder, MessageType.Auth);
      encoding.writeVarUint(hello.encoder, 0);
      encoding.writeVarString(hello.encoder, JSON.stringify(ownVersions));
      const answered = Array.from({ length: count }, async () => {
        const socket = new WebSocket(desk.url, { headers: { cookie: person }, origin: desk.origin });
        sockets.push(socket);
        socket.on('error', () => {});
        const closed = new Promise<null>((resolve) =>
          socket.on('close', (code) => {
            codes.push(code);
            resolve(null);
          }),
        );
        const said = new Promise<WebSocket>((resolve) => socket.on('message', () => resolve(socket)));
        socket.on('open', () => socket.send(hello.toUint8Array()));
        return await Promise.race([closed, said]);
      });
      const all = await Promise.all(answered);
      return { kept: all.filter((socket) => socket !== null), codes };
    }

    /** Lets the witness type until the work is done, at least twenty letters, and prints how long an answer took. */
    async function typesMeanwhile(what: string, work: () => Promise<unknown>): Promise<void> {
      const times: number[] = [];
      let done = false;
      const working = work().finally(() => {
        done = true;
      });
      while (!done || times.length < 20) {
        const start = performance.now();
        witness.text().insert(0, 'x');
        await witness.saved();
        times.push(performance.now() - start);
      }
      await working;
      const sorted = times.toSorted((a, b) => a - b);
      const at = (part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0);
      process.stdout.write(
        `${what}: ${times.length} letters of the witness, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms\n`,
      );
      expect(witness.messages).toEqual([]);
      expect(witness.text().toString()).toMatch(/^x{20}/);
    }

    it('is answered while somebody joins with as many sockets as there may be and syncs again and again', async () => {
      await typesMeanwhile('joins and sync steps', async () => {
        const { kept } = await opened('amy', socketLimits.perPerson);
        expect(kept).toHaveLength(socketLimits.perPerson);
        const step = new OutgoingMessage(documentNameOf(article)).createSyncMessage();
        writeSyncStep1(step.encoder, new Y.Doc());
        for (const socket of kept)
          for (let round = 0; round < 20; round += 1) socket.send(step.toUint8Array());
        // All of it is answered in the end, at the pace of one person.
        await until(() => kept.every((socket) => socket.bufferedAmount === 0));
      });
    });

    it('is answered while a viewer moves their caret thousands of times, and sees where it is at last', async () => {
      const onlooker = await new TestClient(desk, 'rae', article).synced();
      await typesMeanwhile('presence', async () => {
        const { kept } = await opened('vic', 5);
        const doc = new Y.Doc();
        const awareness = new Awareness(doc);
        for (let round = 0; round < 2000; round += 1) {
          awareness.setLocalStateField('region', `s${round}`);
          const message = new OutgoingMessage(documentNameOf(article));
          encoding.writeVarUint(message.encoder, MessageType.Awareness);
          encoding.writeVarUint8Array(message.encoder, encodeAwarenessUpdate(awareness, [doc.clientID]));
          kept[0]?.send(message.toUint8Array());
        }
        await until(() => onlooker.provider.awareness?.getStates().get(doc.clientID)?.region === 's1999');
        awareness.destroy();
      });
      onlooker.close();
    });

    it('is answered while somebody has more sockets closed than they may have', async () => {
      await typesMeanwhile('connections', async () => {
        const { kept, codes } = await opened('amy', socketLimits.perPerson + 20);
        expect(kept).toHaveLength(socketLimits.perPerson);
        expect(codes).toEqual(Array.from({ length: 20 }, () => 4429));
      });
    });
  });
});
