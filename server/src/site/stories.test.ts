import { p } from '@galley/shared/article/testing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { draft, plainArticle, publish, published } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { listings, type Reader, readerOf } from './page-testing.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let read: Reader;

  beforeAll(async () => {
    desk = await openDesk(await database());
    admin = await desk.as('admin');
    read = readerOf(desk.url);
  });
  afterAll(() => desk.close());

  const change = (id: ArticleId, settings: object) => admin.ask('PATCH', `/api/articles/${id}`, settings);
  const withdraw = (id: ArticleId, words = '') =>
    admin.ask('POST', `/api/articles/${id}/withdraw`, { note: words });

  describe('an article that goes on', () => {
    test('was updated when a note says what changed, and not by another slug or tag', async () => {
      const said = async (slug: string) => {
        const { page } = await read(`/articles/${slug}`);
        const data = JSON.parse(page.one('script').text) as { dateModified: string };
        const entry = (await read('/feed.xml')).text.split('<entry ').find((one) => one.includes('Moved on'));
        const items = JSON.parse((await read('/feed.json')).text).items as Record<string, string>[];
        return {
          page: page.meta('article:modified_time'),
          data: data.dateModified,
          atom: /<updated>(.*?)<\/updated>/.exec(entry ?? '')?.[1],
          json: items.find(({ title }) => title === 'Moved on')?.date_modified,
          shown: page.one('div', { class: 'facts' }).all('time').length,
        };
      };
      const all = (at: string, shown: number) => ({ page: at, data: at, atom: at, json: at, shown });
      const id = await draft(admin, { content: plainArticle('Moved on'), slug: 'moved-on' });
      const first = await publish(admin, id);
      expect(await said('moved-on')).toEqual(all(first.publishedAt, 1));
      await change(id, { slug: 'moved-on-again', tags: ['Harbor'] });
      await publish(admin, id);
      expect(await said('moved-on-again')).toEqual(all(first.publishedAt, 1));
      const { publishedAt } = await publish(admin, id, 'It was the other ferry.');
      expect(await said('moved-on-again')).toEqual(all(publishedAt, 2));
      await change(id, { tags: [] });
      await publish(admin, id);
      expect(await said('moved-on-again')).toEqual(all(publishedAt, 2));
    });

    test('says when it was updated and what was corrected', async () => {
      const id = await published(admin, { content: plainArticle('Corrected'), slug: 'corrected' });
      await publish(admin, id, 'The ferry is blue, not green.');
      const { page } = await read('/articles/corrected');
      const corrections = page.one('section', { class: 'corrections' });
      expect(corrections.one('li').text).toContain('The ferry is blue, not green.');
      const [published_, updated] = page.one('div', { class: 'facts' }).all('time');
      expect(updated?.attribute('datetime')).toBe(page.meta('article:modified_time'));
      expect(published_?.attribute('datetime')).toBe(page.meta('article:published_time'));
      expect(updated?.attribute('datetime')).not.toBe(published_?.attribute('datetime'));
    });

    test('has a fresh ETag with each revision', async () => {
      const id = await published(admin, { content: plainArticle('Tagged'), slug: 'tagged' });
      const { etag = '' } = (await read('/articles/tagged')).headers;
      const front = (await read('/')).headers.etag ?? '';
      await publish(admin, id, 'Changed.');
      expect((await read('/articles/tagged', { 'if-none-match': etag })).status).toBe(200);
      expect((await read('/', { 'if-none-match': front })).status).toBe(200);
    });

    test('is led to from its address as people write it', async () => {
      await published(admin, { content: plainArticle('Written'), slug: 'as-written' });
      for (const path of [
        'As-Written',
        'AS-WRITTEN',
        'as-written.',
        'as-written/',
        'as-written%20',
        'as-written%0A',
        'as-written)',
        'as-written%E2%80%9D,',
        'as-%C2%ADwritten',
        'as-writ%E2%80%8Bten',
      ]) {
        const answer = await read(`/articles/${path}?a=1`);
        expect([path, answer.status, answer.headers.location]).toEqual([
          path,
          301,
          '/articles/as-written?a=1',
        ]);
      }
      expect((await read('/articles/as-written')).status).toBe(200);
      for (const path of ['as-writte', 'as%2Fwritten', '.', '..%2f..', '%FF', 'a%00b', ''])
        expect((await read(`/articles/${path}`)).status, path).toBe(404);
    });

    test('is led to from the addresses that it had', async () => {
      const id = await published(admin, { content: plainArticle('Moving'), slug: 'moving-1' });
      for (const slug of ['moving-2', 'moving-3']) {
        await change(id, { slug });
        await publish(admin, id);
      }
      for (const slug of ['moving-1', 'moving-2']) {
        const answer = await read(`/articles/${slug}`);
        expect([answer.status, answer.headers.location]).toEqual([301, '/articles/moving-3']);
      }
      const asked = await read('/articles/moving-1?utm_source=mail&x=%C3%A4');
      expect(asked.headers.location).toBe('/articles/moving-3?utm_source=mail&x=%C3%A4');
      await change(id, { slug: 'moving-1' });
      // A setting alone moves nothing.
      expect((await read('/articles/moving-3')).status).toBe(200);
      await publish(admin, id);
      expect((await read('/articles/moving-1')).status).toBe(200);
      expect((await read('/articles/moving-3')).headers.location).toBe('/articles/moving-1');
    });

    test('stays on the pages of its language until it is published in another', async () => {
      const id = await published(admin, { content: plainArticle('Bilingual'), slug: 'bilingual' });
      await change(id, { language: 'de' });
      expect((await read('/en')).text).toContain('Bilingual');
      await publish(admin, id);
      const german = (await read('/de')).page;
      expect(german.one('article', { class: 'item lead' }).text).toContain('Bilingual');
      expect((await read('/articles/bilingual')).page.one('html').attribute('lang')).toBe('de');
    });

    test('that is withdrawn leaves a plain page, and nothing of itself', async () => {
      const content = { ...plainArticle('Withdrawn headline', p('Secret words.')), dek: 'Withdrawn dek' };
      const id = await published(admin, { content, slug: 'withdrawn-story', byline: 'Vanished Author' });
      const etag = (await read('/articles/withdrawn-story')).headers.etag ?? '';
      await withdraw(id, 'A source has come forward.');
      const gone = await read('/articles/withdrawn-story', { 'if-none-match': etag });
      expect(gone.status).toBe(410);
      expect(gone.headers['cache-control']).toBe('no-cache');
      expect(gone.page.meta('robots')).toBe('noindex');
      expect(gone.page.one('h1').text).toBe('This article was withdrawn');
      expect(gone.page.one('main').text).toContain('A source has come forward.');
      for (const path of ['/articles/withdrawn-story', ...listings])
        expect((await read(path)).text, path).not.toMatch(
          /Withdrawn (headline|dek)|Secret words|Vanished Author|articles\/withdrawn-story/,
        );
      await publish(admin, id);
      expect((await read('/articles/withdrawn-story')).page.one('h1').text).toBe('Withdrawn headline');
    });
  });

  test('shows its dates in the zone of the house', async () => {
    const settings = { SITE_TIME_ZONE: 'Pacific/Kiritimati' };
    const far = await openDesk(await database(), settings);
    await published(await far.as('admin'), { content: plainArticle('Far away'), slug: 'far-away' });
    const { page } = await readerOf(far.url)('/articles/far-away');
    const [time] = page.one('div', { class: 'facts' }).all('time');
    const at = new Date(time?.attribute('datetime') ?? '');
    const day = at.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: settings.SITE_TIME_ZONE });
    expect(time?.text).toContain(day);
    expect(time?.text).toContain('GMT+14');
    await far.close();
  });
});
