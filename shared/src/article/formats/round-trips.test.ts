// Blocks that formats find hard, out and in again.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MediaId } from '../../ids.ts';
import type { ArticleContent, NodeJson } from '../content.ts';
import {
  article,
  br,
  cell,
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
  template,
  ul,
  wordArbitrary,
} from '../testing.ts';
import { compose } from './compose.ts';
import type { FoundFile } from './found.ts';
import { readJson } from './json-in.ts';
import { writeJson } from './json-out.ts';
import { readMarkdown } from './markdown-in.ts';
import { writeMarkdown } from './markdown-out.ts';
import { recognize } from './recognize.ts';

const { sections } = template('news');
const desk = 'https://desk.example';
const source = (content: ArticleContent) => ({
  content,
  byline: 'Agency | Outlet',
  language: 'en' as const,
  sections,
  pictureAddress: (media: string) => `${desk}/media/${media}`,
});
const composed = (file: FoundFile) =>
  compose(recognize(file, sections), { sections, language: 'en', complete: false });
const throughMarkdown = (content: ArticleContent) =>
  composed(readMarkdown(writeMarkdown(source(content)), { desk }));
const throughJson = (content: ArticleContent) => {
  const file = readJson(writeJson(source(content)));
  if (!file) throw new Error('The file was not read.');
  return composed(file);
};

/** A node without ids and without attributes that say nothing. */
const plain = ({ attrs, content, marks, ...node }: NodeJson): unknown => {
  const said = Object.entries(attrs ?? {}).filter(
    ([name, value]) => name !== 'id' && value !== null && value !== '' && value !== 1,
  );
  return {
    ...node,
    ...(said.length > 0 ? { attrs: Object.fromEntries(said) } : {}),
    ...(marks && marks.length > 0
      ? { marks: marks.map(({ type, attrs: own }) => [type, own?.href]).sort() }
      : {}),
    ...(content ? { content: content.map(plain) } : {}),
  };
};
const whole = ({ headline, dek, lead, sections: all }: ArticleContent) => ({
  headline,
  dek,
  lead,
  sections: all.map(({ kind, title, blocks }) => ({ kind, title, blocks: blocks.map(plain) })),
});
const withBlocks = (...blocks: NodeJson[]): ArticleContent => ({
  ...article('A headline', section('introduction', p('An opening.')), section('news', ...blocks)),
  dek: 'The dek.',
});

const aligned = (node: NodeJson, align: string): NodeJson => ({ ...node, attrs: { ...node.attrs, align } });

