// Pictures as AVIF, which most browsers show and which is smaller than WebP. Encoding it takes seconds, so it is done after the
// upload, on the threads of the library, one picture at a time on each node. Until then, and where it saves nothing, WebP is sent.
import { pictureWidths } from '@galley/shared/article/picture-files.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import sharp from 'sharp';
import { holdRows, lockNames } from '../storage/dialect.ts';
import { nextAttempt, takeDue } from '../storage/due-rows.ts';
import { type RegularWork, startRegularWork } from '../storage/regular-work.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { inSpan } from '../tracing/spans.ts';
import { withPacket } from './picture.ts';
import { fileNames, filesOf, keepFiles, type PictureBytes } from './picture-bytes.ts';
import { PlaceError } from './places/place.ts';

export interface AvifWork {
  /** Begins with what waits, and looks again and again. */
  start(): void;
  /** To be called once an upload is committed. */
  wake(): void;
  /** Makes what is due, `at` this time. */
  run(at?: Date): Promise<void>;
  /** Resolves once nothing is under way. */
  close(): Promise<void>;
}

/**
 * At this quality it looks like WebP at 80. Of the efforts from 0 to 9 the second takes 2.5 s of CPU time for the largest
 * pictures, all widths together, and saves a fifth to two fifths of WebP's bytes; the default, 4, takes 20 s for a tenth more.
 */
const encoding = { quality: 55, effort: 2 } as const;

const everyMs = 10_000;
/** Longer than the largest picture takes on a busy machine. */
const leaseMs = 10 * 60_000;
const timeoutSeconds = 120;
const maxAttempts = 3;
const retryMs = 10 * 60_000;

/** Notes, in the transaction that keeps a picture, that it is to be made. */
export async function enqueueAvif(transaction: Kysely<Tables>, id: MediaId): Promise<void> {
  const row = { id, attempts: 0, nextAt: new Date().toISOString() };
  await transaction
    .insertInto('avifJob')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Whether all widths of a picture were made that are smaller as AVIF: what there is none of now will never be there. */
export async function isAvifDone(db: Kysely<Tables>, id: MediaId): Promise<boolean> {
  const row = await db
    .selectFrom('picture')
    .leftJoin('avifJob', 'avifJob.id', 'picture.id')
    .select(['listed', 'avifJob.id as job'])
    .where('picture.id', '=', id)
    .executeTakeFirst();
  return row?.listed === 1 && row.job === null;
}

/** The work on AVIF, beside the files of the pictures that it is made of. */
export function createAvif(
  { db, kind }: Pick<Storage, 'db' | 'kind'>,
  files: PictureBytes,
  log: Logger,
): AvifWork {
  let work: RegularWork | null = null;
  let closing = false;

  const make = async (id: MediaId): Promise<void> => {
    const kept = (await files.read(id, fileNames.original))?.bytes;
    if (kept) {
      const pixels = await sharp(kept)
        .raw()
        .timeout({ seconds: timeoutSeconds })
        .toBuffer({ resolveWithObject: true });
      const { width, height, channels } = pixels.info;
      // What the picture says of itself goes along.
      const xmp = (await sharp(kept).metadata()).xmp?.toString() ?? null;
      for (const wanted of avifWidths(width)) {
        if (closing) return;
        const bytes = await withPacket(sharp(pixels.data, { raw: { width, height, channels } }), xmp)
          .resize({ width: wanted })
          .avif(encoding)
          .timeout({ seconds: timeoutSeconds })
          .toBuffer();
        if (bytes.length < ((await sizeOf(id, fileNames.rendering(wanted))) ?? kept.length))
          await keep(id, wanted, bytes);
      }
    }
    await db.deleteFrom('avifJob').where('id', '=', id).execute();
  };

  const sizeOf = async (id: MediaId, name: string, within: Kysely<Tables> = db): Promise<number | null> => {
    const row = await within
      .selectFrom('mediaFile')
      .select('size')
      .where('media', '=', id)
      .where('name', '=', name)
      .where('state', '=', 'kept')
      .executeTakeFirst();
    return row?.size ?? null;
  };

  /** A picture that was erased meanwhile gets none, and of two nodes that make the same the first one's counts. */
  const keep = async (id: MediaId, width: number, bytes: Buffer): Promise<void> => {
    const name = fileNames.avif(width);
    if ((await sizeOf(id, name)) !== null) return;
    const keys = await files.write(id, [{ name, mime: 'image/avif', bytes }]);
    const isKept = await db.transaction().execute(async (transaction) => {
      await lockNames(transaction, kind, [filesOf(id)]);
      if ((await sizeOf(id, name, transaction)) !== null) return false;
      const there = await transaction
        .selectFrom('picture')
        .select('id')
        .where('id', '=', id)
        // Whoever erases it at this moment does so before or after, and then with what is kept here.
        .$call(holdRows(kind))
        .executeTakeFirst();
      if (!there) return false;
      await keepFiles(transaction, keys);
      return true;
    });
    if (!isKept) await files.discard(keys);
  };

  /** With the one under way. */
  const attemptsOf = async (id: MediaId): Promise<number> => {
    const job = await db.selectFrom('avifJob').select('attempts').where('id', '=', id).executeTakeFirst();
    return job?.attempts ?? 0;
  };

  /** What fails three times is left as WebP. That its bytes can't be read or kept for a while is no fault of a picture. */
  const postpone = async (id: MediaId, attempts: number, now: Date, isAway: boolean): Promise<void> => {
    const isLast = !isAway && attempts >= maxAttempts;
    const nextAt = isLast ? null : nextAttempt(now, 1, retryMs, retryMs).toISOString();
    await db
      .updateTable('avifJob')
      .set({ nextAt, attempts: isAway ? attempts - 1 : attempts })
      .where('id', '=', id)
      .execute();
  };

  const run = async (at?: Date): Promise<void> => {
    while (!closing) {
      const now = at ?? new Date();
      const [id] = await takeDue(db, 'avifJob', { now, leaseMs, limit: 1 });
      if (id === undefined) return;
      const attempts = await attemptsOf(id);
      try {
        // A picture that ends the process is never postponed, and comes due again.
        if (attempts > maxAttempts) throw new Error('The process has ended at each attempt');
        await inSpan('picture.avif', {}, () => make(id));
      } catch (error) {
        log.warn({ err: error, picture: id }, 'A picture could not be made into AVIF');
        await postpone(id, attempts, now, error instanceof PlaceError);
      }
    }
  };

  return {
    run,
    start: () => {
      const onError = (error: unknown) =>
        log.warn({ err: error }, 'The queue of AVIF could not be worked on');
      work = startRegularWork(() => run(), everyMs, onError);
      work.wake();
    },
    wake: () => work?.wake(),
    close: async () => {
      closing = true;
      await work?.close();
    },
  };
}

/** The widths in which a picture of this width is there as AVIF: those of its renderings, and its own. */
function avifWidths(width: number): number[] {
  return [...pictureWidths.filter((one) => one < width), width];
}
