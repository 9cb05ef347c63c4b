// Bytes of pictures as files of a folder, which several nodes may share. A file is there whole or not at all: it is written
// under another name, given to the disk, and only then named.
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '@galley/shared/ids.ts';
import { type Place, PlaceError } from './place.ts';

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

/** The keys under which files are in the folder, in folders of their own; what is being written has none yet. */
export async function keysIn(folder: string): Promise<string[]> {
  return await attempt(async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.parentPath !== folder)
      .filter(({ parentPath }) => parentPath !== join(folder, unfinished))
      .map(({ name }) => name);
  });
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
