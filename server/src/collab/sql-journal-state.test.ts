import type { DocumentName } from '@galley/shared/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import type { Journal } from './journal.ts';
import { ann, entry, harbor, openJournal, textOf, typed, upTo } from './journal-testing.ts';
import { writeSnapshot } from './snapshots.ts';

describe('the state that a journal gives', () => {
  forEachStorage((database) => {
    it('is the merge of all acknowledged updates, whatever snapshots and restarts there were', async () => {
      const place = await database();
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          const desk = new TwoNodes(place);
          await desk.open();
          try {
            for (const one of steps) await desk.take(one);
            await desk.check();
          } finally {
            await desk.close();
          }
        }),
        { numRuns: 25, seed: 20 },
      );
    });

    it('comes from a snapshot and the updates after it', async () => {
      const storage = await (await database()).open();
      const journal = openJournal(storage, { snapshotEvery: 10 });
      const doc = new Y.Doc();
      for (const one of typed(doc, 'Ferries run again.')) await journal.append(one);
      await journal.drain(10_000);
      expect((await snapshotOf(storage))?.position).toBeGreaterThanOrEqual(10);
      expect(textOf((await openJournal(storage).load(harbor))?.state)).toBe('Ferries run again.');
      await storage.close();
    });

    it('gets a snapshot after so many bytes, too', async () => {
      const storage = await (await database()).open();
      const journal = openJournal(storage, { snapshotEveryBytes: 3000 });
      const doc = new Y.Doc();
      doc.getText('text').insert(0, 'x'.repeat(2000));
      await journal.append(entry({ bytes: Y.encodeStateAsUpdate(doc) }));
      await journal.drain(10_000);
      expect(await snapshotOf(storage)).toBeUndefined();
      for (const one of typed(doc, 'y'.repeat(1200))) void journal.append({ ...one, clients: [] });
      await journal.drain(10_000);
      expect((await snapshotOf(storage))?.position).toBeGreaterThan(1);
      await storage.close();
    });

    it('gets the snapshot that an earlier process did not come to make when the document is opened', async () => {
      const storage = await (await database()).open();
      const earlier = openJournal(storage);
      await Promise.all(typed(new Y.Doc(), 'Twelve words').map((one) => earlier.append(one)));
      const journal = openJournal(storage, { snapshotEvery: 10 });
      await journal.load(harbor);
      await journal.drain(10_000);
      expect((await snapshotOf(storage))?.position).toBe(12);
      await storage.close();
    });

    it('never goes back to an older snapshot', async () => {
      const storage = await (await database()).open();
      const journal = openJournal(storage);
      await Promise.all(typed(new Y.Doc(), 'Galley').map((one) => journal.append(one)));
      await Promise.all(upTo(5).map(() => writeSnapshot(storage.db, harbor)));
      const { position, bytes, ...older } = (await snapshotOf(storage)) ?? { position: 0, bytes: undefined };
      expect(position).toBe(6);
      await journal.append(entry());
      await writeSnapshot(storage.db, harbor);
      expect((await snapshotOf(storage))?.position).toBe(7);
      expect(textOf(bytes)).toBe('Galley');
      expect(older).toBeDefined();
      await storage.close();
    });

    it('lets go of deleted text, which the journal’s rows keep', async () => {
      const storage = await (await database()).open();
      const journal = openJournal(storage);
      const doc = new Y.Doc();
      const updates: Uint8Array[] = [];
      doc.on('update', (update: Uint8Array) => updates.push(update));
      doc.getText('text').insert(0, 'A secret that was pasted by accident. ');
      doc.getText('text').delete(0, 38);
      doc.getText('text').insert(0, 'Public.');
      for (const bytes of updates) await journal.append(entry({ bytes }));
      await writeSnapshot(storage.db, harbor);
      const snapshot = await snapshotOf(storage);
      expect(Buffer.from(snapshot?.bytes ?? []).toString('latin1')).not.toContain('secret');
      expect(textOf(snapshot?.bytes)).toBe('Public.');
      expect(await journal.since(harbor, 0)).toHaveLength(3);
      await storage.close();
    });
  });
});

