import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '../storage/embedded.ts';
import { databaseFile, openStorage } from '../storage/open.ts';
import type { Storage } from '../storage/storage.ts';
import { isUnavailable } from '../storage/unavailable.ts';
import { commitAtOnce } from './embedded-rows.ts';
import type { Journal } from './journal.ts';
import { entry, harbor, openJournal, upTo } from './journal-testing.ts';
import { JournalWriter, WriterEndedError } from './journal-thread.ts';
import { openCollab, TestClient, until } from './testing.ts';

describe('the thread that writes the journal', () => {
  let dataDir: string;
  let storage: Storage;
  /** All threads that were started. */
  let threads: Worker[];
  const note = (worker: Worker) => void threads.push(worker);

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'galley-writer-'));
    storage = await openStorage({ dataDir });
    threads = [];
    process.on('worker', note);
  });
  afterEach(async () => {
    process.off('worker', note);
    await storage.close();
    rmSync(dataDir, { recursive: true });
  });

  it('loses and doubles nothing while it is ended again and again', async () => {
    const journal = openJournal(storage);
    const states = statesOf(journal);
    const moments = fc.sample(fc.integer({ min: 2, max: 20 }), { seed: 3, numRuns: 20 });
    const appends: Promise<number>[] = [];
    for (const [round, moment] of moments.entries()) {
      for (const number of upTo(20)) {
        const bytes = new Uint8Array([round, number]);
        appends.push(journal.append(entry({ bytes, clients: [round] })));
        // Once the thread has answered it is there to be ended.
        if (number === 1) await appends.at(-1);
        if (number === moment) endAtNextGroup(threads.at(-1));
        await new Promise(setImmediate);
      }
    }
    expect(await Promise.all(appends)).toEqual(upTo(400));
    expect(await written(journal)).toEqual(moments.flatMap((_, round) => upTo(20).map((n) => [round, n])));
    expect(threads.length).toBeGreaterThan(10);
    expect(new Set(states)).toEqual(new Set(['delayed', 'saving']));
    expect(journal.state).toBe('saving');
  });

  it.each(['written', 'committed'] as const)(
    'writes a group once where its thread ends as it says “%s”',
    async (moment) => {
      const journal = openJournal(storage);
      expect(await journal.append(entry())).toBe(1);
      for (const round of upTo(5)) {
        endAt(threads.at(-1), moment);
        const appends = upTo(3).map((n) => journal.append(entry({ bytes: new Uint8Array([round, n]) })));
        expect(await Promise.all(appends)).toEqual(upTo(3).map((n) => 4 * round - 3 + n));
        expect(await journal.append(entry())).toBe(4 * round + 1);
      }
      expect(threads.length).toBe(6);
      expect(await written(journal)).toHaveLength(21);
    },
  );

  it('shows people that saving is delayed when it ends, and then saves what they wrote', async () => {
    const desk = await openCollab(storage, { journal: openJournal(storage) });
    const article = await desk.newArticle();
    const amy = await new TestClient(desk, 'amy', article).synced();
    const ben = await new TestClient(desk, 'ben', article).synced();
    amy.text().insert(0, 'A');
    await amy.saved();
    endAt(threads[0], 'written');
    amy.text().insert(0, 'B');
    await amy.saved();
    await until(() => ben.text().toString() === 'BA.');
    await until(() => ben.messages.length === 2);
    expect(ben.messages.map(({ type }) => type)).toEqual(['saving-delayed', 'saving-resumed']);
    for (const client of [amy, ben]) client.close();
    await desk.close();
  });

  it('has committed what it was handed when the storage is closed, and is not started again', async () => {
    const journal = openJournal(storage);
    const appends = upTo(30).map(() => journal.append(entry()));
    await until(() => threads.length === 1);
    expect(await journal.drain(10_000)).toBe(true);
    await storage.close();
    expect(await Promise.all(appends)).toEqual(upTo(30));
    const late = journal.append(entry()).catch(() => {});
    await journal.drain(20);
    storage = await openStorage({ dataDir });
    expect(await written(openJournal(storage))).toHaveLength(30);
    expect(threads).toHaveLength(1);
    void late;
  });

  it('says of a locked database that it can be tried again, and refuses a value that can’t be handed over', async () => {
    const writer = new JournalWriter({ file: databaseFile(dataDir), sealedStatement: null });
    const intruder = new Database(databaseFile(dataDir)).exec('begin immediate');
    const locked: unknown = await writer.commit([entry()], () => {}).catch((error: unknown) => error);
    expect(locked).toMatchObject({ code: 'SQLITE_BUSY' });
    expect(isUnavailable(locked)).toBe(true);
    intruder.close();
    const odd = entry({ author: Symbol('author') as never });
    await expect(writer.commit([odd], () => {})).rejects.toThrow(TypeError);
    expect(await writer.commit([entry()], () => {})).toMatchObject({ outcomes: [1] });
    await writer.close();
    await expect(writer.commit([entry()], () => {})).rejects.toThrow(WriterEndedError);
  });

  it('leaves nothing of a group for which the disk has no room, and writes it once it has', () => {
    const database = openEmbedded(databaseFile(dataDir));
    const pages = (name: string, value = '') =>
      Number(Object.values(database.prepare(`pragma ${name}${value}`).get() ?? {})[0]);
    const limit = pages('max_page_count');
    pages('max_page_count', ` = ${pages('page_count')}`);
    const group = upTo(40).map((number) => entry({ bytes: new Uint8Array(2000).fill(number) }));
    const commit = () => commitAtOnce(database, group, null, () => {});
    for (const _ of upTo(2)) expect(commit).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
    pages('max_page_count', ` = ${limit}`);
    expect(commit().outcomes).toEqual(upTo(40));
    database.close();
  });
});

/**
 * Ends the thread as soon as it says this of its next group. That it is written the journal hears, that it is committed it
 * does not.
 */
function endAt(thread: Worker | undefined, moment: 'written' | 'committed'): void {
  thread?.prependListener('message', () => {
    thread.removeAllListeners('message');
    if (moment === 'written') void thread.terminate();
    else thread.on('message', () => void thread.terminate());
  });
}

function statesOf(journal: Journal): string[] {
  const states: string[] = [];
  journal.onState((state) => states.push(state));
  return states;
}

async function written(journal: Journal): Promise<number[][]> {
  return (await journal.since(harbor, 0)).map(({ bytes }) => [...bytes]);
}

/** Ends the thread while it has a group: however fast the machine is, a group is under way then. */
function endAtNextGroup(worker: Worker | undefined): void {
  if (!worker) return;
  const post = worker.postMessage.bind(worker);
  worker.postMessage = (...message: Parameters<typeof post>) => {
    post(...message);
    void worker.terminate();
  };
}
