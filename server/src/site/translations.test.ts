// Articles that tell the same story in other languages: named by the desk, and led to by pages, the sitemap and structured data.
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { draft, plainArticle, publicationOf, publish, published } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { type Reader, readerOf } from './page-testing.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let editor: Browser;
  let read: Reader;
  beforeAll(async () => {
    desk = await openDesk(await database());
    admin = await desk.as('admin');
    editor = await desk.as('editor');
    read = readerOf(desk.url);
  });
  afterAll(() => desk.close());

  const set = (id: ArticleId, translations: readonly string[], browser = editor) =>
    browser.ask('PATCH', `/api/articles/${id}`, { translations });
  const namedBy = async (id: ArticleId) => (await admin.ask('GET', `/api/articles/${id}`)).body.translations;
  const linksOf = async (slug: string) =>
    (await read(`/articles/${slug}`)).page
      .all('p', { class: 'translations' })
      .flatMap((list) => list.all('a'))
      .map((link) => [link.attribute('href'), link.attribute('hreflang'), link.text]);
  const alternatesOf = async (slug: string) =>
    (await read(`/articles/${slug}`)).page
      .all('link', { rel: 'alternate' })
      // The others are feeds.
      .filter((link) => link.attribute('type') === null)
      .map((link) => [link.attribute('hreflang'), link.attribute('href')?.replace(desk.url, '')]);
  const dataOf = async (slug: string) =>
    JSON.parse((await read(`/articles/${slug}`)).page.one('script', { type: 'application/ld+json' }).text);
  const inSitemap = async (slug: string) => {
    const { text } = await read('/sitemap-1.xml');
    const entry = text.split('<url>').find((one) => one.includes(`<loc>${desk.url}/articles/${slug}</loc>`));
    return [
      ...(entry ?? '').matchAll(/<xhtml:link rel="alternate" hreflang="([^"]+)" href="([^"]+)"\/>/g),
    ].map(([, language, address]) => [language, address?.replace(desk.url, '')]);
  };

  test('each leads to the other once one of them is published, and no longer as soon as one is withdrawn', async () => {
    const english = await published(admin, { content: plainArticle('Harbor'), slug: 'harbor' });
    const german = await draft(admin, { content: plainArticle('Hafen'), slug: 'hafen', language: 'de' });
    expect(await alternatesOf('harbor')).toEqual([]);
    expect((await set(german, [english])).status).toBe(200);
    expect([await namedBy(english), await namedBy(german)]).toEqual([[german], [english]]);
    expect((await publicationOf(admin, english)).differs).toBe(true);
    const { settings } = (await admin.ask('GET', `/api/articles/${english}/changes`)).body;
    expect(settings).toEqual([{ field: 'translations', before: '', after: 'Hafen' }]);
    expect(await linksOf('harbor')).toEqual([]);

    await publish(admin, german);
    expect(await linksOf('harbor')).toEqual([['/articles/hafen', 'de', 'Auch auf Deutsch']]);
    expect(await linksOf('hafen')).toEqual([['/articles/harbor', 'en', 'Also in English']]);
    const alternates = [
      ['de', '/articles/hafen'],
      ['en', '/articles/harbor'],
      ['x-default', '/articles/harbor'],
    ];
    for (const slug of ['harbor', 'hafen']) {
      expect(await alternatesOf(slug)).toEqual(alternates);
      expect(await inSitemap(slug)).toEqual(alternates);
    }
    expect((await dataOf('harbor')).workTranslation).toEqual({
      '@type': 'NewsArticle',
      headline: 'Hafen',
      inLanguage: 'de',
      url: `${desk.url}/articles/hafen`,
    });
    expect(await dataOf('hafen')).toMatchObject({
      translationOfWork: { url: `${desk.url}/articles/harbor` },
    });
    // The other’s page has changed with it, so there is nothing to publish of that one.
    expect((await publicationOf(admin, english)).differs).toBe(false);

    await admin.ask('POST', `/api/articles/${german}/withdraw`, {});
    expect([await linksOf('harbor'), await alternatesOf('harbor'), await inSitemap('harbor')]).toEqual([
      [],
      [],
      [],
    ]);
    await publish(admin, german, 'It is back.');
    expect(await alternatesOf('harbor')).toEqual(alternates);
  });

  test('one that is taken out is led to until one of them is published again', async () => {
    const english = await published(admin, { content: plainArticle('Ferry'), slug: 'ferry' });
    const german = await published(admin, { content: plainArticle('Fähre'), slug: 'faehre', language: 'de' });
    await set(english, [german]);
    await publish(admin, english);
    expect(await linksOf('faehre')).toHaveLength(1);
    await set(german, []);
    expect([await namedBy(english), await namedBy(german)]).toEqual([[], []]);
    expect(await linksOf('faehre')).toHaveLength(1);
    await publish(admin, english);
    expect([await linksOf('ferry'), await linksOf('faehre')]).toEqual([[], []]);
    expect((await publicationOf(admin, german)).differs).toBe(false);
  });

  test('one under embargo is named by no page, and a preview shows what readers will see', async () => {
    const english = await published(admin, { content: plainArticle('Quay'), slug: 'quay' });
    const german = await draft(admin, {
      content: plainArticle('Kai'),
      slug: 'kai',
      language: 'de',
      embargo: `${new Date().getUTCFullYear() + 1}-06-15T12:00:00.000Z`,
    });
    await set(english, [german]);
    await publish(admin, english);
    for (const path of ['/articles/quay', '/sitemap-1.xml'])
      expect((await read(path)).text).not.toMatch(/kai/i);
    const preview = (await admin.ask('GET', `/api/articles/${german}/preview`)).body as string;
    expect(preview).toContain('Also in English');
    expect(preview).not.toContain('hreflang="x-default"');
  });

  test('one that was published elsewhere first is linked, but not as an address for search engines', async () => {
    const english = await published(admin, { content: plainArticle('Tide'), slug: 'tide' });
    const german = await draft(admin, { content: plainArticle('Flut'), slug: 'flut', language: 'de' });
    await admin.ask('PATCH', `/api/articles/${german}`, {
      canonical: 'https://first.example/flut',
      translations: [english],
    });
    await publish(admin, german);
    expect(await linksOf('tide')).toHaveLength(1);
    expect(await alternatesOf('tide')).toEqual([]);
    expect((await dataOf('tide')).workTranslation.url).toBe('https://first.example/flut');
  });

  test('what can’t be is refused at its field and changes nothing', async () => {
    const english = await draft(admin, { content: plainArticle('One') });
    const other = await draft(admin, { content: plainArticle('Other') });
    const german = await draft(admin, { content: plainArticle('Eins'), language: 'de' });
    for (const translations of [[other], [english], ['nosucharticle']]) {
      const { status, body } = await set(english, translations);
      expect([status, body.errors[0].path]).toEqual([422, 'translations']);
    }
    expect((await set(english, [german], await desk.as('reviewer'))).status).toBe(403);
    await set(english, [german]);
    const taken = await set(other, [german]);
    expect([taken.status, taken.body.errors[0].message]).toEqual([409, 'translation-taken']);
    const language = await editor.ask('PATCH', `/api/articles/${german}`, { language: 'en' });
    expect([language.status, language.body.errors[0].path]).toEqual([409, 'language']);
    expect((await admin.ask('GET', `/api/articles/${german}`)).body.language).toBe('de');
    expect(await namedBy(german)).toEqual([english]);
    const { entries } = (await admin.ask('GET', `/api/audit?article=${english}`)).body;
    expect(entries[0].details).toEqual({ translations: [german] });
  });

  test('of two who name another one at once one is refused, or both have it', async () => {
    const [one, two] = [
      await draft(admin, { content: plainArticle('One') }),
      await draft(admin, { content: plainArticle('Two') }),
    ];
    const german = await draft(admin, { content: plainArticle('Beides'), language: 'de' });
    const answers = await Promise.all([set(one, [german]), set(two, [german], admin)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await namedBy(german)).toHaveLength(1);
  });

  test('the language is exchanged for one that no translation has, in one request with taking it out', async () => {
    const english = await draft(admin, { content: plainArticle('Here') });
    const german = await draft(admin, { content: plainArticle('Hier'), language: 'de' });
    await set(english, [german]);
    const change = { language: 'en', translations: [] };
    expect((await editor.ask('PATCH', `/api/articles/${german}`, change)).status).toBe(200);
    expect(await namedBy(english)).toEqual([]);
  });
});
