import { gzipSync } from 'node:zlib';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import {
  article,
  cell,
  code,
  embed,
  figure,
  h,
  headerCell,
  hr,
  item,
  link,
  note,
  ol,
  p,
  pull,
  quote,
  row,
  section,
  t,
  table,
  ul,
} from '@galley/shared/article/testing.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { leadOf, newsWithoutApprovals, picture, plainArticle, published } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { expectInert, listings, Part, type Reader, readerOf } from './page-testing.ts';

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

  test('the page of a very long article is small', async () => {
    // As many different words as people use, so that they compress no better than a real text.
    let state = 1;
    const next = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const letters = 'eeeeaaaiiooutnnrrsslldcmpghbvwkfy';
    const vocabulary = Array.from({ length: 3000 }, () =>
      Array.from({ length: 3 + next(7) }, () => letters.charAt(next(letters.length))).join(''),
    );
    const words = (count: number) =>
      Array.from({ length: count }, () => vocabulary[Math.min(next(3000), next(3000))]).join(' ');
    const media = await picture(admin, 1600, 900);
    const blocks = Array.from({ length: 30 }, () => [
      ...[1, 2].map(() => p(`${words(100)}.`)),
      figure(media, words(8), words(12), 'A. Photographer'),
    ]).flat();
    const content = { ...plainArticle('Very long', ...blocks), lead: leadOf(media) };
    await published(admin, { content, slug: 'very-long' });
    const { text, page } = await read('/articles/very-long');
    expect(page.all('figure').length).toBe(31);
    expect(page.one('main').text.split(/\s+/).length).toBeGreaterThan(6000);
    expect(gzipSync(text).length).toBeLessThan(30_000);
  });

  describe('an article’s page', () => {
    let media: string;
    let inText: string;
    let content: ArticleContent;

    beforeAll(async () => {
      media = await picture(admin, 2000, 1200);
      inText = await picture(admin, 700, 500);
      content = {
        ...article(
          'Ferries & tides: “back” in May',
          section('introduction', p('They return ', t('in May', 'bold'), '.')),
          section(
            'news',
            h(2, 'On the quay'),
            p(Array.from({ length: 90 }, () => 'word').join(' '), t(' said the master.', note('Name him?'))),
            figure(inText, 'A quay', 'The quay at noon.', 'Ben Frame'),
            quote('A passenger', p('At last.')),
            table(row(headerCell(p('Line')), headerCell(p('Fare'))), row(cell(p('N1')), cell(p('3')))),
            embed('https://www.youtube.com/watch?v=dQw4w9WgXcQ'),
          ),
          section('outlook', p('See ', t('the timetable', link('https://example.org/times?a=1&b=2')), '.')),
          { ...section('outlook', p('More later.')), title: 'What the captains say' },
          section('summary', ul(item(p('One')), item(p('Two')), item(p('Three')))),
        ),
        dek: 'The operators <agree> at last.',
        lead: leadOf(media, { alt: 'A ferry at dawn', caption: 'The first ferry.', credit: 'Ann Lens' }),
      };
      await published(admin, {
        content,
        template: await newsWithoutApprovals(admin),
        slug: 'ferries-return',
        byline: 'Kim Doe and Lee Roe',
      });
    });

    test('is a document in its language, with one headline and the sections as its outline', async () => {
      const { status, headers, page } = await read('/articles/ferries-return');
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(page.one('html').attribute('lang')).toBe('en');
      expect(page.one('h1').text).toBe('Ferries & tides: “back” in May');
      const story = page.one('main').one('article', { class: 'article' });
      expect(story.one('p', { class: 'dek' }).text).toBe('The operators <agree> at last.');
      const sections = story.all('section');
      expect(sections.map((part) => part.attribute('aria-labelledby'))).toEqual([
        'introduction',
        'news',
        'outlook',
        'what-the-captains-say',
        'summary',
      ]);
      for (const part of sections) {
        const heading = part.one('h2');
        expect(heading.attribute('id')).toBe(part.attribute('aria-labelledby'));
      }
      expect(sections.map((part) => part.one('h2').text)).toEqual([
        'Introduction',
        'News',
        'Outlook',
        'What the captains say',
        'Summary',
      ]);
      // The opening follows the headline at once; its name is for those who don't see the page.
      expect(sections[0]?.one('h2').attribute('class')).toBe('unseen');
      expect(sections[1]?.one('h3').text).toBe('On the quay');
      expect(sections.at(-1)?.attribute('class')).toBe('section boxed');
      expect(
        sections
          .at(-1)
          ?.all('li')
          .map((bullet) => bullet.text),
      ).toEqual(['One', 'Two', 'Three']);
      const ids = page.all('*').flatMap((element) => element.attribute('id') ?? []);
      expect(new Set(ids).size).toBe(ids.length);
    });

    test('lists the sections of a long article, and those of a short one not', async () => {
      const { page: short } = await read('/articles/ferries-return');
      expect(short.all('nav', { class: 'contents' })).toEqual([]);
      const long = p(Array.from({ length: 1100 }, () => 'word').join(' '));
      await published(admin, {
        content: {
          ...content,
          headline: 'A long read',
          sections: content.sections.map((one) =>
            one.kind === 'news' ? { ...one, blocks: [...one.blocks, long] } : one,
          ),
        },
        template: await newsWithoutApprovals(admin),
        slug: 'ferries-at-length',
      });
      const { page } = await read('/articles/ferries-at-length');
      const links = page.one('nav', { class: 'contents' }).all('a');
      expect(links.map((one) => one.text)).toEqual(['News', 'Outlook', 'What the captains say', 'Summary']);
      const anchors = page
        .one('main')
        .one('article', { class: 'article' })
        .all('h2')
        .map((heading) => heading.attribute('id'));
      for (const one of links) expect(anchors).toContain(one.attribute('href')?.slice(1));
    });

    test('can be handed on by links that carry its address', async () => {
      const { page } = await read('/articles/ferries-return');
      const links = page.one('details', { class: 'share' }).all('a');
      expect(links.map((one) => one.text)).toEqual(['Email', 'WhatsApp', 'Bluesky', 'Facebook', 'LinkedIn']);
      for (const one of links)
        expect(decodeURIComponent(one.attribute('href') ?? '')).toContain(
          `${desk.url}/articles/ferries-return`,
        );
    });

    test('names who wrote it, when it went out, and who made each picture', async () => {
      const { page } = await read('/articles/ferries-return');
      const facts = page.one('header', { class: 'head' }).one('div', { class: 'facts' });
      expect(facts.one('span', { class: 'byline' }).text).toBe('By Kim Doe and Lee Roe');
      const [time] = facts.all('time');
      expect(Date.parse(time?.attribute('datetime') ?? '')).toBeLessThanOrEqual(Date.now());
      expect(time?.text).toMatch(/\d{4}/);
      const lead = page.one('figure', { class: 'picture lead' });
      expect(lead.one('img').attribute('alt')).toBe('A ferry at dawn');
      expect(lead.one('figcaption').text).toBe('The first ferry. Picture: Ann Lens');
      const inner = page.one('figure', { class: 'picture' });
      expect(inner.one('img').attributes).toEqual(
        new Map([
          ['src', `/media/${inText}`],
          ['srcset', `/media/${inText}/480 480w, /media/${inText} 700w`],
          ['sizes', '(min-width: 46rem) 42rem, 94vw'],
          ['width', '700'],
          ['height', '500'],
          ['alt', 'A quay'],
          ['loading', 'lazy'],
          ['decoding', 'async'],
        ]),
      );
      expect(inner.one('figcaption').text).toBe('The quay at noon. Picture: Ben Frame');
      expect(page.one('figure', { class: 'quote' }).one('figcaption').text).toBe('A passenger');
      for (const image of page.all('img'))
        expect((await read(image.attribute('src') ?? '')).status).toBe(200);
    });

    test('tells other sites and search engines what it is', async () => {
      const { page } = await read('/articles/ferries-return');
      const address = `${desk.url}/articles/ferries-return`;
      expect(page.one('title').text).toBe(`Ferries & tides: “back” in May · ${siteName}`);
      expect(page.one('link', { rel: 'canonical' }).attribute('href')).toBe(address);
      expect(page.meta('robots')).toBeNull();
      expect(
        Object.fromEntries(
          [
            'og:type',
            'og:title',
            'og:url',
            'og:description',
            'og:site_name',
            'og:locale',
            'og:image',
            'og:image:alt',
          ].map((name) => [name, page.meta(name)]),
        ),
      ).toEqual({
        'og:type': 'article',
        'og:title': 'Ferries & tides: “back” in May',
        'og:url': address,
        'og:description': 'The operators <agree> at last.',
        'og:site_name': siteName,
        'og:locale': 'en_US',
        'og:image': `${desk.url}/media/${media}`,
        'og:image:alt': 'A ferry at dawn',
      });
      expect([page.meta('description'), page.meta('author'), page.meta('twitter:card')]).toEqual([
        'The operators <agree> at last.',
        'Kim Doe and Lee Roe',
        'summary_large_image',
      ]);
      const data = JSON.parse(page.one('script').text);
      expect(data).toMatchObject({
        '@context': 'https://schema.org',
        '@type': 'NewsArticle',
        headline: 'Ferries & tides: “back” in May',
        inLanguage: 'en',
        mainEntityOfPage: address,
        author: [
          { '@type': 'Person', name: 'Kim Doe' },
          { '@type': 'Person', name: 'Lee Roe' },
        ],
        publisher: { name: siteName, url: desk.url },
        image: [
          { url: `${desk.url}/media/${media}`, width: 2000, height: 1200, creditText: 'Ann Lens' },
          { url: `${desk.url}/media/${inText}`, creditText: 'Ben Frame' },
        ],
      });
      expect(data.datePublished).toBe(page.meta('article:published_time'));
      expect(data.dateModified).toBe(page.meta('article:modified_time'));
    });

    test('runs no script, and its headers would let none run', async () => {
      const { headers, page } = await read('/articles/ferries-return');
      expectInert(page);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('script-src');
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(policy).toContain("base-uri 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
    });

    test('says nothing of editors’ notes, and neither does anything else that is public', async () => {
      for (const path of ['/articles/ferries-return', ...listings]) {
        const { text } = await read(path);
        expect(text).not.toContain('Name him?');
        expect(text).not.toMatch(/data-note|class="note"/);
      }
      expect((await read('/articles/ferries-return')).text).toContain(' said the master.</p>');
    });

    test('shows what is from elsewhere only on a click, by a frame that no script fills', async () => {
      const { headers, page } = await read('/articles/ferries-return');
      const frame = page.one('figure', { class: 'embed' }).one('iframe');
      expect(frame.attribute('src')).toBeNull();
      const cover = Part.of(frame.attribute('srcdoc') ?? '');
      const target = cover.one('a').attribute('href') ?? '';
      expect(target).toBe('https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ');
      expect(String(headers['content-security-policy'])).toContain(new URL(target).origin);
      expect((await read(cover.one('link').attribute('href') ?? '')).headers['content-type']).toMatch(
        'text/css',
      );
      // Nothing on the page is fetched from another host.
      for (const element of page.all('*'))
        for (const name of ['src', 'srcset', 'data', 'poster'])
          expect(element.attribute(name) ?? '/').toMatch(/^\//);
    });

    test('may be kept by browsers that ask whether it still holds', async () => {
      const first = await read('/articles/ferries-return');
      expect(first.headers['cache-control']).toBe('public, no-cache');
      expect(first.headers['last-modified']).toBeDefined();
      const etag = first.headers.etag ?? '';
      expect(etag).toMatch(/^"[\w-]{22}"$/);
      const again = await read('/articles/ferries-return', { 'if-none-match': etag });
      expect([again.status, again.text]).toEqual([304, '']);
      expect((await read('/articles/ferries-return', { 'if-none-match': 'W/"other"' })).status).toBe(200);
      const head = await read('/articles/ferries-return', {}, 'HEAD');
      expect([head.status, head.text, head.headers.etag]).toEqual([200, '', etag]);
    });

    test('is linked to from the front page and the feed, and sends its reader on to others', async () => {
      await published(admin, { content: plainArticle('Another story'), slug: 'another-story' });
      const { page } = await read('/articles/ferries-return');
      const more = page.one('aside', { class: 'more' });
      expect(more.all('a').map((anchor) => anchor.attribute('href'))).toContain('/articles/another-story');
      expect(more.text).not.toContain('Ferries');
      const front = (await read('/')).page;
      expect(front.all('a').map((anchor) => anchor.attribute('href'))).toContain('/articles/ferries-return');
    });
  });

  describe('every kind of block', () => {
    test('is in the page as what it is', async () => {
      const blocks = [
        h(2, 'Two'),
        h(3, 'Three'),
        p(
          'a',
          t('b', 'bold'),
          t('i', 'italic'),
          t('s', 'strike'),
          t('c', 'code'),
          t('1', 'superscript'),
          t('2', 'subscript'),
        ),
        p(t('one ', link('https://a.example/')), t('link', 'bold', link('https://a.example/'))),
        p(),
        ul(item(p('x'), ul(item(p('y'))))),
        ol(3, item(p('three'))),
        quote('', p('Said')),
        pull('Pulled'),
        code('if (a < b) {\n}'),
        hr(),
      ];
      await published(admin, { content: plainArticle('Blocks', ...blocks), slug: 'blocks' });
      const { text } = await read('/articles/blocks');
      const [, body = ''] = /<h2 id="text"[^>]*>Text<\/h2>(.*?)<\/section>/s.exec(text) ?? [];
      expect(body).toBe(
        [
          '<h3>Two</h3><h4>Three</h4>',
          '<p>a<strong>b</strong><em>i</em><s>s</s><code>c</code><sup>1</sup><sub>2</sub></p>',
          '<p><a href="https://a.example/" rel="noopener">one <strong>link</strong></a></p>',
          '<ul><li><p>x</p><ul><li>y</li></ul></li></ul>',
          '<ol start="3"><li>three</li></ol>',
          '<figure class="quote"><blockquote><p>Said</p></blockquote></figure>',
          '<aside class="pull-quote"><p>Pulled</p></aside>',
          '<pre><code>if (a &lt; b) {\n}</code></pre>',
          '<hr>',
        ].join(''),
      );
    });
  });

  test('pictures and tables stand as the desk has placed them, without a style of their own', async () => {
    const [media, inText] = [await picture(admin, 900, 600), await picture(admin, 901, 600)];
    const wide = figure(inText, 'A quay', '', 'Ben Frame');
    const cells = [cell(p('a')), cell(p('b')), cell(p('c'))].map((one, index) => ({
      ...one,
      attrs: { ...one.attrs, colwidth: [[100], [200], null][index], ...(index === 1 && { align: 'right' }) },
    }));
    await published(admin, {
      content: {
        ...plainArticle(
          'Placed',
          { ...wide, attrs: { ...wide.attrs, width: 'wide', crop: '16:9', focus: '12,88' } },
          table(row(...cells)),
        ),
        lead: leadOf(media, { focus: '30,20' }),
      },
      slug: 'placed',
    });
    const { page, text } = await read('/articles/placed');
    const [lead, inner] = page.all('figure');
    expect(lead?.one('img').attribute('class')).toBe('focus-x-30 focus-y-20');
    expect(inner?.attribute('class')).toBe('picture wide crop-16-9');
    expect(inner?.one('img').attribute('class')).toBe('focus-x-10 focus-y-90');
    expect(page.all('col').map((column) => column.attribute('class'))).toEqual([
      'share-22',
      'share-44',
      'share-33',
    ]);
    expect(page.all('td').map((one) => one.attribute('class'))).toEqual([null, 'align-right', null]);
    expect(text).not.toContain('style=');
    const thumbnail = (await read('/')).page
      .one('a', { class: 'thumbnail', href: '/articles/placed' })
      .one('img');
    expect(thumbnail.attribute('class')).toBe('focus-x-30 focus-y-20');
    const css = (await read('/site.css')).text;
    for (const name of ['focus-x-10', 'focus-y-90', 'share-22', 'share-33'])
      expect(css).toContain(`.${name}{`);
  });

  describe('a picture that a machine made', () => {
    const term = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
    const imageOf = (page: Part) =>
      JSON.parse(page.one('script', { type: 'application/ld+json' }).text).image as Record<string, unknown>;

    test.each([
      ['Flux Schnell', undefined, 'AI-generated image', term],
      ['Photo: created with Adobe Firefly / The Post', undefined, 'AI-generated image', term],
      ['Ada Flux', undefined, null, undefined],
      ['Flux', 'none', null, undefined],
      [
        'Ann Lens',
        'compositeWithTrainedAlgorithmicMedia',
        'Image edited with AI',
        term.replace('trained', 'compositeWithTrained'),
      ],
    ] as const)(
      'is called so by its credit %s and by a person: %s',
      async (credit, sourceType, note, address) => {
        const media = await picture(admin, 300, 300 + credit.length);
        const slug = `machine-${credit.length}-${sourceType ?? 'unsaid'}`.toLowerCase();
        const lead = leadOf(media, { credit, ...(sourceType && { sourceType }) });
        await published(admin, { content: { ...plainArticle('Made', p('Text.')), lead }, slug });
        const { page } = await read(`/articles/${slug}`);
        expect(page.all('span', { class: 'machine-made' }).map(({ text }) => text)).toEqual(
          note ? [note] : [],
        );
        expect(imageOf(page)).toMatchObject({ '@type': 'ImageObject', creditText: credit });
        expect(imageOf(page).digitalSourceType).toBe(address);
      },
    );

    test('is called so in German too, in the text as at the head', async () => {
      const media = await picture(admin, 310, 300);
      const content = plainArticle('Gemacht', figure(media, 'Ein Hafen', '', 'Midjourney'));
      await published(admin, { content, slug: 'gemacht', language: 'de' });
      const { page } = await read('/articles/gemacht');
      expect(page.one('span', { class: 'machine-made' }).text).toBe('KI-generiertes Bild');
      expect(imageOf(page)).toMatchObject({ creditText: 'Midjourney', digitalSourceType: term });
    });
  });
});
