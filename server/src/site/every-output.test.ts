// One article in every output of the site: what each says as the article is published, corrected, withdrawn and public again, that
// none says anything before an embargo ends, and that none holds a character which no text may hold.
import { p } from '@galley/shared/article/testing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { holdsUnwanted, someText } from '@galley/shared/text/characters.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { until } from '../collab/testing.ts';
import {
  askToPublish,
  draft,
  leadOf,
  picture,
  plainArticle,
  publicationOf,
  publish,
} from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { type Crawled, crawl, fixedRoutes, unansweredRoutes } from './crawl-testing.ts';
import { changeSettings, type Reader, readerOf } from './page-testing.ts';

/** The addresses that an article has of its own. */
function ownOf(slug: string, url: string): string[] {
  const page = `/articles/${slug}`;
  const files = ['/ninjs.json', '/ninjs.json?version=1.7', '/newsml-g2.xml', '/passport.json'];
  const oembed = `/oembed?url=${encodeURIComponent(`${url}${page}`)}`;
  return [page, ...files.map((file) => page + file), oembed];
}

/** Lists to which no link leads. */
const unlinked = [
  '/ninjs/latest.json',
  '/ninjs/latest.json?version=1.7',
  '/newsml-g2/latest.xml',
  // What has not this word is everything.
  '/en/search?q=-qqqq',
];

