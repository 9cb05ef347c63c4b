import { describe, expect, test } from 'vitest';
import { type HtmlOptions, readHtml } from './html-in.ts';
import { shown } from './html-testing.ts';

const read = (source: string, options?: HtmlOptions) => readHtml(source, options).found.map(shown);

describe('what nobody sees', () => {
  test.each([
    '<span style="DISPLAY : none !important">no</span>',
    '<span style="visibility: collapse">no</span>',
    '<span style="mso-hide:all">no</span>',
    '<span class="visually-hidden">no</span>',
    '<span class="icon sr-only">no</span>',
    '<dialog>no</dialog>',
  ])('%s', (hidden) => {
    const { found, lost } = readHtml(`<p>seen ${hidden}</p>`);
    expect(found.map(shown)).toEqual(['plain: seen']);
    expect(lost).toEqual([{ what: 'hidden-text', count: 1, words: ['no'] }]);
  });

  test('a page that hides itself until its scripts run is there, and so is a picture without a text', () => {
    expect(
      read(
        '<body style="visibility:hidden"><p>seen</p><img aria-hidden="true" src="https://a.example/b.jpg">',
      ),
    ).toEqual(['plain: seen', 'picture https://a.example/b.jpg  ']);
  });
});

describe('links', () => {
  test.each([
    ['https://www.google.com/url?q=https://a.example/b%3Fc%3D1&sa=D', 'https://a.example/b?c=1'],
    ['https://www.google.de/url?sa=t&url=https%3A%2F%2Fa.example%2F', 'https://a.example/'],
    [
      'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fb&data=1',
      'https://a.example/b',
    ],
    ['https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example&h=x', 'https://a.example'],
    ['//a.example/b', 'https://a.example/b'],
    ['https://desk.example/articles/abc', '/articles/abc'],
    // A detour to what is no web address stays as it is.
    ['https://www.google.com/url?q=javascript:alert(1)', 'https://www.google.com/url?q=javascript:alert(1)'],
    ['https://a.example/url?q=https://b.example', 'https://a.example/url?q=https://b.example'],
  ])('%s', (written, meant) => {
    const found = read(`<p><a href="${written.replaceAll('&', '&amp;')}">x</a></p>`, {
      desk: 'https://desk.example',
    });
    expect(found).toEqual([`plain: x<link=${meant}>`]);
  });

  test('relative addresses start where the page is from', () => {
    const page = (head: string) =>
      `<html><head>${head}</head><body><p><a href="c">x</a></p><img src="/d.jpg" alt=""></body></html>`;
    const canonical = '<link rel="canonical" href="https://a.example/b/">';
    expect(read(page(canonical))).toEqual([
      'plain: x<link=https://a.example/b/c>',
      'picture https://a.example/d.jpg  ',
    ]);
    expect(read(page(`${canonical}<base href="/e/">`))[0]).toBe('plain: x<link=https://a.example/e/c>');
  });
});

test('quotation marks are those of the language', () => {
  const quote = '<p>A <q>b <q>c</q></q></p>';
  expect(read(quote, { language: 'de' })).toEqual(['plain: A „b ‚c‘“']);
  expect(read(quote, { language: 'en' })).toEqual(['plain: A “b ‘c’”']);
  expect(read(`<div lang="fr-CH">${quote}</div>`, { language: 'de' })).toEqual([
    'plain: A «\u202fb “c”\u202f»',
  ]);
});

describe('lists of Word', () => {
  const item = (level: number, sign: string, text: string, list = 'l0') =>
    `<p class=MsoListParagraph style='mso-list:${list} level${level} lfo1'><span style='mso-list:Ignore'>${sign}<span>&nbsp; </span></span>${text}</p>`;

  test('levels, signs, numbers that go on, and two lists in a row', () => {
    const source = [
      item(1, '3.', 'three'),
      item(2, 'a)', 'deeper'),
      item(3, '§', 'deepest'),
      item(1, '4.', 'four'),
      item(1, 'o', 'other', 'l1'),
    ];
    expect(read(source.join('\n'))).toEqual([
      'numbered 0 3: three',
      'numbered 1 1 a: deeper',
      'bullet 2: deepest',
      'numbered 0 4: four',
      'bullet 0: other',
    ]);
  });

  test('a paragraph between ends the list, and its numbers go on', () => {
    expect(read(`${item(1, 'i.', 'a')}<p>b</p>${item(1, 'iv.', 'c')}`)).toEqual([
      'numbered 0 1 i: a',
      'plain: b',
      'numbered 0 4 i: c',
    ]);
  });

  test('the sign v counts on with what stands before it: after iv it is a number, after u a letter', () => {
    const roman = `${item(1, 'iv)', 'a')}<p>b</p>${item(1, 'v)', 'c')}`;
    expect(read(roman)).toEqual(['numbered 0 4 i: a', 'plain: b', 'numbered 0 5 i: c']);
    const letters = `${item(1, '(U)', 'a')}<p>b</p>${item(1, '(V)', 'c')}`;
    expect(read(letters)).toEqual(['numbered 0 21 A: a', 'plain: b', 'numbered 0 22 A: c']);
    expect(read(item(1, 'bb.', 'a'))).toEqual(['numbered 0 28 a: a']);
  });

  test('a numbered heading keeps its number', () => {
    expect(
      read('<h2 style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">2.1 </span>Title</h2>'),
    ).toEqual(['heading 2: 2.1 Title']);
  });

  test('quotes by style are one', () => {
    expect(read('<p class=MsoQuote>a</p>\n<p class=MsoQuote>b</p><p class=MsoIntenseQuote>c</p>')).toEqual([
      'blockquote(paragraph(a)paragraph(b))',
      'pullQuote(c)',
    ]);
  });
});

