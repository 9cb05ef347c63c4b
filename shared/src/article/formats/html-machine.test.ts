import { describe, expect, test } from 'vitest';
import { sourceTypeIn } from '../picture-settings.ts';
import { pageFacts } from './html-facts.ts';
import { machineParts } from './html-machine.ts';
import { parseHtml } from './html-parse.ts';

const address = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const partsOf = (html: string) => machineParts(parseHtml(html));

const composite = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia';
const jsonLd = (type: string) =>
  `<script type="application/ld+json">{"@type":"NewsArticle","digitalSourceType":"${type}"}</script>`;
const named = (html: string) => {
  const parts = partsOf(html);
  return typeof parts === 'string'
    ? parts
    : parts.places.map(({ from, to }) => [from, parts.text.slice(from, to)]);
};

describe('HTML says that a machine made its text', () => {
  test.each([
    `<meta name="digitalSourceType" content="${address}"><p>Words</p>`,
    `<meta name="Iptc4xmpExt:DigitalSourceType" content="${address}">`,
    jsonLd('https://schema.org/TrainedAlgorithmicMediaDigitalSource'),
    `<article itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="digitalSourceType" content="${address}"><p>Words</p></article>`,
  ])('whole: %s', (html) => {
    expect(partsOf(html)).toBe('all');
    expect(pageFacts(parseHtml(`<html><head>${html}</head><body><p>A</p></body></html>`))).toMatchObject({
      machineMade: 'all',
    });
  });

  test.each([
    `<meta property="iptc:digitalSourceType" content="compositeWithTrainedAlgorithmicMedia"><p>Words</p>`,
    jsonLd(composite),
    jsonLd('https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource'),
    `${jsonLd(composite)}<meta name="digitalSourceType" content="${address}">`,
  ])('in part: %s', (html) => {
    expect(partsOf(html)).toBe('part');
    expect(pageFacts(parseHtml(`<html><head>${html}</head><body><p>A</p></body></html>`))).toMatchObject({
      machineMade: 'part',
    });
  });

  test('of some elements, by their places', () => {
    const html = `<p>Ours. <span data-digital-source-type="${address}">A machine’s.</span></p><p data-digital-source-type="trainedAlgorithmicMedia"> All. </p>`;
    expect(named(html)).toEqual([
      [5, 'Amachine’s.'],
      [16, 'All.'],
    ]);
    expect(named(`${jsonLd(composite)}${html}`)).toHaveLength(2);
  });

  test('of an element once, whatever else says it in there', () => {
    const own = `data-digital-source-type="${address}"`;
    expect(named(`<p>We: <span ${own}>one <b ${own}>two</b></span> three</p>`)).toEqual([[3, 'onetwo']]);
    expect(named(`<div data-digital-source-type="${composite}">We <b ${own}>it</b></div>`)).toEqual([
      [2, 'it'],
    ]);
    expect(partsOf(`<div data-digital-source-type="${composite}">We and it</div>`)).toBe('part');
  });

  test('what an article says in something pasted is said of that article, and not of what stands beside it', () => {
    const meta = `<meta itemprop="digitalSourceType" content="${address}">`;
    const scope = 'itemscope itemtype="https://schema.org/NewsArticle"';
    const pasted = (html: string) => {
      const parts = machineParts(parseHtml(html), { isPiece: true });
      return typeof parts === 'string'
        ? parts
        : parts.places.map(({ from, to }) => parts.text.slice(from, to));
    };
    for (const theirs of [
      `<article ${scope}>${meta}<p>Theirs</p></article>`,
      `<div ${scope}>${meta}<p>Theirs</p></div>`,
      `<article>${jsonLd(address)}<p>Theirs</p></article>`,
    ]) {
      expect(pasted(`<p>Ours</p>${theirs}<p>Ours too</p>`)).toEqual(['Theirs']);
      expect(pasted(theirs)).toBe('all');
      // A page is about its article.
      expect(partsOf(`<nav>Ours</nav>${theirs}`)).toBe('all');
    }
    expect(
      pasted(`<article ${scope}><p>Ours</p></article><article ${scope}>${meta}<p>It</p></article>`),
    ).toEqual(['It']);
    expect(pasted(`${jsonLd(address)}<article><p>All of it</p></article>`)).toBe('all');
    expect(pasted(`<p>Ours</p><article>${jsonLd(composite)}<p>Theirs</p></article>`)).toBe('part');
  });

  test('but words in pictures and embeds count for nothing', () => {
    const own = `data-digital-source-type="${address}"`;
    const apart =
      '<figure><img alt=""><figcaption>Caption</figcaption></figure><div data-embed>https://x</div>';
    expect(named(`${apart}<p>We: <b ${own}>it</b></p>`)).toEqual([[3, 'it']]);
    expect(partsOf(`<figure ${own}><figcaption ${own}>Caption</figcaption></figure>`)).toBe('none');
  });

  test.each([
    '<p>trainedAlgorithmicMedia</p>',
    '<meta name="digitalSourceType" content="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture">',
    `<script type="application/ld+json">{"@type":"NewsArticle","image":{"@type":"ImageObject","digitalSourceType":"${address}"}}</script>`,
    `<img data-digital-source-type="${address}" src="/a.jpg">`,
    '<meta name="digitalSourceType">',
    `<figure><meta itemprop="digitalSourceType" content="${address}"><img src="/a.jpg"></figure>`,
    `<div itemscope itemtype="https://schema.org/ImageObject"><link itemprop="digitalSourceType" href="${address}"></div>`,
    `<article itemscope itemtype="https://schema.org/Article"><p>Ours</p><div itemscope itemtype="https://schema.org/Article"><meta itemprop="digitalSourceType" content="${address}"></div></article>`,
  ])('or not: %s', (html) => expect(partsOf(html)).toBe('none'));

  test('by IPTC’s terms and schema.org’s', () => {
    expect(sourceTypeIn('TrainedAlgorithmicMediaDigitalSource')).toBe('trainedAlgorithmicMedia');
    expect(sourceTypeIn(address)).toBe('trainedAlgorithmicMedia');
    expect(sourceTypeIn(` digsrctype:trainedAlgorithmicMedia `)).toBe('trainedAlgorithmicMedia');
    expect(sourceTypeIn(composite)).toBe('compositeWithTrainedAlgorithmicMedia');
    for (const none of [null, '', 'untrainedAlgorithmicMedia', 'algorithmicMedia', 'https://x.example/'])
      expect(sourceTypeIn(none)).toBeNull();
  });

  test('in few characters: what is longer is read by no pattern', () => {
    expect(sourceTypeIn(`https://x.example/${'a'.repeat(100)}/trainedAlgorithmicMedia`)).toBeNull();
  });
});
