// Pictures in each place in which they can be kept: the same table of tests over the database, a folder and a bucket.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MediaId } from '@galley/shared/ids.ts';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../collab/testing.ts';
import type { Storage } from '../../storage/storage.ts';
import type { PicturePlace } from '../../storage/tables/media.ts';
import { forEachStorage, type TestDatabase } from '../../storage/testing.ts';
import { type OpenDesk, openDesk } from '../../testing/desk.ts';
import { createAvif } from '../avif.ts';
import { createLibrary } from '../library.ts';
import { createMediaStore } from '../media-store.ts';
import { moveFiles } from '../move-files.ts';
import { makePicture } from '../picture.ts';
import { createPictureBytes, keepFiles, releaseFiles } from '../picture-bytes.ts';
import { createFolderPlace, removeUnfinished } from './folder-place.ts';
import { picturePlaces } from './place.ts';
import { type Places, tryPlace } from './places.ts';
import { placesFor, ruin, type TestPlace, testBucket, testFolder } from './testing.ts';

const log = pino({ level: 'silent' });
const hour = 3_600_000;
const later = (hours: number) => new Date(Date.now() + hours * hour);

let shade = 0;
/** A picture that nobody has uploaded yet, with detail enough for AVIF to save something. */
async function freshBytes(width = 700): Promise<Buffer> {
  shade += 1;
  const noise = { type: 'gaussian' as const, mean: 100 + shade, sigma: 30 };
  const create = { width: 24, height: 16, channels: 3 as const, background: '#888', noise };
  const small = await sharp({ create }).png().toBuffer();
  return await sharp(small).resize({ width, height: 400, fit: 'fill', kernel: 'cubic' }).png().toBuffer();
}

