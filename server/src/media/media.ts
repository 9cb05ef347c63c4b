// Pictures: taken in, made harmless and small, kept where every node has them, and given out.
import { createHash } from 'node:crypto';
import { may } from '@galley/shared/access/roles.ts';
import { maxUploadBytes, type UploadedPicture } from '@galley/shared/api/media.ts';
import type { PictureNotes } from '@galley/shared/api/picture-notes.ts';
import { licenceState } from '@galley/shared/article/licences.ts';
import { type PictureFacts, pictureWidths } from '@galley/shared/article/picture-files.ts';
import type { PictureTexts } from '@galley/shared/article/picture-texts.ts';
import { mediaRoutes as routes } from '@galley/shared/contract/media.ts';
import { isId, type MediaId, type UserId } from '@galley/shared/ids.ts';
import { cleanName } from '@galley/shared/text/characters.ts';
import type { Response, Router } from 'express';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import { record } from '../audit/record.ts';
import type { Live } from '../events/live.ts';
import { createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import { readUpload } from '../http/upload.ts';
import { createTargets } from '../net/targets.ts';
import { type RegularWork, startRegularWork } from '../storage/regular-work.ts';
import type { Storage } from '../storage/storage.ts';
import { calendarDay } from '../time/local-time.ts';
import { createAvif } from './avif.ts';
import { fetchPicture } from './fetch-picture.ts';
import { lastDayOf } from './file-licence.ts';
import { createLibrary } from './library.ts';
import { createLibraryRoutes } from './library-routes.ts';
import {
  createMediaStore,
  type KeptPicture,
  type MediaFile,
  type PictureFile,
  pictureFile,
} from './media-store.ts';
import { makePicture } from './picture.ts';
import { createPictureBytes } from './picture-bytes.ts';
import type { Places } from './places/places.ts';

export interface MediaOptions {
  storage: Storage;
  /** Where their bytes are. */
  places: Places;
  sessions: Sessions;
  /** Hosts within the house from which pictures are fetched too. */
  allow?: readonly string[];
  /** How many bytes one person may bring within a day, as they are kept; without one there is no limit. */
  quota?: number;
  /** By whose calendar licences end. */
  timeZone(): Promise<string>;
  live: Live;
  log: Logger;
}

/** What the rest of the desk uses of the pictures. */
export interface Media {
  router: Router;
  /** Keeps a picture of which this is said without a request, as for demo content, and gives its id. Throws where the bytes are none. */
  keep(bytes: Buffer, by: UserId, said: PictureTexts): Promise<MediaId>;
  /** Erases what was deleted long ago and never shown from hour to hour, and makes pictures into AVIF, until it is closed. */
  start(): void;
  close(): Promise<void>;
  /** What is known of these pictures, by id; ids that name none are left out. */
  pictures: {
    facts(ids: readonly string[]): Promise<ReadonlyMap<string, PictureFacts>>;
    /** The picture as it is kept, a JPEG or a PNG; null for an unknown id. */
    file(id: string): Promise<PictureFile | null>;
    /** The smallest rendering of at least this width, else the picture itself; null for an unknown id. */
    atLeast(id: MediaId, width: number): Promise<Uint8Array | null>;
  };
}

/** Where the bytes of a picture come from. */
interface Origin {
  by: UserId;
  /** Of the file. */
  name?: string | undefined;
  /** Whether the library lists it. */
  isListed: boolean;
  said?: PictureTexts;
}

const uploadsAtOnce = 12;
/** Each may bring as much as an upload. */
const fetchesAtOnce = 4;
/** Decoding takes a thread and, for the largest pictures, a quarter of a gigabyte. */
const decodingAtOnce = 2;
const erasingEveryMs = 60 * 60_000;
const quotaMs = 24 * 60 * 60_000;

/** The pictures with their routes; nothing is erased before `start`. */
export function createMedia({
  storage,
  places,
  sessions,
  allow = [],
  quota = Number.POSITIVE_INFINITY,
  timeZone,
  live,
  log,
}: MediaOptions): Media {
  const library = createLibrary(storage, timeZone);
  let erasing: RegularWork | null = null;
  const bytes = createPictureBytes(storage.db, places, log);
  const store = createMediaStore(storage, bytes);
  const avif = createAvif(storage, bytes, log);
  const uploads = pLimit(uploadsAtOnce);
  const decoding = pLimit(decodingAtOnce);
  const fetches = pLimit(fetchesAtOnce);
  const targets = createTargets(allow);
  const api = createApiRouter(sessions);
  const { router } = api;

  const keep = async (bytes: Buffer, { by, name = '', isListed, said }: Origin): Promise<KeptPicture> => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const known = await store.withHash(hash, isListed);
    // Files that were lost or damaged are made anew where somebody brings the picture once more.
    const isWhole = known !== null && (await store.original(known.id)) !== null;
    if (isWhole) {
      avif.wake();
      return known;
    }
    const made = await decoding(() => makePicture(bytes));
    if (made.outcome === 'refused') {
      log.info({ user: by, size: bytes.length, why: made.why, detail: made.detail }, 'upload refused');
      throw new ProblemError(made.why, made.detail);
    }
    const ends = await licenceOf(made.picture.notes);
    const file = { hash, by, name, isListed, said: { ...ends, ...said } };
    const added = known ?? (await store.add(made.picture, file));
    if (known) {
      await store.renew(known.id, made.picture);
      log.info({ user: by, picture: known.id }, 'the lost files of a picture were made anew');
    }
    avif.wake();
    return added;
  };

  /** What the file says of its licence holds at once, until somebody says otherwise. */
  const licenceOf = async ({ expires }: PictureNotes): Promise<{ licenceEnd?: string }> =>
    expires === undefined ? {} : { licenceEnd: lastDayOf(expires, await timeZone()) };

  const withLicence = async (picture: KeptPicture): Promise<UploadedPicture> => {
    const today = calendarDay(new Date(), await timeZone());
    return { ...picture, licence: licenceState(picture.licenceEnd, today) };
  };

  const refuseBeyondQuota = async (user: UserId): Promise<void> => {
    const since = new Date(Date.now() - quotaMs).toISOString();
    if ((await store.bytesBy(user, since)) < quota) return;
    log.info({ user }, 'upload refused: the quota of a day is used up');
    throw new ProblemError('quota-reached');
  };

  const file = (id: string) => pictureFile(store, id);

  api.serve(routes.uploadPicture, async ({ me, request, query }) => {
    await refuseBeyondQuota(me.id);
    // Who writes no articles has no other use for a picture than their own profile.
    const isListed = query.for !== 'profile' && may(me.role, 'media.change');
    const origin = { by: me.id, name: query.name, isListed };
    const picture = await uploads(async () => await keep(await readUpload(request, maxUploadBytes), origin));
    if (isListed) live.announce({ type: 'pictures' });
    return await withLicence(picture);
  });

  api.serveFound(
    routes.fetchPicture,
    ({ me }) => refuseBeyondQuota(me.id),
    async ({ me, body: { address } }) => {
      const name = decodeName(new URL(address).pathname.split('/').at(-1) ?? '');
      const origin = { by: me.id, name, isListed: true };
      const picture = await fetches(async () => await keep(await fetchPicture(address, targets), origin));
      live.announce({ type: 'pictures' });
      const details = { host: new URL(address).hostname };
      await record(storage.db, { act: 'picture.fetched', who: me.id, details });
      log.info({ user: me.id, picture: picture.id, ...details }, 'picture fetched');
      return await withLicence(picture);
    },
  );

  api.serve(routes.readPictureNotes, async ({ params }) => {
    const notes = await store.notes(params.id);
    if (!notes) throw new ProblemError('not-found');
    return notes;
  });

  router.get('/media/:id', async (request, response) => {
    const { id } = request.params;
    const file = isId<MediaId>(id) ? await store.original(id) : null;
    if (!file) throw new ProblemError('not-found');
    send(response, file);
  });

  router.get('/media/:id/:width.avif', async (request, response) => {
    const { id, width } = request.params;
    const isAsked = isId<MediaId>(id) && /^[1-9]\d{0,3}$/.test(width);
    const found = isAsked ? await store.avif(id, Number(width)) : null;
    if (!found) throw new ProblemError('not-found');
    // Who asks before it is made is to ask again.
    send(response, found.file, found.isFinal ? forever : 'public, max-age=600');
  });

  router.get('/media/:id/:width', async (request, response) => {
    const { id } = request.params;
    const width = pictureWidths.find((known) => String(known) === request.params.width);
    const file = isId<MediaId>(id) && width ? await store.rendering(id, width) : null;
    if (!file) throw new ProblemError('not-found');
    send(response, file);
  });

  router.use(createLibraryRoutes({ library, sessions, live, log }));

  const erase = async () => {
    const erased = await library.erase(new Date());
    if (erased.length > 0) log.info({ pictures: erased }, 'deleted pictures erased');
    await bytes.erase(new Date());
  };

  return {
    router,
    keep: async (bytes, by, said) => (await keep(bytes, { by, isListed: true, said })).id,
    start: () => {
      const say = (error: unknown) => log.warn({ err: error }, 'Deleted pictures could not be erased');
      erasing = startRegularWork(erase, erasingEveryMs, say);
      avif.start();
      library.catchUp().catch((error: unknown) => {
        log.error({ err: error }, 'The library of pictures could not be indexed; the next start tries again');
      });
    },
    close: async () => {
      await erasing?.close();
      await avif.close();
    },
    pictures: {
      facts: store.facts,
      file,
      atLeast: async (id, width) => (await store.atLeast(id, width))?.bytes ?? null,
    },
  };
}

/** The name in an address as people read it. */
function decodeName(name: string): string {
  try {
    return cleanName(decodeURIComponent(name));
  } catch {
    return cleanName(name);
  }
}

const forever = 'public, max-age=31536000, immutable';

/** What an id names never changes, so it may be kept forever; Express answers 304 where the ETag is known. */
function send(response: Response, { mime, bytes, etag }: MediaFile, caching = forever): void {
  response
    .set({
      'content-type': mime,
      'cache-control': caching,
      etag: `"${etag}"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
    })
    .send(bytes);
}
