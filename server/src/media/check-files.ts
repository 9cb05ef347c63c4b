// Whether every picture's files are there, and are what was written.
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import { describe, isKept } from './move-files.ts';
import { keysIn } from './places/folder-place.ts';
import { isWhole, type Places } from './places/places.ts';

const atOnce = 100;

/**
 * Gives a line for each file that is missing or damaged, and counts those that were read. It asks file by file, so that it may
 * run beside a desk that writes, moves and erases. Throws `PlaceError` where a place does not answer.
 */
export async function* faultsOfFiles(
  db: Kysely<Tables>,
  places: Places,
  counts: { files: number },
): AsyncGenerator<string> {
  const bare = await db
    .selectFrom('media')
    .select('id')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('mediaFile')
            .select('key')
            .whereRef('mediaFile.media', '=', 'media.id')
            .where('name', '=', 'original')
            .where('state', '=', 'kept'),
        ),
      ),
    )
    .execute();
  for (const { id } of bare) yield `Picture ${id}: no file of it is kept.`;
  yield* filesOfNoPicture(db);
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('mediaFile')
      .select(['key', 'media', 'name', 'place'])
      .where('state', '=', 'kept')
      .where('key', '>', after)
      .orderBy('key')
      .limit(atOnce)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    after = last.key;
    for (const row of rows) {
      const { key, place } = row;
      const bytes = await places.at(place).get(key);
      counts.files += 1;
      if (bytes && isWhole(key, bytes)) continue;
      // Erased or moved since the list was read.
      if (await isKept(db, key))
        yield `${describe(row)}, ${key}, is ${bytes ? 'damaged' : 'missing'} in the ${place}.`;
    }
  }
}

/**
 * Files of the folder that are no picture's in this database: after a restore, those that came later. Files that come and go
 * meanwhile are left out. Where folders can't be read, a line says so for each.
 */
export async function strayFiles(
  db: Kysely<Tables>,
  { folder }: Pick<Places, 'folder'>,
): Promise<{ strays: string[]; unreadable: string[] }> {
  if (folder === null) return { strays: [], unreadable: [] };
  const { keys: found, unreadable } = await keysIn(folder);
  const strays: string[] = [];
  for (let start = 0; start < found.length; start += atOnce) {
    const some = found.slice(start, start + atOnce);
    const rows = await db.selectFrom('mediaFile').select('key').where('key', 'in', some).execute();
    const known = new Set(rows.map(({ key }) => key));
    strays.push(...some.filter((key) => !known.has(key)));
  }
  if (strays.length === 0) return { strays, unreadable };
  const still = new Set((await keysIn(folder)).keys);
  return { strays: strays.filter((key) => still.has(key)).sort(), unreadable };
}

/** They would never be erased. A picture and its files are kept and released in one transaction. */
async function* filesOfNoPicture(db: Kysely<Tables>): AsyncGenerator<string> {
  const rows = await db
    .selectFrom('mediaFile')
    .select(['key', 'media', 'name', 'place'])
    .where('state', '=', 'kept')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('media').select('id').whereRef('media.id', '=', 'mediaFile.media'))),
    )
    .orderBy('key')
    .execute();
  for (const row of rows)
    yield `${describe(row)}, ${row.key}, is kept in the ${row.place}, and there is no such picture.`;
}
