import { describe, expect, test } from 'vitest';
import type { Found } from './found.ts';
import { inlineText } from './inline.ts';
import { readText } from './text-in.ts';

const show = (found: Found) => {
  if (found.type !== 'line') return found.type === 'block' ? `<${found.block.type}>` : '<picture>';
  const { form } = found;
  const sign =
    form.is === 'bullet' || form.is === 'numbered'
      ? `${form.is}${form.depth} `
      : form.is === 'quote'
        ? `quote(${form.source}) `
        : '';
  return sign + inlineText(found.inline);
};
const read = (text: string) => readText(text).found.map(show);

test('a line is a paragraph, with or without empty lines between', () => {
  expect(read('One.\nTwo.\r\n\r\n\r\n  Three  and\tfour. \n')).toEqual(['One.', 'Two.', 'Three and four.']);
});

test('lines that a mail program broke at a column are joined again', () => {
  const text = [
    'The council voted on Tuesday evening to restore three of the seven lines',
    'that were cut four years ago, at a cost that nobody at the table wanted',
    'to put into words before the last of the guests had left the building.',
    '',
    'From May on, buses leave the square again at one, at two and at three in',
    'the morning.',
  ].join('\n');
  expect(read(text)).toEqual([
    text.split('\n\n')[0]?.replaceAll('\n', ' '),
    text.split('\n\n')[1]?.replaceAll('\n', ' '),
  ]);
});

test('a subheading over broken lines stays a line of its own', () => {
  const text = [
    'Loops',
    'The old routes ran out to the suburbs and waited there for half an hour,',
    'engine idling, before the way back. The new ones are loops, and whoever',
    'falls asleep on the last bus now ends up where the evening began, which',
    'the chair called safe.',
  ].join('\n');
  expect(read(text)).toHaveLength(2);
  expect(read(text)[0]).toBe('Loops');
});

test('dashes, stars and bullets begin items', () => {
  expect(read('- one\n* two\n• three\n•four\n– five\n  - six')).toEqual([
    'bullet0 one',
    'bullet0 two',
    'bullet0 three',
    'bullet0 four',
    'bullet0 five',
    'bullet1 six',
  ]);
});

test('what only looks like an item keeps its sign', () => {
  expect(read('-5 degrees\n*starred* word\n-')).toEqual(['-5 degrees', '*starred* word', '-']);
});

test('a line further in goes on with the item', () => {
  expect(read('- one\n  and more\n- two')).toEqual(['bullet0 one and more', 'bullet0 two']);
});

test('numbers that count up from one are a list, others are text', () => {
  expect(read('1. one\n2. two\n\n3) three')).toEqual(['numbered0 one', 'numbered0 two', 'numbered0 three']);
  expect(read('1. one\ntext\n2. two')).toEqual(['1. one', 'text', '2. two']);
  expect(read('24. Dezember\n25. Dezember')).toEqual(['24. Dezember', '25. Dezember']);
});

test('letters and Roman numerals with a bracket that count up are lists, initials and single ones are text', () => {
  expect(read('a) one\nb) two')).toEqual(['numbered0 one', 'numbered0 two']);
  const of = (text: string) =>
    readText(text).found.map((one) =>
      one.type === 'line' && one.form.is === 'numbered' ? [one.form.number, one.form.type] : null,
    );
  expect(of('(a) one\n(b) two\n\nText.\n\nI) one\nII) two\nIII) three')).toEqual([
    [1, 'a'],
    [2, 'a'],
    null,
    [1, 'I'],
    [2, 'I'],
    [3, 'I'],
  ]);
  expect(of('h) one\ni) two')).toEqual([null, null]);
  expect(read('A. Adler sagte dies.\nB. Bertram sagte das.\nb) nur eines')).toEqual([
    'A. Adler sagte dies.',
    'B. Bertram sagte das.',
    'b) nur eines',
  ]);
});

test('quotes have their source under them', () => {
  expect(read('> Words.\n> — Somebody\n\n> More.')).toEqual(['quote(Somebody) Words.', 'quote() More.']);
});

