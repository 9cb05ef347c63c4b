// What leaves as HTML comes back as it was: every kind of block, by generator, with its place in the article.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MediaId } from '../../ids.ts';
import type { ArticleContent, NodeJson } from '../content.ts';
import { listTypes } from '../list-type.ts';
import { checkedDocument } from '../read-article.ts';
import {
  article,
  br,
  embed,
  figure,
  h,
  hr,
  item,
  lettered,
  ol,
  p,
  pull,
  quote,
  section,
  t,
  template,
  ul,
} from '../testing.ts';
import { compose } from './compose.ts';
import { readHtml } from './html-in.ts';
import { writeHtml } from './html-out.ts';
import { recognize } from './recognize.ts';

const { sections } = template('news');
const desk = 'https://desk.example';

const backAndForth = (content: ArticleContent, byline = '') => {
  const written = writeHtml({
    content,
    byline,
    language: 'en',
    sections,
    pictureAddress: (media) => `${desk}/media/${media}`,
  });
  const file = readHtml(written, { desk });
  expect(file.lost).toEqual([]);
  return compose(recognize(file, sections), { sections, language: 'en', complete: false });
};

/** Content without ids and without attributes at their defaults. */
const plain = (node: NodeJson): NodeJson => {
  const attrs = Object.fromEntries(
    Object.entries(node.attrs ?? {}).filter(
      ([name, value]) => name !== 'id' && value !== '' && value !== null && value !== 1,
    ),
  );
  const content = (node.content ?? []).map(plain);
  return {
    type: node.type,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
    ...(node.text === undefined ? {} : { text: node.text }),
    ...(node.marks ? { marks: node.marks } : {}),
  };
};
const comparable = ({ headline, dek, lead, sections: all }: ArticleContent) => ({
  headline,
  dek,
  lead,
  sections: all.map(({ kind, title, blocks }) => ({ kind, title, blocks: blocks.map(plain) })),
});

// Short lines, names of sections, credits and addresses: all that looks like something else.
const words = fc.constantFrom(
  'Outlook',
  'SUMMARY',
  'Von Anna Adler',
  'Agency | Outlet',
  'a',
  'A sentence, and more of it.',
  'https://vimeo.com/123456',
  '- no list',
  '# no heading',
  'Anzeige',
  '&lt;b&gt; <i>',
);
const inline = fc
  .array(
    fc.oneof(
      { arbitrary: words.map((text) => t(text)), weight: 3 },
      words.map((text) => t(text, 'bold', 'italic')),
      words.map((text) => t(text, { type: 'link', attrs: { href: 'https://a.example/b' } })),
      words.map((text) => t(text, 'code')),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.flatMap((part, index) => (index === 0 ? [part] : [br, part])));
const paragraph = inline.map((parts) => p(...parts));
const list = fc.oneof(
  fc.array(paragraph, { minLength: 1, maxLength: 3 }).map((items) => ul(...items.map((one) => item(one)))),
  fc
    .tuple(fc.constantFrom(1, 5, 0), fc.array(paragraph, { minLength: 1, maxLength: 2 }), paragraph)
    .map(([start, items, inner]) =>
      ol(start, ...items.map((one) => item(one, ol(5, item(inner), item(p('x')))))),
    ),
  fc
    .tuple(fc.constantFrom(...listTypes), fc.constantFrom(...listTypes), paragraph)
    .map(([outer, inner, one]) => lettered(outer, 3, item(one, lettered(inner, 1, item(one))), item(one))),
  fc.tuple(paragraph, paragraph).map(([one, two]) => ul(item(one, two), item(p('y')))),
);
const cell = (type: string, attrs: Record<string, unknown>, ...content: NodeJson[]): NodeJson => ({
  type,
  attrs: { colspan: 1, rowspan: 1, colwidth: null, ...attrs },
  content,
});
const widths = fc.constantFrom<[number, number, number] | null>(null, [90, 120, 40], [0, 300, 0]);
const align = fc.constantFrom(null, 'center', 'right');
const table = fc
  .tuple(paragraph, paragraph, list, widths, align)
  .map(([one, two, inner, all, aligned]): NodeJson => {
    const wide = (...columns: number[]) => {
      const own = columns.map((column) => all?.[column] ?? 0);
      return { colwidth: own.some((width) => width > 0) ? own : null };
    };
    return {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [
            cell('tableHeader', { colspan: 2, ...wide(0, 1) }, one),
            cell('tableHeader', { align: aligned, ...wide(2) }, p('z')),
          ],
        },
        {
          type: 'tableRow',
          content: [
            cell('tableCell', { rowspan: 2, ...wide(0) }, two, one),
            cell('tableCell', wide(1), inner),
            cell('tableCell', { align: aligned, ...wide(2) }, p()),
          ],
        },
        {
          type: 'tableRow',
          content: [
            cell('tableCell', wide(1), p('v')),
            cell('tableCell', { align: 'right', ...wide(2) }, p('w')),
          ],
        },
      ],
    };
  });
