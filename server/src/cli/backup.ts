// galley backup and galley restore: the embedded database as one file. PostgreSQL has its own tools for that.
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { MediaId } from '@galley/shared/ids.ts';
import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import { describe } from '../media/move-files.ts';
import { PlaceError } from '../media/places/place.ts';
import { isWhole, openPlaces } from '../media/places/places.ts';
import { embeddedDialect } from '../storage/dialect.ts';
import { lockFolder } from '../storage/folder-lock.ts';
import { migrations } from '../storage/migrations.ts';
import { databaseFile, messageOf } from '../storage/open.ts';
import type { PicturePlace } from '../storage/tables/media.ts';
import type { Tables } from '../storage/tables.ts';
import { CommandError } from './command-error.ts';

const noPostgres =
  'The database is PostgreSQL: back it up with pg_dump and restore it with pg_restore; docs/OPERATING.md says how.';

/**
 * Copies the database as it stands at one moment, whoever writes into it meanwhile. Pictures that are kept elsewhere are named,
 * or put into the copy where that is wanted. Gives the exit code: 1 where some of these could not be read.
 */
export async function backUp(config: Config, target: string, withPictures: boolean): Promise<number> {
  if (config.databaseUrl !== null) throw new CommandError(noPostgres);
  const file = databaseFile(config.dataDir);
  if (!existsSync(file)) throw new CommandError(`There is no database in ${config.dataDir}.`);
  if (existsSync(target)) throw new CommandError(`${target} is there already; name a new file.`);
  const partial = `${target}.part`;
  const source = attempt(() => new Database(file, { readonly: true, fileMustExist: true }), file);
  let faults: string[] = [];
  let elsewhere: string[] = [];
  try {
    rmSync(partial, { force: true });
    // All pages in one step: in several, each write of the running Galley would begin the copy anew.
    await source.backup(partial, { progress: () => 0x7fff_ffff });
    chmodSync(partial, 0o600);
    const copy = new Database(partial);
    // A copy of its own needs no files beside it.
    copy.pragma('journal_mode = DELETE');
    if (withPictures) faults = await addPictures(copy, config);
    elsewhere = picturesElsewhere(copy);
    copy.close();
    refuseUnfit(partial);
    sync(partial);
    renameSync(partial, target);
    sync(dirname(target));
  } catch (error) {
    rmSync(partial, { force: true });
    if (error instanceof CommandError || error instanceof PlaceError) throw error;
    throw new CommandError(`${target} can't be written: ${messageOf(error)}`);
  } finally {
    source.close();
  }
  const megabytes = (statSync(target).size / 1_000_000).toFixed(1);
  const whole = elsewhere.length === 0;
  console.log(
    `${target} holds ${whole ? 'the whole desk' : 'the desk'} (${megabytes} MB): texts, ${whole ? 'pictures, ' : ''}people and secrets. Keep it safe.`,
  );
  for (const fault of faults) console.error(fault);
  for (const line of elsewhere)
    console.log(`Not in it: ${line}. Copy them after this, or use --with-pictures.`);
  return faults.length === 0 ? 0 : 1;
}

/** What a copy of the database knows of pictures whose bytes are not in it, a line a place. */
function picturesElsewhere(copy: Database.Database): string[] {
  // One of an older Galley has all pictures in it.
  const isThere = copy.prepare(`select name from sqlite_master where name = 'mediaFile'`).get();
  if (!isThere) return [];
  return copy
    .prepare<[], { place: string; files: number; bytes: number }>(
      `select "place", count(*) as "files", sum("size") as "bytes" from "mediaFile"
       where "state" = 'kept' and "place" <> 'database' group by "place"`,
    )
    .all()
    .map(({ place, files, bytes }) => {
      return `${files} files of pictures (${(bytes / 1_000_000).toFixed(1)} MB), which are in the ${place}`;
    });
}

