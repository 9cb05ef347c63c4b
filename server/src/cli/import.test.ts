import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  article as articleOf,
  cell,
  embed,
  figure,
  h,
  hr,
  item,
  link,
  ol,
  p,
  quote,
  row,
  section,
  t,
  table,
} from '@galley/shared/article/testing.ts';
import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { draft, leadOf, plainArticle } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { openDesk } from '../testing/desk.ts';
import { galleyHere, type Place } from './testing.ts';

const folders: string[] = [];
const newFolder = () => {
  const made = mkdtempSync(join(tmpdir(), 'galley-import-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

const asEditor = ['--as', 'editor@test.example'];

/** An export without what differs between two desks: ids of articles and pictures, and times. Pictures are named by their bytes. */
function contentOf(folder: string): unknown[] {
  const names = new Map(
    readdirSync(join(folder, 'media')).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, 'media', name)))
        .digest('hex'),
    ]),
  );
  const read = (file: string) => {
    let text = readFileSync(join(folder, file), 'utf8');
    for (const [name, hash] of names) text = text.replaceAll(name, hash);
    return JSON.parse(text);
  };
  const articles = read('articles.json').map(
    ({ file, id: _id, createdAt: _made, editedAt: _edited, ...said }: Record<string, string>) => ({
      ...said,
      article: read(file ?? ''),
    }),
  );
  return [
    articles.sort((a: { headline: string }, b: { headline: string }) => (a.headline < b.headline ? -1 : 1)),
    read('pictures.json').sort((a: { file: string }, b: { file: string }) => (a.file < b.file ? -1 : 1)),
  ];
}

/** One that changes with each encoding, as photographs do. */
async function noisyPicture(browser: Browser, width: number): Promise<string> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const bytes = await sharp({ create: { width, height: 200, channels: 3, background: '#777', noise } })
    .png()
    .toBuffer();
  const type = { 'content-type': 'image/png' };
  return (await browser.ask('POST', '/api/media', new Uint8Array(bytes), type)).body.id;
}

async function headlinesOf(browser: Browser): Promise<string[]> {
  const { body } = await browser.ask('GET', '/api/articles');
  return body.articles.map(({ headline }: { headline: string }) => headline).sort();
}

