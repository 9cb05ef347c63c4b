// Pages and feeds of tags, on whole desks.
import { p } from '@galley/shared/article/testing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { type Atom, type Json, parseFeed, type Rss } from 'feedsmith';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { draft, plainArticle, publish, published } from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { expectInert, type Part, type Reader, readerOf } from './page-testing.ts';

const feeds = ['feed.xml', 'rss.xml', 'feed.json'];

forEachStorage((database) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let admin: Browser;
  let read: Reader;

  const open = async () => {
    desk = await openDesk(place, { SITE_NAME: 'The Tide' });
    read = readerOf(desk.url);
  };
  beforeEach(async () => {
    place = await database();
    await open();
    admin = await desk.as('admin');
  });
  afterEach(() => desk.close());

  const change = async (id: ArticleId, settings: object) => {
    const { status } = await admin.ask('PATCH', `/api/articles/${id}`, settings);
    expect(status).toBe(200);
  };
  const headlines = (page: Part) =>
    page
      .one('main')
      .all('h2')
      .map(({ text }) => text);

  test('an article leads to the stories with its tags, however they are written', async () => {
    await published(admin, {
      content: plainArticle('Fährt wieder'),
      slug: 'faehrt-wieder',
      language: 'de',
      tags: ['Öffentlicher Verkehr', 'Häfen & Kais', '🎉'],
    });
    await published(admin, {
      content: plainArticle('Buses at night'),
      slug: 'buses',
      tags: ['öffentlicher verkehr', '<b>Bold</b>'],
    });
    const { page } = await read('/articles/faehrt-wieder');
    const tags = page.one('nav', { class: 'tags' });
    expect(tags.all('li').map(({ text }) => text)).toEqual(['Öffentlicher Verkehr', 'Häfen & Kais', '🎉']);
    expect(tags.all('a').map((link) => link.attribute('href'))).toEqual([
      '/tags/oeffentlicher-verkehr',
      '/tags/haefen-und-kais',
    ]);

    const traffic = await read('/tags/oeffentlicher-verkehr');
    expect(traffic.status).toBe(200);
    expectInert(traffic.page);
    // The newest story decides on the language and the spelling.
    expect(traffic.page.one('html').attribute('lang')).toBe('en');
    expect(traffic.page.one('h1').text).toBe('öffentlicher verkehr');
    expect(headlines(traffic.page)).toEqual(['Buses at night', 'Fährt wieder']);
    expect(traffic.page.all('article').map((item) => item.attribute('lang'))).toEqual(['en', 'de']);
    expect(traffic.page.one('link', { rel: 'canonical' }).attribute('href')).toBe(
      `${desk.url}/tags/oeffentlicher-verkehr`,
    );
    const [data] = traffic.page.all('script').map(({ text }) => JSON.parse(text));
    expect(data).toMatchObject({
      '@type': 'CollectionPage',
      inLanguage: 'en',
      mainEntity: {
        '@type': 'ItemList',
        itemListElement: [
          { position: 1, url: `${desk.url}/articles/buses` },
          { position: 2, url: `${desk.url}/articles/faehrt-wieder` },
        ],
      },
    });
    expect((await read('/tags/b-bold-b')).page.one('h1').text).toBe('<b>Bold</b>');
    const typed = await read(`/tags/${encodeURIComponent('Öffentlicher Verkehr')}?a=1`);
    expect([typed.status, typed.headers.location]).toEqual([301, '/tags/oeffentlicher-verkehr?a=1']);
  });

  test('its feeds hold the same stories in all three formats, and readers’ programs find them', async () => {
    await published(admin, { content: plainArticle('Beside it'), slug: 'beside', tags: ['Roads'] });
    await published(admin, { content: plainArticle('In the harbor'), slug: 'harbor', tags: ['Häfen'] });
    const { page } = await read('/tags/haefen');
    const links = page.all('link', { rel: 'alternate' }).slice(0, 3);
    expect(links.map((link) => link.attribute('href'))).toEqual(feeds.map((file) => `/tags/haefen/${file}`));
    for (const link of links) {
      const { status, headers } = await read(link.attribute('href') ?? '');
      expect([status, headers['content-type']]).toEqual([200, `${link.attribute('type')}; charset=utf-8`]);
    }
    const [atom, rss, json] = await Promise.all(
      feeds.map(async (file) => parseFeed((await read(`/tags/haefen/${file}`)).text).feed),
    );
    const own = `${desk.url}/tags/haefen`;
    expect(atom).toMatchObject({ id: own, title: { value: 'Häfen · The Tide' } });
    expect((atom as Atom.Feed<string>).links?.map(({ href }) => href)).toEqual([own, `${own}/feed.xml`]);
    expect((atom as Atom.Feed<string>).entries?.map(({ title }) => title?.value)).toEqual(['In the harbor']);
    expect(rss).toMatchObject({ title: 'Häfen · The Tide', link: own, description: 'All stories on Häfen.' });
    expect((rss as Rss.Feed<string>).items?.map(({ title }) => title)).toEqual(['In the harbor']);
    expect(json).toMatchObject({ home_page_url: own, feed_url: `${own}/feed.json` });
    expect((json as Json.Feed<string>).items?.map(({ title }) => title)).toEqual(['In the harbor']);
  });

  test('older stories are on pages behind the first, and nothing is behind the last', async () => {
    for (let number = 1; number <= 31; number += 1)
      await published(admin, {
        content: plainArticle(`Story ${number}`),
        slug: `s-${number}`,
        tags: ['Many'],
      });
    const first = await read('/tags/many');
    expect(headlines(first.page)).toHaveLength(30);
    expect(first.page.one('a', { rel: 'next' }).attribute('href')).toBe('/tags/many?page=2');
    expect(first.page.all('a', { rel: 'prev' })).toEqual([]);
    const second = await read('/tags/many?page=2');
    expect(headlines(second.page)).toEqual(['Story 1']);
    expect(second.page.one('h1').text).toBe('Many Page 2');
    expect(second.page.one('link', { rel: 'canonical' }).attribute('href')).toBe(
      `${desk.url}/tags/many?page=2`,
    );
    expect(second.page.one('a', { rel: 'prev' }).attribute('href')).toBe('/tags/many');
    for (const path of ['?page=3', '?page=0', '?page=x', '?page=1001'])
      expect((await read(`/tags/many${path}`)).status, path).toBe(404);
    expect((await read('/tags/many?utm_source=mail')).text).toBe(first.text);
  });

  test('what is not public leaves no trace of its tags, and what is withdrawn takes them along', async () => {
    const outputs = ['/tags/secret', ...feeds.map((file) => `/tags/secret/${file}`), '/sitemap-tags.xml'];
    const expectNothing = async () => {
      for (const path of outputs) {
        const { status, text } = await read(path);
        expect([path, status]).toEqual([path, 404]);
        expect(text).not.toContain('Hidden');
      }
      expect((await read('/sitemap.xml')).text).not.toContain('tags');
    };
    const id = await draft(admin, {
      content: plainArticle('Hidden', p('x')),
      slug: 'hidden',
      tags: ['Secret'],
    });
    await expectNothing();
    const embargo = new Date(Date.now() + 86_400_000).toISOString();
    await draft(admin, {
      content: plainArticle('Hidden too'),
      slug: 'hidden-too',
      tags: ['Secret'],
      embargo,
    });
    await expectNothing();
    await publish(admin, id);
    for (const path of outputs) expect((await read(path)).status, path).toBe(200);
    expect((await read('/sitemap.xml')).text).toContain(`${desk.url}/sitemap-tags.xml`);
    expect((await read('/sitemap-tags.xml')).text).toContain(`<loc>${desk.url}/tags/secret</loc>`);
    await admin.ask('POST', `/api/articles/${id}/withdraw`, { note: '' });
    await expectNothing();
  });

  test('a tag that is changed at the desk is another on the site once that is published', async () => {
    const id = await published(admin, { content: plainArticle('Moves on'), slug: 'moves-on', tags: ['Old'] });
    await change(id, { tags: ['New'] });
    expect([(await read('/tags/old')).status, (await read('/tags/new')).status]).toEqual([200, 404]);
    await publish(admin, id);
    expect([(await read('/tags/old')).status, (await read('/tags/new')).status]).toEqual([404, 200]);
  });

  test('a preview names the tags and leads to no page that may not be there', async () => {
    const id = await draft(admin, {
      content: plainArticle('Not out'),
      slug: 'not-out',
      tags: ['Unheard of'],
    });
    const { body } = await admin.ask('GET', `/api/articles/${id}/preview`);
    expect(body).toContain('Unheard of');
    expect(body).not.toContain('/tags/');
  });

  test('a desk from before there were pages of tags has them for what is public', async () => {
    const id = await published(admin, { content: plainArticle('Old one'), slug: 'old-one', tags: ['Häfen'] });
    await published(admin, { content: plainArticle('Gone'), slug: 'gone', tags: ['Gone'] }).then((gone) =>
      admin.ask('POST', `/api/articles/${gone}/withdraw`, { note: '' }),
    );
    await change(id, { tags: ['Unpublished'] });
    await desk.close();
    await place.run('drop table "liveTag"');
    await place.run(`delete from kysely_migration where name = '0051-live-tags'`);
    await open();
    expect(headlines((await read('/tags/haefen')).page)).toEqual(['Old one']);
    for (const slug of ['gone', 'unpublished']) expect((await read(`/tags/${slug}`)).status).toBe(404);
  });

  test('tags whose slugs are spelled in another way since lead to their pages', async () => {
    await published(admin, { content: plainArticle('Air'), slug: 'air', tags: ['CO₂'] });
    await desk.close();
    await place.run(`update "liveTag" set slug = 'co' where slug = 'co2'`);
    await place.run(`delete from kysely_migration where name = '0059-tag-slugs'`);
    await open();
    const path = (await read('/articles/air')).page.one('a', { rel: 'tag' }).attribute('href');
    expect(path).toBe('/tags/co2');
    expect(headlines((await read('/tags/co2')).page)).toEqual(['Air']);
  });
});
