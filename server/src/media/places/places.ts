// The places that the configuration names, and whether they fit what the database says of the pictures.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import { deskIdentity } from '../../storage/desk-identity.ts';
import type { PicturePlace } from '../../storage/tables/media.ts';
import type { Tables } from '../../storage/tables.ts';
import type { PictureConfig } from './config.ts';
import { createDatabasePlace } from './database-place.ts';
import { createFolderPlace } from './folder-place.ts';
import { type Place, PlaceError, PlaceSettingError, picturePlaces, reasonOf } from './place.ts';

/** Where the bytes of pictures are kept, and may still be kept from before a setting changed. */
export interface Places {
  /** Where new pictures go. */
  current: PicturePlace;
  folder: string | null;
  /** Those that are configured; the database always is. */
  known: readonly PicturePlace[];
  /** Throws `PlaceError` for one that is not configured. */
  at(place: PicturePlace): Place;
  close(): void;
}

const settingOf = { database: 'PICTURE_PLACE', folder: 'PICTURE_FOLDER', bucket: 'PICTURE_BUCKET' } as const;

/** The places as configured, of which nothing is asked yet. The SDK of buckets is loaded where there is one. */
export async function openPlaces(
  { place: current, folder, bucket }: PictureConfig,
  db: Kysely<Tables>,
): Promise<Places> {
  const ofBucket = bucket && (await import('./bucket-place.ts')).createBucketPlace(bucket);
  const all: Record<PicturePlace, Place | null> = {
    database: createDatabasePlace(db),
    folder: folder === null ? null : createFolderPlace(folder),
    bucket: ofBucket,
  };
  return {
    current,
    folder,
    known: picturePlaces.filter((place) => all[place] !== null),
    at: (place) => {
      const found = all[place];
      if (found) return found;
      throw new PlaceError(place, new Error(`${settingOf[place]} is not set`));
    },
    close: () => ofBucket?.close(),
  };
}

/**
 * Prepares them for a desk: what holds pictures is configured, and the folder is there and the right one. Throws
 * `PlaceSettingError`. Nothing is written on trial: a full disk or a bucket that is away for a while keeps no desk from starting.
 */
export async function preparePlaces(places: Places, db: Kysely<Tables>): Promise<void> {
  const used = await db
    .selectFrom('mediaFile')
    .select((eb) => ['place', eb.fn.countAll<number | string>().as('files')])
    .where('state', '=', 'kept')
    .groupBy('place')
    .execute();
  for (const { place, files } of used)
    if (!places.known.includes(place))
      throw new PlaceSettingError(
        `${settingOf[place]}: has to be set as long as ${files} files of pictures are in the ${place}; \`galley move-pictures\` moves them elsewhere.`,
      );
  if (places.folder === null) return;
  const isUsed = used.some(({ place }) => place === 'folder');
  await prepareFolder(places.folder, (await deskIdentity({ db })).id, isUsed);
}

/** A folder bears a file of the desk's, so that one which is not mounted is not taken for the one with the pictures. */
async function prepareFolder(folder: string, desk: string, isUsed: boolean): Promise<void> {
  const name = `galley-${desk}.txt`;
  const mark = join(folder, name);
  if (existsSync(mark)) return;
  if (isUsed)
    throw new PlaceSettingError(
      `PICTURE_FOLDER: ${folder} is not the folder with this desk’s pictures, it lacks the file ${name}. Is it mounted? Where the pictures are lost for good, make that file and start again.`,
    );
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(
      mark,
      'The pictures of a Galley. It starts on this folder only while this file is here.\n',
    );
  } catch (error) {
    throw unusable(folder, error);
  }
}

function unusable(folder: string, error: unknown): PlaceSettingError {
  return new PlaceSettingError(`PICTURE_FOLDER: ${folder} can’t be used: ${reasonOf(error)}`);
}

/** Writes, reads and deletes a few bytes. Throws `PlaceError`. */
export async function tryPlace(place: Place): Promise<void> {
  const bytes = Buffer.from('Galley asks whether pictures can be kept here.');
  const key = keyOf(bytes);
  await place.put(key, bytes, 'text/plain');
  const found = await place.get(key);
  await place.delete(key);
  if (!found?.equals(bytes)) throw new Error('What was written is not what is read.');
}

/** A key for these bytes that no other file has. */
export function keyOf(bytes: Buffer): string {
  return `${hashOf(bytes)}-${newId()}`;
}

/** Whether bytes are those that this key was made for. */
export function isWhole(key: string, bytes: Buffer): boolean {
  return key.startsWith(`${hashOf(bytes)}-`);
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