describe('pictures', () => {
  const real = 'https://a.example/real.jpg';
  test.each([
    `<img src="data:image/gif;base64,R0lGOD" data-src="${real}">`,
    `<img src="/img/placeholder.png" data-lazy-src="${real}">`,
    `<img srcset="https://a.example/small.jpg 300w, ${real} 1200w">`,
    `<img src="data:image/svg+xml;base64,AAAA" data-srcset="https://a.example/s.jpg 1x, ${real} 2x">`,
    `<picture><source srcset="${real} 800w" type="image/webp"><img></picture>`,
    `<img class="lazy" src="data:image/gif;base64,R0lGOD"><noscript><img src="${real}"></noscript>`,
    `<noscript><img src="${real}"></noscript>`,
    `<img src="${real}"><noscript><img src="${real}?w=1"></noscript>`,
    `<amp-img src="${real}"></amp-img>`,
  ])('%s', (source) => {
    expect(read(`<div>${source}</div>`)).toEqual([`picture ${real}  `]);
  });

  test.each([
    'file:///C:/a.png',
    'cid:image001',
    'blob:https://a.example/b',
    'C:\\a.png',
    'data:image/tiff;base64,AA',
  ])('%s is lost, and counted', (address) => {
    const { found, lost } = readHtml(
      `<figure><img src="${address}" alt="A"><figcaption>Cap</figcaption></figure>`,
    );
    expect(found.map(shown)).toEqual(['plain: Cap']);
    expect(lost).toEqual([{ what: 'pictures', count: 1, words: ['A'] }]);
  });

  test.each([
    ['a credit in the caption', '<figcaption>Cap <span class="credit">Foto: B</span></figcaption>'],
    ['a second caption', '<figcaption>Cap</figcaption><figcaption class="copyright">B</figcaption>'],
    ['an element of its own', '<div class="credit">Foto: B</div><figcaption>Cap</figcaption>'],
    ['a small element', '<figcaption>Cap<br><small>Photo: B</small></figcaption>'],
    ['microdata', '<figcaption><p>Cap</p><span itemprop="copyrightHolder">B</span></figcaption>'],
  ])('the credit is in %s', (_, words) => {
    expect(read(`<figure><img src="${real}" alt="A">${words}</figure>`)).toEqual([
      `picture ${real} A Cap (B)`,
    ]);
  });

  test('several pictures of a figure, a caption each or one for all', () => {
    const image = (name: string) => `<img src="https://a.example/${name}.jpg" alt="">`;
    expect(
      read(
        `<figure>${image('a')}<figcaption>One</figcaption>${image('b')}<figcaption>Two</figcaption></figure>`,
      ),
    ).toEqual(['picture https://a.example/a.jpg  One', 'picture https://a.example/b.jpg  Two']);
    expect(read(`<figure>${image('a')}${image('b')}<figcaption>Both</figcaption></figure>`)).toEqual([
      'picture https://a.example/a.jpg  ',
      'picture https://a.example/b.jpg  Both',
    ]);
    expect(
      read(
        `<figure><figure>${image('a')}</figure><figure>${image('b')}</figure><figcaption>All</figcaption></figure>`,
      ),
    ).toEqual(['picture https://a.example/a.jpg  ', 'picture https://a.example/b.jpg  ', 'plain: All']);
  });

  test('a box with a class for its caption is a figure, and a picture splits no sentence', () => {
    expect(
      read(`<div class="wp-caption"><img src="${real}"><p class="wp-caption-text">Cap</p></div>`),
    ).toEqual([`picture ${real}  Cap`]);
    expect(read(`<p>before <img src="${real}"> after</p>`)).toEqual([
      'plain: before after',
      `picture ${real}  `,
    ]);
  });
});

test('embeds in boxes, in lazy frames and in the place of posts', () => {
  const video = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';
  const post = 'https://x.com/somebody/status/1234567';
  expect(
    read(
      `<figure><div class="wrapper">\n${video}\n</div></figure>
      <div><iframe src="about:blank" data-src="//www.youtube.com/embed/dQw4w9WgXcQ"></iframe></div>
      <lite-youtube videoid="dQw4w9WgXcQ"></lite-youtube>
      <blockquote class="twitter-tweet"><p>Words</p><a href="${post}">May 1</a></blockquote>`,
    ),
  ).toEqual([
    `embed=${video}()`,
    'embed=https://www.youtube.com/embed/dQw4w9WgXcQ()',
    `embed=${video}()`,
    expect.stringContaining('blockquote(paragraph(Words)'),
    `embed=${post}()`,
  ]);
});

test('what a form was filled in with is counted, and its words glue to none', () => {
  const { found, lost } = readHtml(
    '<p>a<input value="b">c</p><p><label>d</label><select><option>e</option><option>f</option></select><textarea>g</textarea><button>h</button></p>',
  );
  expect(found.map(shown)).toEqual(['plain: a c', 'plain: d h']);
  expect(lost).toEqual([{ what: 'forms', count: 3, words: ['b', 'e', 'f', 'g'] }]);
});
