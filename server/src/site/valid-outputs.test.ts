// Every page and output of the public site, held against the schema of its kind. Which ones there are is asked of the site: its
// routes, and the links, feeds and sitemaps that lead from them. So one that comes new is validated, or this fails.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import {
  br,
  cell,
  code,
  embed,
  figure,
  h,
  headerCell,
  hr,
  item,
  lettered,
  link,
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
import {
  draft,
  leadOf,
  newsWithoutApprovals,
  picture,
  plainArticle,
  publicationOf,
  publish,
  published,
} from '../publishing/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { firstSpans } from '../testing/machine.ts';
import { answered, crawl, fixedRoutes, unansweredRoutes } from './crawl-testing.ts';
import { faultsOf } from './outputs-testing.ts';
import { changeSettings, type Reader, readerOf } from './page-testing.ts';

/** Not the site, and what is like another one of which there are many. */
const elsewhere = /^\/desk|^\/articles\/story-(?!1\b)|^\/oembed.*articles%2Fstory-(?!1\b)/;
const indexNowKey = '0123456789abcdef';

const everyBlock = (media: string) => [
  p(
    'Plain, ',
    t('bold', 'bold'),
    t(' both', 'bold', 'italic'),
    t(' code', 'code'),
    br,
    t('a link', link('https://elsewhere.example/?a=1&b=2')),
    ' & <this>.',
  ),
  h(2, 'A subheading'),
  h(3, 'A smaller one'),
  ul(item(p('One')), item(p('Two'), ul(item(p('Within'))))),
  ol(3, item(p('Third')), item(p('Fourth'))),
  lettered('a', 1, item(p('First'))),
  quote('Somebody', p('Said so.')),
  quote('', p('Said by nobody.')),
  pull('Pulled out.'),
  code('const a = 1 < 2;', 'js'),
  hr(),
  figure(media, 'A ship', 'The ship “Anna”.', 'B. Sailor'),
  figure(media, 'A quay', '', 'B. Sailor'),
  embed('https://youtu.be/dQw4w9WgXcQ'),
  embed('https://vimeo.com/123456789'),
  table(
    row(headerCell(p('Port')), headerCell(p('Ships'))),
    row(cell(p('Bergen')), cell(ul(item(p('Anna'))))),
  ),
];