forEachStorage((database, kind) => {
  let folder: TestPlace;
  let bucket: TestPlace;
  beforeAll(async () => {
    folder = await testFolder();
    bucket = await testBucket();
  });
  afterAll(async () => {
    await folder.close();
    await bucket.close();
  });

  const placeOf = (place: PicturePlace, db: TestDatabase): Pick<TestPlace, 'settings' | 'outage'> =>
    ({ database: { settings: {}, outage: () => db.outage() }, folder, bucket })[place];
  const keysIn = (place: PicturePlace) => (place === 'folder' ? folder : bucket).keys();

  /** What a process without a desk has. */
  const open = async (db: TestDatabase, settings: Record<string, string>) => {
    const storage: Storage = await db.open();
    const places = await placesFor(storage.db, settings);
    const files = createPictureBytes(storage.db, places, log);
    const store = createMediaStore(storage, files);
    const avif = createAvif(storage, files, log);
    const add = async (bytes: Buffer, hash = `${shade}`): Promise<MediaId> => {
      const made = await makePicture(bytes);
      if (made.outcome === 'refused') throw new Error(made.detail);
      const file = { hash, by: 'amy' as never, name: '', isListed: true };
      return (await store.add(made.picture, file)).id;
    };
    const rows = () => storage.db.selectFrom('mediaFile').selectAll().orderBy('key').execute();
    const close = async () => {
      await avif.close();
      places.close();
      await storage.close();
    };
    return { storage, db: storage.db, places, files, store, avif, add, rows, close };
  };
  type Opened = Awaited<ReturnType<typeof open>>;

  describe.each(picturePlaces)('in the %s', (place) => {
    let db: TestDatabase;
    let kept: ReturnType<typeof placeOf>;
    let before: string[];
    let opened: Opened;
    beforeEach(async () => {
      db = await database();
      kept = placeOf(place, db);
      before = place === 'database' ? [] : await keysIn(place);
      opened = await open(db, kept.settings);
    });
    afterEach(() => opened.close());
    const keys = async () => {
      if (place !== 'database') return (await keysIn(place)).filter((key) => !before.includes(key));
      const rows = await opened.db.selectFrom('mediaBytes').select('key').orderBy('key').execute();
      return rows.map(({ key }) => key);
    };

    test('a picture, its renderings and its AVIF are there, and nowhere else', async () => {
      const { add, store, avif, rows } = opened;
      const id = await add(await freshBytes());
      await avif.run();
      const files = await rows();
      expect(files.map(({ name }) => name).sort()).toEqual(['480', '480.avif', '700.avif', 'original']);
      expect(new Set(files.map((file) => `${file.place} ${file.state}`))).toEqual(new Set([`${place} kept`]));
      expect(await keys()).toEqual(files.map(({ key }) => key));
      if (place !== 'database')
        expect(await opened.db.selectFrom('mediaBytes').select('key').execute()).toEqual([]);
      expect((await store.original(id))?.mime).toBe('image/jpeg');
      expect((await store.rendering(id, 480))?.mime).toBe('image/webp');
      expect(await store.avif(id, 700)).toMatchObject({ isFinal: true, file: { mime: 'image/avif' } });
      expect((await store.facts([id])).get(id)).toMatchObject({ width: 700, widths: [480] });
    });

    test('the same file twice at once is kept once, and nothing is left of the other', async () => {
      const bytes = await freshBytes();
      const [one, other] = await Promise.all([opened.add(bytes, 'same'), opened.add(bytes, 'same')]);
      expect(one).toBe(other);
      expect(await keys()).toEqual((await opened.rows()).map(({ key }) => key));
      expect(await keys()).toHaveLength(2);
    });

    test('what is erased after a month leaves nothing, and nothing else goes', async () => {
      const { add, files, storage } = opened;
      const gone = await add(await freshBytes());
      const stays = await add(await freshBytes());
      const deletedAt = new Date(0).toISOString();
      await opened.db.updateTable('picture').set({ deletedAt }).where('id', '=', gone).execute();
      expect(await createLibrary(storage, async () => 'UTC').erase(new Date())).toEqual([gone]);
      await files.erase(new Date());
      const left = await opened.rows();
      expect(new Set(left.map(({ media }) => media))).toEqual(new Set([stays]));
      expect(await keys()).toEqual(left.map(({ key }) => key));
    });

    test('what a crash leaves half done counts for nothing and is erased a day later', async () => {
      const { files } = opened;
      const id = 'halfhalfhalfhalf' as MediaId;
      const bytes = Buffer.from('never named by anybody');
      const [key = ''] = await files.write(id, [{ name: 'original', mime: 'image/jpeg', bytes }]);
      expect(await files.read(id, 'original')).toBeNull();
      await files.erase(later(23));
      expect(await keys()).toEqual([key]);
      await files.erase(later(25));
      expect(await keys()).toEqual([]);
      expect(await opened.rows()).toEqual([]);
      // Whoever comes so late does not bring it back.
      await expect(keepFiles(opened.db, [key])).rejects.toThrow(/more than a day/);
    });

    test('a file that is lost or damaged is not given out', async () => {
      const { add, store, places, rows, files } = opened;
      const id = await add(await freshBytes(300));
      const [row] = await rows();
      if (!row) throw new Error('Nothing was kept.');
      expect(await files.read(id, 'original')).not.toBeNull();
      await ruin(places, row, Buffer.from('something else'));
      expect(await store.original(id)).toBeNull();
      await ruin(places, row, null);
      expect(await store.original(id)).toBeNull();
    });

    test('a picture whose files are lost is whole again once somebody uploads it anew', async () => {
      await opened.close();
      let desk = await openDesk(db, kept.settings);
      let editor = await desk.as('editor');
      const bytes = new Uint8Array(await freshBytes());
      const upload = async () =>
        (await editor.ask('POST', '/api/media', bytes, { 'content-type': 'image/png' })).body.id;
      const id = await upload();
      await desk.close();
      opened = await open(db, kept.settings);
      for (const row of await opened.rows()) await ruin(opened.places, row, null);
      await opened.close();
      desk = await openDesk(db, kept.settings);
      editor = desk.visitor();
      await editor.signIn('editor@test.example');
      const get = async (path: string) => (await fetch(desk.url + path)).status;
      expect(await get(`/media/${id}`)).toBe(404);
      expect(await upload()).toBe(id);
      expect([await get(`/media/${id}`), await get(`/media/${id}/480`)]).toEqual([200, 200]);
      await desk.close();
      opened = await open(db, kept.settings);
    });

    // What the desk does without its database has tests of its own.
    if (place !== 'database')
      test('while it is away nothing is kept, and all goes on afterwards', async () => {
        const { add, avif, store } = opened;
        const id = await add(await freshBytes(520));
        const outage = await kept.outage();
        await expect(add(await freshBytes())).rejects.toMatchObject({
          problem: { code: 'pictures-unavailable' },
        });
        await expect(store.original(id)).rejects.toMatchObject({ problem: { status: 503 } });
        for (const hours of [1, 2, 3, 4, 5]) await avif.run(later(hours));
        expect(await opened.db.selectFrom('avifJob').select(['id', 'attempts']).execute()).toEqual([
          { id, attempts: 0 },
        ]);
        await opened.files.erase(new Date());
        await outage.end();
        expect((await store.original(id))?.mime).toBe('image/jpeg');
        await avif.run(later(6));
        expect(await store.avif(id, 520)).toMatchObject({ isFinal: true });
        await opened.files.erase(new Date());
        expect(await keys()).toEqual((await opened.rows()).map(({ key }) => key));
        expect(new Set((await opened.rows()).map(({ media }) => media))).toEqual(new Set([id]));
      });

    test('a desk keeps what is uploaded there, and gives it out under addresses that never change', async () => {
      await opened.close();
      const desk = await openDesk(db, kept.settings);
      const editor = await desk.as('editor');
      const upload = async (bytes: Buffer) =>
        await editor.ask('POST', '/api/media', new Uint8Array(bytes), { 'content-type': 'image/png' });
      const { body } = await upload(await freshBytes());
      const get = (path: string, from: Pick<OpenDesk, 'url'> = desk) => fetch(from.url + path);
      const answer = await get(`/media/${body.id}`);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ]);
      const bytes = Buffer.from(await answer.arrayBuffer());
      // Another node has it from the same place.
      if (kind === 'postgres') {
        const node = await openDesk(db, kept.settings);
        expect(Buffer.from(await (await get(`/media/${body.id}`, node)).arrayBuffer())).toEqual(bytes);
        await node.close();
      }
      if (place !== 'database') {
        const outage = await kept.outage();
        const refused = await upload(await freshBytes());
        expect(refused).toMatchObject({ status: 503, body: { code: 'pictures-unavailable' } });
        expect((await get('/ready')).status).toBe(200);
        const unread = await get(`/media/${body.id}/480`);
        expect([unread.status, unread.headers.get('cache-control')]).toEqual([503, 'no-store']);
        await outage.end();
        expect((await upload(await freshBytes())).status).toBe(201);
        expect((await get(`/media/${body.id}/480`)).status).toBe(200);
      }
      await desk.close();
      opened = await open(db, kept.settings);
    });
  });

  const ways = [
    ['database', 'folder'],
    ['folder', 'bucket'],
    ['bucket', 'database'],
  ] as const satisfies [PicturePlace, PicturePlace][];

  describe.each(ways)('from the %s to the %s', (from, to) => {
    let opened: Opened;
    let target: Places;
    let ids: MediaId[];
    beforeEach(async () => {
      const settings = { ...folder.access, ...bucket.access };
      opened = await open(await database(), { ...settings, PICTURE_PLACE: from });
      target = await placesFor(opened.db, { ...settings, PICTURE_PLACE: to });
      ids = [await opened.add(await freshBytes(500)), await opened.add(await freshBytes(300))];
    });
    afterEach(async () => {
      target.close();
      await opened.close();
    });
    const unexpected = (fault: string) => {
      throw new Error(fault);
    };
    const areThere = async () => {
      const { mime, bytes } = (await opened.files.read(ids[0] as MediaId, '480')) ?? {};
      return mime === 'image/webp' && (await sharp(bytes).metadata()).width === 480;
    };

    test('pictures move, and what was broken off goes on', async () => {
      const before = await opened.rows();
      const stop = new Error('The machine is switched off.');
      const broken = moveFiles(opened.storage, target, {
        onFault: unexpected,
        onProgress: () => {
          throw stop;
        },
      });
      await expect(broken).rejects.toBe(stop);
      const halfway = (await opened.rows()).map(({ place }) => place);
      expect(halfway.sort()).toEqual([to, from, from].sort());
      expect(await areThere()).toBe(true);
      expect(await moveFiles(opened.storage, target, { onFault: unexpected })).toMatchObject({ files: 2 });
      expect(await areThere()).toBe(true);
      const after = await opened.rows();
      expect(after.map(({ place, state }) => [place, state])).toEqual(after.map(() => [to, 'kept']));
      for (const { key } of after) expect(await target.at(to).get(key)).not.toBeNull();
      for (const { key } of before) expect(await target.at(from).get(key)).toBeNull();
      expect(await moveFiles(opened.storage, target, { onFault: unexpected })).toEqual({
        files: 0,
        bytes: 0,
      });
    });

    test('what is lost or damaged is named and stays', async () => {
      const [lost, damaged, whole] = await opened.rows();
      if (!lost || !damaged || !whole) throw new Error('Too little was kept.');
      await ruin(opened.places, lost, null);
      await ruin(opened.places, damaged, Buffer.from('something else'));
      const faults: string[] = [];
      const moved = await moveFiles(opened.storage, target, { onFault: (fault) => faults.push(fault) });
      expect(moved.files).toBe(1);
      expect(faults).toEqual([
        `Picture ${lost.media}: its file “${lost.name}” is missing in the ${from}.`,
        `Picture ${damaged.media}: its file “${damaged.name}” is damaged in the ${from}.`,
      ]);
      const rows = await opened.rows();
      expect(rows.filter(({ place }) => place === from).map(({ key }) => key)).toEqual([
        lost.key,
        damaged.key,
      ]);
    });

    /** The places, where something happens before one is asked for this. */
    const meanwhile = (
      place: PicturePlace,
      what: 'get' | 'put',
      happens: () => Promise<unknown>,
    ): Places => ({
      ...target,
      at: (asked) => {
        const found = target.at(asked);
        if (asked !== place) return found;
        return {
          ...found,
          [what]: async (key: string, bytes: Buffer, mime: string) => {
            await happens();
            return await found[what](key, bytes, mime);
          },
        };
      },
    });

    test('who reads a file while it moves gets it', async () => {
      const move = () => moveFiles(opened.storage, target, { onFault: unexpected });
      const slow = createPictureBytes(opened.db, meanwhile(from, 'get', move), log);
      expect(await slow.read(ids[1] as MediaId, 'original')).toMatchObject({ mime: 'image/jpeg' });
    });

    test('what is erased while it moves is nowhere, and two who move at once move it once', async () => {
      const erase = () => opened.db.transaction().execute((db) => releaseFiles(db, ids[0] as MediaId));
      await moveFiles(opened.storage, meanwhile(to, 'put', erase), { onFault: unexpected });
      await opened.files.erase(new Date());
      const rows = await opened.rows();
      expect(rows).toMatchObject([{ media: ids[1], name: 'original', place: to, state: 'kept' }]);
      const [row] = rows;
      const back = await placesFor(opened.db, {
        ...{ ...folder.access, ...bucket.access },
        PICTURE_PLACE: from,
      });
      const both = await Promise.all(
        [1, 2].map(() => moveFiles(opened.storage, back, { onFault: unexpected })),
      );
      expect(both.map(({ files }) => files).sort()).toEqual([0, 1]);
      await opened.files.erase(new Date());
      expect(await opened.rows()).toMatchObject([{ place: from, state: 'kept' }]);
      expect(await target.at(to).get(row?.key ?? '')).toBeNull();
      back.close();
    });
  });
});

