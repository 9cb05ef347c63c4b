// How an article is shown elsewhere: who may set it, what every output of the site makes of it, and that it goes with each revision.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import type { SettingsChange } from '@galley/shared/api/publishing.ts';
import { p } from '@galley/shared/article/testing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import {
  askToPublish,
  draft,
  leadOf,
  picture,
  plainArticle,
  publicationOf,
  publish,
} from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { type Reader, readerOf } from './page-testing.ts';

const first = 'https://first.example/harbor?a=1&b=2';
const outputs = ['/sitemap-1.xml', '/sitemap-news.xml'];

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let editor: Browser;
  let read: Reader;
  beforeAll(async () => {
    desk = await openDesk(await database(), { SITE_NAME: 'The Tide' });
    admin = await desk.as('admin');
    editor = await desk.as('editor');
    read = readerOf(desk.url);
  });
  afterAll(() => desk.close());

  const set = (id: ArticleId, change: object, browser = editor) =>
    browser.ask('PATCH', `/api/articles/${id}`, change);
  const rowOf = async (id: ArticleId): Promise<ArticleRow> =>
    (await admin.ask('GET', `/api/articles/${id}`)).body;
  const article = async (slug: string, media = '') =>
    await draft(admin, {
      content: {
        ...plainArticle('Harbor reopens', p('The quay opens again.')),
        ...(media && { lead: leadOf(media) }),
      },
      slug,
    });
  const dataOf = async (slug: string) =>
    (await read(`/articles/${slug}`)).page.all('script').map(({ text }) => JSON.parse(text))[0];

  test('of two who set different parts at once, neither loses anything', async () => {
    const id = await article('two');
    await Promise.all([
      set(id, { searchTitle: 'Ships may moor again' }),
      set(id, { canonical: first }, admin),
      set(id, { searchDescription: 'What changes for\nferries.' }),
    ]);
    expect(await rowOf(id)).toMatchObject({
      searchTitle: 'Ships may moor again',
      searchDescription: 'What changes for ferries.',
      canonical: first,
      socialPicture: null,
    });
  });

  test.each([
    ['searchTitle', 'x'.repeat(121)],
    ['socialTitle', 'x'.repeat(121)],
    ['searchDescription', 'x'.repeat(321)],
    ['canonical', 'javascript:alert(1)'],
    ['canonical', 'first.example/harbor'],
    ['canonical', 'https://user:secret@first.example/'],
    ['canonical', `https://first.example/${'x'.repeat(1000)}`],
    ['canonical', 'https://first.example/a b'],
    ['canonical', ''],
    ['socialPicture', 'nosuchpicture'],
  ])('what does not fit is refused at its field: %s', async (field, value) => {
    const id = await draft(admin, { content: plainArticle('Harbor') });
    const { status, body } = await set(id, { [field]: value });
    expect([status, body.errors?.[0]?.path]).toEqual([422, field]);
  });

  test('controls leave the words, an address is kept in ASCII, and only who may change settings does', async () => {
    const id = await article('clean');
    const words = {
      searchTitle: ' A \u202etitle\u0007 ',
      canonical: 'https://hafen.example/Fähre#top',
    };
    expect((await set(id, words)).body).toMatchObject({
      searchTitle: 'A title',
      canonical: 'https://hafen.example/F%C3%A4hre',
    });
    for (const role of ['reviewer', 'viewer'] as const) {
      const { status } = await set(id, { searchTitle: 'Mine' }, await desk.as(role));
      expect([role, status]).toEqual([role, 403]);
    }
    const { entries } = (await admin.ask('GET', `/api/audit?article=${id}`)).body;
    expect(entries[0].details).toEqual({
      searchTitle: 'A title',
      canonical: 'https://hafen.example/F%C3%A4hre',
    });
  });

  test('what is set stands in every output, with the next revision and not before', async () => {
    const [media, social] = [await picture(admin, 900, 600), await picture(admin, 1200, 630)];
    await admin.ask('PATCH', `/api/pictures/${social}`, {
      changes: { alt: 'The new quay' },
      before: { alt: '' },
    });
    const id = await article('shown', media);
    await publish(admin, id);
    const address = `${desk.url}/articles/shown`;
    const before = (await read('/articles/shown')).page;
    expect(before.meta('og:title')).toBe('Harbor reopens');
    expect(before.meta('og:image')).toBe(`${desk.url}/media/${media}`);
    expect(await dataOf('shown')).not.toHaveProperty('isBasedOn');
    for (const path of outputs) expect((await read(path)).text).toContain(address);

    const own = {
      searchTitle: 'Ships may moor “again” <soon>',
      searchDescription: 'What changes & when.',
      socialPicture: social,
      canonical: first,
    };
    expect((await set(id, own)).status).toBe(200);
    expect((await read('/articles/shown')).page.meta('og:title')).toBe('Harbor reopens');
    expect(await publicationOf(admin, id)).toMatchObject({ differs: true, readiness: [] });
    const { body } = await admin.ask('GET', `/api/articles/${id}/changes`);
    expect(body.settings.map(({ field, after }: SettingsChange) => [field, after])).toEqual([
      ['searchTitle', own.searchTitle],
      ['searchDescription', own.searchDescription],
      ['socialPicture', `The new quay · ${social}`],
      ['canonical', first],
    ]);
    await publish(admin, id, 'The hour was wrong.');

    const { page } = await read('/articles/shown');
    expect(page.one('title').text).toBe(`${own.searchTitle} · The Tide`);
    expect(page.one('h1').text).toBe('Harbor reopens');
    expect(page.one('link', { rel: 'canonical' }).attribute('href')).toBe(first);
    const shown = Object.fromEntries(
      ['description', 'og:title', 'og:description', 'og:url', 'og:image', 'og:image:alt'].map((name) => [
        name,
        page.meta(name),
      ]),
    );
    expect(shown).toEqual({
      description: own.searchDescription,
      'og:title': own.searchTitle,
      'og:description': own.searchDescription,
      'og:url': first,
      'og:image': `${desk.url}/media/${social}`,
      'og:image:alt': 'The new quay',
    });
    expect([page.meta('og:image:width'), page.meta('twitter:card')]).toEqual(['1200', 'summary_large_image']);
    expect(await dataOf('shown')).toMatchObject({
      headline: 'Harbor reopens',
      alternativeHeadline: own.searchTitle,
      description: own.searchDescription,
      mainEntityOfPage: first,
      isBasedOn: first,
    });
    for (const path of outputs) expect((await read(path)).text).not.toContain(address);
    const escaped = first.replaceAll('&', '&amp;');
    expect((await read('/feed.xml')).text).toContain(`<link rel="canonical" href="${escaped}"/>`);
    expect((await read('/rss.xml')).text).toContain(`<atom:link rel="canonical" href="${escaped}"/>`);
    const [item] = JSON.parse((await read('/feed.json')).text).items;
    expect(item).toMatchObject({ url: address, title: 'Harbor reopens' });
    const ninjs = JSON.parse((await read('/articles/shown/ninjs.json')).text);
    expect(ninjs.headlines).toContainEqual({
      role: 'seo',
      contentType: 'text/plain',
      value: own.searchTitle,
    });
    expect(ninjs.altIds).toContainEqual({ role: 'canonical', value: first });
    expect((await read('/articles/shown/newsml-g2.xml')).text).toContain(`href="${escaped}"`);
    const oembed = await read(`/oembed?url=${encodeURIComponent(address)}`);
    expect(JSON.parse(oembed.text)).toMatchObject({
      title: own.searchTitle,
      thumbnail_url: `${desk.url}/media/${social}`,
    });
    // The site's own lists show the article as it is.
    expect((await read('/en')).page.one('h2').text).toBe('Harbor reopens');

    const back = { searchTitle: '', searchDescription: '', socialPicture: null, canonical: null };
    await set(id, back);
    await publish(admin, id);
    expect((await read('/articles/shown')).page.meta('og:title')).toBe('Harbor reopens');
    for (const path of outputs) expect((await read(path)).text).toContain(address);
    const compared = await admin.ask('GET', `/api/articles/${id}/changes?from=2&to=3`);
    expect(compared.body.settings.map(({ before: was }: SettingsChange) => was)).toContain(first);
  });

  test('an article that names itself as the first is listed like any other', async () => {
    const id = await article('itself');
    await set(id, { canonical: `${desk.url}/articles/itself` });
    await publish(admin, id);
    expect((await read('/sitemap-1.xml')).text).toContain('/articles/itself<');
    expect(await dataOf('itself')).not.toHaveProperty('isBasedOn');
  });

  test('its picture is in use and not deleted, goes with a copy, and keeps it from publication once it may not be shown', async () => {
    const social = await picture(admin, 1000, 500);
    const id = await article('social');
    await set(id, { socialPicture: social });
    expect((await admin.ask('DELETE', `/api/pictures/${social}`)).status).toBe(409);
    const { usedIn } = (await admin.ask('GET', `/api/pictures/${social}`)).body;
    expect(usedIn).toEqual([
      expect.objectContaining({ article: id, inText: false, isSocial: true, isPublic: false }),
    ]);
    const copy = (await editor.ask('POST', `/api/articles/${id}/duplicate`)).body;
    expect(copy).toMatchObject({ socialPicture: social });

    const licence = { changes: { licenceEnd: '2020-01-01' }, before: { licenceEnd: null } };
    expect((await admin.ask('PATCH', `/api/pictures/${social}`, licence)).status).toBe(200);
    const refused = await askToPublish(admin, id);
    expect([refused.status, refused.body.errors]).toEqual([
      409,
      [{ path: '', message: 'social-picture-unfit' }],
    ]);
    await set(id, { socialPicture: null });
    await set(copy.id, { socialPicture: null });
    await publish(admin, id);
    expect((await admin.ask('DELETE', `/api/pictures/${social}`)).status).toBe(204);
  });

  test('it leaves with the article’s files, and comes in with them where nothing is set', async () => {
    const id = await article('leaves');
    const said = { searchTitle: 'Title: “elsewhere”', searchDescription: 'What & when.', canonical: first };
    await set(id, said);
    for (const format of ['markdown', 'html', 'json']) {
      const file = await editor.ask('GET', `/api/articles/${id}/export?format=${format}`);
      const text = typeof file.body === 'string' ? file.body : JSON.stringify(file.body);
      const read = await editor.ask(
        'POST',
        `/api/imports?format=${format}&template=blank&language=en`,
        new TextEncoder().encode(text),
      );
      expect([format, read.status, read.body.facts]).toMatchObject([format, 200, said]);
    }
    const [fresh, other] = [await article('fresh'), await article('other')];
    await set(other, { searchTitle: 'Its own' });
    const content = plainArticle('More');
    for (const one of [fresh, other])
      await editor.ask('POST', `/api/articles/${one}/import`, { content, mode: 'append', ...said });
    expect(await rowOf(fresh)).toMatchObject(said);
    expect(await rowOf(other)).toMatchObject({ ...said, searchTitle: 'Its own' });
    const wrong = `---\ntitle: A\ncanonical_url: not an address\n---\n\nWords.`;
    const { body } = await editor.ask(
      'POST',
      '/api/imports?format=markdown&template=blank&language=en',
      new TextEncoder().encode(wrong),
    );
    expect(body.lost).toEqual([
      expect.objectContaining({ what: 'details', words: ['canonical_url: not an address'] }),
    ]);
  });

  test('a title for social networks stands in what is shared, and nowhere else', async () => {
    const id = await article('two-titles');
    await set(id, { searchTitle: 'Quay opens for ferries', socialTitle: 'Back at sea' });
    await publish(admin, id);
    const { text, page } = await read('/articles/two-titles');
    expect([page.meta('og:title'), page.meta('twitter:title')]).toEqual(['Back at sea', 'Back at sea']);
    expect(page.one('title').text).toBe('Quay opens for ferries · The Tide');
    expect((await dataOf('two-titles')).alternativeHeadline).toBe('Quay opens for ferries');
    expect(text.split('Back at sea')).toHaveLength(3);
    await set(id, { socialTitle: '' });
    const { settings } = (await admin.ask('GET', `/api/articles/${id}/changes`)).body;
    expect(settings).toEqual([{ field: 'socialTitle', before: 'Back at sea', after: '' }]);
    await publish(admin, id);
    expect((await read('/articles/two-titles')).page.meta('og:title')).toBe('Quay opens for ferries');
  });
});
