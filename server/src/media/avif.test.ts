// AVIF on whole desks: made after the upload, sent in place of WebP once it is there.
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { p } from '@galley/shared/article/testing.ts';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { until } from '../collab/testing.ts';
import { leadOf, plainArticle, published } from '../publishing/testing.ts';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage, type TestDatabase, waitingFor } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { createAvif, enqueueAvif } from './avif.ts';
import { createLibrary } from './library.ts';
import { createMediaStore } from './media-store.ts';
import { makePicture } from './picture.ts';
import { createPictureBytes, type PictureBytes } from './picture-bytes.ts';
import { readNotes } from './picture-notes.ts';
import { xmpOf } from './picture-xmp.ts';
import { placesFor } from './places/testing.ts';

/** A soft picture of clouds, as a PNG; always the same one of a size and a brightness. */
async function clouds(width: number, height: number, mean = 120): Promise<Buffer> {
  const raw = { width: 24, height: 16, channels: 3 } as const;
  // The minimal standard generator of Park and Miller.
  let random = 1;
  const pixels = Uint8ClampedArray.from({ length: 24 * 16 * 3 }, () => {
    random = (random * 48271) % 0x7fffffff;
    return mean + (random / 0x7fffffff - 0.5) * 140;
  });
  const small = await sharp(pixels, { raw }).png().toBuffer();
  return await sharp(small).resize({ width, height, fit: 'fill', kernel: 'cubic' }).png().toBuffer();
}

