import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NodeJson } from '../content.ts';
import { wordArbitrary } from '../testing.ts';
import type { Found } from './found.ts';
import { inlineText } from './inline.ts';
import { readMarkdown } from './markdown-in.ts';

const show = (found: Found) => {
  if (found.type !== 'line')
    return found.type === 'block' ? JSON.stringify(found.block) : `picture ${found.remote} ${found.alt}`;
  return `${Object.values(found.form).join(' ')}: ${inlineText(found.inline)}`;
};
const read = (source: string) => readMarkdown(source).found.map(show);

test('headings, paragraphs, lists and quotes', () => {
  expect(read('# T\n\nOne *two*\nthree\n\n## S\n- a\n  - b\n1. c\n\n> Words\n>\n> — Somebody')).toEqual([
    'heading 1: T',
    'plain: One two three',
    'heading 2: S',
    'bullet 0: a',
    'bullet 1: b',
    'numbered 0 1: c',
    'quote Somebody: Words',
  ]);
});

test('pictures with caption and credit', () => {
  expect(read('![A](/media/abcd1 "Cap")\n*Credit*\n\n![B](https://x.example/b.jpg)')).toEqual([
    '{"type":"figure","attrs":{"media":"abcd1","alt":"A","caption":"Cap","credit":"Credit"}}',
    'picture https://x.example/b.jpg B',
  ]);
});

test('what Markdown would not show stays', () => {
  expect(
    read(
      '[a]: /never "used"\n\nSee [b][c] and [x](javascript:alert) and [y](/z "title") for <name> of <b>it</b>\n\n[c]: /d',
    ),
  ).toEqual([
    'plain: [a]: /never "used"',
    'plain: See b and x (javascript:alert) and y (title) for <name> of it',
  ]);
  expect(read('```not a language\ncode\n```')).toEqual([
    'plain: not a language',
    '{"type":"codeBlock","attrs":{"language":null},"content":[{"type":"text","text":"code"}]}',
  ]);
});

test('cells beyond the columns make the table lines', () => {
  expect(read('| a | b |\n|---|---|\n| c | d | e |')).toEqual([
    'plain: | a | b |',
    'plain: |---|---|',
    'plain: | c | d | e |',
  ]);
  expect(read('| a | b |\n|---|---|\n| c | d |')[0]).toContain('"type":"table"');
});

test('scripts in Markdown are gone', () => {
  expect(read('one\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> two')).toEqual([
    'plain: one',
    'plain: two',
  ]);
});

const source = fc
  .array(
    fc.oneof(
      { arbitrary: wordArbitrary, weight: 3 },
      fc.constantFrom(
        '*',
        '**',
        '_',
        '`',
        '~~',
        '[',
        ']',
        '](',
        '(',
        ')',
        '#',
        '# ',
        '> ',
        '- ',
        '1. ',
        '|',
        '|---|',
        '\n',
        '\n\n',
        '    ',
        '![',
        ':',
        '"',
        '.',
        '!',
        '\\',
        '&',
        '---',
        '```',
        '[a]: ',
        '\t',
      ),
      fc.constant(' '),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

const letters = (text: string) => text.replace(/[^a-zäöüß]+/g, '');
const allText = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(allText).join(' ');
  if (typeof value !== 'object' || value === null) return '';
  const { text, attrs, marks, content } = value as NodeJson;
  const said = [
    attrs?.source,
    attrs?.language,
    attrs?.href,
    attrs?.alt,
    attrs?.caption,
    attrs?.credit,
    attrs?.media,
  ];
  return [
    text,
    ...said.map((one) => (typeof one === 'string' ? one : '')),
    allText(marks),
    allText(content),
  ].join(' ');
};

test('no letter of Markdown is lost, whatever its signs', () => {
  fc.assert(
    fc.property(source, (text) => {
      const found = readMarkdown(text).found.map((one) => {
        if (one.type === 'block') return allText(one.block);
        return one.type === 'line'
          ? `${allText(one.inline)} ${one.form.is === 'quote' ? one.form.source : ''}`
          : '';
      });
      const written = decodeURI(found.join(' '));
      expect([...letters(written)].sort().join('')).toBe([...letters(text)].sort().join(''));
    }),
    { seed: 13, numRuns: 2500 },
  );
});