const documents = ['article/harbor', 'article/ferry'] as DocumentName[];
const pick = (count: number) => fc.integer({ min: 0, max: count - 1 });
const place = {
  writer: pick(3),
  document: pick(documents.length),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
};
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('insert' as const),
      ...place,
      text: fc.string({ minLength: 1, maxLength: 5 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('delete' as const),
      ...place,
      length: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('sync' as const),
      document: pick(documents.length),
      from: pick(3),
      to: pick(3),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('snapshot' as const), document: pick(documents.length) }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('check' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reopen' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Three writers on two documents, over two journals where the database takes two processes. */
class TwoNodes {
  #place: TestDatabase;
  #storages: Storage[] = [];
  #journals: Journal[] = [];
  #names: DocumentName[];
  /** Of each writer a copy of each document. */
  #copies: Y.Doc[][];
  #acknowledged: Uint8Array[][] = documents.map(() => []);
  #underWay = new Set<Promise<void>>();

  constructor(place: TestDatabase) {
    this.#place = place;
    const run = crypto.randomUUID();
    this.#names = documents.map((document) => `${document}${run}` as DocumentName);
    this.#copies = upTo(3).map(() => documents.map(() => new Y.Doc()));
  }

  async open(): Promise<void> {
    this.#storages = [await this.#place.open()];
    if (this.#place.kind === 'postgres') this.#storages.push(await this.#place.open());
    this.#journals = this.#storages.map((storage) => openJournal(storage, { snapshotEvery: 4 }));
  }

  async close(): Promise<void> {
    for (const journal of this.#journals) await journal.drain(10_000);
    for (const storage of this.#storages) await storage.close();
  }

  async take(step: Step): Promise<void> {
    if (step.type === 'insert') this.#change(step, (text, at) => text.insert(at, step.text));
    if (step.type === 'delete')
      this.#change(step, (text, at) => text.delete(at, Math.min(step.length, text.length - at)));
    if (step.type === 'sync') {
      // Nobody sees what is not in the journal yet.
      await this.#settled();
      const [from, to] = [this.#copy(step.from, step.document), this.#copy(step.to, step.document)];
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from), 'sync');
    }
    if (step.type === 'snapshot') {
      const [storage] = this.#storages;
      if (storage) await writeSnapshot(storage.db, this.#name(step.document));
    }
    if (step.type === 'check') {
      for (const index of documents.keys()) await this.#checkKept(index);
    }
    if (step.type === 'reopen') {
      await this.close();
      await this.open();
    }
  }

  /** Each journal gives exactly what was acknowledged. */
  async check(): Promise<void> {
    await this.#settled();
    for (const index of documents.keys()) {
      const acknowledged = this.#acknowledged[index] ?? [];
      const expected = new Y.Doc();
      for (const update of acknowledged) Y.applyUpdate(expected, update);
      for (const journal of this.#journals) {
        const loaded = await journal.load(this.#name(index));
        expect(loaded?.position ?? 0).toBe(acknowledged.length);
        expect(textOf(loaded?.state)).toBe(expected.getText('text').toString());
        expect(Y.equalSnapshots(Y.snapshot(docOf(loaded?.state)), Y.snapshot(expected))).toBe(true);
      }
    }
  }

  /** Nothing that has been acknowledged by now is missing. */
  async #checkKept(index: number): Promise<void> {
    const acknowledged = [...(this.#acknowledged[index] ?? [])];
    for (const journal of this.#journals) {
      const snapshot = Y.snapshot(docOf((await journal.load(this.#name(index)))?.state));
      for (const update of acknowledged) expect(Y.snapshotContainsUpdate(snapshot, update)).toBe(true);
    }
  }

  #change(
    { writer, document, at }: { writer: number; document: number; at: number },
    change: (text: Y.Text, at: number) => void,
  ): void {
    const doc = this.#copy(writer, document);
    const text = doc.getText('text');
    const updates: Uint8Array[] = [];
    const collect = (update: Uint8Array) => updates.push(update);
    doc.on('update', collect);
    change(text, Math.round(at * text.length));
    doc.off('update', collect);
    const journal = this.#journals[writer % this.#journals.length];
    for (const bytes of updates) {
      const appended = async () => {
        await journal?.append({
          document: this.#name(document),
          bytes,
          author: ann,
          clients: [doc.clientID],
          touches: [],
        });
        this.#acknowledged[document]?.push(bytes);
      };
      const underWay = appended();
      this.#underWay.add(underWay);
    }
  }

  async #settled(): Promise<void> {
    await Promise.all(this.#underWay);
    this.#underWay.clear();
  }

  #copy(writer: number, document: number): Y.Doc {
    const copy = this.#copies[writer]?.[document];
    if (!copy) throw new Error(`Nobody has writer ${writer}’s copy of document ${document}.`);
    return copy;
  }

  #name(document: number): DocumentName {
    return this.#names[document] ?? harbor;
  }
}

function docOf(state: Uint8Array | undefined): Y.Doc {
  const doc = new Y.Doc();
  if (state) Y.applyUpdate(doc, state);
  return doc;
}

function snapshotOf(storage: Storage) {
  return storage.db.selectFrom('snapshot').selectAll().where('document', '=', harbor).executeTakeFirst();
}
