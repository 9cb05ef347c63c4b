// What keeping every keystroke takes: its bytes in the journal and in the database's file, and the time that admission
// adds to applying an update.
import { documentNameOf, type UserId } from '@galley/shared/ids.ts';
import { sql } from 'kysely';
import * as Y from 'yjs';
import { amy, ben, TestRoom } from '../collab/room-testing.ts';
import { openGalley } from './clients.ts';
import { type Figure, type Measured, percentile } from './figures.ts';
import { startGalley } from './galley.ts';
import { articleOf, paragraphTexts } from './texts.ts';

/** Measures both on an article of 10,000 words. */
export async function benchJournal(): Promise<Measured> {
  return {
    title: 'A keystroke in an article of 10,000 words',
    figures: [
      ...(await journaledBytes(3000)),
      admissionOf('admission, p50, in a paragraph of one’s own', [amy], 2000),
      admissionOf('admission, p50, where two write in one paragraph', [amy, ben], 2000),
    ],
  };
}

/** Types, waits until everything is acknowledged, stops the server and looks at what it left. */
async function journaledBytes(keystrokes: number): Promise<Figure[]> {
  const galley = await startGalley();
  const article = await galley.newArticle(articleOf(10_000));
  const client = await openGalley(galley, article);
  const [text] = paragraphTexts(client.doc);
  if (!text) throw new Error('The article has no paragraph.');
  let sent = 0;
  client.doc.on('update', (update: Uint8Array) => {
    sent += update.byteLength;
  });
  const acknowledged = Promise.withResolvers<void>();
  let left = keystrokes;
  client.onAcknowledged?.(() => {
    left -= 1;
    if (left === 0) acknowledged.resolve();
  });
  for (let typed = 0; typed < keystrokes; typed += 1) text.insert(text.length, 'e');
  await acknowledged.promise;
  client.close();
  const kept = { updates: 0, pages: 0 };
  await galley.stop(async ({ db }) => {
    const document = documentNameOf(article);
    // The article's first content stands at position 1.
    const { rows } = await sql<typeof kept>`select
      (select sum(length("bytes")) from "update" where "document" = ${document} and "position" > 1) as "updates",
      (select sum("pgsize") from dbstat where "name" in ('update', 'sqlite_autoindex_update_1'))
        - (select sum(length("bytes")) from "update" where "position" = 1) as "pages"`.execute(db);
    Object.assign(kept, rows[0]);
  });
  const yjs = [{ name: 'Yjs’ own update', value: sent / keystrokes }];
  return [
    { what: 'in the journal', unit: 'bytes', value: kept.updates / keystrokes, beside: yjs },
    { what: 'on disk, keys and index and all', unit: 'bytes', value: kept.pages / keystrokes, beside: yjs },
  ];
}

/** What admission adds for each keystroke of these people, who take turns, to what applying it to the document takes. */
function admissionOf(what: string, authors: readonly UserId[], keystrokes: number): Figure {
  const test = new TestRoom({ content: articleOf(10_000) });
  const writers = authors.map((author) => ({ author, doc: test.client() }));
  const admitting: number[] = [];
  const applying: number[] = [];
  for (let typed = 0; typed < keystrokes; typed += 1) {
    const writer = writers[typed % writers.length];
    const [text] = writer ? paragraphTexts(writer.doc) : [];
    if (!writer || !text) throw new Error('Nobody has a paragraph to write in.');
    const before = Y.encodeStateVector(writer.doc);
    text.insert(text.length, 'e');
    const update = Y.encodeStateAsUpdate(writer.doc, before);
    const start = performance.now();
    const decision = test.room.admit(update, writer.author);
    const admitted = performance.now();
    if (decision.type !== 'admitted') throw new Error(`A keystroke was ${decision.type}.`);
    test.room.arrive(decision, null);
    const applied = performance.now();
    // The first ones only warm up.
    if (typed >= keystrokes / 4) {
      admitting.push(admitted - start);
      applying.push(applied - admitted);
    }
    for (const { doc } of writers) Y.applyUpdate(doc, update);
  }
  const microseconds = (samples: number[]) => 1000 * percentile(samples, 0.5);
  return {
    what,
    unit: 'µs',
    value: microseconds(admitting),
    beside: [{ name: 'applying alone', value: microseconds(applying) }],
  };
}
