import type { ArticleContent } from '@galley/shared/article/content.ts';
import { embedProviders } from '@galley/shared/article/schema/embed-hosts.ts';
import {
  cell,
  code,
  embed,
  figure,
  h,
  headerCell,
  item,
  link,
  p,
  pull,
  quote,
  row,
  section,
  t,
  table,
  ul,
} from '@galley/shared/article/testing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { picture, plainArticle, publish, published } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { expectInert, Part, type Reader, readerOf } from './page-testing.ts';

const siteName = 'The Test & “Tide”';

const script = '<script>alert(1)</script>';

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

  const withdraw = (id: ArticleId, words = '') =>
    admin.ask('POST', `/api/articles/${id}/withdraw`, { note: words });

  describe('what is embedded', () => {
    const examples = [
      'https://youtu.be/dQw4w9WgXcQ',
      'https://vimeo.com/123456789',
      'https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl',
      'https://soundcloud.com/someone/a-song',
      'https://www.instagram.com/p/CuE2WNQs6vI/',
      'https://x.com/someone/status/1234567890',
      'https://datawrapper.dwcdn.net/aB3dE/',
    ];

    test('may be loaded by the page’s own policy, and has a shape, for each host that is allowed', async () => {
      await published(admin, {
        content: plainArticle('Embeds', ...examples.map((url) => embed(url))),
        slug: 'embeds',
        language: 'de',
      });
      const { headers, page } = await read('/articles/embeds');
      const css = (await read(page.one('link', { rel: 'stylesheet' }).attribute('href') ?? '')).text;
      const [, frames = ''] = /frame-src ([^;]*)/.exec(String(headers['content-security-policy'])) ?? [];
      expect(page.all('iframe').map((frame) => frame.attribute('title'))).toEqual(embedProviders);
      for (const frame of page.all('iframe')) {
        const cover = Part.of(frame.attribute('srcdoc') ?? '');
        expect(cover.one('html').attribute('lang')).toBe('de');
        const { origin } = new URL(cover.one('a').attribute('href') ?? '');
        expect(frames.split(' ')).toContain(origin);
        expect(css).toContain(`.${frame.attribute('class')} {`);
        expect(frame.attribute('sandbox')).not.toMatch(/top-navigation|forms|modals/);
      }
      expectInert(page);
    });
  });

  describe('hostile words', () => {
    test('are words wherever they stand', async () => {
      const media = await picture(admin, 500, 300);
      const words = `"><img src=x onerror=alert(1)>${script}</title></script><!--`;
      const content: ArticleContent = {
        headline: `H ${words}`,
        dek: `D ${words}`,
        lead: { media, alt: `A ${words}`, caption: `C ${words}`, credit: `R ${words}` },
        sections: [
          {
            ...section(
              'text',
              p(words),
              h(2, words),
              figure(media, words, words, words),
              quote(words, p(words)),
              pull(words),
              code(words),
              ul(item(p(words))),
              table(row(headerCell(p(words))), row(cell(p(words)))),
              p(t(words, link(`https://a.example/"><script>`.replace(/[<>"]/g, encodeURIComponent)))),
            ),
            title: `T ${words}`.slice(0, 200),
          },
        ],
      };
      const id = await published(admin, { content, slug: 'hostile-words', byline: `B ${words}` });
      await publish(admin, id, `N ${words}`);
      for (const path of ['/articles/hostile-words', '/', '/en']) {
        const { page, text } = await read(path);
        expectInert(page);
        expect(text).not.toContain('<script>alert');
        expect(page.all('img').every((image) => image.attribute('src')?.startsWith('/media/'))).toBe(true);
      }
      const { page } = await read('/articles/hostile-words');
      expect(page.one('h1').text).toBe(`H ${words}`);
      expect(page.one('title').text).toBe(`H ${words} · ${siteName}`);
      expect(page.meta('og:image:alt')).toBe(`A ${words}`);
      expect(JSON.parse(page.one('script').text).headline).toBe(`H ${words}`);
      expect(page.one('section', { class: 'corrections' }).text).toContain(`N ${words}`);
      const feed = (await read('/feed.xml')).text;
      expect(feed).not.toContain('<script');
      expect(feed).toContain('<title>H &quot;&gt;&lt;img src=x onerror=alert(1)&gt;');
      await withdraw(id, words);
      const gone = await read('/articles/hostile-words');
      expect(gone.status).toBe(410);
      expectInert(gone.page);
      expect(gone.page.one('p', { class: 'reason' }).text).toContain(words);
    });

    test('get no further than the desk where they would be more', async () => {
      const refused = [
        p(t('x', link('javascript:alert(1)'))),
        p(t('x', link(' javascript:alert(1)'))),
        p(t('x', link('java\nscript:alert(1)'))),
        p(t('x', link('data:text/html,<script>alert(1)</script>'))),
        p(t('x', link('vbscript:x'))),
        p(t('x', link('//evil.example/'))),
        p(t('x', { type: 'comment', attrs: { id: 'thread' } })),
        { type: 'script', content: [t('alert(1)')] },
        { type: 'iframe', attrs: { src: 'https://evil.example/' } },
        embed('https://evil.example/video'),
        embed('http://www.youtube.com/watch?v=dQw4w9WgXcQ'),
        embed('https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ'),
      ];
      for (const block of refused) {
        const answer = await admin.ask('POST', '/api/articles', {
          template: 'blank',
          language: 'en',
          content: plainArticle('Refused', block),
        });
        expect(answer.status, JSON.stringify(block)).toBe(422);
      }
    });
  });
});
