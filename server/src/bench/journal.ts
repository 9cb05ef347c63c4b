// What keeping every keystroke takes: its bytes in the journal and in the database's file, what a day of writing comes to,
// and the time that admission adds to applying an update.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ArticleId, documentNameOf, newId, type UserId } from '@galley/shared/ids.ts';
import { sql } from 'kysely';
import { pino } from 'pino';
import * as Y from 'yjs';
import { amy, ben, TestRoom } from '../collab/room-testing.ts';
import { createJournal } from '../collab/sql-journal.ts';
import { openStorage } from '../storage/open.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { openGalley } from './clients.ts';
import { type Figure, type Measured, percentile } from './figures.ts';
import { startGalley } from './galley.ts';
import { articleOf, paragraphTexts, seeded, stateOf } from './texts.ts';

/** How much is written into a busy article in a day: each of its writers is at it for these minutes, spread over the day. */
const busyDay = { writers: 5, minutesEach: 90, keysAMinute: 120 };

/** Measures all on an article of 10,000 words. */
export async function benchJournal(): Promise<Measured> {
  return {
    title: 'The journal of an article of 10,000 words',
    figures: [
      ...(await journaledBytes(3000)),
      ...(await dayOfWriting()),
      admissionOf('a keystroke’s admission, p50, in a paragraph of one’s own', [amy], 2000),
      admissionOf('a keystroke’s admission, p50, where two write in one paragraph', [amy, ben], 2000),
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
    { what: 'a keystroke in the journal', unit: 'bytes', value: kept.updates / keystrokes, beside: yjs },
    {
      what: 'a keystroke on disk, keys and index and all',
      unit: 'bytes',
      value: kept.pages / keystrokes,
      beside: yjs,
    },
  ];
}

/** The rows of a day as they are appended, and as they are kept once those of one person and minute have become one. */
async function dayOfWriting(): Promise<Figure[]> {
  const { writers, minutesEach, keysAMinute } = busyDay;
  const dataDir = mkdtempSync(join(tmpdir(), 'galley-bench-'));
  const storage = await openStorage({ dataDir });
  try {
    const { rows, sent } = writtenInADay();
    const batch = 500;
    await storage.db.transaction().execute(async (transaction) => {
      for (let start = 0; start < rows.length; start += batch)
        await transaction
          .insertInto('update')
          .values(rows.slice(start, start + batch))
          .execute();
    });
    const appended = await kilobytesIn(storage);
    const journal = createJournal(storage, { log: pino({ level: 'silent' }) });
    const input = {
      document: dayDocument,
      upTo: rows.length,
      before: '2026-01-03',
      every: 'minute' as const,
    };
    for (let after = 0; ; ) {
      const { position } = await journal.mergeOld({ ...input, after });
      if (position === after) break;
      after = position;
    }
    const keys = (writers * minutesEach * keysAMinute).toLocaleString('en');
    const day = `${writers} writers’ day of ${keys} keystrokes`;
    return [
      { what: day, unit: 'kB', value: appended, beside: [{ name: 'Yjs’ own updates', value: sent / 1000 }] },
      {
        what: 'the same day, merged by person and minute',
        unit: 'kB',
        value: await kilobytesIn(storage),
        beside: [{ name: 'as appended', value: appended }],
      },
    ];
  } finally {
    await storage.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const dayDocument = documentNameOf(newId<ArticleId>());

/**
 * The rows that a busy day leaves in the journal, and how many bytes their updates have. Everybody writes in a paragraph of
 * their own, every tenth key takes a letter away, and goes on elsewhere after a minute.
 */
function writtenInADay(): { rows: Tables['update'][]; sent: number } {
  const { writers, minutesEach, keysAMinute } = busyDay;
  const random = seeded(1);
  const state = stateOf(articleOf(10_000));
  const people = Array.from({ length: writers }, (_, index) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    return { author: `person${index}` as UserId, doc, texts: paragraphTexts(doc) };
  });
  const rows: Tables['update'][] = [];
  let sent = 0;
  for (let minute = 0; minute < minutesEach; minute += 1) {
    const places = people.map((person) => {
      const text = person.texts[Math.floor(random() * person.texts.length)];
      if (!text) throw new Error('The article has no paragraph.');
      return { ...person, text, caret: Math.floor(random() * text.length) };
    });
    const start = Date.UTC(2026, 0, 2, 8) + minute * 5 * 60_000;
    for (let key = 0; key < keysAMinute; key += 1) {
      for (const place of places) {
        const { author, doc, text } = place;
        let bytes: Uint8Array = new Uint8Array();
        doc.once('update', (update: Uint8Array) => {
          bytes = update;
        });
        if (key % 10 === 9) {
          place.caret -= 1;
          text.delete(place.caret, 1);
        } else {
          text.insert(place.caret, 'e');
          place.caret += 1;
        }
        sent += bytes.byteLength;
        const at = new Date(start + (key * 60_000) / keysAMinute).toISOString();
        const clients = JSON.stringify([doc.clientID]);
        rows.push({ document: dayDocument, position: rows.length + 1, bytes, author, clients, at });
      }
    }
  }
  return { rows, sent };
}

/** What the database's file has for the journal's rows, keys and index and all. */
async function kilobytesIn({ db }: Storage): Promise<number> {
  await sql`vacuum`.execute(db);
  const { rows } = await sql<{ bytes: number }>`
    select sum("pgsize") as "bytes" from dbstat where "name" in ('update', 'sqlite_autoindex_update_1')`.execute(
    db,
  );
  return (rows[0]?.bytes ?? 0) / 1000;
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
