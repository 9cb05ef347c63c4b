// Sections of the site, on whole desks: how admins make and change them, and where readers and programs find them.
import type { SiteSection } from '@galley/shared/api/site-sections.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { type Atom, type Json, parseFeed, type Rss } from 'feedsmith';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { draft, plainArticle, publicationOf, publish, published } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { expectInert, listings, type Part, type Reader, readerOf } from './page-testing.ts';

const feeds = ['feed.xml', 'rss.xml', 'feed.json'];

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let read: Reader;

  beforeEach(async () => {
    desk = await openDesk(await database(), { SITE_NAME: 'The Tide' });
    read = readerOf(desk.url);
    admin = await desk.as('admin');
  });
  afterEach(() => desk.close());

  const make = async (name: string, slug = '', description = ''): Promise<SiteSection> => {
    const { status, body } = await admin.ask('POST', '/api/site-sections', { name, slug, description });
    expect(status, JSON.stringify(body)).toBe(201);
    return body;
  };
  const change = async ({ id, ...section }: SiteSection, some: Partial<SiteSection>) =>
    await admin.ask('PUT', `/api/site-sections/${id}`, { ...section, ...some });
  const put = async (article: ArticleId, siteSection: string | null) =>
    await admin.ask('PATCH', `/api/articles/${article}`, { siteSection });
  /** Publishes an article in this section. */
  const publishedIn = async (section: SiteSection, slug: string, headline = slug): Promise<ArticleId> => {
    const id = await draft(admin, { content: plainArticle(headline), slug });
    expect((await put(id, section.id)).status).toBe(200);
    await publish(admin, id);
    return id;
  };
  const navigation = (page: Part) =>
    page
      .one('nav', { class: 'sections' })
      .all('a')
      .map((link) => [link.text, link.attribute('href'), link.attribute('aria-current')]);
  const headlines = (page: Part) =>
    page
      .one('main')
      .all('h2')
      .map(({ text }) => text);

  test('every page leads to the sections in their order, before the other links of the head', async () => {
    const politics = await make('Politics');
    const sport = await make('Sport & Games', '', 'Who won.');
    expect([politics.slug, sport.slug]).toEqual(['politics', 'sport-and-games']);
    expect(navigation((await read('/')).page)).toEqual([
      ['Politics', '/sections/politics', null],
      ['Sport & Games', '/sections/sport-and-games', null],
    ]);
    const { status } = await admin.ask('PUT', '/api/site-sections', { order: [sport.id, politics.id] });
    expect(status).toBe(200);
    const { version, settings } = (await admin.ask('GET', '/api/site-settings')).body;
    const others = [
      { label: 'Once more', link: '/sections/politics' },
      { label: 'Harbor', link: '/tags/harbor' },
    ];
    await admin.ask('PUT', '/api/site-settings', { version, settings: { ...settings, navigation: others } });
    const { page } = await read('/sections/sport-and-games');
    expect(navigation(page)).toEqual([
      ['Sport & Games', '/sections/sport-and-games', 'page'],
      ['Politics', '/sections/politics', null],
      ['Harbor', '/tags/harbor', null],
    ]);
    expectInert(page);
    expect(page.meta('description')).toBe('Who won.');
    expect(page.one('main').text).toContain('Nothing is published here yet.');
  });

  test('an address that is made of a name is in the language of the site', async () => {
    const { version, settings } = (await admin.ask('GET', '/api/site-settings')).body;
    await admin.ask('PUT', '/api/site-settings', { version, settings: { ...settings, language: 'de' } });
    expect((await make('Kunst & Kultur')).slug).toBe('kunst-und-kultur');
  });

  test('a story and every list of it name its section, and the section’s page and feeds hold it', async () => {
    const politics = await make('Politik <b>', 'politik');
    await publishedIn(politics, 'vote', 'The vote');
    await published(admin, { content: plainArticle('Beside it'), slug: 'beside', tags: ['Roads'] });
    const { page, text } = await read('/articles/vote');
    expect(page.one('article', { class: 'article' }).one('p', { class: 'kicker' }).one('a').text).toBe(
      'Politik <b>',
    );
    expect(page.one('p', { class: 'kicker' }).one('a').attribute('href')).toBe('/sections/politik');
    expect(navigation(page)).toEqual([['Politik <b>', '/sections/politik', 'true']]);
    expect(page.meta('article:section')).toBe('Politik <b>');
    expect(text).not.toContain('<b>');
    const [data] = page.all('script').map((script) => JSON.parse(script.text));
    expect(data).toMatchObject({ '@type': 'NewsArticle', articleSection: 'Politik <b>' });
    const { subjects } = JSON.parse((await read('/articles/vote/ninjs.json')).text);
    expect(subjects).toEqual([{ name: 'Politik <b>', rel: 'section', uri: `${desk.url}/sections/politik` }]);
    for (const path of ['/', '/en', '/articles/beside'])
      expect((await read(path)).page.one('p', { class: 'kicker' }).one('a').text, path).toBe('Politik <b>');

    const own = await read('/sections/politik');
    expect(headlines(own.page)).toEqual(['The vote']);
    expect(own.page.all('p', { class: 'kicker' })).toEqual([]);
    const links = own.page.all('link', { rel: 'alternate' }).slice(0, 3);
    expect(links.map((link) => link.attribute('href'))).toEqual(
      feeds.map((file) => `/sections/politik/${file}`),
    );
    const [atom, rss, json] = await Promise.all(
      feeds.map(async (file) => parseFeed((await read(`/sections/politik/${file}`)).text).feed),
    );
    const { entries } = atom as Atom.Feed<string>;
    expect(entries?.map(({ title, categories }) => [title?.value, categories])).toEqual([
      ['The vote', [{ term: 'politik', label: 'Politik <b>' }]],
    ]);
    const { items } = rss as Rss.Feed<string>;
    expect(items?.map(({ title, categories }) => [title, categories?.[0]?.name])).toEqual([
      ['The vote', 'Politik <b>'],
    ]);
    expect((json as Json.Feed<string>).items?.map(({ title, tags }) => [title, tags])).toEqual([
      ['The vote', ['Politik <b>']],
    ]);
    expect((await read('/sitemap-1.xml')).text).toContain(`<loc>${desk.url}/sections/politik</loc>`);
  });

  test('a renamed section has its new name on all pages, and its former addresses lead on for good', async () => {
    const politics = await make('Politics');
    const id = await publishedIn(politics, 'vote');
    const renamed = await change(politics, { name: 'Parliament', slug: 'parliament' });
    expect([renamed.status, renamed.body.version]).toEqual([200, 2]);
    const back = await change(renamed.body, { slug: 'house' });
    expect(back.status).toBe(200);
    expect((await read('/articles/vote')).page.one('p', { class: 'kicker' }).text).toBe('Parliament');
    expect((await publicationOf(admin, id)).differs).toBe(false);
    for (const [from, to] of [
      ['/sections/politics?a=1', '/sections/house?a=1'],
      ['/sections/Parliament?page=2', '/sections/house?page=2'],
      ['/sections/parliament/rss.xml?utm=x', '/sections/house/rss.xml?utm=x'],
    ] as const) {
      const { status, headers } = await read(from);
      expect([status, headers.location]).toEqual([301, to]);
    }
    expect(headlines((await read('/sections/house')).page)).toEqual(['vote']);
    // Nobody else gets an address to which others have linked.
    const taken = await admin.ask('POST', '/api/site-sections', {
      name: 'Politics',
      slug: 'politics',
      description: '',
    });
    expect([taken.status, taken.body.errors]).toEqual([422, [{ path: 'slug', message: 'slug-taken' }]]);
    expect((await make('Politics')).slug).toBe('politics-2');
    // But the section itself may go back to it.
    expect((await change(back.body, { slug: 'politics' })).status).toBe(200);
    expect((await read('/sections/house')).headers.location).toBe('/sections/politics');
  });

  test('a section with articles stays, at the desk as in what is public', async () => {
    const [politics, sport] = [await make('Politics'), await make('Sport')];
    const remove = async ({ id }: SiteSection) =>
      (await admin.ask('DELETE', `/api/site-sections/${id}`)).status;
    const id = await publishedIn(politics, 'vote');
    await put(id, sport.id);
    expect((await publicationOf(admin, id)).differs).toBe(true);
    const { body } = await admin.ask('GET', `/api/articles/${id}/changes`);
    expect(body.settings).toEqual([{ field: 'siteSection', before: 'Politics', after: 'Sport' }]);
    // The public sees it in the one, the desk in the other.
    expect(headlines((await read('/sections/politics')).page)).toEqual(['vote']);
    expect(headlines((await read('/sections/sport')).page)).toEqual([]);
    const listed = (await admin.ask('GET', '/api/site-sections')).body;
    expect(listed.map(({ articles }: { articles: number }) => articles)).toEqual([1, 1]);
    expect([await remove(politics), await remove(sport)]).toEqual([409, 409]);
    await publish(admin, id);
    expect(await remove(politics)).toBe(204);
    expect((await read('/sections/politics')).status).toBe(404);
    expect(headlines((await read('/sections/sport')).page)).toEqual(['vote']);
    expect(await remove(politics)).toBe(404);
    expect((await put(id, politics.id)).body.errors).toEqual([
      { path: 'siteSection', message: 'There is no such section of the site.' },
    ]);
    expect((await put(id, null)).body.siteSection).toBeNull();
  });

  test('what is not public leaves no trace in a section, and what is withdrawn leaves it', async () => {
    const secret = await make('Secret');
    const embargo = new Date(Date.now() + 86_400_000).toISOString();
    const hidden = { content: plainArticle('Hidden words'), embargo };
    const id = await draft(admin, { ...hidden, slug: 'hidden' });
    await put(id, secret.id);
    const outputs = [...listings, '/sections/secret', ...feeds.map((file) => `/sections/secret/${file}`)];
    const expectNothing = async () => {
      for (const path of outputs)
        expect((await read(path)).text, path).not.toMatch(/Hidden|articles\/hidden/);
    };
    await expectNothing();
    // At the desk its preview says where it will stand.
    const { body } = await admin.ask('GET', `/api/articles/${id}/preview`);
    expect(body).toContain('href="/sections/secret">Secret</a>');
    await admin.ask('PATCH', `/api/articles/${id}`, { embargo: null });
    await publish(admin, id);
    for (const path of outputs.slice(-4)) expect((await read(path)).text, path).toContain('Hidden words');
    await admin.ask('POST', `/api/articles/${id}/withdraw`, { note: '' });
    await expectNothing();
  });

  test('names and addresses that two would have, that are none, or changed meanwhile are refused', async () => {
    const politics = await make('Politics');
    const refused = async (some: object) =>
      (await admin.ask('POST', '/api/site-sections', { name: 'New', slug: '', description: '', ...some }))
        .body.errors;
    expect(await refused({ name: ' politics ' })).toEqual([{ path: 'name', message: 'name-taken' }]);
    expect(await refused({ name: ' ' })).toEqual([{ path: 'name', message: 'name-missing' }]);
    expect(await refused({ slug: 'No Slug' })).toEqual([{ path: 'slug', message: 'slug-invalid' }]);
    expect((await change(politics, { description: 'First.' })).status).toBe(200);
    expect((await change(politics, { description: 'Second.' })).status).toBe(409);
    for (const order of [[], [politics.id, politics.id], ['nobody0']])
      expect((await admin.ask('PUT', '/api/site-sections', { order })).status).toBe(409);
    const editor = await desk.as('editor');
    expect((await editor.ask('DELETE', `/api/site-sections/${politics.id}`)).status).toBe(403);
    expect((await editor.ask('GET', '/api/site-sections')).body).toHaveLength(1);
    for (let number = 2; number <= 24; number += 1) await make(`Section ${number}`);
    expect(await refused({})).toEqual([{ path: 'name', message: 'too-many' }]);
  });

  test('a copy of an article is in its section too', async () => {
    const sport = await make('Sport');
    const id = await publishedIn(sport, 'match');
    const { body } = await admin.ask('POST', `/api/articles/${id}/duplicate`);
    expect(body.siteSection).toBe(sport.id);
  });
});
