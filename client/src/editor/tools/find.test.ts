// Finding text as people type it, and replacing it.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { sectionSchema } from '@galley/shared/article/schema/schema.ts';
import { br, item, p, t, ul } from '@galley/shared/article/testing.ts';
import { describe, expect, test } from 'vitest';
import { matchesIn, patternOf, replaceBy } from './find.ts';

const options = { matchCase: false, wholeWord: false, regex: false };
const found = (query: string, flags: Partial<typeof options>, ...content: NodeJson[]) => {
  const pattern = patternOf({ ...options, ...flags, query });
  if (!(pattern instanceof RegExp)) throw new Error(`${query} is no pattern.`);
  const doc = sectionSchema.nodeFromJSON({ type: 'doc', content });
  return matchesIn(doc, pattern).map(({ from, to }) => doc.textBetween(from, to, '|', '*'));
};

describe('finding', () => {
  test('goes over marks and lists, and not over blocks or line breaks', () => {
    expect(found('harbor', {}, p('the har', t('bor', 'bold')), ul(item(p('Harbor'))))).toEqual([
      'harbor',
      'Harbor',
    ]);
    expect(found('ab', {}, p('a'), p('b'), p('a', br, 'b'))).toEqual([]);
  });
  test('takes typographic signs for plain ones and blanks of any kind for blanks', () => {
    expect(found(`it's "so" - 5 km`, {}, p('It’s „so“ – 5\u00a0km'))).toEqual(['It’s „so“ – 5\u00a0km']);
  });
  test('finds words with soft hyphens and zero-width spaces in them, as whole words too', () => {
    const text = p('Das Wasser\u00adwerk, die Eisen\u200bbahn');
    expect(found('wasserwerk', {}, text)).toEqual(['Wasser\u00adwerk']);
    expect(found('Eisen\u00adbahn', { wholeWord: true }, text)).toEqual(['Eisen\u200bbahn']);
    expect(found('werk', { wholeWord: true }, text)).toEqual([]);
  });
  test('takes signs of regular expressions as they stand, unless they are wanted', () => {
    expect(found('1.5 (a+b)?', {}, p('1.5 (a+b)? and 105 aab'))).toEqual(['1.5 (a+b)?']);
    expect(found('1.5', { regex: true }, p('1.5 and 105'))).toEqual(['1.5', '105']);
  });
  test('respects case and whole words, also beside umlauts', () => {
    expect(found('hafen', { matchCase: true }, p('Hafen hafen'))).toEqual(['hafen']);
    expect(found('uhr', { wholeWord: true }, p('Uhr Uhrzeit fuhr Uhrä'))).toEqual(['Uhr']);
  });
});

test('an empty query finds nothing, and a broken expression says so', () => {
  expect(patternOf({ ...options, query: '' })).toBe(null);
  expect(patternOf({ ...options, regex: true, query: '(' })).toBe('invalid');
});

test('a replacement names groups of expressions only', () => {
  const pattern = /(\w+)-(\w+)/giu;
  expect(replaceBy(pattern, '$2 $1', { regex: true, matchCase: false })('one-two')).toBe('two one');
  expect(replaceBy(pattern, '$2 $1', { regex: false, matchCase: false })('one-two')).toBe('$2 $1');
});

test('accents and case do not count, and ß is ss, unless the case is wanted', () => {
  expect(found('cafe', {}, p('Café cafe Cafe\u0301 CAFÉ'))).toEqual(['Café', 'cafe', 'Cafe\u0301', 'CAFÉ']);
  expect(found('strasse', {}, p('Straße und Strasse'))).toEqual(['Straße', 'Strasse']);
  expect(found('Straße', {}, p('Strasse'))).toEqual(['Strasse']);
  expect(found('müller', {}, p('Muller und Müller'))).toEqual(['Muller', 'Müller']);
  expect(found('Muller', { matchCase: true }, p('Muller Müller muller'))).toEqual(['Muller']);
});

test('a replacement has the case of what it replaces, unless the case was wanted', () => {
  const replace = replaceBy(/harbor/giu, 'port', { regex: false, matchCase: false });
  expect(['harbor', 'Harbor', 'HARBOR'].map(replace)).toEqual(['port', 'Port', 'PORT']);
  expect(replaceBy(/Harbor/gu, 'port', { regex: false, matchCase: true })('Harbor')).toBe('port');
  expect(replaceBy(/harbor/giu, 'Port of Call', { regex: false, matchCase: false })('harbor')).toBe(
    'Port of Call',
  );
});