/** Puts the bytes of all pictures into a copy of the database, which then has them as if they had always been there. */
async function addPictures(copy: Database.Database, config: Config): Promise<string[]> {
  const faults: string[] = [];
  const rows = copy
    .prepare<[], { key: string; media: MediaId; name: string; place: PicturePlace }>(
      `select "key", "media", "name", "place" from "mediaFile" where "state" = 'kept' and "place" <> 'database'`,
    )
    .all();
  const add = copy.prepare(`insert into "mediaBytes" ("key", "bytes") values (?, ?)`);
  const note = copy.prepare(`update "mediaFile" set "place" = 'database' where "key" = ?`);
  const db = new Kysely<Tables>({ dialect: embeddedDialect(copy) });
  const places = await openPlaces(config.pictures, db);
  // The file is synced as a whole in the end.
  copy.pragma('synchronous = OFF');
  copy.exec('begin');
  try {
    for (const row of rows) {
      const { key, place } = row;
      const bytes = await places.at(place).get(key);
      if (bytes && isWhole(key, bytes)) {
        add.run(key, bytes);
        note.run(key);
      } else faults.push(`${describe(row)} is ${bytes ? 'damaged' : 'missing'} in the ${place}.`);
    }
    copy.exec('commit');
    return faults;
  } finally {
    places.close();
  }
}

/**
 * Puts a backup in the place of the database and keeps the old one beside it. All sessions end: a backup may hold some that
 * were ended since. Browsers that hold later text do not bring it back: see server/src/collab/README.md, “After a restored backup”.
 */
export async function restore(config: Config, backup: string): Promise<number> {
  if (config.databaseUrl !== null) throw new CommandError(noPostgres);
  if (!existsSync(backup)) throw new CommandError(`There is no file ${backup}.`);
  const file = databaseFile(config.dataDir);
  const lock = attempt(() => lockFolder(config.dataDir), config.dataDir);
  if (lock === null) throw new CommandError(`Galley runs on ${config.dataDir}; stop it first.`);
  try {
    const next = `${file}.restored`;
    for (const ending of ['', '-wal', '-shm']) rmSync(next + ending, { force: true });
    await copyFile(backup, next);
    chmodSync(next, 0o600);
    try {
      refuseUnfit(next);
      endSessions(next);
    } catch (error) {
      rmSync(next, { force: true });
      throw error;
    }
    sync(next);
    const aside = `${file}.before-restore-${new Date().toISOString().replaceAll(':', '-')}`;
    // The log of a database belongs to it: with another one it would be read as that one's.
    for (const ending of ['-wal', '-shm', ''])
      if (existsSync(file + ending)) renameSync(file + ending, aside + ending);
    renameSync(next, file);
    sync(dirname(file));
    console.log(`${file} is what ${backup} held. Everybody has to sign in again.`);
    if (existsSync(aside)) console.log(`The database that was there before is kept as ${aside}.`);
    const restored = attempt(() => new Database(file, { readonly: true }), file);
    for (const line of picturesElsewhere(restored))
      console.log(`The backup does not hold ${line}; \`galley verify\` says whether they are all there.`);
    restored.close();
    return 0;
  } finally {
    lock.release();
  }
}

/** Throws for a file that is damaged, is none of Galley's, or is of a newer one. */
function refuseUnfit(file: string): void {
  const database = attempt(() => new Database(file, { readonly: true, fileMustExist: true }), file);
  try {
    const fault = attempt(() => database.pragma('integrity_check', { simple: true }), file);
    if (fault !== 'ok') throw new CommandError(`${file} is damaged: ${String(fault)}`);
    const rows = attempt(() => database.prepare('select name from kysely_migration').all(), file);
    const known = new Set(Object.keys(migrations('sqlite')));
    if (rows.some((row) => !known.has((row as { name: string }).name)))
      throw new CommandError(`${file} is of a newer Galley than this one.`);
  } finally {
    database.close();
  }
}

function endSessions(file: string): void {
  const database = new Database(file);
  database.pragma('foreign_keys = ON');
  database.exec('delete from session');
  database.pragma('journal_mode = DELETE');
  database.close();
}

/** Waits until the disk has a file, or the names in a folder. */
function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function attempt<T>(work: () => T, file: string): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${file} is no database of Galley, or can't be read: ${messageOf(error)}`);
  }
}
