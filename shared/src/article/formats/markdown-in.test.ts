import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NodeJson } from '../content.ts';
import { wordArbitrary } from '../testing.ts';
import type { Found } from './found.ts';
import { inlineText } from './inline.ts';
import { readMarkdown } from './markdown-in.ts';

const show = (found: Found) => {
  if (found.type !== 'line')
    return found.type === 'block' ? JSON.stringify(found.block) : `picture ${found.remote} ${found.alt}`;
  return `${Object.values(found.form)
    .filter((value) => value !== null)
    .join(' ')}: ${inlineText(found.inline)}`;
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

test('cells beyond the columns make the table wider, and a bar in code ends no cell', () => {
  const cellsOf = (text: string) =>
    readMarkdown(text).found.flatMap((one) =>
      one.type === 'block' ? (one.block.content ?? []).map((row) => (row.content ?? []).map(cellText)) : [],
    );
  const cellText = (node: NodeJson): string =>
    (node.text ?? '') + (node.content ?? []).map(cellText).join('');
  expect(cellsOf('| a | b |\n|---|---|\n| c | d | e |')).toEqual([
    ['a', 'b', ''],
    ['c', 'd', 'e'],
  ]);
  expect(cellsOf('| a | b |\n|---|---|\n| `x\\|y` | 2 |')).toEqual([
    ['a', 'b'],
    ['x|y', '2'],
  ]);
});

describe('angle brackets that are no HTML', () => {
  test.each([
    ['<Video folgt>\n\nMehr.', ['plain: <Video folgt>', 'plain: Mehr.']],
    ['<Details folgen>\n\n*Mehr.*', ['plain: <Details folgen>', 'plain: Mehr.']],
    ['<Script>\n\nMehr.', ['plain: <Script>', 'plain: Mehr.']],
    ['Erst.\n\n<!-- offen\n\n# Titel', ['plain: Erst.', 'plain: <!-- offen', 'heading 1: Titel']],
    ['<template>\nMehr.', ['plain: <template> Mehr.']],
    ['a<b und c>d', ['plain: a<b und c>d']],
    ['ein <iframe> und <textarea>x', ['plain: ein <iframe> und <textarea>x']],
    ['<?php echo 1 ?> x', ['plain: <?php echo 1 ?> x']],
    ['<div>a<b und c>d</div>', ['plain: a<b und c>d']],
  ])('%j stay text', (source, lines) => expect(read(source)).toEqual(lines));

  test('tags that are closed are HTML, over lines too', () => {
    expect(read('<details open>\n<summary>Mehr</summary>\n\nText <b>fett</b>.\n\n</details>')).toEqual([
      'plain: Mehr',
      'plain: Text fett.',
    ]);
  });

  test('a remark in the source is no text, and is named', () => {
    const { found, lost } = readMarkdown('Text.\n\n<!-- noch prüfen -->\n\nMehr <!-- wo? -->hier.');
    expect(found.map(show)).toEqual(['plain: Text.', 'plain: Mehr hier.']);
    expect(lost).toEqual([{ what: 'comments', count: 2, words: ['noch prüfen', 'wo?'] }]);
  });
});

describe('formatting as people mean it', () => {
  const brief = (text: string) =>
    readMarkdown(text).found.flatMap((one) =>
      one.type === 'line'
        ? one.inline.map(({ text = '/', marks = [] }) =>
            marks.length > 0
              ? `${text}<${marks.map(({ type, attrs }) => (attrs ? attrs.href : type)).join()}>`
              : text,
          )
        : [one.type],
    );
  test.each([
    ['Die Kolleg*innen und die Leser*innen', ['Die Kolleg*innen und die Leser*innen']],
    ['*Kolleg*innen* und un*glaub*lich', ['Kolleg*innen<italic>', ' und un', 'glaub<italic>', 'lich']],
    [
      'Der **„Fischmarkt“**bleibt, **Hafen:**Text',
      ['Der ', '„Fischmarkt“<bold>', 'bleibt, ', 'Hafen:<bold>', 'Text'],
    ],
    ['neu**(alt)**, *„kursiv“*bleibt', ['neu', '(alt)<bold>', ', ', '„kursiv“<italic>', 'bleibt']],
    ['~100 bis ~200, ~~weg~~', ['~100 bis ~200, ', 'weg<strike>']],
    ['„https://x.example/z“ ist', ['„', 'https://x.example/z<https://x.example/z>', '“ ist']],
    ['<tel:+49123> <ftp://x.example>', ['tel:+49123<tel:+49123>', ' ftp://x.example']],
    [
      '[a][r] und [b][r]\n\n[r]: https://x.example "Titel"',
      ['a<https://x.example>', ' (Titel) und ', 'b<https://x.example>'],
    ],
    ['Das Bild ![A](/media/abcd1) zeigt es.', ['Das Bild zeigt es.', 'block']],
    ['Ein\u2028Umbruch', ['Ein', '/', 'Umbruch']],
  ])('%j', (source, parts) => expect(brief(source)).toEqual(parts));
});

test('footnotes, tasks, terms and the numbers of lists', () => {
  expect(read('Eins.[^a] Zwei.[^b]\n\n[^b]: Zur Zwei.\n[^a]: Zur Eins.\n[^c]: Zu nichts.')).toEqual([
    'plain: Eins.1 Zwei.2',
    'plain: 1 Zur Eins.',
    'plain: 2 Zur Zwei.',
    'plain: 3 Zu nichts.',
  ]);
  expect(read('- [x] fertig\n- [ ] offen')).toEqual(['bullet 0: ☑ fertig', 'bullet 0: ☐ offen']);
  expect(read('Kran\n: Er hebt.\n: Er senkt.')).toEqual([
    'plain: Kran',
    'plain: Er hebt.',
    'plain: Er senkt.',
  ]);
  expect(read('1. a\n\nText.\n\n2. b\n3. c')).toEqual([
    'numbered 0 1: a',
    'plain: Text.',
    'numbered 0 2: b',
    'numbered 0 3: c',
  ]);
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
