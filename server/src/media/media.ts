// Pictures: taken in, made harmless and small, kept in the database so that every node has them, and given out.
import { createHash } from 'node:crypto';
import {
  maxUploadBytes,
  type PictureFacts,
  pictureWidths,
  type UploadedPicture,
} from '@galley/shared/api/media.ts';
import { mediaRoutes as routes } from '@galley/shared/contract/media.ts';
import type { MediaId, UserId } from '@galley/shared/ids.ts';
import type { Response, Router } from 'express';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import { record } from '../audit/record.ts';
import { createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import { readUpload } from '../http/upload.ts';
import { createTargets } from '../net/targets.ts';
import type { Storage } from '../storage/storage.ts';
import { fetchPicture } from './fetch-picture.ts';
import { createMediaStore, type MediaFile } from './media-store.ts';
import { makePicture } from './picture.ts';

export interface MediaOptions {
  storage: Storage;
  sessions: Sessions;
  /** Hosts within the house from which pictures are fetched too. */
  allow?: readonly string[];
  /** How many bytes one person may bring within a day, as they are kept; without one there is no limit. */
  quota?: number;
  log: Logger;
}

export interface Media {
  router: Router;
  /** Keeps a picture without a request, as for demo content, and gives its id. Throws where the bytes are none. */
  keep(bytes: Buffer, by: UserId): Promise<MediaId>;
  /** What is known of these pictures, by id; ids that name none are left out. */
  pictures: {
    facts(ids: readonly string[]): Promise<ReadonlyMap<string, PictureFacts>>;
    /** The picture as it is kept, a JPEG or a PNG; null for an unknown id. */
    file(id: string): Promise<PictureFile | null>;
  };
}

interface PictureFile {
  mime: string;
  bytes: Uint8Array;
  width: number;
  height: number;
}

const uploadsAtOnce = 12;
/** Each may bring as much as an upload. */
const fetchesAtOnce = 4;
/** Decoding takes a thread and, for the largest pictures, a quarter of a gigabyte. */
const decodingAtOnce = 2;
const quotaMs = 24 * 60 * 60_000;

export function createMedia({
  storage,
  sessions,
  allow = [],
  quota = Number.POSITIVE_INFINITY,
  log,
}: MediaOptions): Media {
  const store = createMediaStore(storage);
  const uploads = pLimit(uploadsAtOnce);
  const decoding = pLimit(decodingAtOnce);
  const fetches = pLimit(fetchesAtOnce);
  const targets = createTargets(allow);
  const api = createApiRouter(sessions);
  const { router } = api;

  const keep = async (bytes: Buffer, by: UserId): Promise<UploadedPicture> => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const known = await store.withHash(hash);
    if (known) return known;
    const made = await decoding(() => makePicture(bytes));
    if (made.outcome === 'refused') {
      log.info({ user: by, size: bytes.length, why: made.why, detail: made.detail }, 'upload refused');
      throw new ProblemError(made.why, made.detail);
    }
    return await store.add(made.picture, hash, by);
  };

  const refuseBeyondQuota = async (user: UserId): Promise<void> => {
    const since = new Date(Date.now() - quotaMs).toISOString();
    if ((await store.bytesBy(user, since)) < quota) return;
    log.info({ user }, 'upload refused: the quota of a day is used up');
    throw new ProblemError('quota-reached');
  };

  const file = async (id: string): Promise<PictureFile | null> => {
    const original = await store.original(id);
    const facts = (await store.facts([id])).get(id);
    return original && facts ? { ...facts, mime: original.mime, bytes: original.bytes } : null;
  };

  api.serve(routes.uploadPicture, async ({ me, request }) => {
    await refuseBeyondQuota(me.id);
    return await uploads(async () => await keep(await readUpload(request, maxUploadBytes), me.id));
  });

  api.serveFound(
    routes.fetchPicture,
    ({ me }) => refuseBeyondQuota(me.id),
    async ({ me, body: { address } }) => {
      const picture = await fetches(async () => await keep(await fetchPicture(address, targets), me.id));
      const details = { host: new URL(address).hostname };
      await record(storage.db, { act: 'picture.fetched', who: me.id, details });
      log.info({ user: me.id, picture: picture.id, ...details }, 'picture fetched');
      return picture;
    },
  );

  api.serve(routes.readPictureNotes, async ({ params }) => {
    const notes = await store.notes(params.id);
    if (!notes) throw new ProblemError('not-found');
    return notes;
  });

  router.get('/media/:id', async (request, response) => {
    const file = await store.original(request.params.id);
    if (!file) throw new ProblemError('not-found');
    send(response, file);
  });

  router.get('/media/:id/:width', async (request, response) => {
    const width = pictureWidths.find((known) => String(known) === request.params.width);
    const file = width && (await store.rendering(request.params.id, width));
    if (!file) throw new ProblemError('not-found');
    send(response, file);
  });

  return {
    router,
    keep: async (bytes, by) => (await keep(bytes, by)).id,
    pictures: { facts: store.facts, file },
  };
}

/** What an id names never changes, so it may be kept forever; Express answers 304 where the ETag is known. */
function send(response: Response, { mime, bytes, etag }: MediaFile): void {
  response
    .set({
      'content-type': mime,
      'cache-control': 'public, max-age=31536000, immutable',
      etag: `"${etag}"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
    })
    .send(bytes);
}
