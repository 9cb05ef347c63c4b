import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { article as articleOf, p, section } from '@galley/shared/article/testing.ts';
import { afterEach, expect, test } from 'vitest';
import { draft, leadOf, picture, plainArticle } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { openDesk } from '../testing/desk.ts';
import { galleyHere } from './testing.ts';

const folders: string[] = [];
const newFolder = () => {
  const made = mkdtempSync(join(tmpdir(), 'galley-export-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

forEachStorage((database) => {
  test('every article is in the folder as a file, with its pictures, also while the desk runs', async () => {
    const place = await database();
    const desk = await openDesk(place);
    const admin = await desk.as('admin');
    const media = await picture(admin, 400, 300);
    const content = {
      ...articleOf('Harbor: reopens?', section('text', p('Words of the first.'))),
      lead: leadOf(media),
    };
    const first = await draft(admin, { content, slug: 'harbor' });
    const second = await draft(admin, { content: plainArticle('harbor: REOPENS?') });

    const folder = newFolder();
    expect(await galleyHere(place, ['export', folder])).toMatchObject({ code: 0, errors: '' });
    expect(readdirSync(folder).sort()).toEqual([
      'Harbor reopens.json',
      'articles.json',
      'harbor REOPENS (2).json',
      'media',
      'pictures.json',
    ]);
    expect(JSON.parse(readFileSync(join(folder, 'articles.json'), 'utf8'))).toMatchObject([
      { file: 'Harbor reopens.json', id: first, slug: 'harbor', template: { id: 'blank', name: 'Blank' } },
      { file: 'harbor REOPENS (2).json', id: second, slug: null },
    ]);
    expect(JSON.parse(readFileSync(join(folder, 'pictures.json'), 'utf8'))).toMatchObject([{ file: media }]);
    // The same file as the desk gives.
    const asked = await admin.ask('GET', `/api/articles/${first}/export?format=json`);
    const written = readFileSync(join(folder, 'Harbor reopens.json'), 'utf8');
    expect(JSON.parse(written.replaceAll('"./media/', `"${desk.url}/media/`))).toEqual(asked.body);
    expect(existsSync(join(folder, 'media', media))).toBe(true);

    const pages = newFolder();
    expect((await galleyHere(place, ['export', pages, '--format', 'html'])).code).toBe(0);
    expect(readFileSync(join(pages, 'Harbor reopens.html'), 'utf8')).toContain(`src="./media/${media}"`);
    const word = newFolder();
    expect((await galleyHere(place, ['export', word, '--format', 'docx'])).code).toBe(0);
    expect(readFileSync(join(word, 'Harbor reopens.docx')).subarray(0, 2).toString()).toBe('PK');
    await desk.close();
  });

  test('an article that can’t be read is named, and all others are there', async () => {
    const place = await database();
    const desk = await openDesk(place);
    const admin = await desk.as('admin');
    const [broken, whole] = [
      await draft(admin, { content: plainArticle('Broken') }),
      await draft(admin, { content: plainArticle('Whole') }),
    ];
    await desk.close();
    // Its template is gone, as in a database that somebody has mended by hand.
    await place.run(`update "article" set "template" = 'none' where "id" = '${broken}'`);
    const folder = newFolder();
    expect(await galleyHere(place, ['export', folder])).toMatchObject({
      code: 1,
      errors: expect.stringContaining(`Article ${broken}`),
      out: expect.stringContaining('1 of 2 articles'),
    });
    expect(JSON.parse(readFileSync(join(folder, 'articles.json'), 'utf8'))).toMatchObject([{ id: whole }]);
    expect(readdirSync(folder)).toContain('Whole.json');
  });

  test('a folder that holds something, a format that is none and a folder that is a file are refused', async () => {
    const place = await database();
    await (await openDesk(place)).close();
    const folder = newFolder();
    const file = join(folder, 'kept.txt');
    writeFileSync(file, 'kept');
    expect(await galleyHere(place, ['export', folder])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('is not empty'),
    });
    expect(await galleyHere(place, ['export', file])).toMatchObject({ code: 1 });
    expect(await galleyHere(place, ['export', join(folder, 'new'), '--format', 'pdf'])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('There is no format “pdf”'),
    });
    expect(readFileSync(file, 'utf8')).toBe('kept');
  });
});