describe('a folder', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'galley-folder-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  test('shows no file under its name before it is whole, and loses what a crash left', async () => {
    const folder = createFolderPlace(home);
    await tryPlace(folder);
    const unfinished = join(home, 'unfinished');
    expect(readdirSync(unfinished)).toEqual([]);
    writeFileSync(join(unfinished, 'old'), 'half of a pic');
    writeFileSync(join(unfinished, 'new'), 'half of a pic');
    const dayAgo = later(-25);
    utimesSync(join(unfinished, 'old'), dayAgo, dayAgo);
    await removeUnfinished(home, new Date());
    expect(readdirSync(unfinished)).toEqual(['new']);
  });

  test('that can’t be written says so', async () => {
    const file = join(home, 'file');
    writeFileSync(file, '');
    await expect(tryPlace(createFolderPlace(file))).rejects.toMatchObject({ cause: { code: 'ENOTDIR' } });
  });
});

forEachStorage((database) => {
  test('a desk does not start without the place that its pictures are in', async () => {
    const db = await database();
    const folder = await testFolder();
    const desk = await openDesk(db, folder.settings);
    const editor = await desk.as('editor');
    const bytes = new Uint8Array(await freshBytes());
    expect((await editor.ask('POST', '/api/media', bytes, { 'content-type': 'image/png' })).status).toBe(201);
    await desk.close();
    await expect(openDesk(db)).rejects.toThrow(/^PICTURE_FOLDER: has to be set as long as \d files [^\n]*$/);
    const outage = await folder.outage();
    await expect(openDesk(db, folder.settings)).rejects.toThrow(/^PICTURE_FOLDER: [^\n]*$/);
    await outage.end();
    // As where a disk is not mounted.
    const empty = { ...folder.settings, PICTURE_FOLDER: join(folder.access.PICTURE_FOLDER ?? '', 'empty') };
    mkdirSync(empty.PICTURE_FOLDER);
    await expect(openDesk(db, empty)).rejects.toThrow(/is not the folder with this desk’s pictures/);
    await (await openDesk(db, folder.settings)).close();
    await folder.close();
  });

  test('a bucket that is away keeps no desk from starting, and the log names it', async () => {
    const bucket = await testBucket();
    const outage = await bucket.outage();
    const lines: string[] = [];
    const settings = { ...bucket.settings, LOG_LEVEL: 'error' };
    const desk = await openDesk(await database(), settings, (line) => lines.push(line));
    await until(() => lines.length > 0);
    expect(lines[0]).toContain('The bucket of the pictures can’t be used');
    expect(lines[0]).toContain('ECONNREFUSED');
    await desk.close();
    await outage.end();
    await bucket.close();
  });
});