forEachStorage((database, kind) => {
  let desk: OpenDesk;
  let admin: Browser;
  let place: TestDatabase;
  beforeAll(async () => {
    place = await database();
    desk = await openDesk(place);
    admin = await desk.as('admin');
  });
  afterAll(() => desk.close());

  const get = (path: string) => fetch(desk.url + path);
  const upload = async (bytes: Buffer, query = ''): Promise<string> => {
    const type = { 'content-type': 'image/png' };
    const { body } = await admin.ask('POST', `/api/media${query}`, new Uint8Array(bytes), type);
    return body.id;
  };
  const isMade = async (path: string) => (await get(path)).headers.get('content-type') === 'image/avif';

  test('pages offer a picture as AVIF in every width beside WebP, and it is smaller once it is made', async () => {
    const said = { credit: 'Ann', copyright: '© Ann' };
    const file = sharp(await clouds(1200, 800)).withXmp(xmpOf(said) ?? '');
    const media = await upload(await file.png().toBuffer());
    const content = { ...plainArticle('Clouds', p('Over the sound.')), lead: leadOf(media) };
    await published(admin, { content, slug: 'clouds' });
    for (const path of ['/', '/articles/clouds']) {
      const page = await (await get(path)).text();
      const set = `/media/${media}/480.avif 480w, /media/${media}/960.avif 960w, /media/${media}/1200.avif 1200w`;
      expect(page).toContain(`<picture><source type="image/avif" srcset="${set}" sizes="`);
      expect(page).toContain(`<img src="/media/${media}" srcset="/media/${media}/480 480w, `);
    }
    await until(() => isMade(`/media/${media}/1200.avif`));
    for (const [width, other] of [
      [480, picturePath(media, 480)],
      [960, picturePath(media, 960)],
      [1200, picturePath(media)],
    ] as const) {
      const answer = await get(`/media/${media}/${width}.avif`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const metadata = await sharp(bytes).metadata();
      expect(metadata).toMatchObject({ format: 'heif', width });
      expect(readNotes({ xmp: metadata.xmp })).toEqual(said);
      expect(bytes.length).toBeLessThan((await (await get(other)).arrayBuffer()).byteLength);
      expect(answer.headers.get('cache-control')).toContain('immutable');
    }
  });

  test('a text that was published before there was AVIF offers it too, and its revision stays as it is', async () => {
    const media = await upload(await clouds(620, 410));
    const content = { ...plainArticle('Before', p('Over the sound.')), lead: leadOf(media) };
    const id = await published(admin, { content, slug: 'before' });
    const revision = async () => (await admin.ask('GET', `/api/articles/${id}/revisions/1`)).body.html;
    const earlier = (await revision()).replace(/<picture><source [^>]*>|<\/picture>/g, '');
    await place.run(
      kind === 'postgres'
        ? `alter table "revision" disable trigger all`
        : `drop trigger "revisionRefuses_update"`,
    );
    await place.run(`update "revision" set "html" = '${earlier}' where "article" = '${id}'`);
    expect(await (await get('/articles/before')).text()).toContain(
      `<picture><source type="image/avif" srcset="/media/${media}/480.avif 480w, /media/${media}/620.avif 620w"`,
    );
    expect(await revision()).toBe(earlier);
  });

  test('widths that it is not there in, and what is no id, lead nowhere', async () => {
    const media = await upload(await clouds(600, 400));
    for (const path of [
      `${media}/601.avif`,
      `${media}/0.avif`,
      `${media}/1e3.avif`,
      'none/480.avif',
      'nonenonenone/480.avif',
    ])
      expect((await get(`/media/${path}`)).status, path).toBe(404);
    expect((await get(`/media/${media}/600.avif`)).status).toBe(200);
  });

  test('pictures of profiles are left as they are', async () => {
    const media = await upload(await clouds(900, 700, 90), '?for=profile');
    const next = await upload(await clouds(500, 400, 200));
    await until(() => isMade(`/media/${next}/500.avif`));
    expect(await isMade(`/media/${media}/480.avif`)).toBe(false);
  });

  test('a picture of a profile is made once it is uploaded for an article', async () => {
    const bytes = await clouds(700, 500);
    const media = await upload(bytes, '?for=profile');
    expect(await upload(bytes)).toBe(media);
    await until(() => isMade(`/media/${media}/700.avif`));
  });

  /** What a process without a desk has. */
  const openStore = async () => {
    const storage: Storage = await (await database()).open();
    const log = pino({ level: 'silent' });
    const files = createPictureBytes(storage.db, await placesFor(storage.db), log);
    const store = createMediaStore(storage, files);
    const avif = createAvif(storage, files, log);
    const file = (bytes: Buffer) => {
      return { hash: String(bytes.length), by: 'amy' as never, name: '', isListed: true };
    };
    const add = async (bytes: Buffer) => {
      const made = await makePicture(bytes);
      if (made.outcome === 'refused') throw new Error(made.detail);
      return (await store.add(made.picture, file(bytes))).id;
    };
    /** A picture that can't be decoded again, as of a library that was changed. */
    const addBroken = async () => {
      const bytes = Buffer.from('no picture at all');
      const picture = { mime: 'image/jpeg', width: 500, height: 300, bytes, renderings: [], notes: {} };
      return (await store.add(picture, file(bytes))).id;
    };
    return { storage, files, store, avif, add, addBroken };
  };

  test('until it is made WebP comes, not for long; where it saves nothing, WebP comes for good', async () => {
    const { storage, store, avif, add } = await openStore();
    const id = await add(await clouds(900, 600));
    expect(await store.avif(id, 480)).toMatchObject({ isFinal: false, file: { mime: 'image/webp' } });
    expect(await store.avif(id, 900)).toMatchObject({ isFinal: false, file: { mime: 'image/jpeg' } });
    await avif.run();
    expect(await store.avif(id, 480)).toMatchObject({ isFinal: true, file: { mime: 'image/avif' } });
    expect(await storage.db.selectFrom('avifJob').selectAll().execute()).toEqual([]);
    // Of one color nothing is saved.
    const background = '#808080';
    const plain = await sharp({ create: { width: 481, height: 3, channels: 3, background } })
      .png()
      .toBuffer();
    const flat = await add(plain);
    await avif.run();
    expect(await store.avif(flat, 480)).toMatchObject({ isFinal: true, file: { mime: 'image/webp' } });
    await avif.close();
    await storage.close();
  });

  test('nothing is left of a picture that is erased, its AVIF included', async () => {
    const { storage, files, avif, add } = await openStore();
    const id = await add(await clouds(520, 300));
    await avif.run();
    const deletedAt = new Date(0).toISOString();
    await storage.db.updateTable('picture').set({ deletedAt, tracked: 1 }).where('id', '=', id).execute();
    expect(await createLibrary(storage, async () => 'UTC').erase(new Date())).toEqual([id]);
    expect(await createMediaStore(storage, files).avif(id, 480)).toBe(null);
    await files.erase(new Date());
    for (const table of ['mediaFile', 'mediaBytes'] as const)
      expect(await storage.db.selectFrom(table).select('key').execute()).toEqual([]);
    await avif.close();
    await storage.close();
  });

  // The embedded database has one writer, who makes or erases.
  if (kind === 'postgres')
    test('a picture that is erased while it is made gets no AVIF', async () => {
      const { storage, avif, add } = await openStore();
      const { db } = storage;
      const id = await add(await clouds(400, 300));
      const made400 = db.selectFrom('mediaFile').select('key').where('name', '=', '400.avif');
      const isKept = async () => (await made400.where('state', '=', 'kept').execute()).length > 0;
      let made: Promise<void> | undefined;
      await db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('picture').where('id', '=', id).execute();
        made = avif.run();
        await until(async () => (await waitingFor(storage)) > 0 || (await isKept()));
      });
      await made;
      expect(await isKept()).toBe(false);
      await avif.close();
      await storage.close();
    });

  /** Files of which the first ones are kept only once two have been written. */
  const writtenByTwo = (files: PictureBytes): PictureBytes => {
    const both = Promise.withResolvers<void>();
    let written = 0;
    return {
      ...files,
      write: async (...one) => {
        const keys = await files.write(...one);
        written += 1;
        if (written === 2) both.resolve();
        await both.promise;
        return keys;
      },
    };
  };

  test('of two nodes that make the same, one is kept and nothing is left of the other', async () => {
    const { storage, files, add } = await openStore();
    const { db } = storage;
    const id = await add(await clouds(400, 310));
    const met = writtenByTwo(files);
    const nodes = [1, 2].map(() => createAvif(storage, met, pino({ level: 'silent' })));
    const runs: Promise<void>[] = [];
    for (const node of nodes) {
      // As if the first one's lease had run out.
      await db
        .updateTable('avifJob')
        .set({ attempts: 0, nextAt: new Date(0).toISOString() })
        .execute();
      runs.push(node.run());
      const attempts = () => db.selectFrom('avifJob').select('attempts').executeTakeFirst();
      await until(async () => (await attempts())?.attempts !== 0);
    }
    await Promise.all(runs);
    expect(
      await db
        .selectFrom('mediaFile')
        .select('state')
        .where('media', '=', id)
        .where('name', '=', '400.avif')
        .execute(),
    ).toEqual([{ state: 'kept' }]);
    expect(await db.selectFrom('avifJob').selectAll().execute()).toEqual([]);
    for (const node of nodes) await node.close();
    await storage.close();
  });

  test('of two who renew the files of a picture at once, both are answered and one file is kept', async () => {
    const { storage, files, add } = await openStore();
    const bytes = await clouds(410, 310);
    const id = await add(bytes);
    const made = await makePicture(bytes);
    if (made.outcome === 'refused') throw new Error(made.detail);
    const store = createMediaStore(storage, writtenByTwo(files));
    await Promise.all([store.renew(id, made.picture), store.renew(id, made.picture)]);
    expect(
      await storage.db
        .selectFrom('mediaFile')
        .select('name')
        .where('media', '=', id)
        .where('name', '=', 'original')
        .where('state', '=', 'kept')
        .execute(),
    ).toEqual([{ name: 'original' }]);
    await storage.close();
  });

  test('a picture that fails is tried three times and holds up no other', async () => {
    const { storage, store, avif, add, addBroken } = await openStore();
    const broken = await addBroken();
    const whole = await add(await clouds(640, 300));
    const hour = 3_600_000;
    for (const hours of [1, 2, 3, 4]) await avif.run(new Date(Date.now() + hours * hour));
    expect(await storage.db.selectFrom('avifJob').selectAll().execute()).toEqual([
      { id: broken, attempts: 3, nextAt: null },
    ]);
    expect(await store.avif(whole, 480)).toMatchObject({ isFinal: true });
    await storage.db.transaction().execute((transaction) => enqueueAvif(transaction, broken));
    expect(await storage.db.selectFrom('avifJob').select('nextAt').execute()).toEqual([{ nextAt: null }]);
    await avif.close();
    await storage.close();
  });

  test('a picture that has ended the process three times is left, and holds up no other', async () => {
    const { storage, store, avif, add } = await openStore();
    const { db } = storage;
    const deadly = await add(await clouds(500, 320));
    const minuteAgo = new Date(Date.now() - 60_000).toISOString();
    await db
      .updateTable('avifJob')
      .set({ attempts: 3, nextAt: minuteAgo })
      .where('id', '=', deadly)
      .execute();
    const whole = await add(await clouds(520, 320));
    await avif.run();
    expect(await db.selectFrom('avifJob').select(['id', 'nextAt']).execute()).toEqual([
      { id: deadly, nextAt: null },
    ]);
    expect(await store.avif(deadly, 480)).toMatchObject({ isFinal: false });
    expect(await store.avif(whole, 480)).toMatchObject({ isFinal: true });
    await avif.close();
    await storage.close();
  });
});
