import type { DocumentName, UserId } from '@galley/shared/ids.ts';
import type { KyselyPlugin } from 'kysely';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { ClientTakenError } from './journal.ts';
import { ann, bob, entry, harbor, openJournal, textOf, typed, upTo } from './journal-testing.ts';
import { JournalWriter } from './journal-thread.ts';

const ferry = 'article/ferry' as DocumentName;

describe('journal', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });
  forEachStorage((database) => {
    it('gives what was appended back, in one state', async () => {
      const storage = await (await database()).open();
      const journal = openJournal(storage);
      const doc = new Y.Doc();
      for (const one of typed(doc, 'Galley')) await journal.append(one);
      const loaded = await journal.load(harbor);
      expect(textOf(loaded?.state)).toBe('Galley');
      expect(loaded?.position).toBe(6);
      expect(loaded?.clients).toEqual(new Map([[doc.clientID, ann]]));
      expect(await journal.load(ferry)).toBeNull();
      await storage.close();
    });

    it('says what a node missed, with author and client ids', async () => {
      const storage = await (await database()).open();
      const journal = openJournal(storage);
      const doc = new Y.Doc();
      const entries = typed(doc, 'abc');
      await Promise.all(entries.map((one) => journal.append(one)));
      const missed = await journal.since(harbor, 1);
      expect(missed.map(({ position, author, clients }) => ({ position, author, clients }))).toEqual([
        { position: 2, author: ann, clients: [doc.clientID] },
        { position: 3, author: ann, clients: [doc.clientID] },
      ]);
      expect(missed.map(({ bytes }) => new Uint8Array(bytes))).toEqual(
        entries.slice(1).map(({ bytes }) => bytes),
      );
      await storage.close();
    });

    it('knows which documents there are', async () => {
      const storage = await (await database()).open();
      const journal = openJournal(storage);
      await journal.append(entry());
      expect(await journal.has(harbor)).toBe(true);
      expect(await journal.has(ferry)).toBe(false);
      await storage.close();
    });

    it('writes a new document in the transaction of its row, or not at all', async () => {
      const storage = await (await database()).open();
      const journal = openJournal(storage);
      const creation = storage.db.transaction().execute(async (transaction) => {
        await journal.appendWithin(transaction, entry());
        throw new Error('The row does not fit.');
      });
      await expect(creation).rejects.toThrow('The row does not fit.');
      expect(await journal.has(harbor)).toBe(false);
      await storage.db
        .transaction()
        .execute((transaction) => journal.appendWithin(transaction, entry({ clients: [1] })));
      expect(await journal.has(harbor)).toBe(true);
      const again = storage.db
        .transaction()
        .execute((transaction) => journal.appendWithin(transaction, entry({ author: bob, clients: [1] })));
      await expect(again).rejects.toThrow(ClientTakenError);
      await storage.close();
    });

    it('commits what comes in one turn of the event loop together', async () => {
      const storage = await (await database()).open();
      const inserts = { count: 0 };
      const journal = openJournal(countingInserts(storage, inserts));
      const appends = Array.from(
        { length: 50 },
        () =>
          new Promise<number>((resolve, reject) => {
            setImmediate(() => journal.append(entry()).then(resolve, reject));
          }),
      );
      expect(await Promise.all(appends)).toEqual(upTo(50));
      expect(inserts.count).toBe(1);
      await storage.close();
    });

    it('numbers documents without gaps when two journals write to them at once', async () => {
      const place = await database();
      const storages = [await place.open()];
      if (place.kind === 'postgres') storages.push(await place.open());
      const journals = storages.map((storage) => openJournal(storage));
      const documents = upTo(12).map((number) => `article/${number}` as DocumentName);
      const positions = new Map(documents.map((document) => [document, [] as number[]]));
      // The journals name the documents in opposite orders: neither may wait for the other in a circle.
      const write = async (journal: (typeof journals)[number], named: readonly DocumentName[]) => {
        for (let round = 0; round < 15; round += 1) {
          const appends = named.map(async (document) => {
            positions.get(document)?.push(await journal.append(entry({ document })));
          });
          await Promise.all(appends);
        }
      };
      await Promise.all(
        journals.map((journal, index) => write(journal, index === 0 ? documents : documents.toReversed())),
      );
      const last = 15 * journals.length;
      for (const given of positions.values()) expect(given.sort((a, b) => a - b)).toEqual(upTo(last));
      expect(journals.map((journal) => journal.state)).toEqual(journals.map(() => 'saving'));
      await closeAll(storages);
    });

    it('gives a client id to one person only when two ask for it on two journals', async () => {
      const place = await database();
      const storages = [await place.open()];
      if (place.kind === 'postgres') storages.push(await place.open());
      const [first, second = first] = storages.map((storage) => openJournal(storage));
      for (const client of upTo(20)) {
        const outcomes = await Promise.allSettled([
          first?.append(entry({ clients: [client] })),
          second?.append(entry({ clients: [client], author: bob })),
        ]);
        expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
        const refused = outcomes.find((outcome) => outcome.status === 'rejected');
        expect(refused?.reason).toBeInstanceOf(ClientTakenError);
        expect(refused?.reason).toMatchObject({ client });
      }
      await closeAll(storages);
    });

    it('refuses a client id of somebody else and writes its neighbors all the same', async () => {
      const storage = await (await database()).open();
      const journal = openJournal(storage);
      const outcomes = await Promise.allSettled([
        journal.append(entry({ clients: [1] })),
        journal.append(entry({ clients: [3, 1], author: bob })),
        journal.append(entry({ clients: [2], author: bob })),
        journal.append(entry({ clients: [1], author: bob, document: ferry })),
      ]);
      expect(outcomes).toMatchObject([
        { status: 'fulfilled', value: 1 },
        { status: 'rejected', reason: expect.any(ClientTakenError) },
        { status: 'fulfilled', value: 2 },
        { status: 'fulfilled', value: 1 },
      ]);
      // What was refused binds nothing.
      expect((await journal.load(harbor))?.clients).toEqual(
        new Map([
          [1, ann],
          [2, bob],
        ]),
      );
      await storage.close();
    });

    it('takes an update with more client ids than a query has room for', async () => {
      const storage = await (await database()).open();
      const journal = openJournal(storage);
      const clients = Array.from({ length: 70_000 }, (_, index) => 4_294_967_295 - index);
      expect(await journal.append(entry({ clients: [...clients, ...clients] }))).toBe(1);
      expect((await journal.load(harbor))?.clients.size).toBe(70_000);
      await expect(journal.append(entry({ author: bob, clients }))).rejects.toThrow(ClientTakenError);
      await storage.close();
    });

    it('keeps rows as they are once they are written', async () => {
      const storage = await (await database()).open();
      await openJournal(storage).append(entry({ clients: [1] }));
      await expect(
        storage.db
          .updateTable('update')
          .set({ author: 'bob' as UserId })
          .execute(),
      ).rejects.toThrow('never change');
      await expect(storage.db.deleteFrom('update').execute()).rejects.toThrow('never change');
      await expect(storage.db.deleteFrom('client').execute()).rejects.toThrow('never change');
      await storage.close();
    });
  });
});

/** The storage, which counts how often rows of the journal are written: queries, and on the embedded database groups. */
function countingInserts(storage: Storage, inserts: { count: number }): Storage {
  if (!storage.embedded) return { ...storage, db: storage.db.withPlugin(countInserts(inserts)) };
  const { commit } = JournalWriter.prototype;
  vi.spyOn(JournalWriter.prototype, 'commit').mockImplementation(function (this: JournalWriter, ...group) {
    inserts.count += 1;
    return commit.apply(this, group);
  });
  return storage;
}

function countInserts(inserts: { count: number }): KyselyPlugin {
  return {
    transformQuery: ({ node }) => {
      if (node.kind === 'InsertQueryNode') inserts.count += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}

async function closeAll(storages: readonly Storage[]): Promise<void> {
  for (const storage of storages) await storage.close();
}
