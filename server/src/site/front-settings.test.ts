// What admins choose for the front page and for the head of every page, on whole desks.
import type { SiteSettings } from '@galley/shared/api/site-settings.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { plainArticle, published } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { expectInert, type Reader, readerOf } from './page-testing.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let read: Reader;

  beforeEach(async () => {
    desk = await openDesk(await database(), { SITE_NAME: 'The Tide' });
    admin = await desk.as('admin');
    read = readerOf(desk.url);
  });
  afterEach(() => desk.close());

  const change = async (some: Partial<SiteSettings>) => {
    const { version, settings } = (await admin.ask('GET', '/api/site-settings')).body;
    return await admin.ask('PUT', '/api/site-settings', { version, settings: { ...settings, ...some } });
  };
  const story = (headline: string, language: 'en' | 'de' = 'en'): Promise<ArticleId> =>
    published(admin, { content: plainArticle(headline), slug: headline.toLowerCase(), language });
  const front = async (path: string) => {
    const { page } = await read(path);
    const stories = page.one('main').all('article');
    return {
      lead: page.one('article', { class: 'item lead' }).one('h2').text,
      own: stories
        .filter((item) => item.attribute('lang') === page.one('html').attribute('lang'))
        .map((item) => item.one('h2').text),
      edition: page.one('div', { class: 'dateline' }).all('time')[0]?.attribute('datetime'),
    };
  };

  test('the front page begins with what is pinned, each on the page of its language, and goes on by itself', async () => {
    const [one, two, german] = [await story('One'), await story('Two'), await story('Eins', 'de')];
    await story('Zwei', 'de');
    await story('Three');
    await story('Four');
    expect((await front('/en')).own).toEqual(['Four', 'Three', 'Two', 'One']);
    const { edition } = await front('/en');
    expect((await change({ pinned: [two, german, one] })).status).toBe(200);
    expect(await front('/en')).toMatchObject({ lead: 'Two', own: ['Two', 'One', 'Four', 'Three'], edition });
    expect(await front('/de')).toMatchObject({ lead: 'Eins', own: ['Eins', 'Zwei'] });
    // What is no longer public is left out, and no trace of it stays.
    await admin.ask('POST', `/api/articles/${two}/withdraw`, { note: '' });
    expect(await front('/en')).toMatchObject({ lead: 'One', own: ['One', 'Four', 'Three'] });
    expect((await change({ pinned: ['nothing-there' as ArticleId, two] })).status).toBe(200);
    expect((await front('/en')).own).toEqual(['Four', 'Three', 'One']);
    await change({ pinned: [] });
    expect((await front('/en')).lead).toBe('Four');
  });

  test('an old story that is pinned takes none of the newest off the front page', async () => {
    const oldest = await story('S0');
    for (let number = 1; number <= 23; number += 1) await story(`S${number}`);
    await change({ pinned: [oldest] });
    const first = (await front('/en')).own;
    const second = (await read('/en?page=2')).page
      .one('main')
      .all('h2')
      .map(({ text }) => text);
    expect(first).toHaveLength(23);
    expect(new Set([...first, ...second])).toEqual(
      new Set(Array.from({ length: 24 }, (_, index) => `S${index}`)),
    );
  });

  test('links stand in the head of every page in their order, and what is no address is refused', async () => {
    await story('One');
    const navigation = [
      { label: 'Häfen & <Kais>', link: '/tags/haefen' },
      { label: 'Here', link: '/articles/one' },
      { label: 'Shop', link: 'https://shop.tide.example/?a=1&b=2' },
    ];
    expect((await read('/')).page.all('nav', { class: 'sections' })).toEqual([]);
    expect((await change({ navigation })).status).toBe(200);
    for (const path of ['/', '/articles/one', '/corrections', '/nothing']) {
      const { page } = await read(path);
      expectInert(page);
      const links = page.one('header', { class: 'masthead' }).one('nav', { class: 'sections' }).all('a');
      expect(links.map((link) => ({ label: link.text, link: link.attribute('href') }))).toEqual(navigation);
      expect(links.map((link) => link.attribute('aria-current'))).toEqual([
        null,
        path === '/articles/one' ? 'page' : null,
        null,
      ]);
    }
    for (const [label, link, path, why] of [
      ['', '/tags/x', 'label', 'label-missing'],
      ['x'.repeat(41), '/tags/x', 'label', 'too-long'],
      ['X', '', 'link', 'address-invalid'],
      ['X', '//evil.example', 'link', 'address-invalid'],
      ['X', '/\\evil.example', 'link', 'address-invalid'],
      ['X', 'javascript:alert(1)', 'link', 'address-invalid'],
    ] as const) {
      const refused = await change({ navigation: [...navigation, { label, link }] });
      expect([link, refused.status, refused.body.errors]).toEqual([
        link,
        422,
        [{ path: `settings.navigation.3.${path}`, message: why }],
      ]);
    }
  });
});
