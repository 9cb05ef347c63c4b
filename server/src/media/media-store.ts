// Pictures as what they are made of: a row each, and the files of it. Equal uploads share one row.
import type { UploadedPicture } from '@galley/shared/api/media.ts';
import type { PictureNotes } from '@galley/shared/api/picture-notes.ts';
import { maxFileName } from '@galley/shared/api/pictures.ts';
import { type PictureFacts, type PictureWidth, pictureWidths } from '@galley/shared/article/picture-files.ts';
import { machineSourceTypes } from '@galley/shared/article/picture-settings.ts';
import { isId, type MediaId, newId, type UserId } from '@galley/shared/ids.ts';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { LRUCache } from 'lru-cache';
import { lockNames } from '../storage/dialect.ts';
import { indexPicture } from '../storage/search.ts';
import type { Storage } from '../storage/storage.ts';
import type { PictureTable } from '../storage/tables/media.ts';
import type { Tables } from '../storage/tables.ts';
import { enqueueAvif, isAvifDone } from './avif.ts';
import type { Picture } from './picture.ts';
import {
  fileNames,
  filesOf,
  keepFiles,
  type NewFile,
  type PictureBytes,
  releaseFiles,
} from './picture-bytes.ts';
import {
  machineMadeBy,
  newPictureRow,
  notesOf,
  pictureTerms,
  proposedBy,
  saidSourceType,
} from './picture-rows.ts';

/** A file as it is sent. */
export interface MediaFile {
  mime: string;
  bytes: Buffer;
  etag: string;
}

/** A picture as it is kept, on whatever day. */
export type KeptPicture = Omit<UploadedPicture, 'licence'>;

/** The pictures of the desk: their facts in rows, their bytes where the settings keep them. */
export interface MediaStore {
  /** The picture of these bytes, which is back in the library where it was deleted, or not listed and now is; null for unknown bytes. */
  withHash(hash: string, isListed: boolean): Promise<KeptPicture | null>;
  /** Keeps a picture; gives the one that is there already where two uploads of the same bytes meet. */
  add(picture: Picture, file: Upload): Promise<KeptPicture>;
  /** Makes the files of a picture anew, whatever is left of them. */
  renew(id: MediaId, picture: Picture): Promise<void>;
  /** How many bytes of pictures a person has brought since a moment, renderings aside. */
  bytesBy(user: UserId, since: string): Promise<number>;
  original(id: MediaId): Promise<MediaFile | null>;
  /** The rendering of this width, or the picture itself where it is no wider; null for an unknown id. */
  rendering(id: MediaId, width: PictureWidth): Promise<MediaFile | null>;
  /** The smallest rendering that is at least so wide, else the picture itself; null for an unknown id. */
  atLeast(id: MediaId, width: number): Promise<MediaFile | null>;
  /**
   * The picture of this width as AVIF, or, until there is one or where it saves nothing, as it is otherwise; `isFinal` says
   * whether that stays so. Null for an unknown id, and for widths that it is not there in.
   */
  avif(id: MediaId, width: number): Promise<{ file: MediaFile; isFinal: boolean } | null>;
  /** What the picture's file says of it; null for an unknown id. */
  notes(id: string): Promise<PictureNotes | null>;
  facts(ids: readonly string[], within?: Kysely<Tables>): Promise<ReadonlyMap<string, PictureFacts>>;
}

/** What is said of the bytes of a picture that comes. */
interface Upload {
  hash: string;
  by: UserId;
  /** Empty where nobody said. */
  name: string;
  /** Whether the library lists it. */
  isListed: boolean;
  /** What is said of it beside its file. */
  said?: Partial<SaidOfPicture>;
}

/** What a library knows of a picture beside its bytes. */
type SaidOfPicture = Pick<
  Selectable<PictureTable>,
  | 'caption'
  | 'credit'
  | 'alt'
  | 'source'
  | 'copyright'
  | 'usageTerms'
  | 'licenceEnd'
  | 'sourceType'
  | 'fileSourceType'
  | 'focus'
>;

const cacheBytes = 64 * 1024 * 1024;