test('what is wrong is found', async () => {
  const sitemap = (inner: string) =>
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${inner}</urlset>`;
  const wrong: [type: string, text: string, fault: RegExp, address?: string][] = [
    [
      'text/html',
      '<!doctype html><html lang="en"><head><title>A</title></head><body><h1>A</h1><p><div>B</div></p></body></html>',
      /implicit/,
    ],
    [
      'text/html',
      '<!doctype html><html lang="en"><head><title>A</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"WebSite","name":"A","title":"B"}</script></head><body><h1>A</h1></body></html>',
      /WebSite : Unrecognized key: "title"/,
    ],
    [
      'application/atom+xml',
      '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:a,2026:b</id><title>A</title></feed>',
      /updated|author/,
    ],
    [
      'application/rss+xml',
      '<rss version="2.0"><channel><title>A</title><link>https://a.example</link></channel></rss>',
      /description|Expecting/,
    ],
    ['application/rss+xml', '<rss version="2.0"><channel/>', /Premature/],
    ['application/xml', sitemap('<url><loc>/a</loc></url>'), /loc/],
    [
      'application/opensearchdescription+xml',
      '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/"/>',
      /Expecting|ShortName/,
    ],
    ['application/feed+json', '{"version":"https://jsonfeed.org/version/1"}', /version/],
    ['image/svg+xml', '<svg><g></svg>', /tag/],
    ['application/json', '{}', /nothing says/],
    ['application/json', '{"uri":"tag:a,2026:b","headline":"A"}', /unevaluated/, '/articles/a/ninjs.json'],
    ['application/json', '{"uri":"A","headlines":[]}', /additional/, '/articles/a/ninjs.json?version=1.7'],
    ['application/yaml', 'a: b', /nothing validates/],
  ];
  for (const [type, text, fault, address = '/'] of wrong)
    expect((await faultsOf([{ address, type, text }])).join('; '), `${type} ${text}`).toMatch(fault);
});

describe.each([
  ['as it comes', {}],
  ['with whole texts in its feeds, reserved', { FEED_TEXT: 'full', AI_TRAINING: 'reserved' }],
])('the site %s', (_, settings) => {
  let dataDir: string;
  let desk: OpenDesk;
  let admin: Browser;
  let read: Reader;
  let subscriber: string;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'galley-outputs-'));
    desk = await openDesk(
      { url: undefined, dataDir },
      { SITE_NAME: 'Tide & “Times”', WEBHOOK_ALLOW: '127.0.0.1', ...settings },
    );
    admin = await desk.as('admin');
    read = readerOf(desk.url);
    subscriber = (await admin.ask('POST', '/api/subscribers', { name: 'A wire' })).body.token;
  });
  afterAll(async () => {
    await desk.close();
    rmSync(dataDir, { recursive: true });
  });

  const ask = (from: readonly string[]) =>
    crawl({ read, url: desk.url, token: subscriber, except: elsewhere }, from);
  const fixed = () => fixedRoutes(desk);

  test('is valid while nothing is published', async () => {
    expect(await faultsOf(answered(await ask(fixed())))).toEqual([]);
  });

  /** Everything that the site can show is on it. */
  const fill = async () => {
    const [media, inText, face] = await Promise.all([
      picture(admin, 1200, 800),
      picture(admin, 640, 480),
      picture(admin, 300, 300),
    ]);
    const set = await changeSettings(admin, {
      description: 'What moves <on> the water & beside it.',
      logo: inText,
      icon: face,
      navigation: [
        { label: 'Ports & ships', link: '/tags/ports' },
        { label: 'Shop', link: 'https://shop.example' },
      ],
      policies: {
        imprint: 'The Tide & Sons\n\nQuay 1\nBergen',
        privacy: 'We keep nothing.',
        corrections: 'We correct.',
        ethics: '<b>We</b> check.',
        ai: 'A person reads it.',
        ownership: 'https://elsewhere.example/owners',
      },
      trust: { enabled: true, entries: [{ relation: 'contact', address: 'desk@tide.example' }] },
      llms: { enabled: true, note: 'Ask first.' },
      indexNow: { key: indexNowKey, endpoint: 'http://127.0.0.1:9/index' },
      hubs: ['http://127.0.0.1:9/hub?a=1&b=2'],
    });
    expect(set.body.errors ?? set.status).toBe(200);
    await admin.ask('POST', '/api/authors', {
      kind: 'person',
      name: 'Kim Döe',
      bio: 'Knows <ships>.',
      picture: face,
      link: 'mailto:kim@tide.example',
    });
    const make = async (name: string, description: string) =>
      (await admin.ask('POST', '/api/site-sections', { name, slug: '', description })).body.id as string;
    const [politics] = [await make('Politics & harbors', 'Who decides.'), await make('Sport', '')];
    const template = await newsWithoutApprovals(admin);
    const content: ArticleContent = {
      ...plainArticle('Every “block” <there> is & more'),
      dek: 'A < B',
      lead: leadOf(media),
      sections: [
        section('introduction', p('It begins.')),
        section('news', ...everyBlock(inText), p('Words enough. '.repeat(50))),
        { ...section('outlook', p('It goes on.')), title: 'What “comes” next' },
        section('summary', ul(item(p('One')), item(p('Two')), item(p('Three')))),
      ],
    };
    const all = {
      template,
      siteSection: politics,
      byline: 'Kim Döe und Lee Roe',
      tags: ['Ports', 'Häfen & Kais', '🎉'],
    };
    const whole = await draft(admin, { content, slug: 'whole', ...all });
    await admin.ask('PATCH', `/api/articles/${whole}`, {
      searchTitle: 'A <title> & “more”',
      socialTitle: 'A <social> & “title”',
      searchDescription: 'What <is> & was.',
      socialPicture: inText,
      canonical: 'https://elsewhere.example/first?a=1&b=2',
    });
    const marked = await firstSpans(desk, 'editor', whole, 'introduction');
    await admin.ask('POST', `/api/articles/${whole}/machine-made`, { made: true, spans: marked });
    const { hash, machineText } = await publicationOf(admin, whole);
    await admin.ask('POST', `/api/articles/${whole}/machine-review`, {
      hash,
      marks: machineText?.marks,
      responsible: 'Dora',
    });
    await publish(admin, whole);
    await publish(admin, whole, 'A <name> was wrong & is right.');
    const bare = await published(admin, { content: plainArticle('Bare', code('x')), slug: 'bare' });
    const second = await draft(admin, { content: plainArticle('Second'), slug: 'second' });
    for (const [index, id] of [bare, second].entries()) {
      await admin.ask('PATCH', `/api/articles/${id}`, { series: 'Tides & <ports>', seriesPlace: index + 1 });
      await publish(admin, id);
    }
    const german = await draft(admin, {
      content: { ...plainArticle('Fähre'), lead: leadOf(media, { credit: 'B & C' }) },
      slug: 'faehre',
      language: 'de',
      byline: 'Desk',
    });
    await admin.ask('PATCH', `/api/articles/${german}`, { translations: [bare] });
    await publish(admin, german);
    for (let number = 1; number <= 32; number += 1)
      await published(admin, {
        content: plainArticle(`Story ${number}`),
        slug: `story-${number}`,
        tags: ['Many'],
      });
    return whole;
  };

  /** Addresses to which only people or programs lead. */
  const seeds = () => [
    ...fixed(),
    `/${indexNowKey}.txt`,
    '/en/search?q=story',
    '/en/search?q=stroy',
    '/en/search?q=%3Cb%3E%20%22nothing%22',
    `/en/search?q=${'word%20'.repeat(40)}`,
    '/articles/none',
    '/preview/none',
    '/ninjs/latest.json',
    '/newsml-g2/latest.xml',
    '/articles/whole/ninjs.json?version=1.7',
    '/ninjs/latest.json?version=1.7',
  ];

  test('is valid in each of its outputs, with everything that it can show', async () => {
    const whole = await fill();
    const draftId = await draft(admin, {
      content: plainArticle('Not out', ...everyBlock(await picture(admin, 500, 400))),
      embargo: `${new Date().getUTCFullYear() + 1}-06-15T12:00:00.000Z`,
    });
    const shared = (await admin.ask('POST', `/api/articles/${draftId}/preview-links`, {})).body
      .address as string;
    const { status, body } = await admin.ask('GET', `/api/articles/${draftId}/preview?scheme=dark`);
    expect(status).toBe(200);
    const outputs = await ask([...seeds(), new URL(shared).pathname]);
    expect(
      await faultsOf([...answered(outputs), { address: 'the preview', type: 'text/html', text: body }]),
    ).toEqual([]);

    // Each route has answered with what it is for, and not only with a page that says there is nothing.
    // It stands elsewhere.
    expect(unansweredRoutes(desk, outputs)).toEqual(['/about/ownership']);

    await admin.ask('POST', `/api/articles/${whole}/withdraw`, { note: 'A <source> was & is wrong.' });
    const gone = await ask([
      ...seeds(),
      ...outputs.filter(({ address }) => address.startsWith('/articles/whole')).map(({ address }) => address),
    ]);
    expect(gone.filter((output) => output.status === 410).length).toBeGreaterThan(3);
    expect(await faultsOf(answered(gone))).toEqual([]);
  });
});
