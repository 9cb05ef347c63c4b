// The rows of pictures and their renderings. Equal uploads share one row.
import type { UploadedPicture } from '@galley/shared/api/media.ts';
import { type PictureNotes, pictureNotesSchema } from '@galley/shared/api/picture-notes.ts';
import { maxFileName } from '@galley/shared/api/pictures.ts';
import { type PictureFacts, type PictureWidth, pictureWidths } from '@galley/shared/article/picture-files.ts';
import { isId, type MediaId, newId, type UserId } from '@galley/shared/ids.ts';
import { type Kysely, type Selectable, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { indexPicture } from '../storage/search.ts';
import type { Storage } from '../storage/storage.ts';
import type { PictureTable, Tables } from '../storage/tables.ts';
import { enqueueAvif } from './avif.ts';
import type { Picture } from './picture.ts';
import { machineMadeBy, newPictureRow, pictureTerms, proposedBy, saidSourceType } from './picture-rows.ts';

/** A file as it is sent. */
export interface MediaFile {
  mime: string;
  bytes: Buffer;
  etag: string;
}

export interface MediaStore {
  /** The picture of these bytes, which is back in the library where it was deleted, or not listed and now is; null for unknown bytes. */
  withHash(hash: string, isListed: boolean): Promise<UploadedPicture | null>;
  /** Keeps a picture; gives the one that is there already where two uploads of the same bytes meet. */
  add(picture: Picture, file: NewFile): Promise<UploadedPicture>;
  /** How many bytes of pictures a person has brought since a moment, renderings aside. */
  bytesBy(user: UserId, since: string): Promise<number>;
  original(id: MediaId): Promise<MediaFile | null>;
  /** The rendering of this width, or the picture itself where it is no wider; null for an unknown id. */
  rendering(id: MediaId, width: PictureWidth): Promise<MediaFile | null>;
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
interface NewFile {
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

/** The rows of pictures in this database. */
export function createMediaStore({ db, kind }: Storage): MediaStore {
  const cache = new LRUCache<string, MediaFile>({
    maxSize: cacheBytes,
    sizeCalculation: ({ bytes }) => bytes.length + 200,
  });

  /** From memory or from the database. An id of another form is nobody's, and PostgreSQL would not even look it up. */
  const cached = async (
    id: string,
    key: string,
    load: () => Promise<Omit<MediaFile, 'etag'> | undefined>,
  ) => {
    if (!isId<MediaId>(id)) return null;
    const known = cache.get(key);
    if (known) return known;
    const row = await load();
    if (!row) return null;
    const file = { mime: row.mime, bytes: row.bytes, etag: key };
    cache.set(key, file);
    return file;
  };

  const withHash = async (hash: string, isListed: boolean): Promise<UploadedPicture | null> => {
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

  const original = (id: MediaId) =>
    cached(id, id, async () => {
      const row = await db
        .selectFrom('media')
        .select(['mime', 'bytes'])
        .where('id', '=', id)
        .executeTakeFirst();
      return row && { mime: row.mime, bytes: Buffer.from(row.bytes) };
    });

  const rendering = async (id: MediaId, width: PictureWidth): Promise<MediaFile | null> => {
    const rendered = await cached(id, `${id}-${width}`, async () => {
      const row = await db
        .selectFrom('mediaVariant')
        .select(['mime', 'bytes'])
        .where('media', '=', id)
        .where('width', '=', width)
        .executeTakeFirst();
      return row && { mime: row.mime, bytes: Buffer.from(row.bytes) };
    });
    return rendered ?? (await original(id));
  };

  /** The picture itself, where it is as wide as that. */
  const ofOwnWidth = async (id: MediaId, width: number): Promise<MediaFile | null> => {
    const row = await db
      .selectFrom('picture')
      .select('id')
      .where('id', '=', id)
      .where('width', '=', width)
      .executeTakeFirst();
    return row ? await original(id) : null;
  };

  return {
    withHash,
    original,

    add: async ({ renderings, notes, ...picture }, { hash, by, name, isListed, said }) => {
      const id = newId<MediaId>();
      const createdAt = new Date().toISOString();
      const { mime, width, height, bytes } = picture;
      const facts = { mime, width, height, size: bytes.length, fileName: name.slice(0, maxFileName) };
      const file = { ...facts, id, uploadedBy: by, createdAt, listed: isListed ? 1 : 0 };
      const whole = { ...newPictureRow(file, notes), ...said };
      const row = { ...whole, machineMade: machineMadeBy(whole) };
      const added = await db.transaction().execute(async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('media')
          .values({ id, hash, ...picture, uploadedBy: by, createdAt, notes: JSON.stringify(notes) })
          .onConflict((conflict) => conflict.column('hash').doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows !== 1n) return false;
        for (const rendering of renderings)
          await transaction
            .insertInto('mediaVariant')
            .values({ media: id, ...rendering })
            .execute();
        await transaction.insertInto('picture').values(row).execute();
        // Pictures of profiles are shown small.
        if (isListed) await enqueueAvif(transaction, id);
        await indexPicture(transaction, kind, { picture: id, terms: pictureTerms(row) });
        return true;
      });
      const earlier = added ? null : await withHash(hash, isListed);
      return earlier ?? uploadedFrom(row, notes);
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

    avif: async (id, width) => {
      if (!isId<MediaId>(id)) return null;
      const key = `${id}-${width}-avif`;
      const known = cache.get(key);
      if (known) return { file: known, isFinal: true };
      const row = await db
        .selectFrom('mediaAvif')
        .innerJoin('picture', 'picture.id', 'media')
        .select('bytes')
        .where('media', '=', id)
        .where('mediaAvif.width', '=', width)
        .executeTakeFirst();
      if (row?.bytes) {
        const file = { mime: 'image/avif', bytes: Buffer.from(row.bytes), etag: key };
        cache.set(key, file);
        return { file, isFinal: true };
      }
      const rendered = pictureWidths.find((one) => one === width);
      const file = rendered ? await rendering(id, rendered) : await ofOwnWidth(id, width);
      return file && { file, isFinal: row !== undefined };
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
        .where('id', 'in', known)
        .execute();
      const renderings = await within
        .selectFrom('mediaVariant')
        .select(['media', 'width'])
        .where('media', 'in', known)
        .orderBy('width')
        .execute();
      const widthsOf = (id: string) =>
        renderings.filter(({ media }) => media === id).map(({ width }) => width);
      return new Map(
        pictures.map(({ id, width, height, licenceEnd, ...row }) => {
          const sourceType = saidSourceType(row);
          const facts = { width, height, widths: widthsOf(id), ...(licenceEnd !== null && { licenceEnd }) };
          return [id, { ...facts, ...(sourceType && { sourceType }) }] as const;
        }),
      );
    },
  };
}

function notesOf(json: string | null): PictureNotes {
  return json === null ? {} : pictureNotesSchema.parse(JSON.parse(json));
}

function uploadedFrom(row: Selectable<PictureTable>, notes: PictureNotes): UploadedPicture {
  const { id, width, height, mime } = row;
  return { id, width, height, mime, notes, proposed: proposedBy(row) };
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
  // An id of another form is nobody's.
  const original = await store.original(id as MediaId);
  const facts = (await store.facts([id])).get(id);
  return original && facts ? { ...facts, mime: original.mime, bytes: original.bytes } : null;
}