test('a row of signs is a divider, and an address that can be embedded is an embed', () => {
  expect(read('---\n* * *\nhttps://vimeo.com/123456\nhttps://example.org/a')).toEqual([
    '<horizontalRule>',
    '<horizontalRule>',
    '<embed>',
    'https://example.org/a',
  ]);
});

test('characters that no database takes are gone', () => {
  expect(read('a\u0000b\u0007 c\ufeff')).toEqual(['ab c']);
});

test('a mail’s signature is no part of the article, and nothing else below dashes is', () => {
  const { found } = readText('The last line.\n-- \nAgency Ltd\nHarbor Street 1');
  expect(found.map((one) => [show(one), one.leftOut ?? ''])).toEqual([
    ['The last line.', ''],
    ['--', 'signature'],
    ['Agency Ltd', 'signature'],
    ['Harbor Street 1', 'signature'],
  ]);
  const long = `A line.\n-- \n${'More of the article.\n'.repeat(20)}`;
  expect(readText(long).found.some(({ leftOut }) => leftOut)).toBe(false);
});

describe('lines that were broken at a column', () => {
  test('are seen with one long address, two lines, a dash, a day and a split word among them', () => {
    expect(
      read(
        [
          'Die neue Fähre hat am Montag zum ersten Mal abgelegt. An Bord waren am',
          '3. November elf Menschen und ein Hund, der nach Angaben des Kapitäns',
          '– so hat er es jedenfalls gesagt – nicht bezahlt hatte. Das alte Wasser-',
          'werk am Ein- und',
          'Ausgang blieb zu.',
          '',
          'Unter dieser Adresse steht mehr davon, und zwar seit gestern Nachmittag:',
          'https://example.org/ein/sehr/langer/weg/der/in/keine/zeile/passt/und/nicht/umbricht',
        ].join('\n'),
      ),
    ).toEqual([
      'Die neue Fähre hat am Montag zum ersten Mal abgelegt. An Bord waren am 3. November elf Menschen und ein Hund, der nach Angaben des Kapitäns – so hat er es jedenfalls gesagt – nicht bezahlt hatte. Das alte Wasserwerk am Ein- und',
      'Ausgang blieb zu.',
      'Unter dieser Adresse steht mehr davon, und zwar seit gestern Nachmittag: https://example.org/ein/sehr/langer/weg/der/in/keine/zeile/passt/und/nicht/umbricht',
    ]);
  });

  test('a hyphen stays where another word shares its part, and where the text has the word with it', () => {
    const broken = (first: string, second: string) =>
      read(`Die neue Fähre hat am Montag zum ersten Mal abgelegt, wie der ${first}\n${second} sagte.`)[0];
    expect(broken('Wasser-', 'meister aus Nordhafen')).toContain('Wassermeister');
    expect(broken('Ein-', 'und Ausgang der Anlage war')).toContain('Ein- und Ausgang');
    expect(broken('EU-', 'weite Verband es den Leuten')).toContain('EU-weite');
    expect(broken('Baden-', 'Württemberger, der dabei war,')).toContain('Baden-Württemberger');
  });

  test('addresses, verses and contacts stay lines', () => {
    const lines = ['Küstendienst', 'Hafenstraße 1', '12345 Nordhafen', 'Telefon 01234 5678'];
    expect(read(lines.join('\n'))).toEqual(lines);
    const titled = [
      'Stadtrat beschließt nach langem Streit den Bau einer neuen Brücke',
      'Die Arbeiten beginnen im Mai',
    ];
    expect(read(titled.join('\n'))).toEqual(titled);
  });
});

test('a mail that was quoted whole loses its signs, two quoted lines are a quote', () => {
  expect(read('Am Montag schrieb Mara:\n> Ein Titel\n>\n> Ein Satz.\n> Noch einer.\n>> Älter.')).toEqual([
    'Am Montag schrieb Mara: Ein Titel',
    'Ein Satz. Noch einer.',
    'quote() Älter.',
  ]);
  expect(read('> Ein Satz.\n> Noch einer.')).toEqual(['quote() Ein Satz.', 'quote() Noch einer.']);
});
