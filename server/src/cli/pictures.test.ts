// What the command line knows of pictures that are kept outside of the database.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { p } from '@galley/shared/article/testing.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { placesFor, ruin, type TestPlace, testBucket, testFolder } from '../media/places/testing.ts';
import { draft, leadOf, picture, plainArticle } from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { galleyHere } from './testing.ts';

let home: string;
let folder: TestPlace;
let bucket: TestPlace;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'galley-cli-'));
  folder = await testFolder();
  bucket = await testBucket();
});
afterEach(async () => {
  rmSync(home, { recursive: true });
  await folder.close();
  await bucket.close();
});
/** Both places are known, and new pictures go into this one. */
const everywhere = (place: string) => ({ ...folder.access, ...bucket.access, PICTURE_PLACE: place });

forEachStorage((database, kind) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let editor: Browser;
  let id: string;
  const open = async (settings: Record<string, string>) => {
    desk = await openDesk(place, settings);
    if (desk.setupToken === null) {
      editor = desk.visitor();
      await editor.signIn('editor@test.example');
    } else editor = await desk.as('editor');
  };
  const galley = (args: string[], settings: Record<string, string>) =>
    galleyHere({ url: place.url, dataDir: place.dataDir, settings }, args);
  const get = async () => (await fetch(`${desk.url}/media/${id}`)).status;
  beforeEach(async () => {
    place = await database();
  });

  test('pictures move while a desk gives them out, the log says so, and verify reads them there', async () => {
    await open(everywhere('database'));
    id = await picture(editor, 600, 300);
    for (const to of ['folder', 'bucket', 'database']) {
      const moved = await galley(['move-pictures'], everywhere(to));
      expect(moved).toMatchObject({ code: 0, errors: '' });
      expect(moved.out).toMatch(/^\d files \([\d.]+ MB\) moved to the /);
      expect(await get()).toBe(200);
      const checked = await galley(['verify'], everywhere(to));
      expect(checked).toMatchObject({ code: 0, out: expect.stringMatching(/files of pictures \d/) });
    }
    expect([await folder.keys(), await bucket.keys()]).toEqual([[], []]);
    const admin = await desk.as('admin');
    const { entries } = (await admin.ask('GET', '/api/audit?act=picture.moved')).body;
    const places = entries.map(({ details }: { details: { place: string } }) => details.place);
    expect(places).toEqual(['database', 'bucket', 'folder']);
    await desk.close();
  });

  test('verify names what is missing or damaged, also in the database, and can leave pictures out', async () => {
    for (const [width, at] of [
      [610, 'database'],
      [620, 'folder'],
      [630, 'bucket'],
    ] as const) {
      await open(everywhere(at));
      id = await picture(editor, width, 300);
      await desk.close();
      const storage = await place.open();
      const places = await placesFor(storage.db, everywhere(at));
      const rows = await storage.db
        .selectFrom('mediaFile')
        .selectAll()
        .where('media', '=', id as never)
        .execute();
      const [original, small] = ['original', '480'].map((name) => rows.find((row) => row.name === name));
      if (!original || !small) throw new Error('Nothing was kept.');
      await ruin(places, original, null);
      await ruin(places, small, Buffer.from('something else'));
      places.close();
      await storage.close();
      const { code, errors } = await galley(['verify'], everywhere(at));
      expect(code).toBe(1);
      expect(errors).toContain(
        `Picture ${id}: its file “original”, ${original.key}, is missing in the ${at}.\n`,
      );
      expect(errors).toContain(`Picture ${id}: its file “480”, ${small.key}, is damaged in the ${at}.\n`);
      expect((await galley(['verify', '--without-pictures'], everywhere(at))).code).toBe(0);
    }
    await place.run(`delete from "mediaFile" where "media" = '${id}'`);
    expect((await galley(['verify'], everywhere('bucket'))).errors).toContain(
      `Picture ${id}: no file of it is kept.`,
    );
  });

  test('verify names files that are kept of no picture, wherever they are', async () => {
    for (const [width, at] of [
      [611, 'database'],
      [621, 'folder'],
      [631, 'bucket'],
    ] as const) {
      await open(everywhere(at));
      id = await picture(editor, width, 300);
      await desk.close();
      expect(await galley(['verify'], everywhere(at))).toMatchObject({ code: 0, errors: '' });
      for (const table of ['picture', 'media'])
        await place.run(`delete from "${table}" where "id" = '${id}'`);
      const { code, errors } = await galley(['verify'], everywhere(at));
      expect(code).toBe(1);
      const line = `Picture ${id}: its file “original”, [0-9a-f]{64}-[0-9a-z]{16}, is kept in the ${at}, and there is no such picture.`;
      expect(errors).toMatch(new RegExp(`^${line}$`, 'm'));
      await place.run(`delete from "mediaFile" where "media" = '${id}'`);
      if (at !== 'folder') continue;
      // Harmless, and named all the same.
      const { code: after, out } = await galley(['verify'], everywhere(at));
      expect(after).toBe(0);
      expect(out).toMatch(/also holds \d files of no picture in this database: [0-9a-f]{64}-/);
      for (const key of await folder.keys()) expect(out).toContain(key);
    }
  });

  test('a place that does not answer, or is not configured, is one line, and nothing is lost', async () => {
    await open(folder.settings);
    id = await picture(editor, 600, 300);
    await desk.close();
    const outage = await bucket.outage();
    const settings = everywhere('bucket');
    const stopped = await galley(['move-pictures'], settings);
    expect(stopped).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^The bucket of the pictures can’t be used: .*ECONNREFUSED[^\n]*\n$/),
    });
    await outage.end();
    const unset = await galley(['move-pictures'], bucket.settings);
    expect(unset).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^PICTURE_FOLDER: has to be set[^\n]*\n$/),
    });
    const unread = await galley(['verify'], {});
    expect(unread).toMatchObject({ code: 1, errors: expect.stringContaining('PICTURE_FOLDER is not set') });
    await open(folder.settings);
    expect(await get()).toBe(200);
    await desk.close();
  });

  test('an export has the pictures, wherever they are', async () => {
    await open(bucket.settings);
    id = await picture(editor, 600, 300);
    await draft(editor, { content: { ...plainArticle('Quay', p('Words.')), lead: leadOf(id) } });
    const to = join(home, 'export');
    expect(await galley(['export', to], bucket.settings)).toMatchObject({ code: 0, errors: '' });
    expect(readdirSync(join(to, 'media'))).toEqual([id]);
    await desk.close();
  });

  if (kind === 'sqlite')
    test.each(['folder', 'bucket'] as const)(
      'a backup names what is in the %s, or holds it',
      async (where) => {
        const { settings } = where === 'folder' ? folder : bucket;
        await open(settings);
        id = await picture(editor, 600, 300);
        const [named, whole] = [join(home, 'named'), join(home, 'whole')];
        const first = await galley(['backup', named], settings);
        expect(first).toMatchObject({ code: 0, errors: '' });
        expect(first.out).toMatch(
          new RegExp(`Not in it: \\d files of pictures \\(.* MB\\), which are in the ${where}`),
        );
        const second = await galley(['backup', whole, '--with-pictures'], settings);
        expect(second).toMatchObject({ code: 0, out: expect.stringContaining('the whole desk') });
        await desk.close();
        const restored = await galley(['restore', named], settings);
        expect(restored.out).toContain(`which are in the ${where}; \`galley verify\` says`);
        expect((await galley(['verify'], settings)).code).toBe(0);

        // As on another machine: without that place.
        expect((await galley(['restore', whole], {})).out).not.toContain('does not hold');
        expect((await galley(['verify'], {})).code).toBe(0);
        await open({});
        expect(await get()).toBe(200);
        await desk.close();
      },
    );
});