forEachStorage((database) => {
  /** A desk in which an editor is, and what is in it. */
  const deskWithEditor = async (place: Place) => {
    const desk = await openDesk({ url: place.url, dataDir: place.dataDir });
    return { desk, editor: await desk.as('editor') };
  };

  test('what one desk exports and another imports is exported by that one as it was', async () => {
    const [from, to] = [await database(), await database()];
    const first = await deskWithEditor(from);
    const photo = await noisyPicture(first.editor, 700);
    const drawing = await noisyPicture(first.editor, 300);
    const { status } = await first.editor.ask('PATCH', `/api/pictures/${photo}`, {
      changes: { credit: 'A. Photographer', licenceEnd: '2031-05-01' },
      before: { credit: '', licenceEnd: null },
    });
    expect(status).toBe(200);
    const news = {
      ...articleOf(
        'Harbor: reopens?',
        section(
          'introduction',
          p('An opening with ', t('bold', 'bold'), ' and a ', t('link', link('https://x.example/')), '.'),
        ),
        section(
          'news',
          h(2, 'A subheading'),
          ol(4, item(p('Four.')), item(p('Five.'))),
          quote('Bo', p('Said so.')),
          table(row(cell(p('a')), cell(p('b')))),
          hr(),
          embed('https://vimeo.com/123456'),
          figure(drawing, 'A drawing', 'Its caption', 'Somebody'),
        ),
        { ...section('news', p('More.')), title: 'A title of its own' },
      ),
      dek: 'The dek.',
      lead: leadOf(photo),
    };
    const card = await noisyPicture(first.editor, 500);
    const harbor = await draft(first.editor, {
      ...{ content: news, template: 'news', slug: 'harbor', byline: 'Kim Doe and Lee Roe' },
      ...{ tags: ['port', 'Ünïcode'], embargo: '2027-01-02T03:04:05.000Z' },
    });
    const elsewhere = {
      ...{ searchTitle: 'Elsewhere: “so”', searchDescription: 'What is shown.' },
      ...{ socialPicture: card, canonical: 'https://first.example/harbor' },
    };
    expect((await first.editor.ask('PATCH', `/api/articles/${harbor}`, elsewhere)).status).toBe(200);
    await draft(first.editor, { content: plainArticle('Hafen'), language: 'de' });
    await draft(first.editor, { content: plainArticle('') });
    const exported = newFolder();
    expect(await galleyHere(from, ['export', exported])).toMatchObject({ code: 0, errors: '' });
    await first.desk.close();

    // The other desk is running.
    const second = await deskWithEditor(to);
    const imported = await galleyHere(to, ['import', exported, ...asEditor]);
    expect(imported).toMatchObject({ code: 0, errors: '', out: expect.stringContaining('3 articles came') });
    expect(await headlinesOf(second.editor)).toEqual(['', 'Hafen', 'Harbor: reopens?']);
    const { body: page } = await second.editor.ask('GET', '/api/articles?query=subheading');
    expect(page.articles).toMatchObject([
      { headline: 'Harbor: reopens?', slug: 'harbor', stage: 'draft', template: 'news' },
    ]);
    const [{ id, createdBy }] = page.articles;
    expect(createdBy).toBe((await second.desk.person('editor')).id);
    const admin = await second.desk.as('admin');
    const { body: log } = await admin.ask('GET', `/api/audit?article=${id}&act=article.imported`);
    expect(log.entries).toMatchObject([{ who: createdBy, details: { mode: 'command-line' } }]);

    const again = newFolder();
    expect(await galleyHere(to, ['export', again])).toMatchObject({ code: 0, errors: '' });
    expect(contentOf(again)).toEqual(contentOf(exported));
    await second.desk.close();
    expect(await galleyHere(to, ['verify'])).toMatchObject({ code: 0, errors: '' });
  });

  test('where the lead picture is missing in an export, its texts come all the same', async () => {
    const [from, to] = [await database(), await database()];
    const first = await deskWithEditor(from);
    const photo = await noisyPicture(first.editor, 700);
    const texts = { alt: 'A quay in the rain', caption: 'The quay on Monday', credit: 'A. Photographer' };
    await draft(first.editor, {
      content: { ...plainArticle('Harbor'), lead: { ...leadOf(photo), ...texts } },
    });
    await first.desk.close();
    const exported = newFolder();
    expect(await galleyHere(from, ['export', exported])).toMatchObject({ errors: '' });
    rmSync(join(exported, 'media', photo));
    const second = await deskWithEditor(to);
    const { code, out } = await galleyHere(to, ['import', exported, ...asEditor]);
    expect(code).toBe(0);
    expect(out).toContain(`left out: a picture that is not at hand: ${photo}`);
    const { body } = await second.editor.ask('GET', '/api/articles');
    const now = await second.editor.ask('GET', `/api/articles/${body.articles[0].id}/moments/now`);
    expect(now.body.content.lead).toEqual({ media: '', ...texts });
    await second.desk.close();
  });

  test('an embargo comes along in every format', async () => {
    const [from, to] = [await database(), await database()];
    const first = await deskWithEditor(from);
    const embargo = '2027-01-02T03:04:00.000Z';
    await draft(first.editor, { content: plainArticle('Harbor'), embargo });
    await first.desk.close();
    const exported = newFolder();
    expect(await galleyHere(from, ['export', exported, '--format', 'docx'])).toMatchObject({ errors: '' });
    const second = await deskWithEditor(to);
    expect(await galleyHere(to, ['import', exported, ...asEditor])).toMatchObject({ code: 0, errors: '' });
    const { body } = await second.editor.ask('GET', '/api/articles');
    expect(body.articles).toMatchObject([{ headline: 'Harbor', embargo }]);
    await second.desk.close();
  });

  test('nothing comes twice, neither from an export nor from a file, and a trial changes nothing', async () => {
    const place = await database();
    const { desk, editor } = await deskWithEditor(place);
    const mine = await draft(editor, { content: plainArticle('Here all along') });
    const exported = newFolder();
    await galleyHere(place, ['export', exported]);
    writeFileSync(
      join(exported, 'Brief.txt'),
      'A short headline\n\nThe first paragraph of it, which says more.\n',
    );
    const args = ['import', exported, ...asEditor, '--template', 'Blank'];

    const trial = await galleyHere(place, [...args, '--dry-run']);
    expect(trial).toMatchObject({ code: 0, errors: '' });
    expect(trial.out).toContain(`is there already, as “Here all along” (${mine})`);
    expect(trial.out).toContain('Brief.txt: “A short headline” would come');
    expect(trial.out).toContain('Nothing was changed.');
    expect(await headlinesOf(editor)).toEqual(['Here all along']);

    expect(await galleyHere(place, args)).toMatchObject({ code: 0, errors: '' });
    // A copy under another name is the same file.
    cpSync(join(exported, 'Brief.txt'), join(exported, 'Copy.txt'));
    const again = await galleyHere(place, args);
    expect(again.out).toContain('0 articles came, 3 are there already, 0 can’t be imported');
    expect(again.code).toBe(0);
    expect(await headlinesOf(editor)).toEqual(['A short headline', 'Here all along']);
    await desk.close();
  });

  test('one that can’t be imported is named with the reason, and all others come', async () => {
    const place = await database();
    const { desk, editor } = await deskWithEditor(place);
    await draft(editor, { content: plainArticle('Taken'), slug: 'taken' });
    const folder = newFolder();
    mkdirSync(join(folder, 'deep', 'er'), { recursive: true });
    writeFileSync(join(folder, 'broken.docx'), 'No archive at all.');
    writeFileSync(join(folder, 'other.json'), '{"some": "data"}');
    writeFileSync(join(folder, 'notes.pdf'), '%PDF-1.7');
    const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#753' } })
      .jpeg()
      .toBuffer();
    writeFileSync(join(folder, 'deep', 'kept.jpg'), picture);
    writeFileSync(join(folder, 'secret.jpg'), picture);
    writeFileSync(
      join(folder, 'deep', 'er', 'story.md'),
      [
        '---\nslug: taken\ntags: [quay]\nsection: Politics\nlayout: post\n---\n# From another system\n\nText before.\n',
        '![The quay](../kept.jpg)\n\n![Gone](gone.jpg)\n\n![Elsewhere](https://pictures.example/a.jpg)\n\nText behind.\n',
      ].join(''),
    );
    writeFileSync(
      join(folder, 'page.html'),
      '<html lang="de"><body><article><h1>Eine Seite</h1><p>Ihr Text steht hier.</p></article></body></html>',
    );
    const { code, out, errors } = await galleyHere(place, [
      ...['import', folder, ...asEditor],
      ...['--template', 'blank'],
    ]);
    expect(code).toBe(1);
    expect(errors).toContain('broken.docx: This is another kind of file than its name says.');
    expect(errors).toContain('other.json: This JSON is no article that a desk has exported.');
    expect(out).toContain('Passed over, being of kinds that can’t be imported: notes.pdf');
    expect(out).toContain('the slug taken, which is another article’s');
    expect(out).toContain('the section “Politics” of the site, which is not here');
    expect(out).toContain('pictures that are elsewhere: https://pictures.example/a.jpg');
    expect(out).toContain('2 articles came, 0 are there already, 2 can’t be imported');
    expect(await headlinesOf(editor)).toEqual(['Eine Seite', 'From another system', 'Taken']);
    const { body } = await editor.ask('GET', '/api/articles?query=behind');
    const [{ id, tags }] = body.articles;
    expect(tags).toEqual(['quay']);
    const now = await editor.ask('GET', `/api/articles/${id}/moments/now`);
    const words = JSON.stringify(now.body);
    expect(words).toContain('Text before.');
    expect(words).toContain('"alt":"The quay"');
    expect(words).toContain('Elsewhere');
    await desk.close();
  });

  test('a picture outside of the folder is not read, whatever a file names', async () => {
    const place = await database();
    const { desk } = await deskWithEditor(place);
    const outside = newFolder();
    writeFileSync(
      join(outside, 'outside.png'),
      await sharp({ create: { width: 9, height: 9, channels: 3, background: '#000' } })
        .png()
        .toBuffer(),
    );
    const folder = join(outside, 'in');
    mkdirSync(folder);
    writeFileSync(join(folder, 'story.md'), '# Story\n\nText.\n\n![Out](../outside.png)\n');
    const { out } = await galleyHere(place, ['import', folder, ...asEditor, '--template', 'blank']);
    expect(out).toContain('pictures that are not at hand (1)');
    expect(out).not.toContain('1 picture)');
    await desk.close();
  });

  test('who is named must be one who may make articles, and a template must be one of the desk', async () => {
    const place = await database();
    const { desk, editor } = await deskWithEditor(place);
    await desk.person('viewer');
    const folder = newFolder();
    const refused = async (...args: string[]) => {
      const { code, errors } = await galleyHere(place, ['import', folder, ...args]);
      expect(code).toBe(1);
      return errors;
    };
    expect(await refused(...asEditor)).toContain('There is nothing in');
    writeFileSync(join(folder, 'a.txt'), 'A headline\n\nSome words that make a paragraph of it.');
    expect(await refused()).toContain('Say whose articles they are');
    expect(await refused('--as', 'nobody@test.example')).toContain('Nobody at this desk');
    expect(await refused('--as', 'viewer@test.example', '--template', 'blank')).toContain(
      'may not make articles',
    );
    expect(await refused(...asEditor)).toContain('Name a template for the articles: --template (');
    expect(await refused(...asEditor, '--template', 'Poem')).toContain('There is no template “Poem”');
    expect(await refused(...asEditor, '--template', 'blank', '--language', 'fr')).toContain(
      '--language is one of',
    );
    writeFileSync(join(folder, 'articles.json'), '[{"file": 3}]');
    expect(await refused(...asEditor, '--template', 'blank')).toContain('articles.json is damaged');
    expect(await headlinesOf(editor)).toEqual([]);
    await desk.close();
  });
});
