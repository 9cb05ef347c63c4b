import { documentNameOf } from '@galley/shared/ids.ts';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { addEditors, type DeskProcess, startDesk, TestEditor } from '../testing/desk-process.ts';
import { openJournal, upTo } from './journal-testing.ts';
import { expectEveryWordOnce, Typist, typedWords } from './typist-testing.ts';

const rounds = 7;
const names = ['amy', 'ben', 'cleo'];

describe('Galley, killed under people who type', () => {
  forEachStorage((database) => {
    let desk: DeskProcess;
    const typists: Typist[] = [];
    afterEach(async () => {
      for (const { client } of typists.splice(0)) client.close();
      await desk.kill();
    });

    it('has every word that it acknowledged, each time, and in the end every word once', async () => {
      const place = await database();
      await addEditors(place, names);
      desk = await startDesk(place);
      const people = await Promise.all(names.map((name) => TestEditor.signIn(name, desk)));
      const articles = await Promise.all(people.slice(1).map((person) => person.newArticle()));
      for (const article of articles) {
        const some = people.map((person) => person.open(article));
        typists.push(...some.map((client, number) => new Typist(`${number}`, article, client)));
        await typists.at(-1)?.begin();
      }
      const delays = fc.sample(fc.integer({ min: 0, max: 400 }), { seed: 5, numRuns: rounds });
      for (const [round, delay] of delays.entries()) {
        await Promise.all(typists.map((typist) => typist.type(round)));
        await new Promise((resolve) => setTimeout(resolve, delay));
        // The last one is asked to go, and is to save what it has on its way.
        const isLast = round === rounds - 1;
        const code = await desk.kill(isLast ? 'SIGTERM' : 'SIGKILL');
        if (isLast) expect(code).toBe(0);
        for (const typist of typists) typist.stop();
        await checkThatAcknowledgedIsThere(place, typists);
        desk = await again(place, desk);
      }
      for (const article of articles)
        await expectEveryWordOnce(typists.filter((typist) => typist.article === article));
      for (const { acknowledged } of typists) expect(acknowledged).toBeGreaterThan(rounds);
    }, 120_000);
  });
});

function again(place: TestDatabase, { url }: DeskProcess): Promise<DeskProcess> {
  return startDesk(place, { port: new URL(url).port });
}

/** Looks into the database itself, before anybody comes back and could bring what was lost. */
async function checkThatAcknowledgedIsThere(place: TestDatabase, typists: readonly Typist[]): Promise<void> {
  const storage = await place.open();
  const journal = openJournal(storage);
  for (const article of new Set(typists.map((typist) => typist.article))) {
    const name = documentNameOf(article);
    const updates = await journal.since(name, 0);
    expect(updates.map(({ position }) => position)).toEqual(upTo(updates.length));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, (await journal.load(name))?.state ?? new Uint8Array([0, 0]));
    const there = typedWords(doc);
    expect(new Set(there).size).toBe(there.length);
    const lost = typists
      .filter((typist) => typist.article === article)
      .flatMap((typist) => typist.typed.slice(0, typist.acknowledged))
      .filter((word) => !there.includes(word));
    expect(lost).toEqual([]);
  }
  await storage.close();
}