forEachStorage((database) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let admin: Browser;
  let read: Reader;
  let token: string;
  let siteSection: string;

  beforeAll(async () => {
    place = await database();
    desk = await openDesk(place, { SITE_NAME: 'The Tide' });
    admin = await desk.as('admin');
    read = readerOf(desk.url);
    token = (await admin.ask('POST', '/api/subscribers', { name: 'A wire' })).body.token;
    const { status } = await changeSettings(admin, {
      llms: { enabled: true, note: '' },
      trust: { enabled: true, entries: [{ relation: 'contact', address: 'desk@tide.example' }] },
    });
    expect(status).toBe(200);
    await admin.ask('POST', '/api/authors', {
      kind: 'person',
      name: 'Kim Doe',
      bio: '',
      picture: null,
      link: '',
    });
    siteSection = (await admin.ask('POST', '/api/site-sections', { name: 'Sea', slug: '', description: '' }))
      .body.id;
  });
  afterAll(() => desk.close());

  /** All outputs, and those of these addresses. */
  const outputs = (besides: readonly string[] = []) =>
    crawl({ read, url: desk.url, token }, [...fixedRoutes(desk), ...unlinked, ...besides]);
  const holding = (found: readonly Crawled[], words: RegExp) =>
    found.filter(({ text }) => words.test(text)).map(({ address }) => address);
  const at = (found: readonly Crawled[], address: string) => found.find((one) => one.address === address);
  /** An article that every kind of list names. */
  const make = async (headline: string, slug: string, media: string, facts: object = {}) => {
    const content = { ...plainArticle(headline, p('Seen at night.')), lead: leadOf(media) };
    return await draft(admin, { content, slug, byline: 'Kim Doe', tags: ['Deep'], siteSection, ...facts });
  };
  /** Where every public article is named, besides its own addresses; `slug` stands in some of them. */
  const lists = [
    '/',
    '/en',
    '/tags/deep',
    '/sections/sea',
    '/authors/kim-doe',
    ...['', '/en', '/tags/deep', '/sections/sea', '/authors/kim-doe'].flatMap((path) =>
      ['/feed.xml', '/rss.xml', '/feed.json'].map((file) => path + file),
    ),
    '/sitemap-1.xml',
    '/sitemap-news.xml',
    '/llms.txt',
    ...unlinked,
  ];

  test('an article is published, corrected, withdrawn and public again, and each output says so', async () => {
    const media = await picture(admin, 900, 600);
    const id = await make('Lanternfish seen', 'lanternfish', media);
    const own = ownOf('lanternfish', desk.url);
    const name = /lanternfish/i;

    await publish(admin, id);
    const first = await outputs(own);
    expect(holding(first, name)).toEqual(expect.arrayContaining([...own, ...lists]));
    for (const address of own) expect(at(first, address)?.status, address).toBe(200);
    expect(holding(first, /brighter/i)).toEqual([]);
    const updated = (found: readonly Crawled[]) =>
      /<updated>(.*?)<\/updated>/.exec(at(found, '/feed.xml')?.text.split('<entry')[1] ?? '')?.[1] ?? '';

    await editAs(desk, 'admin', id, (client) => client.text('text').insert(0, 'Brighter than thought. '));
    await askToPublish(admin, id, 'It was the <other> lamp.', 'correction');
    const corrected = await outputs(own);
    const [page, ninjs, ninjs1, newsml] = own;
    expect(holding(corrected, /brighter than thought/i)).toEqual(
      expect.arrayContaining([page, ninjs, ninjs1, newsml]),
    );
    expect(holding(corrected, /It was the (&lt;|<|\\u003c)other/i)).toEqual(
      expect.arrayContaining([
        ...[page, ninjs, ninjs1, newsml],
        ...['/corrections', '/en/corrections', '/corrections.xml', '/en/corrections.xml'],
        ...['/ninjs/latest.json', '/ninjs/latest.json?version=1.7', '/newsml-g2/latest.xml'],
      ]),
    );
    expect(holding(corrected, name)).toEqual(expect.arrayContaining(lists));
    expect(updated(corrected) > updated(first)).toBe(true);

    await admin.ask('POST', `/api/articles/${id}/withdraw`, { note: 'It was a lamp.' });
    const gone = await outputs(own);
    for (const address of own) expect(at(gone, address)?.status, address).toBe(410);
    expect(holding(gone, /fish seen|brighter than|other(?:>|&gt;|\\u003e) lamp/i)).toEqual([]);
    // Its own addresses stand there still as those of a page that is gone.
    expect(holding(gone, name).filter((address) => !own.includes(address))).toEqual([]);
    for (const address of ['/ninjs/latest.json', '/newsml-g2/latest.xml'])
      expect(at(gone, address)?.text, address).toMatch(/canceled/);

    await publish(admin, id);
    const back = await outputs(own);
    for (const address of own) expect(at(back, address)?.status, address).toBe(200);
    expect(holding(back, /Lanternfish seen/)).toEqual(
      expect.arrayContaining([page, ...lists.filter(isWords)]),
    );
    expect(at(back, '/feed.xml')?.text).toContain(`<updated>${updated(corrected)}</updated>`);
    const ofStories = ['/articles/:slug', '/tags/:slug', '/authors/:slug', '/sections/:slug'];
    expect(unansweredRoutes(desk, back).filter((route) => ofStories.includes(route))).toEqual([]);
  });

  test('before an embargo ends no address of the site says or names anything of the article', async () => {
    const media = await picture(admin, 901, 600);
    const other = await picture(admin, 902, 600);
    const twin = await make('Anglerfish seen', 'anglerfish', other);
    await publish(admin, twin);
    const embargo = `${new Date().getUTCFullYear() + 1}-06-01T12:00`;
    const facts = { embargo, byline: 'Moonrat Author', tags: ['Deep', 'Moonrat tag'] };
    const id = await make('Moonrat seen', 'a-night-animal', media, facts);
    await admin.ask('PATCH', `/api/articles/${id}`, { searchTitle: 'Moonrat elsewhere' });
    const own = ownOf('a-night-animal', desk.url);
    const tag = ['', '/feed.xml', '/rss.xml', '/feed.json'].map((file) => `/tags/moonrat-tag${file}`);
    const secret = new RegExp(`moonrat|a-night-animal|${media}`, 'i');
    const { hash } = await publicationOf(admin, id);
    expect((await askToPublish(admin, id)).status).toBe(409);
    expect(
      (await admin.ask('POST', `/api/articles/${id}/schedule`, { hash, after: 0, local: embargo, note: '' }))
        .status,
    ).toBe(200);

    const before = await outputs([...own, ...tag]);
    for (const address of [...own, ...tag]) expect(at(before, address)?.status, address).toBe(404);
    const asked = [...own, ...tag];
    expect(holding(before, secret).filter((address) => !asked.includes(address))).toEqual([]);
    expect(holding(before, /moonrat (seen|author|elsewhere)/i)).toEqual([]);
    for (const address of asked) expect(at(before, address)?.text, address).not.toContain(media);
    expect(holding(before, /anglerfish/i)).toEqual(expect.arrayContaining(lists));

    // Whoever was shown the address in a preview gets the picture; nobody else can know it (docs/DECISIONS.md).
    expect((await read(`/media/${media}`)).status).toBe(200);
    expect(media).toMatch(/^[0-9a-z]{16}$/);

    await endEmbargo(place, id);
    await until(async () => (await publicationOf(admin, id)).live === 1);
    const after = await outputs([...own, ...tag]);
    for (const address of [...own, ...tag]) expect(at(after, address)?.status, address).toBe(200);
    expect(holding(after, secret)).toEqual(
      expect.arrayContaining([
        ...own,
        ...tag,
        ...lists.filter((path) => !path.startsWith('/authors')),
        '/sitemap-tags.xml',
      ]),
    );
    expect(holding(after, new RegExp(media))).toEqual(
      expect.arrayContaining(['/', '/feed.xml', '/sitemap-1.xml']),
    );
  });

  test('no output holds a character that no text may hold', async () => {
    const bad = '\u0001\u0008\u000b\ufffe\ud83d';
    const id = await make(`Viper${bad}fish`, 'viperfish', await picture(admin, 903, 600), {
      byline: `Kim${bad} Doe`,
      tags: [`De${bad}ep`],
    });
    await admin.ask('PATCH', `/api/articles/${id}`, { searchTitle: `Else${bad}where` });
    await publish(admin, id);
    await askToPublish(admin, id, `A ${bad}note.`, 'correction');
    const found = await outputs(ownOf('viperfish', desk.url));
    expect(holding(found, /viper ?fish/i).length).toBeGreaterThan(lists.length);
    for (const { address, type, text } of found.filter((one) => isText(one)))
      expect(someText(/json$/.test(type) ? JSON.parse(text) : text, holdsUnwanted), address).toBe(false);
  });
});

/** Whether a list names articles by their headlines, and not by their addresses alone. */
function isWords(address: string): boolean {
  return !address.startsWith('/sitemap-1');
}

function isText({ type }: Crawled): boolean {
  return !/^(?:image\/(?!svg)|font\/)/.test(type);
}

/** Lets the time at which it is to be public, and its embargo, have come a second ago. */
async function endEmbargo(place: TestDatabase, id: ArticleId): Promise<void> {
  const ended = new Date(Date.now() - 1000).toISOString();
  await place.run(`update article set embargo = '${ended}', "publishAt" = '${ended}' where id = '${id}'`);
  await place.run(`update schedule set at = '${ended}', "nextAt" = '${ended}' where id = '${id}'`);
}
