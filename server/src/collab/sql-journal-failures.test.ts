import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { DocumentName } from '@galley/shared/ids.ts';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { lockNames } from '../storage/dialect.ts';
import { openStorage } from '../storage/open.ts';
import { endConnections, forEachStorage } from '../storage/testing.ts';
import { type Journal, JournalFullError } from './journal.ts';
import { ann, entry, harbor, openJournal, textOf, typed, upTo } from './journal-testing.ts';

describe('journal while the database fails', () => {
  forEachStorage((database, kind) => {
    it('keeps what waits, says so, and writes it in order afterwards', async () => {
      const place = await database();
      const storage = await place.open();
      const journal = openJournal(storage);
      const { states, delayed } = listenTo(journal);
      const outage = await place.outage();
      const appends = typed(new Y.Doc(), 'waits').map((one) => journal.append(one));
      await delayed;
      expect(journal.state).toBe('delayed');
      await outage.end();
      expect(await Promise.all(appends)).toEqual([1, 2, 3, 4, 5]);
      expect(await journal.append(entry())).toBe(6);
      expect(states).toEqual(['delayed', 'saving']);
      expect(textOf((await journal.load(harbor))?.state)).toBe('waits');
      await storage.close();
    });

    it('takes no more than it may hold, and takes it again once there is room', async () => {
      const place = await database();
      const storage = await place.open();
      const journal = openJournal(storage, { maxWaitingBytes: 10_000 });
      const outage = await place.outage();
      const first = journal.append(entry({ bytes: new Uint8Array(8000) }));
      await expect(journal.append(entry({ bytes: new Uint8Array(3000) }))).rejects.toThrow(JournalFullError);
      await outage.end();
      expect(await first).toBe(1);
      expect(await journal.append(entry({ bytes: new Uint8Array(3000) }))).toBe(2);
      await storage.close();
    });

    it('counts small entries too', async () => {
      const place = await database();
      const storage = await place.open();
      const journal = openJournal(storage, { maxWaitingBytes: 10_000 });
      const outage = await place.outage();
      const appends = Promise.allSettled(upTo(1000).map(() => journal.append(entry())));
      await outage.end();
      const refused = (await appends).filter(({ status }) => status === 'rejected');
      expect(refused.length).toBeGreaterThan(900);
      await storage.close();
    });

    it('drains what waits, and says so where the deadline passes first', async () => {
      const place = await database();
      const storage = await place.open();
      const outage = await place.outage();
      const broken = openJournal(storage);
      // Whether it is saved after all is open once the deadline has passed.
      broken.append(entry()).catch(() => {});
      expect(await broken.drain(30)).toBe(false);
      await outage.end();
      const healthy = openJournal(storage);
      const appended = healthy.append(entry());
      expect(await healthy.drain(10_000)).toBe(true);
      expect(await appended).toBeGreaterThan(0);
      await storage.close();
    });

    it('does not wait out a long pause when it is drained', async () => {
      const place = await database();
      const storage = await place.open();
      const journal = openJournal(storage, { retryMs: 60_000, maxRetryMs: 60_000 });
      const { delayed } = listenTo(journal);
      const outage = await place.outage();
      const appended = journal.append(entry());
      await delayed;
      await outage.end();
      expect(await journal.drain(10_000)).toBe(true);
      expect(await appended).toBe(1);
      await storage.close();
    });

    it('leaves out what the database can’t hold, and what came behind it for that document', async () => {
      const storage = await (await database()).open();
      const journal = openJournal(storage);
      const ferry = 'article/ferry' as DocumentName;
      const impossible = 'a\0b' as DocumentName;
      const outcomes = await Promise.allSettled([
        journal.append(entry()),
        // A symbol can't be handed to the thread that writes; PostgreSQL has no text with a null character.
        kind === 'sqlite'
          ? journal.append(entry({ document: ferry, author: Symbol('author') as never }))
          : journal.append(entry({ document: ferry, author: impossible as never })),
        journal.append(entry({ document: ferry })),
        journal.append(entry()),
      ]);
      expect(outcomes).toMatchObject([
        { status: 'fulfilled', value: 1 },
        { status: 'rejected' },
        { status: 'rejected' },
        { status: 'fulfilled', value: 2 },
      ]);
      expect(journal.state).toBe('saving');
      expect(await journal.append(entry({ document: ferry }))).toBe(1);
      await storage.close();
    });

    it('goes on when a listener throws', async () => {
      const place = await database();
      const storage = await place.open();
      const journal = openJournal(storage);
      journal.onState(() => {
        throw new Error('A listener of the tests');
      });
      const { states, delayed } = listenTo(journal);
      const outage = await place.outage();
      const appended = journal.append(entry());
      await delayed;
      await outage.end();
      expect(await appended).toBe(1);
      expect(await journal.append(entry())).toBe(2);
      expect(states).toEqual(['delayed', 'saving']);
      await storage.close();
    });

    // A full disk is tried in journal-thread.test.ts.
    if (kind === 'postgres') brokenConnections();

    function brokenConnections() {
      it('writes each entry once, in order, while connections break again and again', async () => {
        const place = await database();
        const name = new URL(place.url ?? '').pathname.slice(1);
        const storage = await place.open();
        const journal = openJournal(storage);
        const appends: Promise<number>[] = [];
        for (const round of upTo(10)) {
          for (const number of upTo(20))
            appends.push(journal.append(entry({ bytes: new Uint8Array([round, number]) })));
          await Promise.race([...appends.slice(-20), endConnections(name)]);
        }
        expect(await Promise.all(appends)).toEqual(upTo(200));
        const written = (await journal.since(harbor, 0)).map(({ bytes }) => [...bytes]);
        expect(written).toEqual(upTo(10).flatMap((round) => upTo(20).map((number) => [round, number])));
        await storage.close();
      });

      it.each(['before', 'after'] as const)(
        'writes an entry once where the connection breaks %s its commit arrives',
        async (moment) => {
          const place = await database();
          await (await place.open()).close();
          const line = await breakableLine(new URL(place.url ?? ''));
          const storage = await openStorage({ url: line.url, dataDir: '' });
          const journal = openJournal(storage);
          const { states } = listenTo(journal);
          expect(await journal.append(entry())).toBe(1);
          line.breakAtCommit(moment);
          const appends = [journal.append(entry({ clients: [7] })), journal.append(entry({ clients: [8] }))];
          expect(await Promise.all(appends)).toEqual([2, 3]);
          expect(states).toEqual(['delayed', 'saving']);
          const rows = await journal.since(harbor, 0);
          expect(rows.map(({ position, clients }) => [position, ...clients])).toEqual([[1], [2, 7], [3, 8]]);
          await storage.close();
          line.close();
        },
      );

      it('says that saving is delayed while a commit takes long', async () => {
        const place = await database();
        const [storage, other] = [await place.open(), await place.open()];
        const journal = openJournal(storage, { slowMs: 20 });
        const { states, delayed } = listenTo(journal);
        let appended: Promise<number> | undefined;
        await other.db.transaction().execute(async (transaction) => {
          await lockNames(transaction, 'postgres', [harbor]);
          appended = journal.append(entry());
          await delayed;
        });
        expect(await appended).toBe(1);
        expect(states).toEqual(['delayed', 'saving']);
        expect(await journal.append(entry())).toBe(2);
        await storage.close();
        await other.close();
      });

      it('numbers without gaps where the database is set to a stricter isolation', async () => {
        const place = await database();
        const name = new URL(place.url ?? '').pathname.slice(1);
        const first = await place.open();
        await sql`alter database ${sql.id(name)} set default_transaction_isolation to 'serializable'`.execute(
          first.db,
        );
        await first.close();
        const storages = [await place.open(), await place.open()];
        const journals = storages.map((storage) => openJournal(storage));
        const states = journals.flatMap((journal) => listenTo(journal).states);
        const positions = await Promise.all(
          upTo(40).map(async (number) => {
            const position = await journals[number % 2]?.append(entry({ author: ann }));
            return position ?? 0;
          }),
        );
        expect(positions.sort((a, b) => a - b)).toEqual(upTo(40));
        expect(states).toEqual([]);
        for (const storage of storages) await storage.close();
      });
    }
  });
});

function listenTo(journal: Journal) {
  const states: string[] = [];
  const delayed = new Promise<void>((resolve) => {
    journal.onState((state) => {
      states.push(state);
      if (state === 'delayed') resolve();
    });
  });
  return { states, delayed };
}

/** A line to PostgreSQL that can be made to break once, at a commit: before it has gone through, or before its answer has. */
async function breakableLine(to: URL) {
  const sockets = new Set<Socket>();
  let moment: 'before' | 'after' | null = null;
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
    let isBreaking = false;
    near.on('data', (bytes) => {
      if (moment !== null && bytes.includes('commit')) {
        if (moment === 'before') near.destroy();
        else isBreaking = true;
        moment = null;
      }
      if (!near.destroyed) far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (isBreaking) near.destroy();
      else near.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(to);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    breakAtCommit: (when: 'before' | 'after') => {
      moment = when;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