/** The pictures of this database, whose bytes are wherever `files` keeps them. Its methods throw `PlaceError` where that is away. */
export function createMediaStore({ db, kind }: Storage, files: PictureBytes): MediaStore {
  const cache = new LRUCache<string, MediaFile>({
    maxSize: cacheBytes,
    sizeCalculation: ({ bytes }) => bytes.length + 200,
  });

  /** From memory or from where it is kept. An id of another form is nobody's, and PostgreSQL would not even look it up. */
  const read = async (id: string, name: string): Promise<MediaFile | null> => {
    if (!isId<MediaId>(id)) return null;
    const etag = name === fileNames.original ? id : `${id}-${name.replace('.', '-')}`;
    const known = cache.get(etag);
    if (known) return known;
    const found = await files.read(id, name);
    if (!found) return null;
    const file = { ...found, etag };
    cache.set(etag, file);
    return file;
  };

  const withHash = async (hash: string, isListed: boolean): Promise<KeptPicture | null> => {
    const row = await db
      .selectFrom('media')
      .innerJoin('picture', 'picture.id', 'media.id')
      .selectAll('picture')
      .select('notes')
      .where('hash', '=', hash)
      .executeTakeFirst();
    if (!row) return null;
    const isNewInLibrary = isListed && row.listed === 0;
    if (row.deletedAt !== null || isNewInLibrary)
      await db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('picture')
          .set({ deletedAt: null, ...(isListed && { listed: 1 }) })
          .where('id', '=', row.id)
          .execute();
        if (isNewInLibrary) await enqueueAvif(transaction, row.id);
      });
    return uploadedFrom(row, notesOf(row.notes));
  };

  const rendering = async (id: MediaId, width: PictureWidth): Promise<MediaFile | null> =>
    (await read(id, fileNames.rendering(width))) ?? (await read(id, fileNames.original));

  const widthsOf = async (ids: readonly MediaId[], within: Kysely<Tables>) => {
    const rows = await within
      .selectFrom('mediaFile')
      .select(['media', 'name'])
      .where('media', 'in', [...ids])
      .where('name', 'in', pictureWidths.map(fileNames.rendering))
      .where('state', '=', 'kept')
      .execute();
    return (id: MediaId) =>
      pictureWidths.filter((width) =>
        rows.some(({ media, name }) => media === id && name === fileNames.rendering(width)),
      );
  };

  /** The picture itself, where it is as wide as that. */
  const ofOwnWidth = async (id: MediaId, width: number): Promise<MediaFile | null> => {
    const row = await db
      .selectFrom('picture')
      .select('id')
      .where('id', '=', id)
      .where('width', '=', width)
      .executeTakeFirst();
    return row ? await read(id, fileNames.original) : null;
  };

  return {
    withHash,
    original: (id) => read(id, fileNames.original),

    add: async ({ renderings, notes, ...picture }, { hash, by, name, isListed, said }) => {
      const id = newId<MediaId>();
      const createdAt = new Date().toISOString();
      const { mime, width, height, bytes } = picture;
      const facts = { mime, width, height, size: bytes.length, fileName: name.slice(0, maxFileName) };
      const file = { ...facts, id, uploadedBy: by, createdAt, listed: isListed ? 1 : 0 };
      const whole = { ...newPictureRow(file, notes), ...said };
      const row = { ...whole, machineMade: machineMadeBy(whole) };
      const keys = await files.write(id, newFilesOf({ mime, bytes, renderings }));
      const insert = async (transaction: Transaction<Tables>): Promise<boolean> => {
        const media = { id, hash, mime, width, height, uploadedBy: by, createdAt };
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('media')
          .values({ ...media, notes: JSON.stringify(notes) })
          .onConflict((conflict) => conflict.column('hash').doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows !== 1n) return false;
        await keepFiles(transaction, keys);
        await transaction.insertInto('picture').values(row).execute();
        // Pictures of profiles are shown small.
        if (isListed) await enqueueAvif(transaction, id);
        await indexPicture(transaction, kind, { picture: id, terms: pictureTerms(row) });
        return true;
      };
      if (await db.transaction().execute(insert)) return uploadedFrom(row, notes);
      await files.discard(keys);
      return (await withHash(hash, isListed)) ?? uploadedFrom(row, notes);
    },

    renew: async (id, picture) => {
      const keys = await files.write(id, newFilesOf(picture));
      await db.transaction().execute(async (transaction) => {
        await lockNames(transaction, kind, [filesOf(id)]);
        await releaseFiles(transaction, id);
        await keepFiles(transaction, keys);
        const { listed } = await transaction
          .selectFrom('picture')
          .select('listed')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        if (listed === 1) await enqueueAvif(transaction, id);
      });
    },

    bytesBy: async (user, since) => {
      const row = await db
        .selectFrom('picture')
        .select(sql<number | string | null>`sum("size")`.as('bytes'))
        .where('uploadedBy', '=', user)
        .where('createdAt', '>', since)
        .executeTakeFirst();
      // PostgreSQL gives sums as text.
      return Number(row?.bytes ?? 0);
    },

    rendering,

    atLeast: async (id, width) => {
      if (!isId<MediaId>(id)) return null;
      const found = (await widthsOf([id], db))(id).find((one) => one >= width);
      return await read(id, found ? fileNames.rendering(found) : fileNames.original);
    },

    avif: async (id, width) => {
      if (!isId<MediaId>(id)) return null;
      const made = await read(id, fileNames.avif(width));
      if (made) return { file: made, isFinal: true };
      const rendered = pictureWidths.find((one) => one === width);
      const file = rendered ? await rendering(id, rendered) : await ofOwnWidth(id, width);
      return file && { file, isFinal: await isAvifDone(db, id) };
    },

    notes: async (id) => {
      if (!isId<MediaId>(id)) return null;
      const row = await db.selectFrom('media').select('notes').where('id', '=', id).executeTakeFirst();
      return row ? notesOf(row.notes) : null;
    },

    facts: async (ids, within = db) => {
      const known = [...new Set(ids)].filter((id) => isId<MediaId>(id));
      if (known.length === 0) return new Map();
      const pictures = await within
        .selectFrom('picture')
        .select(['id', 'width', 'height', 'sourceType', 'fileSourceType', 'licenceEnd'])
        .select(['alt', 'credit', 'machineMade'])
        .where('id', 'in', known)
        .execute();
      const widths = await widthsOf(known, within);
      return new Map(
        pictures.map(({ id, width, height, licenceEnd, alt, credit, ...row }) => {
          const sourceType = saidSourceType(row);
          const machineMade = machineSourceTypes.find((one) => one === row.machineMade);
          const facts: PictureFacts = {
            ...{ width, height, widths: widths(id) },
            ...(licenceEnd !== null && { licenceEnd }),
            ...(alt && { alt }),
            ...(credit && { credit }),
            ...(sourceType && { sourceType }),
            ...(machineMade && { machineMade }),
          };
          return [id, facts] as const;
        }),
      );
    },
  };
}

function newFilesOf({ mime, bytes, renderings }: Pick<Picture, 'mime' | 'bytes' | 'renderings'>): NewFile[] {
  return [
    { name: fileNames.original, mime, bytes },
    ...renderings.map(({ width, ...file }) => ({ ...file, name: fileNames.rendering(width) })),
  ];
}

function uploadedFrom(row: Selectable<PictureTable>, notes: PictureNotes): KeptPicture {
  const { id, width, height, mime, licenceEnd } = row;
  return { id, width, height, mime, notes, licenceEnd, proposed: proposedBy(row) };
}

export interface PictureFile {
  mime: string;
  bytes: Uint8Array;
  width: number;
  height: number;
}

/** A picture as it was uploaded, with its size; null where there is none of this id. */
export async function pictureFile(
  store: Pick<MediaStore, 'original' | 'facts'>,
  id: string,
): Promise<PictureFile | null> {
  if (!isId<MediaId>(id)) return null;
  const original = await store.original(id);
  const facts = (await store.facts([id])).get(id);
  return original && facts ? { ...facts, mime: original.mime, bytes: original.bytes } : null;
}
