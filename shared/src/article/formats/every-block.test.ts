// Whatever block the schema gets: no way out drops its words.
import { describe, expect, test } from 'vitest';
import { blockTypes } from '../blocks.ts';
import { fitBlocks, linesOf } from '../fit-blocks.ts';
import { blocksHtml } from '../public/blocks-html.ts';
import { article, oneOfEach, section, template } from '../testing.ts';
import type { ExportSource } from './exported.ts';
import { writeHtml } from './html-out.ts';
import { writeJson } from './json-out.ts';
import { writeMarkdown } from './markdown-out.ts';
import { writeText } from './text-out.ts';

const word = 'Zwischentor';
const blocks = oneOfEach(word);
const { sections } = template('news');
const withWords = blockTypes.filter((type) => type !== 'horizontalRule');
const source = (type: (typeof blockTypes)[number]): ExportSource => ({
  content: article('A headline', section('news', blocks[type])),
  byline: '',
  language: 'en',
  sections,
  pictureAddress: (media) => `https://desk.example/media/${media}`,
});
const pictures = new Map([['picture1', { width: 40, height: 30, widths: [] }]]);

describe.each(withWords)('a %s', (type) => {
  test.each(Object.entries({ writeMarkdown, writeHtml, writeText, writeJson }))(
    'keeps its words by %s',
    (_name, write) => {
      expect(write(source(type))).toContain(word);
    },
  );

  test('keeps its words on the public page', () => {
    expect(blocksHtml([blocks[type]], { language: 'en', pictures }).toString()).toContain(word);
  });

  test('keeps its words in a section that takes paragraphs alone', () => {
    const fitted = fitBlocks([blocks[type]], { blocks: ['paragraph'] });
    expect(fitted.map((block) => block.type)).toEqual(linesOf(blocks[type]).map(() => 'paragraph'));
    expect(JSON.stringify(fitted)).toContain(word);
  });
});
