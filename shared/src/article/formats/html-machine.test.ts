import { describe, expect, test } from 'vitest';
import { sourceTypeIn } from '../picture-settings.ts';
import { pageFacts } from './html-facts.ts';
import { machineParts } from './html-machine.ts';
import { parseHtml } from './html-parse.ts';

const address = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const partsOf = (html: string) => machineParts(parseHtml(html));

describe('HTML says that a machine made its text', () => {
  test.each([
    `<meta name="digitalSourceType" content="${address}"><p>Words</p>`,
    `<meta property="iptc:digitalSourceType" content="compositeWithTrainedAlgorithmicMedia"><p>Words</p>`,
    `<meta name="Iptc4xmpExt:DigitalSourceType" content="${address}">`,
    `<script type="application/ld+json">{"@type":"NewsArticle","digitalSourceType":"https://schema.org/TrainedAlgorithmicMediaDigitalSource"}</script>`,
  ])('whole: %s', (html) => {
    expect(partsOf(html)).toBe('all');
    expect(pageFacts(parseHtml(`<html><head>${html}</head><body><p>A</p></body></html>`))).toMatchObject({
      machineMade: true,
    });
  });

  test('of some elements', () => {
    const html = `<p>Ours. <span data-digital-source-type="${address}">A machine’s.</span></p><p data-digital-source-type="trainedAlgorithmicMedia"> All. </p>`;
    expect(partsOf(html)).toEqual(['A machine’s.', 'All.']);
  });

  test.each([
    '<p>trainedAlgorithmicMedia</p>',
    '<meta name="digitalSourceType" content="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture">',
    `<script type="application/ld+json">{"@type":"NewsArticle","image":{"@type":"ImageObject","digitalSourceType":"${address}"}}</script>`,
    `<img data-digital-source-type="${address}" src="/a.jpg">`,
    '<meta name="digitalSourceType">',
  ])('or not: %s', (html) => expect(partsOf(html)).toEqual([]));

  test('by IPTC’s terms and schema.org’s', () => {
    expect(sourceTypeIn('TrainedAlgorithmicMediaDigitalSource')).toBe('trainedAlgorithmicMedia');
    expect(sourceTypeIn(address)).toBe('trainedAlgorithmicMedia');
    for (const none of [null, '', 'untrainedAlgorithmicMedia', 'algorithmicMedia', 'https://x.example/'])
      expect(sourceTypeIn(none)).toBeNull();
  });
});