describe('config check', () => {
  test('says where pictures are kept and whether they can be, without secrets', async () => {
    const place = (settings: Record<string, string>) => ({ dataDir: home, settings });
    const check = (settings: Record<string, string>) => galleyHere(place(settings), ['config', 'check']);
    expect((await check({})).out).toMatch(/^pictures +in the database$/m);
    // Of a folder that is not there yet it says so, and makes none: a disk may not be mounted.
    const { PICTURE_FOLDER: kept = '' } = folder.settings;
    expect((await check(folder.settings)).out).toMatch(/^Pictures will be kept in the folder /m);
    expect(existsSync(kept)).toBe(false);
    mkdirSync(kept, { recursive: true });
    for (const { settings } of [folder, bucket]) {
      const { code, out } = await check(settings);
      expect([code, out]).toEqual([0, expect.stringMatching(/^Pictures can be kept in the /m)]);
      expect(out).not.toContain('S3RVER');
    }
    const wrong = await check({ ...bucket.settings, PICTURE_BUCKET_SECRET: 'another' });
    expect(wrong).toMatchObject({
      code: 1,
      errors: expect.stringMatching(
        /^PICTURE_PLACE: the bucket pictures at [^\n]*SignatureDoesNotMatch[^\n]*\n$/,
      ),
    });
    const none = await check({ ...bucket.settings, PICTURE_BUCKET: 'others' });
    expect(none.errors).toMatch(/^PICTURE_PLACE: [^\n]*NoSuchBucket[^\n]*\n$/);
    const outage = await folder.outage();
    expect((await check(folder.settings)).errors).toMatch(
      /^PICTURE_PLACE: the folder [^\n]*ENOTDIR[^\n]*\n$/,
    );
    await outage.end();
    expect(existsSync(join(home, 'galley.sqlite'))).toBe(false);
  });
});
