// Moves the files of pictures from place to place, one at a time, also while desks give them out. What is moved counts in the
// new place before it is erased in the old one, so it can be broken off and begun again at any time.
import type { MediaId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import { holdRows } from '../storage/dialect.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { isWhole, keyOf, type Places } from './places/places.ts';

interface Moved {
  files: number;
  bytes: number;
}

interface Row {
  key: string;
  media: MediaId;
  name: string;
  mime: string;
  size: number;
  place: Tables['mediaFile']['place'];
}

const atOnce = 100;

/**
 * Moves everything that is elsewhere to where new pictures go. `onFault` hears of what is lost or damaged, which stays as it
 * is, and `onProgress` after each file. Throws `PlaceError` where a place does not answer.
 */
export async function moveFiles(
  storage: Storage,
  places: Places,
  { onFault, onProgress }: { onFault(fault: string): void; onProgress?(moved: Moved): void },
): Promise<Moved> {
  const { db } = storage;
  const moved = { files: 0, bytes: 0 };
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('mediaFile')
      .select(['key', 'media', 'name', 'mime', 'size', 'place'])
      .where('state', '=', 'kept')
      .where('place', '!=', places.current)
      .where('key', '>', after)
      .orderBy('key')
      .limit(atOnce)
      .execute();
    const last = rows.at(-1);
    if (!last) return moved;
    after = last.key;
    for (const row of rows) {
      const bytes = await places.at(row.place).get(row.key);
      if (bytes && isWhole(row.key, bytes)) {
        if (!(await moveOne(storage, places, row, bytes))) continue;
        moved.files += 1;
        moved.bytes += row.size;
        onProgress?.({ ...moved });
        continue;
      }
      // Erased or moved by somebody else since the list was read.
      if (!(await isKept(db, row.key))) continue;
      onFault(`${describe(row)} is ${bytes ? 'damaged' : 'missing'} in the ${row.place}.`);
    }
  }
}

/** What a file is called where faults are named. */
export function describe({ media, name }: Pick<Row, 'media' | 'name'>): string {
  return `Picture ${media}: its file “${name}”`;
}

/** Whether a file still counts. */
export async function isKept(db: Kysely<Tables>, key: string): Promise<boolean> {
  const row = await db
    .selectFrom('mediaFile')
    .select('key')
    .where('key', '=', key)
    .where('state', '=', 'kept')
    .executeTakeFirst();
  return row !== undefined;
}

/** False where the file was erased, or moved by somebody else, meanwhile. */
async function moveOne({ db, kind }: Storage, places: Places, from: Row, bytes: Buffer): Promise<boolean> {
  const { place: _from, ...file } = from;
  const key = keyOf(bytes);
  const to = { ...file, key, place: places.current };
  const now = () => new Date().toISOString();
  await db
    .insertInto('mediaFile')
    .values({ ...to, state: 'writing', at: now() })
    .execute();
  const place = places.at(to.place);
  await place.put(key, bytes, file.mime);
  const found = await place.get(key);
  if (!found?.equals(bytes))
    throw new Error(`What was written to the ${to.place} is not what is read there.`);
  const switched = await db.transaction().execute(async (transaction) => {
    // Whoever erases the picture at this moment does so before, or after and then with what is kept here.
    await transaction
      .selectFrom('picture')
      .select('id')
      .where('id', '=', file.media)
      .$call(holdRows(kind))
      .execute();
    const media = await transaction
      .selectFrom('media')
      .select('id')
      .where('id', '=', file.media)
      .executeTakeFirst();
    const { numUpdatedRows } = await transaction
      .updateTable('mediaFile')
      .set({ state: 'erasing', at: now() })
      .where('key', '=', from.key)
      .where('state', '=', 'kept')
      .executeTakeFirst();
    const isFirst = numUpdatedRows === 1n && media !== undefined;
    await transaction
      .updateTable('mediaFile')
      .set({ state: isFirst ? 'kept' : 'erasing', at: now() })
      .where('key', '=', key)
      .execute();
    return isFirst;
  });
  const left = switched ? from : to;
  await places.at(left.place).delete(left.key);
  await db.deleteFrom('mediaFile').where('key', '=', left.key).where('state', '=', 'erasing').execute();
  return switched;
}
