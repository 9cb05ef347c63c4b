// The pictures that come along with an article that is imported.
import { createHash } from 'node:crypto';
import { isId, type MediaId, newId } from '@galley/shared/ids.ts';
import { lastDayOf } from '../media/file-licence.ts';
import type { MediaStore } from '../media/media-store.ts';
import { makePicture } from '../media/picture.ts';
import type { ComingPicture, ReadSource } from './import-reading.ts';
import { quoted } from './import-words.ts';
import type { Import } from './import-work.ts';

/** Keeps the pictures that come along, and finds those that are here; gives them by their keys. What is neither is left out. */
export async function keptPictures(
  { storage, media, author, isDry, from, timeZone }: Import,
  { pictures, known }: ReadSource,
  leftOut: string[],
): Promise<Map<string, MediaId>> {
  const kept = new Map<string, MediaId>();
  for (const key of known) {
    const here =
      isId<MediaId>(key) &&
      (await storage.db.selectFrom('picture').select('id').where('id', '=', key).executeTakeFirst());
    if (here) kept.set(key, here.id);
    else leftOut.push(`a picture that is not at hand: ${key}`);
  }
  for (const picture of pictures) {
    const outcome = await keep(media, picture, { author, isDry, from, timeZone });
    if (outcome.outcome === 'kept') kept.set(picture.key, outcome.id);
    else leftOut.push(`a picture${picture.words && ` (${quoted(picture.words)})`}: ${outcome.why}`);
  }
  return kept;
}

async function keep(
  media: MediaStore,
  { key, bytes, name, isExported }: ComingPicture,
  { author, isDry, from, timeZone }: Pick<Import, 'author' | 'isDry' | 'from' | 'timeZone'>,
): Promise<{ outcome: 'kept'; id: MediaId } | { outcome: 'refused'; why: string }> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const before = isDry ? null : await media.withHash(hash, true);
  if (before) return { outcome: 'kept', id: before.id };
  const made = await makePicture(bytes, { keepsBare: isExported });
  if (made.outcome === 'refused') return { outcome: 'refused', why: made.detail };
  // Nothing is kept of a trial, and its text is thrown away: any id does.
  if (isDry) return { outcome: 'kept', id: newId<MediaId>() };
  const {
    file: _file,
    name: called = name,
    type: _type,
    ...said
  } = (isExported && from.pictures.get(key)) || {};
  const { expires } = made.picture.notes;
  const ends = expires === undefined ? {} : { licenceEnd: lastDayOf(expires, timeZone) };
  const origin = { hash, by: author, name: called, isListed: true, said: { ...ends, ...said } };
  return { outcome: 'kept', id: (await media.add(made.picture, origin)).id };
}
