import { createHash } from 'node:crypto';
import { note, p, t } from '@galley/shared/article/testing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { draft, leadOf, picture, plainArticle, publish } from '../publishing/testing.ts';
import { expectInert, listings, Part, type Reader, readerOf } from '../site/page-testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';

forEachStorage((database) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let admin: Browser;
  let editor: Browser;
  let viewer: Browser;
  let outside: Reader;

  beforeAll(async () => {
    place = await database();
    desk = await openDesk(place);
    admin = await desk.as('admin');
    editor = await desk.as('editor');
    viewer = await desk.as('viewer');
    outside = readerOf(desk.url);
  });
  afterAll(() => desk.close());

  const preview = async (browser: Browser, id: ArticleId, query = '') => {
    const { status, headers, body } = await browser.ask('GET', `/api/articles/${id}/preview${query}`);
    return { status, headers, text: String(body), page: Part.of(String(body)) };
  };
  const share = async (id: ArticleId, wanted: object = {}, browser: Browser = editor) => {
    const { status, body } = await browser.ask('POST', `/api/articles/${id}/preview-links`, wanted);
    if (status !== 201) throw new Error(`No link was made: ${JSON.stringify(body)}`);
    return { ...body, path: new URL(body.address).pathname } as { link: { id: string }; path: string };
  };
  const linksOf = async (id: ArticleId) =>
    (await viewer.ask('GET', `/api/articles/${id}/preview-links`)).body as Record<string, unknown>[];

  describe('the preview at the desk', () => {
    test('is the page that readers get once it is published', async () => {
      const media = await picture(admin);
      const content = {
        ...plainArticle('Harbor opens', p('At dawn.')),
        lead: leadOf(media),
        dek: 'With ships',
      };
      const id = await draft(editor, { content, slug: 'harbor-opens', byline: 'Amira Haddad' });
      const before = await preview(viewer, id);
      expect(before.status).toBe(200);
      await publish(admin, id);
      const after = await outside('/articles/harbor-opens');
      const shown = (page: Part) => {
        const main = page.one('main');
        return main.all('*').map((element) => [element.name, element.attribute('class'), element.text]);
      };
      const withoutTimes = (elements: unknown) =>
        JSON.stringify(elements).replace(/\d+:\d\d [AP]M [A-Z]+/g, 'a time');
      // What is said of how the text came to be is made and signed with the publication.
      const signed = /<details class="about-text">.*?<\/details>/s;
      expect([before.text, after.text].map((text) => signed.test(text))).toEqual([false, true]);
      const page = Part.of(after.text.replace(signed, ''));
      expect(withoutTimes(shown(before.page))).toBe(withoutTimes(shown(page)));
      expect(before.page.one('title').text).toBe(after.page.one('title').text);
      expect(before.page.all('aside', { class: 'notice' })).toEqual([]);
      expectInert(before.page);
    });

    test('shows the text as it stands now, and not what it was published with', async () => {
      const id = await draft(editor, { content: plainArticle('Ferry', p('It sails.')), slug: 'ferry' });
      await publish(admin, id, 'A name was corrected.');
      await editAs(desk, 'editor', id, (client) => client.text('text').insert(0, 'Not today: '));
      const { page } = await preview(viewer, id);
      expect(page.one('main').text).toContain('Not today: It sails.');
      expect(page.one('main').text).toContain('A name was corrected.');
      expect((await outside('/articles/ferry')).text).not.toContain('Not today');
    });

    test('keeps editors’ notes at the desk', async () => {
      const content = plainArticle('Noted', p('A ', t('claim', note('Ask the lawyer!')), '.'));
      const id = await draft(editor, { content });
      expect((await preview(viewer, id)).text).not.toContain('lawyer');
    });

    test('is shown of an article without slug, headline or text', async () => {
      const { body } = await editor.ask('POST', '/api/articles', { template: 'news', language: 'de' });
      const { status, page } = await preview(viewer, body.id);
      expect(status).toBe(200);
      expect(page.one('html').attribute('lang')).toBe('de');
    });

    test('is kept by nobody, found by no search engine and names no address', async () => {
      const id = await draft(editor, { content: plainArticle('Quiet'), slug: 'quiet' });
      const { headers, page } = await preview(viewer, id);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-robots-tag')).toMatch(/noindex/);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'self'/);
      expect(page.meta('robots')).toBe('noindex');
      expect(page.all('link', { rel: 'canonical' })).toEqual([]);
      expect(page.all('script')).toEqual([]);
      expect(page.meta('og:title')).toBeNull();
    });

    test('is light or dark as asked', async () => {
      const id = await draft(editor, { content: plainArticle('By night') });
      const dark = await preview(viewer, id, '?scheme=dark');
      expect(dark.page.one('html').attribute('data-scheme')).toBe('dark');
      expect(dark.page.meta('color-scheme')).toBe('dark');
      expect((await preview(viewer, id, '?scheme=purple')).status).toBe(422);
    });

    test('is for who may read the article only', async () => {
      const id = await draft(editor, { content: plainArticle('Ours alone') });
      const nobody = await preview(desk.visitor(), id);
      expect(nobody.status).toBe(401);
      expect(nobody.text).not.toContain('Ours alone');
      expect((await preview(viewer, 'nosucharticle00' as ArticleId)).status).toBe(404);
    });
  });

  describe('a link for people outside', () => {
    test('shows the text as it stands now, with a notice, and nothing else of the desk', async () => {
      const id = await draft(editor, { content: plainArticle('For the lawyer', p('As it is.')) });
      const { path } = await share(id, { for: 'Dr. Weber' });
      const { status, headers, page } = await outside(path);
      expect(status).toBe(200);
      expect(page.one('main').text).toContain('As it is.');
      expect(page.one('aside', { class: 'notice' }).text).toMatch(/not public.*works until/s);
      expect(page.one('aside', { class: 'notice' }).text).not.toContain('mbargo');
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'strict-origin',
        'x-robots-tag': expect.stringContaining('noindex'),
      });
      expect(headers['set-cookie']).toBeUndefined();
      expectInert(page);
      await editAs(desk, 'editor', id, (client) => client.text('text').insert(0, 'And '));
      expect((await outside(path)).page.one('main').text).toContain('And As it is.');

      const token = path.split('/').at(-1) ?? '';
      for (const [address, headers] of [
        [`/api/articles/${id}`, { authorization: `Bearer ${token}` }],
        [`/api/articles/${id}?token=${token}`, {}],
        [`/api/articles/${id}/preview`, { cookie: `galley.session_token=${token}` }],
        [`/api/articles/${id}/preview-links`, { authorization: `Bearer ${token}` }],
      ] as const)
        expect((await outside(address, headers)).status, address).toBe(401);
      for (const address of listings)
        expect((await outside(address)).text, address).not.toMatch(/For the lawyer|\/preview\//);
    });

    test('says in the article’s language that an embargo holds', async () => {
      const year = new Date().getUTCFullYear() + 1;
      const embargo = `${year}-06-15T12:00:00.000Z`;
      const content = plainArticle('Haushalt steht');
      const id = await draft(editor, { content, language: 'de', embargo });
      const { page } = await outside((await share(id)).path);
      expect(page.one('aside', { class: 'notice' }).text).toMatch(
        new RegExp(`Sperrfrist.*15\\. Juni ${year}`, 's'),
      );
      expect(page.all('time', { datetime: embargo })).toHaveLength(1);
    });

    test('is listed with its maker and its end, and its token can’t be read again', async () => {
      const id = await draft(editor, { content: plainArticle('Listed') });
      const { link, path } = await share(id, { for: 'The agency' });
      const token = path.split('/').at(-1) ?? '';
      const [listed, ...others] = await linksOf(id);
      expect(others).toEqual([]);
      expect(listed).toMatchObject({
        id: link.id,
        for: 'The agency',
        createdBy: (await desk.person('editor')).id,
        openedAt: null,
      });
      const days =
        (Date.parse(String(listed?.expiresAt)) - Date.parse(String(listed?.createdAt))) / 86_400_000;
      expect(days).toBe(7);
      expect(JSON.stringify(listed)).not.toContain(token);
      const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
      const other = token.toUpperCase();
      // Only a row that holds the hash is found by it.
      await place.run(
        `update "previewLink" set "tokenHash" = '${hashOf(other)}' where "tokenHash" = '${hashOf(token)}'`,
      );
      expect((await outside(path)).status).toBe(404);
      expect((await linksOf(id))[0]?.openedAt).toBeNull();
      expect((await outside(`/preview/${other}`)).status).toBe(200);
      expect((await linksOf(id))[0]?.openedAt).not.toBeNull();
    });

    test('is ended at once by anybody who may share', async () => {
      const id = await draft(editor, { content: plainArticle('Ended') });
      const { link, path } = await share(id);
      const other = await share(id);
      const address = `/api/articles/${id}/preview-links/${link.id}`;
      expect((await viewer.ask('DELETE', address)).status).toBe(403);
      expect((await outside(path)).status).toBe(200);
      expect((await admin.ask('DELETE', address)).status).toBe(204);
      const ended = await outside(path, { 'accept-language': 'de' });
      expect(ended.status).toBe(404);
      expect(ended.page.one('h1').text).toBe('Hier gibt es keine Vorschau');
      expect(ended.text).not.toContain('Ended');
      expect((await outside(other.path)).status).toBe(200);
      expect((await admin.ask('DELETE', address)).status).toBe(404);
    });

    test('of another article can’t be ended by this one’s address', async () => {
      const id = await draft(editor, { content: plainArticle('One') });
      const another = await draft(editor, { content: plainArticle('Another') });
      const { link, path } = await share(id);
      const wrong = await admin.ask('DELETE', `/api/articles/${another}/preview-links/${link.id}`);
      expect(wrong.status).toBe(404);
      expect((await outside(path)).status).toBe(200);
    });

    test('ends by itself', async () => {
      const id = await draft(editor, { content: plainArticle('Expired') });
      const { link, path } = await share(id, { days: 1 });
      await place.run(
        `update "previewLink" set "expiresAt" = '2020-01-01T00:00:00.000Z' where "id" = '${link.id}'`,
      );
      expect((await outside(path)).status).toBe(404);
      expect(await linksOf(id)).toEqual([]);
    });

    test('shows nothing of an article in the archive, which gets no new one', async () => {
      const id = await draft(editor, { content: plainArticle('Archived') });
      const { path } = await share(id);
      await editor.ask('PATCH', `/api/articles/${id}`, { archived: true });
      expect((await outside(path)).status).toBe(404);
      expect((await editor.ask('POST', `/api/articles/${id}/preview-links`, {})).status).toBe(409);
      await editor.ask('PATCH', `/api/articles/${id}`, { archived: false });
      expect((await outside(path)).status).toBe(200);
    });

    test('is refused for longer than three months, and beyond twenty', async () => {
      const id = await draft(editor, { content: plainArticle('Many') });
      const ask = (body: object) => editor.ask('POST', `/api/articles/${id}/preview-links`, body);
      for (const days of [0, 91, 1.5, '7']) expect((await ask({ days })).status).toBe(422);
      expect((await ask({ for: 'x'.repeat(101) })).status).toBe(422);
      const answers = await Promise.all(Array.from({ length: 22 }, () => ask({})));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    });

    test.each([
      '/preview/',
      '/preview/none',
      `/preview/${'a'.repeat(32)}`,
      `/preview/${'a'.repeat(5000)}`,
      '/preview/%00',
      '/preview/..%2f..%2fapi',
      "/preview/' or 1=1 --".replaceAll(' ', '%20'),
    ])('that nobody made leads nowhere: %s', async (path) => {
      const answer = await outside(path.slice(0, 6000));
      expect(answer.status).toBe(404);
      expect(answer.text).not.toContain('For the lawyer');
    });
  });
});
