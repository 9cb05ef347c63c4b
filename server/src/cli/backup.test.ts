import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { databaseFile, openStorage } from '../storage/open.ts';
import { galleyHere } from './testing.ts';

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'galley-backup-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

/** Writes a row between any two things that this process does, until it is stopped or has written as many as it may. */
function writeSteadily(file: string, most: number) {
  const database = new Database(file);
  database.pragma('synchronous = OFF');
  const insert = database.prepare(`insert into "setting" ("key", "value") values (?, 'written meanwhile')`);
  let written = 0;
  let timer: NodeJS.Immediate;
  const next = () => {
    insert.run(`meanwhile-${written}`);
    written += 1;
    if (written < most) timer = setImmediate(next);
  };
  timer = setImmediate(next);
  return {
    stop: () => {
      clearImmediate(timer);
      database.close();
      return written;
    },
  };
}

test('a backup ends while somebody writes without a pause, and holds one moment', async () => {
  const dataDir = folder();
  await (await openStorage({ dataDir })).close();
  const file = databaseFile(dataDir);
  const filler = new Database(file);
  const insert = filler.prepare(`insert into "setting" ("key", "value") values (?, ?)`);
  // Several times as much as one step of the copy takes by default.
  for (let row = 0; row < 500; row += 1) insert.run(`before-${row}`, 'x'.repeat(4000));
  filler.close();

  const most = 20_000;
  const writer = writeSteadily(file, most);
  const target = join(folder(), 'desk.galley');
  expect(await galleyHere({ dataDir }, ['backup', target])).toMatchObject({ code: 0, errors: '' });
  // A copy that begins anew with each write would have waited for the last one.
  expect(writer.stop()).toBeLessThan(most);

  const copy = new Database(target, { readonly: true });
  const count = (like: string) =>
    copy.prepare<[string], { n: number }>(`select count(*) as n from "setting" where "key" like ?`).get(like)
      ?.n ?? 0;
  const last = copy
    .prepare<[], { n: number | null }>(
      `select max(cast(substr("key", 11) as integer)) as n from "setting" where "key" like 'meanwhile-%'`,
    )
    .get()?.n;
  expect(count('before-%')).toBe(500);
  // Without a gap: what was written in one order is there up to one moment.
  expect(count('meanwhile-%')).toBe((last ?? -1) + 1);
  copy.close();
});
