// What a page says of its article, apart from the text.
import { expect, test } from 'vitest';
import { readHtml } from './html-in.ts';

const page = (head: string, body = '') =>
  `<!doctype html><html><head><title>Harbor | The Tide</title>${head}</head><body>${body}<p>The ferries return.</p></body></html>`;
const factsOf = (head: string, body?: string) => readHtml(page(head, body)).facts;
const jsonLd = (...things: unknown[]) =>
  things.map((thing) => `<script type="application/ld+json">${JSON.stringify(thing)}</script>`).join('');

const article = { '@type': 'NewsArticle', headline: 'The ferries return' };
const ines = { '@type': 'Person', '@id': '#ines', name: 'Ines Falk' };
const tom = { '@type': 'Person', '@id': '#tom', name: 'Tom Reed' };

test('JSON-LD says headline, dek, author, section, day, tags and picture', () => {
  const head = jsonLd({
    ...article,
    alternativeHeadline: 'Commuters waited for three winters',
    author: [{ '@type': 'Person', name: 'Ines Falk' }, 'Tom Reed'],
    articleSection: ['Harbor', 'News'],
    datePublished: '2026-11-20T08:00:00+01:00',
    keywords: 'ferries, harbor',
    image: { '@type': 'ImageObject', url: 'https://example.org/ferry.jpg' },
  });
  expect(factsOf(head, '<h1>The ferries return</h1><p>Commuters waited for three winters</p>')).toEqual({
    headline: 'The ferries return',
    dek: 'Commuters waited for three winters',
    byline: 'Ines Falk, Tom Reed',
    siteSection: 'Harbor',
    published: '2026-11-20T08:00:00+01:00',
    tags: ['ferries', 'harbor'],
    image: 'https://example.org/ferry.jpg',
  });
});

test.each<[string, unknown[]]>([
  ['another thing of the same graph', [{ '@graph': [{ ...article, author: { '@id': '#ines' } }, ines] }]],
  ['one that stands before it', [{ '@graph': [ines, { ...article, author: [{ '@id': '#ines' }] }] }]],
  [
    'one within another',
    [
      {
        '@graph': [
          { '@type': 'WebSite', publisher: ines },
          { ...article, author: { '@id': '#ines' } },
        ],
      },
    ],
  ],
  ['one in a script of its own', [{ ...article, author: { '@id': '#ines' } }, ines]],
  [
    'one with a type here',
    [{ '@graph': [{ ...article, author: { '@type': 'Person', '@id': '#ines' } }, ines] }],
  ],
])('an author whom JSON-LD names by an id alone is %s', (_, things) => {
  expect(factsOf(jsonLd(...things)).byline).toBe('Ines Falk');
});

test('a reference that leads nowhere, or in a circle, names nobody', () => {
  expect(factsOf(jsonLd({ ...article, author: { '@id': '#gone' } })).byline).toBeUndefined();
  const circle = { '@id': '#a', '@type': 'Person', name: { '@id': '#a' } };
  expect(
    factsOf(jsonLd({ '@graph': [{ ...article, author: { '@id': '#a' } }, circle] })).byline,
  ).toBeUndefined();
});

test('several authors and the picture by their ids', () => {
  const picture = { '@type': 'ImageObject', '@id': '#lead', url: 'https://example.org/ferry.jpg' };
  const graph = [
    { ...article, author: [{ '@id': '#ines' }, { '@id': '#tom' }], image: { '@id': '#lead' } },
    ines,
    tom,
    picture,
  ];
  expect(factsOf(jsonLd({ '@graph': graph }))).toMatchObject({
    byline: 'Ines Falk, Tom Reed',
    image: 'https://example.org/ferry.jpg',
  });
});

test('of several things the article is asked, and broken JSON says nothing', () => {
  const head = `<script type="application/ld+json">{"@type":</script>${jsonLd({ '@type': 'WebSite', name: 'The Tide' }, article)}`;
  expect(factsOf(head).headline).toBe('The ferries return');
});

test('microdata say headline, author and day where they stand', () => {
  const body = `<div itemscope itemtype="https://schema.org/NewsArticle"><h2 itemprop="headline">The ferries return to the harbor</h2>
    <p itemprop="author" itemscope itemtype="https://schema.org/Person"><span>Report:</span> <span itemprop="name">Ines Falk</span></p>
    <time itemprop="datePublished" datetime="2026-11-20">Friday</time></div>`;
  expect(factsOf('', body)).toEqual({
    headline: 'The ferries return to the harbor',
    byline: 'Ines Falk',
    published: '2026-11-20',
  });
});

test('a link to its author names the byline where nothing else does', () => {
  const body = '<p>By <a rel="nofollow author" href="/ines">Ines Falk</a></p>';
  expect(factsOf('', body).byline).toBe('Ines Falk');
  expect(factsOf('<meta name="author" content="Tom Reed">', body).byline).toBe('Tom Reed');
});

test.each([
  ['Open Graph', '<meta property="og:title" content="The ferries return">'],
  ['Dublin Core', '<meta name="DC.Title" content="The ferries return">'],
  ['Parse.ly', '<meta name="parsely-title" content="The ferries return">'],
  ['Twitter', '<meta name="twitter:title" content="The ferries return">'],
])('%s names the headline', (_, head) => {
  expect(factsOf(head).headline).toBe('The ferries return');
});
