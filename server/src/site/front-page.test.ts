import { embed, p } from '@galley/shared/article/testing.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { draft, leadOf, picture, plainArticle, publish, published } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { type Reader, readerOf } from './page-testing.ts';

const siteName = 'The Test & “Tide”';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let read: Reader;

  beforeAll(async () => {
    desk = await openDesk(await database(), { SITE_NAME: siteName });
    admin = await desk.as('admin');
    read = readerOf(desk.url);
  });
  afterAll(() => desk.close());

  describe('before anything is published', () => {
    test('the front page says so, in the reader’s language', async () => {
      const english = await read('/');
      expect(english.status).toBe(200);
      expect(english.page.one('html').attribute('lang')).toBe('en');
      expect(english.page.one('main').text).toContain('Nothing is published yet');
      const german = await read('/', { 'accept-language': 'de-AT,de;q=0.9' });
      expect(german.page.one('html').attribute('lang')).toBe('de');
      expect(german.headers.vary).toMatch(/accept-language/i);
    });

    test('a draft is nowhere to be read', async () => {
      await draft(admin, { content: plainArticle('Not out yet'), slug: 'not-out-yet' });
      expect((await read('/articles/not-out-yet')).status).toBe(404);
      for (const path of ['/', '/en', '/feed.xml'])
        expect((await read(path)).text).not.toContain('Not out yet');
    });
  });

  describe('the front page', () => {
    test('has the newest story first and each language’s stories in it, marked as such', async () => {
      await published(admin, {
        content: plainArticle('Neues vom Kai'),
        slug: 'neues-vom-kai',
        language: 'de',
      });
      await published(admin, { content: plainArticle('Newest'), slug: 'newest' });
      const { page } = await read('/');
      expect(page.one('html').attribute('lang')).toBe('en');
      expect(page.one('h1').text).toBe(siteName);
      expect(page.one('article', { class: 'item lead' }).one('a').text).toBe('Newest');
      const band = page.one('section', { class: 'band' });
      expect(band.attribute('lang')).toBe('de');
      expect(band.text).toContain('Neues vom Kai');
      expect(page.one('link', { rel: 'canonical' }).attribute('href')).toBe(`${desk.url}/`);
      expect(page.one('link', { rel: 'alternate', title: `${siteName} (Atom)` }).attribute('href')).toBe(
        '/feed.xml',
      );
      expect(page.meta('og:type')).toBe('website');
      const german = (await read('/de')).page;
      // Each edition names all of them, itself too, for search engines.
      for (const edition of [page, german])
        expect(
          edition
            .all('link', { rel: 'alternate' })
            .filter((link) => link.attribute('type') === null)
            .map((link) => [link.attribute('hreflang'), link.attribute('href')]),
        ).toEqual([
          ['en', `${desk.url}/en`],
          ['de', `${desk.url}/de`],
          ['x-default', `${desk.url}/`],
        ]);
      expect(german.one('html').attribute('lang')).toBe('de');
      expect(german.one('article', { class: 'item lead' }).one('a').text).toBe('Neues vom Kai');
    });

    test('says of a story without a dek what it begins with, and links to lists show a picture elsewhere', async () => {
      const media = await picture(admin, 640, 480);
      const content = plainArticle('Bare headline', p('It begins here. It goes on.'));
      const facts = { slug: 'bare-headline', tags: ['Bare'] };
      await published(admin, { content: { ...content, lead: leadOf(media) }, ...facts });
      for (const path of ['/', '/en', '/tags/bare']) {
        const { page } = await read(path);
        const [story] = page.one('main').all('article');
        expect(story?.one('p', { class: 'dek' }).text, path).toBe('It begins here.');
        expect(page.meta('og:image'), path).toBe(`${desk.url}/media/${media}`);
        expect(page.all('meta', { property: 'og:url' }).map((meta) => meta.attribute('content'))).toEqual([
          `${desk.url}${path}`,
        ]);
      }
    });

    test('leads to older stories, page by page, none missing and none twice', async () => {
      for (let number = 1; number <= 60; number += 1)
        await published(admin, { content: plainArticle(`Story ${number}`), slug: `story-${number}` });
      const seen: string[] = [];
      const visited: string[] = [];
      for (let path: string | null = '/en'; path !== null; ) {
        visited.push(path);
        const { page, status } = await read(path);
        expect(status).toBe(200);
        const [main] = page.all('main');
        const stories = main?.all('article').filter((story) => story.attribute('lang') === 'en') ?? [];
        seen.push(...stories.map((story) => story.one('h2').one('a').attribute('href') ?? ''));
        const [next] = page.all('a', { rel: 'next' });
        path = next?.attribute('href') ?? null;
      }
      expect(visited.slice(0, 3)).toEqual(['/en', '/en?page=2', '/en?page=3']);
      expect(new Set(seen).size).toBe(seen.length);
      for (let number = 1; number <= 60; number += 1) expect(seen).toContain(`/articles/story-${number}`);
      const { page } = await read('/en?page=2');
      expect(page.one('a', { rel: 'prev' }).attribute('href')).toBe('/en');
      for (const wrong of ['0', '-1', '99', '1e3', 'x', '2&page=3'])
        expect((await read(`/en?page=${wrong}`)).status, wrong).toBe(404);
    });

    test('holds up without pictures, and beside them', async () => {
      const media = await picture(admin, 900, 600);
      const content = { ...plainArticle('Pictured'), lead: leadOf(media) };
      await published(admin, { content, slug: 'pictured' });
      await published(admin, { content: plainArticle('On top'), slug: 'on-top' });
      const { page } = await read('/');
      const rows = page.all('div', { class: 'row of-2' });
      expect(rows[0]?.one('div', { class: 'stack' }).all('article').length).toBe(2);
      const image = rows[0]?.one('img');
      // The headline beside it leads to the same page.
      expect([image?.attribute('alt'), image?.attribute('loading')]).toEqual(['', 'lazy']);
    });
  });

  describe('the feed', () => {
    test('is Atom with absolute addresses, the newest stories first', async () => {
      const content = { ...plainArticle('Feed & “quotes”'), dek: 'A < B' };
      await published(admin, { content, slug: 'in-the-feed', language: 'de', byline: 'Kim & Co' });
      const { status, headers, text } = await read('/feed.xml');
      expect([status, headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
      expect(text).toMatch(
        /^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom" /,
      );
      const [feed = '', first = '', ...others] = text.split('<entry ');
      expect(others.length).toBe(29);
      expect(feed).toContain(`<title>The Test &amp; “Tide”</title>`);
      expect(feed).toContain(`<link rel="self" type="application/atom+xml" href="${desk.url}/feed.xml"/>`);
      for (const needed of [
        'xml:lang="de"',
        /<id>tag:localhost,\d{4}-\d\d-\d\d:[0-9a-z]{16}<\/id>/,
        '<title>Feed &amp; “quotes”</title>',
        `href="${desk.url}/articles/in-the-feed"/>`,
        '<author><name>Kim &amp; Co</name></author>',
        '<summary>A &lt; B</summary>',
      ])
        expect(first).toEqual(
          typeof needed === 'string' ? expect.stringContaining(needed) : expect.stringMatching(needed),
        );
      for (const [, href] of text.matchAll(/(?:href|url)="([^"]*)"/g))
        expect(href).toMatch(new RegExp(`^${desk.url}/`));
      for (const date of ['published', 'updated'])
        expect(first).toMatch(new RegExp(`<${date}>\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z</${date}>`));
      const ids = [...text.matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect((await read('/feed.xml', { 'if-none-match': headers.etag ?? '' })).status).toBe(304);
    });

    test('keeps an entry’s id when the article gets another slug', async () => {
      const idOf = async () => {
        const entry = (await read('/feed.xml')).text
          .split('<entry ')
          .find((one) => one.includes('Same entry'));
        return /<id>(.*?)<\/id>/.exec(entry ?? '')?.[1];
      };
      const article = await published(admin, { content: plainArticle('Same entry'), slug: 'first-name' });
      const before = await idOf();
      expect(before).toContain(article);
      await admin.ask('PATCH', `/api/articles/${article}`, { slug: 'second-name' });
      await publish(admin, article);
      expect(await idOf()).toBe(before);
    });

    test('gives the first sentence where there is no dek', async () => {
      const content = plainArticle('Ohne Vorspann', p('Am 3. März kam z. B. Dr. Kim. Danach niemand.'));
      await published(admin, { content, slug: 'ohne-vorspann', language: 'de' });
      const long = plainArticle('Endless', p(`${'word '.repeat(200)}end.`));
      await published(admin, { content: long, slug: 'endless' });
      const entries = (await read('/feed.xml')).text.split('<entry ');
      const summary = (headline: string) =>
        /<summary>(.*?)<\/summary>/.exec(entries.find((one) => one.includes(headline)) ?? '')?.[1] ?? '';
      expect(summary('Ohne Vorspann')).toMatch(/^Am 3\. März kam/);
      expect(summary('Ohne Vorspann')).not.toContain('Danach');
      expect(summary('Endless')).toMatch(/^word .*word…$/);
      expect(summary('Endless').length).toBeLessThanOrEqual(301);
      expect((await read('/articles/ohne-vorspann')).page.meta('description')).toMatch(/^Am 3\. März/);
    });

    test('has a part for each language, which pages name, and pictures with their size and credit', async () => {
      const media = await picture(admin, 800, 450);
      const content = { ...plainArticle('Bild & Text'), lead: leadOf(media, { alt: 'Ein „Kai“' }) };
      await published(admin, { content, slug: 'bild-und-text', language: 'de' });
      const bytes = (await read(`/media/${media}`)).headers['content-length'];
      const german = await read('/de/feed.xml');
      expect(german.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
      expect(german.text).toContain(
        `<link rel="self" type="application/atom+xml" href="${desk.url}/de/feed.xml"/>`,
      );
      expect(german.text).not.toContain('xml:lang="en"');
      expect(german.text).toContain(
        `<media:content url="${desk.url}/media/${media}" medium="image" type="image/jpeg" fileSize="${bytes}" width="800" height="450">`,
      );
      expect(german.text).toContain('<media:description type="plain">Ein „Kai“</media:description>');
      expect(german.text).toContain('<media:credit>A. Photographer</media:credit>');
      expect((await read('/en/feed.xml')).text).not.toContain('Bild &amp; Text');
      const links = (await read('/de')).page.all('link', { type: 'application/atom+xml' });
      expect(links.map((link) => link.attribute('href'))).toEqual([
        '/feed.xml',
        '/en/feed.xml',
        '/de/feed.xml',
      ]);
    });
  });

  describe('what there is not', () => {
    test.each([
      '/nothing',
      '/articles',
      '/articles/',
      '/articles/nothing',
      '/articles/UPPER',
      '/articles/a%2fb',
      '/%E0%A4%A',
      '/en/x',
      '/media',
      '/desk-x',
    ])('%s is a page that says so', async (path) => {
      const { status, headers, page } = await read(path, { 'accept-language': 'de' });
      expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      expect(page.one('html').attribute('lang')).toBe('de');
      expect(page.one('h1').text).toBe('Diese Seite gibt es nicht');
      expect(page.meta('robots')).toBe('noindex');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    });

    test('is a way to write on a page', async () => {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
        const { status, headers } = await read('/', {}, method);
        expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
      }
    });
  });

  describe('style sheets, fonts and the icon', () => {
    test('are kept for good under the addresses that pages use, and for an hour under others', async () => {
      const { page } = await read('/');
      const links = page
        .all('link')
        .filter((one) => ['stylesheet', 'icon', 'preload'].includes(one.attribute('rel') ?? ''));
      expect(links.length).toBeGreaterThanOrEqual(4);
      for (const one of links) {
        const href = one.attribute('href') ?? '';
        const kept = await read(href);
        expect([kept.status, kept.headers['cache-control']]).toEqual([
          200,
          'public, max-age=31536000, immutable',
        ]);
        expect((await read(href.replace(/\?.*/, ''))).headers['cache-control']).toBe('public, max-age=3600');
        expect((await read(href, { 'if-none-match': kept.headers.etag ?? '' })).status).toBe(304);
      }
    });

    test('the pages are styled for the dark, for print and for what they hold', async () => {
      await published(admin, {
        content: plainArticle('Styled', embed('https://vimeo.com/123456789')),
        slug: 'styled',
      });
      const { page } = await read('/articles/styled');
      const { text } = await read(page.one('link', { rel: 'stylesheet' }).attribute('href') ?? '');
      expect(text).toContain('color-scheme: light dark');
      expect(text).toContain('@media print');
      expect(page.meta('color-scheme')).toBe('light dark');
      const urls = [...text.matchAll(/url\("([^"]+)"\)/g)].map(([, url]) => url ?? '');
      expect(urls.length).toBeGreaterThan(0);
      for (const url of urls) expect((await read(url)).headers['content-type']).toBe('font/woff2');
      // A frame without a shape would be a slit.
      const shape = page.one('iframe').attribute('class') ?? 'none';
      expect(text).toContain(`.${shape} {`);
    });
  });
});
