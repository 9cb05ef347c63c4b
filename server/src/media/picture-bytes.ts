// The files of pictures: their rows in the database, and their bytes wherever these are kept. A row is there before the first
// byte and counts once the last one is safe, so whatever a crash leaves half done is known and erased later. No key is used
// twice: what is late to erase something never meets what is new.
import type { MediaId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { PicturePlace } from '../storage/tables/media.ts';
import type { Tables } from '../storage/tables.ts';
import { removeUnfinished } from './places/folder-place.ts';
import { PlaceError, reasonOf } from './places/place.ts';
import { isWhole, keyOf, type Places } from './places/places.ts';

/** How the files of one picture are called. */
export const fileNames = {
  original: 'original',
  rendering: (width: number) => String(width),
  avif: (width: number) => `${width}.avif`,
};

/** The name to lock (`lockNames`) in a transaction that keeps files of a picture which may be there already. */
export function filesOf(media: MediaId): string {
  return `files of ${media}`;
}

/** A file that is to be kept. */
export interface NewFile {
  name: string;
  mime: string;
  bytes: Buffer;
}

export interface PictureBytes {
  /** Writes files of a picture; none counts before `keep`. Gives their keys. Throws `PlaceError`, and has then discarded all. */
  write(media: MediaId, files: readonly NewFile[]): Promise<string[]>;
  /** Gives up what was written and not kept. */
  discard(keys: readonly string[]): Promise<void>;
  /** Null where there is no such file; and where its bytes are lost or damaged, which is logged. Throws `PlaceError`. */
  read(media: MediaId, name: string): Promise<Omit<NewFile, 'name'> | null>;
  /** Erases the bytes of what was released, and of what a crash left behind. What can't be erased now is tried the next time. */
  erase(now: Date): Promise<void>;
}

/** What is still being written after so long never will be. */
const abandonedMs = 24 * 60 * 60_000;
const atOnce = 100;

/** So many files of a place that can't be erased mean that all can't be. */
const mostFailures = 3;

/** The files of pictures, over the places where their bytes are kept. */
export function createPictureBytes(db: Kysely<Tables>, places: Places, log: Logger): PictureBytes {
  const eraseKeys = async (rows: readonly { key: string; place: PicturePlace }[]): Promise<void> => {
    for (const { key, place } of rows) {
      await places.at(place).delete(key);
      await db.deleteFrom('mediaFile').where('key', '=', key).where('state', '=', 'erasing').execute();
    }
  };

  const discard: PictureBytes['discard'] = async (keys) => {
    if (keys.length === 0) return;
    const rows = await db
      .updateTable('mediaFile')
      .set({ state: 'erasing', at: new Date().toISOString() })
      .where('key', 'in', [...keys])
      .where('state', '=', 'writing')
      .returning(['key', 'place'])
      .execute();
    await eraseKeys(rows);
  };

  /** To people an answer says nothing of why; whoever runs the desk has to know. */
  const logAway = (error: unknown, what: string): void => {
    if (error instanceof PlaceError) log.error({ place: error.place, why: reasonOf(error) }, what);
  };

  const get = async ({ key, place }: { key: string; place: PicturePlace }): Promise<Buffer | null> => {
    try {
      return await places.at(place).get(key);
    } catch (error) {
      logAway(error, 'A picture could not be read');
      throw error;
    }
  };

  /** One that can't be erased does not hold up those behind it; where several can't, the place is away. */
  const eraseAt = async (place: PicturePlace): Promise<void> => {
    let failures = 0;
    for (let after = ''; ; ) {
      const rows = await db
        .selectFrom('mediaFile')
        .select(['key', 'place'])
        .where('state', '=', 'erasing')
        .where('place', '=', place)
        .where('key', '>', after)
        .orderBy('key')
        .limit(atOnce)
        .execute();
      const last = rows.at(-1);
      if (!last) return;
      after = last.key;
      for (const row of rows)
        try {
          await eraseKeys([row]);
        } catch (error) {
          if (!(error instanceof PlaceError)) throw error;
          logAway(error, 'Files of pictures could not be erased; they are tried again');
          failures += 1;
          if (failures === mostFailures) return;
        }
    }
  };

  return {
    discard,

    write: async (media, files) => {
      const place = places.current;
      const at = new Date().toISOString();
      const rows = files.map(({ name, mime, bytes }) => ({
        ...{ key: keyOf(bytes), media, name, mime, size: bytes.length },
        ...{ place, state: 'writing' as const, at },
      }));
      const keys = rows.map(({ key }) => key);
      await db.insertInto('mediaFile').values(rows).execute();
      // All have come to an end before anything is given up: none is written after it was erased.
      const written = await Promise.allSettled(
        files.map(({ bytes, mime }, index) => places.at(place).put(keys[index] ?? '', bytes, mime)),
      );
      const failure = written.find((one) => one.status === 'rejected');
      if (!failure) return keys;
      logAway(failure.reason, 'A picture could not be kept');
      // Where this fails too, what was written is erased a day later.
      await discard(keys).catch((error: unknown) => log.debug({ err: error }, 'Left to be erased later'));
      throw failure.reason;
    },

    read: async (media, name) => {
      let missing = '';
      // While a file moves, the place that was just looked up may no longer have it.
      for (let attempt = 0; attempt < 2; attempt += 1) {
        const row = await db
          .selectFrom('mediaFile')
          .select(['key', 'place', 'mime'])
          .where('media', '=', media)
          .where('name', '=', name)
          .where('state', '=', 'kept')
          .executeTakeFirst();
        if (!row) return null;
        const bytes = await get(row);
        if (bytes && isWhole(row.key, bytes)) return { mime: row.mime, bytes };
        missing = `${row.key} in the ${row.place} is ${bytes ? 'damaged' : 'missing'}`;
      }
      log.error({ picture: media, file: name }, `A file of a picture can't be read: ${missing}`);
      return null;
    },

    erase: async (now) => {
      await db
        .updateTable('mediaFile')
        .set({ state: 'erasing' })
        .where('state', '=', 'writing')
        .where('at', '<', new Date(now.getTime() - abandonedMs).toISOString())
        .execute();
      for (const place of places.known) await eraseAt(place);
      if (places.folder !== null) await removeUnfinished(places.folder, now);
    },
  };
}

/** Lets files count that were written, in the transaction that names them. Throws where one was given up meanwhile. */
export async function keepFiles(transaction: Kysely<Tables>, keys: readonly string[]): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('mediaFile')
    .set({ state: 'kept', at: new Date().toISOString() })
    .where('key', 'in', [...keys])
    .where('state', '=', 'writing')
    .executeTakeFirst();
  if (numUpdatedRows !== BigInt(keys.length)) throw new Error('Writing a picture took more than a day.');
}

/** Releases what is kept of a picture, in the transaction that forgets or renews it; `erase` erases the bytes. */
export async function releaseFiles(transaction: Kysely<Tables>, media: MediaId): Promise<void> {
  await transaction
    .updateTable('mediaFile')
    .set({ state: 'erasing', at: new Date().toISOString() })
    .where('media', '=', media)
    .where('state', '=', 'kept')
    .execute();
}
