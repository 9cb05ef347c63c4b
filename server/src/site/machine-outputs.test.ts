import { embed, p } from '@galley/shared/article/testing.ts';
import { type Atom, type Json, parseFeed, type Rss } from 'feedsmith';
import { parser } from 'sax';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { leadOf, picture, plainArticle, publish, published } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { listings, Part, type Reader, readerOf } from './page-testing.ts';

const siteName = 'The Test & “Tide”';
/** The texts of the elements of each name, parsed as strictly as browsers do; throws where it is not well-formed XML. */
function xml(text: string): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  const reader = parser(true);
  reader.onerror = (error) => {
    throw error;
  };
  reader.onopentag = ({ name }) => texts.set(name, [...(texts.get(name) ?? []), '']);
  reader.ontext = (words) => {
    const list = texts.get(reader.tag.name);
    if (list) list[list.length - 1] += words;
  };
  reader.write(text).close();
  return texts;
}

forEachStorage((database) => {
  let desk: OpenDesk;
  let full: OpenDesk;
  let admin: Browser;
  let read: Reader;
  let readFull: Reader;
  let media: string;

  beforeAll(async () => {
    const place = await database();
    desk = await openDesk(place, { SITE_NAME: siteName });
    admin = await desk.as('admin');
    media = await picture(admin, 1200, 800);
    const content = plainArticle(
      'Fähre & “Kai”',
      p('Sie fährt <wieder>.'),
      embed('https://youtu.be/dQw4w9WgXcQ'),
    );
    await published(admin, {
      content: { ...content, dek: 'A < B', lead: leadOf(media) },
      slug: 'faehre',
      language: 'de',
      byline: 'Kim & Co',
    });
    await published(admin, { content: plainArticle('Without a picture'), slug: 'plain' });
    read = readerOf(desk.url);
    full = await openDesk(await database(), {
      SITE_NAME: siteName,
      FEED_TEXT: 'full',
      AI_TRAINING: 'reserved',
    });
    const other = await full.as('admin');
    const lead = leadOf(await picture(other, 1200, 800));
    await published(other, { content: { ...content, lead }, slug: 'faehre', language: 'de' });
    readFull = readerOf(full.url);
  });
  afterAll(async () => {
    await desk.close();
    await full.close();
  });

  test('every list that a page names is there, as the type that it says', async () => {
    const { page } = await read('/');
    // Those without a type are the pages of other languages.
    const named = page.all('link', { rel: 'alternate' }).map((link) => link.attributes);
    const feeds = named.filter((link) => link.has('type'));
    expect(feeds.length).toBe(9);
    for (const feed of feeds) {
      const { status, headers } = await read(feed.get('href') ?? '');
      expect([status, headers['content-type']]).toEqual([200, `${feed.get('type')}; charset=utf-8`]);
      expect(headers['access-control-allow-origin']).toBe('*');
    }
    for (const path of listings.filter((one) => one.endsWith('.xml'))) xml((await read(path)).text);
  });

  test('readers’ programs find the same stories in all three formats', async () => {
    const picked = { url: `${desk.url}/articles/faehre`, picture: `${desk.url}/media/${media}` };
    const size = Number((await read(`/media/${media}`)).headers['content-length']);

    const rss = parseFeed((await read('/rss.xml')).text).feed as Rss.Feed<string>;
    expect(rss).toMatchObject({ title: siteName, link: `${desk.url}/`, description: siteName });
    const [, item] = rss.items ?? [];
    expect(item).toMatchObject({
      title: 'Fähre & “Kai”',
      link: picked.url,
      description: 'A < B',
      guid: { value: expect.stringMatching(/^tag:localhost,/), isPermaLink: false },
      dc: { creators: ['Kim & Co'] },
      enclosures: [{ url: picked.picture, length: size, type: 'image/jpeg' }],
      media: { contents: [{ url: picked.picture, width: 1200, height: 800 }] },
    });

    const atom = parseFeed((await read('/feed.xml')).text).feed as Atom.Feed<string>;
    expect(atom.entries?.[1]).toMatchObject({
      title: { value: 'Fähre & “Kai”' },
      id: item?.guid?.value,
      summary: { value: 'A < B' },
    });

    const written = (await read('/feed.json')).text;
    expect(JSON.parse(written).version).toBe('https://jsonfeed.org/version/1.1');
    const json = parseFeed(written).feed as Json.Feed<string>;
    expect(json.items?.[1]).toMatchObject({
      id: item?.guid?.value,
      url: picked.url,
      language: 'de',
      content_text: 'A < B',
      authors: [{ name: 'Kim & Co' }],
      image: picked.picture,
      attachments: [{ url: picked.picture, mime_type: 'image/jpeg', size_in_bytes: size }],
    });
    expect(item?.pubDate && new Date(item.pubDate).getTime()).toBe(
      Math.floor(new Date(json.items?.[1]?.date_published ?? '').getTime() / 1000) * 1000,
    );
    expect(parseFeed((await read('/en/rss.xml')).text).feed).toMatchObject({ language: 'en' });
    expect((await read('/en/feed.json')).text).not.toContain('Kai');
  });

  test('whole texts are in the feeds where the desk is set so, with every address whole and no frames', async () => {
    const [rss, atom, json] = await Promise.all(
      ['/rss.xml', '/feed.xml', '/feed.json'].map(
        async (path) => parseFeed((await readFull(path)).text).feed,
      ),
    );
    const texts = [
      (rss as Rss.Feed<string>).items?.[0]?.content?.encoded,
      (atom as Atom.Feed<string>).entries?.[0]?.content?.value,
      (json as Json.Feed<string>).items?.[0]?.content_html,
    ];
    for (const text of texts) {
      expect(text).toContain('<p>Sie fährt &lt;wieder&gt;.</p>');
      expect(text).toContain('href="https://youtu.be/dQw4w9WgXcQ"');
      expect(text).not.toContain('iframe');
      const image = Part.of(text ?? '').one('img');
      const addresses = [image.attribute('src') ?? '', ...(image.attribute('srcset') ?? '').split(', ')];
      expect(addresses.length).toBeGreaterThan(2);
      for (const address of addresses) expect(address).toMatch(new RegExp(`^${full.url}/media/`));
    }
    expect((await read('/rss.xml')).text).not.toContain('content:encoded>');
  });

  describe('the sitemaps', () => {
    test('name the front pages, every story with its pictures, and the files themselves', async () => {
      const index = xml((await read('/sitemap.xml')).text);
      expect(index.get('loc')).toEqual([`${desk.url}/sitemap-1.xml`, `${desk.url}/sitemap-news.xml`]);
      const file = xml((await read('/sitemap-1.xml')).text);
      expect(file.get('loc')).toEqual(
        ['/', '/de', '/en', '/articles/faehre', '/articles/plain'].map((path) => desk.url + path),
      );
      expect(file.get('image:loc')).toEqual([`${desk.url}/media/${media}`]);
      for (const path of ['/sitemap-2.xml', '/sitemap-0.xml', '/sitemap-x.xml', '/sitemap-1e1.xml'])
        expect((await read(path)).status, path).toBe(404);
    });

    const datesOfNews = async () =>
      xml((await read('/sitemap-news.xml')).text).get('news:publication_date') ?? [];

    test('of the news name what is new, with its language and title', async () => {
      const news = xml((await read('/sitemap-news.xml')).text);
      expect(news.get('news:title')).toEqual(['Without a picture', 'Fähre & “Kai”']);
      expect(news.get('news:language')).toEqual(['en', 'de']);
      expect(new Set(news.get('news:name'))).toEqual(new Set([siteName]));
      // A correction does not make an article new again.
      const before = await datesOfNews();
      const id = await published(admin, { content: plainArticle('Soon corrected'), slug: 'soon-corrected' });
      const first = await datesOfNews();
      await publish(admin, id, 'Corrected.');
      expect(await datesOfNews()).toEqual(first);
      expect(first.slice(1)).toEqual(before);
    });
  });

  describe('crawlers', () => {
    test('are shown the sitemaps and kept from the desk', async () => {
      const { text, headers } = await read('/robots.txt');
      expect(headers['content-type']).toMatch(/^text\/plain/);
      expect(text).toContain(`Sitemap: ${desk.url}/sitemap.xml\n`);
      expect(text).toContain('Disallow: /desk\n');
      expect(text).not.toMatch(/GPTBot|Content-Usage/);
      expect(JSON.parse((await read('/.well-known/tdmrep.json')).text)).toEqual([
        { location: '/', 'tdm-reservation': 0 },
      ]);
      expect((await read('/articles/plain')).headers).not.toHaveProperty('tdm-reservation');
    });

    test('hear in each way that texts are reserved, where the desk is set so', async () => {
      const { text } = await readFull('/robots.txt');
      expect(text).toContain('User-agent: *\nContent-Usage: train-ai=n\n');
      expect(text).toMatch(/User-agent: GPTBot\n(User-agent: .*\n)*Disallow: \/\n/);
      expect(JSON.parse((await readFull('/.well-known/tdmrep.json')).text)).toEqual([
        { location: '/', 'tdm-reservation': 1 },
      ]);
      // The second answer comes from memory.
      for (const path of ['/articles/faehre', '/articles/faehre', '/articles/none', '/rss.xml'])
        expect((await readFull(path)).headers, path).toMatchObject({
          'tdm-reservation': '1',
          'content-usage': 'train-ai=n',
        });
    });
  });

  describe('a link elsewhere', () => {
    const ask = (address: string, more = '') => read(`/oembed?url=${encodeURIComponent(address)}${more}`);

    test('is shown with title, author and a picture that fits, as the page says itself', async () => {
      const { page } = await read('/articles/faehre');
      const href = page.one('link', { type: 'application/json+oembed' }).attribute('href') ?? '';
      const answer = await read(href.slice(desk.url.length));
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      expect(JSON.parse(answer.text)).toEqual({
        version: '1.0',
        type: 'link',
        title: 'Fähre & “Kai”',
        author_name: 'Kim & Co',
        provider_name: siteName,
        provider_url: desk.url,
        thumbnail_url: `${desk.url}/media/${media}`,
        thumbnail_width: 1200,
        thumbnail_height: 800,
      });
      const small = JSON.parse(
        (await ask(`${desk.url}/articles/faehre`, '&maxwidth=1000&maxheight=400')).text,
      );
      expect(small).toMatchObject({ thumbnail_url: `${desk.url}/media/${media}/480`, thumbnail_height: 320 });
      const tiny = JSON.parse((await ask(`${desk.url}/articles/faehre`, '&maxwidth=50')).text);
      expect(tiny).not.toHaveProperty('thumbnail_url');
    });

    test('that is none of an article here, and a format that is not given, are said so', async () => {
      for (const address of [
        `${desk.url}/articles/none`,
        `${desk.url}/desk`,
        'https://elsewhere.example/articles/faehre',
        'no address',
      ])
        expect((await ask(address)).status, address).toBe(404);
      expect((await read('/oembed')).status).toBe(404);
      expect((await ask(`${desk.url}/articles/faehre`, '&format=xml')).status).toBe(501);
    });
  });
});
