import type { DocumentName } from '@galley/shared/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Killable, startKillable } from '../storage/killable.ts';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { openJournal, upTo } from './journal-testing.ts';

const documents = ['article/one', 'article/two', 'article/three'] as DocumentName[];
const rounds = 5;

describe('journal whose process is killed', () => {
  forEachStorage((database) => {
    it('has every acknowledged update, each time', async () => {
      const place = await database();
      const delays = fc.sample(fc.integer({ min: 0, max: 250 }), { seed: 11, numRuns: rounds });
      const acknowledged: string[] = [];
      for (const [round, delay] of delays.entries()) {
        // PostgreSQL serves two processes, of which the first dies while the other goes on writing.
        const writers = upTo(place.kind === 'postgres' ? 2 : 1).map((node) =>
          startWriter(place, `${round}.${node}`),
        );
        await Promise.all(writers.map((writer) => writer.line(/^article/)));
        for (const writer of writers) {
          await new Promise((resolve) => setTimeout(resolve, delay));
          await writer.kill();
          acknowledged.push(...writer.lines.filter((line) => line.endsWith(' kept')));
        }
        const storage = await place.open();
        await checkThat(storage, acknowledged);
        await storage.close();
      }
      expect(acknowledged.length).toBeGreaterThan(rounds * documents.length);
    });
  });
});

function startWriter(place: TestDatabase, run: string): Killable {
  const { url, dataDir } = place;
  return startKillable(new URL('./journal-writer.child.ts', import.meta.url), {
    args: [JSON.stringify({ url, dataDir, run, documents })],
  });
}

/** Each acknowledged update stands at its position and in the document, and no position is missing. */
async function checkThat(storage: Storage, acknowledged: readonly string[]): Promise<void> {
  const journal = openJournal(storage);
  for (const document of documents) {
    const updates = await journal.since(document, 0);
    expect(updates.map(({ position }) => position)).toEqual(upTo(updates.length));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, (await journal.load(document))?.state ?? new Uint8Array([0, 0]));
    const inDocument = new Set(doc.getArray<string>('words').toArray());
    const lost = acknowledged
      .map((line) => line.split(' ') as [string, string, string])
      .filter(([name]) => name === document)
      .filter(([, position, words]) => {
        const update = updates[Number(position) - 1];
        return !inDocument.has(words) || !update || !Buffer.from(update.bytes).includes(words);
      });
    expect(lost).toEqual([]);
  }
}
