// Bytes of pictures as files of a folder, which several nodes may share. A file is there whole or not at all: it is written
// under another name, given to the disk, and only then named.
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '@galley/shared/ids.ts';
import { type Place, PlaceError, reasonOf } from './place.ts';

/** Where files are as long as they are being written. */
const unfinished = 'unfinished';
/** Nobody writes at one file for so long. */
const abandonedMs = 24 * 60 * 60_000;

export function createFolderPlace(folder: string): Place {
  const pathOf = (key: string) => join(folder, key.slice(0, 2), key);
  return {
    put: (key, bytes) =>
      attempt(async () => {
        const path = pathOf(key);
        const partial = join(folder, unfinished, newId());
        await mkdir(dirname(partial), { recursive: true });
        try {
          const file = await open(partial, 'wx');
          await synced(file, () => file.writeFile(bytes));
          await makeFolder(dirname(path));
          await rename(partial, path);
        } catch (error) {
          await rm(partial, { force: true });
          throw error;
        }
        await syncFolder(dirname(path));
      }),

    get: (key) =>
      attempt(async () => {
        try {
          return await readFile(pathOf(key));
        } catch (error) {
          if (isMissing(error)) return null;
          throw error;
        }
      }),

    delete: (key) => attempt(() => rm(pathOf(key), { force: true })),
  };
}

/** Removes what a crash has left half written. */
export async function removeUnfinished(folder: string, now: Date): Promise<void> {
  const within = join(folder, unfinished);
  await attempt(async () => {
    for (const name of await readdir(within).catch(() => [])) {
      const path = join(within, name);
      const found = await stat(path).catch(() => null);
      if (found && found.mtimeMs < now.getTime() - abandonedMs) await rm(path, { force: true });
    }
  });
}

/** The keys under which files are in the folder, and which of its folders can't be read, a line each. */
export async function keysIn(folder: string): Promise<{ keys: string[]; unreadable: string[] }> {
  const keys: string[] = [];
  const unreadable: string[] = [];
  const namesIn = async (path: string): Promise<string[]> => {
    try {
      return await readdir(path);
    } catch (error) {
      if (!isMissing(error)) unreadable.push(`The folder ${path} can’t be read: ${reasonOf(error)}`);
      return [];
    }
  };
  // What else is there is nobody's here, such as what is being written or a disk's own folders.
  for (const start of (await namesIn(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name)))
    for (const name of await namesIn(join(folder, start)))
      if (name.startsWith(start) && /^[0-9a-f]{64}-[0-9a-z]+$/.test(name)) keys.push(name);
  return { keys, unreadable };
}

/** Makes a folder, and waits until the disk has its name too. */
async function makeFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true });
  if (made !== undefined) await syncFolder(dirname(path));
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await synced(folder, async () => {});
}

async function synced(file: FileHandle, write: () => Promise<void>): Promise<void> {
  try {
    await write();
    await file.sync();
  } finally {
    await file.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new PlaceError('folder', error);
  }
}