describe('Markdown', () => {
  test.each<[string, NodeJson[], NodeJson[]?]>([
    ['a break at the end of a paragraph', [p('One.', br), p('Two.')], [p('One.'), p('Two.')]],
    [
      'an address before a link',
      [p('https://x.example/', t('a link', link('https://y.example/')), ' ends.')],
    ],
    [
      'a list that starts at 5 within an item',
      [ul(item(p('a'), ol(5, item(p('b')), item(p('c'))))), p('End.')],
    ],
    ['lists in a row', [ul(item(p('a'))), ol(3, item(p('b'))), ol(3, item(p('c'))), p('End.')]],
    [
      'lists in letters and Roman numerals, also within an item',
      [
        lettered('a', 3, item(p('b', br, 'c')), item(p('*d* <e>'), lettered('I', 1, item(p('f'))))),
        p('Between.'),
        ul(item(p('g'), lettered('i', 4, item(p(t('h', 'bold'), ' ', t('i', link('https://x.example/'))))))),
        p('End.'),
      ],
    ],
    ['a line that looks like a definition', [p('The term.'), p(': no definition of it.')]],
    ['a line that looks like front matter', [hr(), p('title: no title'), hr()]],
    ['a star within a word', [p('Kolleg*innen und Leser*innen <b> & &lt; [^1]')]],
    ['formatting within a word', [p('un', t('zwei Worte', 'italic'), 'x ', t('„Zitat“', 'bold'), 'bleibt')]],
    ['signs in a caption', [figure('abcd1', 'a [b] &lt;', '&lt;i> "x" *y*', 'A *B*'), p('End.')]],
    ['a quote with two paragraphs', [quote('Bo', p('One.'), p('Two.'))]],
    [
      'a pull quote and an embed',
      [pull('A ', t('bold', 'bold'), ' word'), embed('https://vimeo.com/123456')],
    ],
    [
      'a table with a bar in code',
      [table(row(headerCell(p('a')), headerCell(p('b'))), row(cell(p(t('x|y', 'code'))), cell(p('z|'))))],
    ],
    [
      'columns to the right and in the middle',
      [
        table(
          row(
            headerCell(p('a')),
            aligned(headerCell(p('b')), 'right'),
            aligned(headerCell(p('c')), 'center'),
          ),
          row(cell(p('x')), aligned(cell(p('1')), 'right'), aligned(cell(p('y')), 'center')),
        ),
      ],
    ],
  ])('%s', (_, blocks, expected = blocks) => {
    expect(whole(throughMarkdown(withBlocks(...blocks)).content)).toEqual(whole(withBlocks(...expected)));
  });

  test('a merged cell leaves its place empty, and no cell changes its column', () => {
    const merged = { ...cell(p('high')), attrs: { colspan: 1, rowspan: 2, colwidth: null } };
    const content = withBlocks(
      table(row(headerCell(p('a')), headerCell(p('b'))), row(merged, cell(p('x'))), row(cell(p('y')))),
    );
    const rows = throughMarkdown(content).content.sections[1]?.blocks[0]?.content ?? [];
    const text = (node: NodeJson): string => (node.text ?? '') + (node.content ?? []).map(text).join('');
    expect(rows.map((one) => (one.content ?? []).map(text))).toEqual([
      ['a', 'b'],
      ['high', 'x'],
      ['', 'y'],
    ]);
  });

  test.each(['#', '# A title #', '1. First', '---', '<b>', '*', 'Kolleg*innen', '[TOC]', 'a\\'])(
    'a headline that is %j',
    (headline) => {
      const content = { ...withBlocks(p('Text.')), headline };
      expect(throughMarkdown(content).content.headline).toBe(headline);
    },
  );

  test('the lead picture comes back', () => {
    const lead = { media: 'abcd1' as MediaId, alt: 'An alt', caption: 'A caption', credit: 'Ann' };
    const { content, byline } = throughMarkdown({ ...withBlocks(h(2, 'Sub'), p('Text.')), lead });
    expect([content.lead, byline]).toEqual([lead, 'Agency | Outlet']);
  });
});

const word = wordArbitrary.map((text) => p(`${text}.`));
const block = fc.oneof(
  word,
  wordArbitrary.map((text) => h(3, text)),
  fc.tuple(word, fc.integer({ min: 0, max: 9 })).map(([one, start]) => ol(start, item(one, ul(item(one))))),
  fc.tuple(word, wordArbitrary).map(([one, by]) => quote(by, one, ul(item(one)))),
  wordArbitrary.map((text) => pull(text)),
  word.map((one) => lettered('A', 2, item(one, lettered('i', 1, item(one))))),
  fc.tuple(wordArbitrary, wordArbitrary).map(([alt, caption]) => figure('abcd1', alt, caption, '')),
  word.map((one) =>
    table(
      row({ ...headerCell(one), attrs: { colspan: 2, rowspan: 1, colwidth: [90, 80], align: 'right' } }),
      row(cell(one), cell(one, one)),
    ),
  ),
  fc.constant(null).map(() => hr()),
);

test('an article that leaves as JSON comes back whole', () => {
  const content = fc
    .tuple(wordArbitrary, fc.array(block, { minLength: 1, maxLength: 6 }), fc.boolean(), wordArbitrary)
    .map(
      ([headline, blocks, led, title]): ArticleContent => ({
        ...article(headline, section('introduction', p('An opening.')), {
          ...section('news', ...blocks),
          title,
        }),
        dek: 'The dek.',
        lead: led
          ? {
              media: 'abcd2' as MediaId,
              alt: 'a',
              caption: 'b',
              credit: 'c',
              focus: '1,2',
              sourceType: 'none',
            }
          : { media: '', alt: '', caption: '', credit: '' },
      }),
    );
  fc.assert(
    fc.property(content, (original) => {
      const again = throughJson(original);
      expect(whole(again.content)).toEqual(whole(original));
      expect(again.byline).toBe('Agency | Outlet');
    }),
    { seed: 47, numRuns: 200 },
  );
});

test('other JSON, and blocks that no article has, are refused', () => {
  expect(readJson('{"a":1}')).toBeNull();
  expect(readJson('{')).toBeNull();
  const file = JSON.parse(writeJson(source(withBlocks(p('Text.')))));
  file.sections[0].blocks = [{ type: 'iframe' }];
  expect(readJson(JSON.stringify(file))).toBeNull();
});