const settings = fc.constantFrom<Record<string, string>>(
  {},
  { width: 'wide', focus: '10,90' },
  { crop: '16:9', focus: '0,100', sourceType: 'none' },
  { sourceType: 'trainedAlgorithmicMedia' },
);
const block = fc.oneof(
  { arbitrary: paragraph, weight: 3 },
  fc.tuple(fc.constantFrom(2 as const, 3 as const), inline).map(([level, parts]) => h(level, ...parts)),
  inline.map((parts) => pull(...parts)),
  fc.tuple(fc.constantFrom('', 'Somebody'), fc.oneof(paragraph, list)).map(([by, inner]) => quote(by, inner)),
  fc.tuple(words, words, words, settings).map(([alt, caption, credit, set]) => {
    const one = figure('abcd1', alt, caption, credit);
    return { ...one, attrs: { ...one.attrs, ...set } };
  }),
  table,
  fc.constantFrom('a\n  b', '<p>x</p>').map(
    (text): NodeJson => ({
      type: 'codeBlock',
      attrs: { language: 'ts' },
      content: [t(text)],
    }),
  ),
  fc.constant(null).map(() => hr()),
  fc.constant(null).map(() => embed('https://vimeo.com/123456')),
);

const content = fc
  .record({
    headline: fc.oneof(words, fc.constant('')),
    dek: fc.oneof(words, fc.constant('')),
    lead: fc.constantFrom(
      { media: '', alt: '', caption: '', credit: '' },
      { media: 'abcd2' as MediaId, alt: 'Alt', caption: 'Cap', credit: 'Who' },
      {
        media: 'abcd2' as MediaId,
        alt: 'Alt',
        caption: 'Cap',
        credit: 'Flux',
        focus: '20,80',
        sourceType: 'none' as const,
      },
    ),
    opening: fc.array(paragraph, { minLength: 1, maxLength: 2 }),
    blocks: fc.array(block, { minLength: 1, maxLength: 5 }),
    title: fc.constantFrom('', 'A title of its own', 'Summary'),
    outlook: paragraph,
  })
  .map(
    ({ headline, dek, lead, opening, blocks, title, outlook }): ArticleContent => ({
      ...article(
        headline,
        section('introduction', ...opening),
        { ...section('news', ...blocks), title },
        section('outlook', outlook),
      ),
      dek,
      lead,
    }),
  );

test('every kind of block and every role comes back', () => {
  fc.assert(
    fc.property(content, (original) => {
      for (const { blocks } of original.sections) checkedDocument(blocks);
      const again = backAndForth(original, 'Anna Adler');
      expect(comparable(again.content)).toEqual(comparable(original));
      expect(again.byline).toBe('Anna Adler');
    }),
    { seed: 23, numRuns: 250 },
  );
});

test('an editor’s note and a comment’s place never leave, and their words do', () => {
  const marked = p(
    'one ',
    t('two', { type: 'note', attrs: { text: 'ask the lawyer' } }),
    ' ',
    t('three', { type: 'anchor', attrs: { id: 'abcd' } }),
  );
  const again = backAndForth(article('Head', section('news', marked)));
  expect(again.content.sections[0]?.blocks.map(plain)).toEqual([plain(p('one two three'))]);
});

test('another desk’s pictures are remote, and kinds that a template lacks keep their names', () => {
  const original = article('Head', section('sport', figure('abcd1', 'A', 'Cap', 'Who')));
  const written = writeHtml({
    content: original,
    byline: '',
    language: 'en',
    sections: [
      { ...sections[0], kind: 'sport', label: { en: 'Sport', de: 'Sport' } } as (typeof sections)[number],
    ],
    pictureAddress: (media) => `https://other.example/media/${media}`,
  });
  const pieces = recognize(readHtml(written, { desk }), sections);
  expect(pieces).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ role: 'section', kind: 'news', titled: true }),
      expect.objectContaining({ remote: 'https://other.example/media/abcd1', caption: 'Cap', credit: 'Who' }),
    ]),
  );
});
