import { describe, expect, test } from 'vitest';
import type { StyleWord } from '../api/house-style.ts';
import type { StyleWordId, UserId } from '../ids.ts';
import { styleFinder } from './style-words.ts';

const entry = (avoid: string, prefer = '', language: StyleWord['language'] = 'both'): StyleWord => ({
  ...{ id: avoid as StyleWordId, avoid, prefer, note: '', language },
  ...{ owner: 'someone' as UserId, version: 1 },
});
const foundIn = (text: string, ...words: StyleWord[]) =>
  styleFinder(words, 'en')(text).map(({ from, to, instead }) => [text.slice(from, to), instead]);

describe('words of the house style', () => {
  test.each<[string, string, string, string, [string, string][]]>([
    [
      'a lower-case entry stands for each case',
      'utilize',
      'use',
      'They utilize. Utilize it! UTILIZE',
      [
        ['utilize', 'use'],
        ['Utilize', 'Use'],
        ['UTILIZE', 'USE'],
      ],
    ],
    [
      'a capital counts where the entry has one',
      'Internet',
      'internet',
      'The Internet, the internet, INTERNET',
      [['Internet', 'internet']],
    ],
    [
      'what is wanted is not found',
      'e-mail',
      'E-Mail',
      'Eine e-mail, eine E-Mail, eine E-mail.',
      [
        ['e-mail', 'E-Mail'],
        ['E-mail', 'E-Mail'],
      ],
    ],
    ['an abbreviation is written out', 'EU', 'European Union', 'The EU', [['EU', 'European Union']]],
    [
      'a preferred word keeps its own capitals',
      'iphone',
      'iPhone',
      'Iphone and iPhone',
      [['Iphone', 'iPhone']],
    ],
    ['parts of words are none', 'mail', 'post', 'E-Mail, mailbox, chainmail, mail-Box, a@mail.example', []],
    ['forms with signs in them are none', 'Leser', 'Lesende', 'Leser:innen, Leser*innen, Leser_innen', []],
    [
      'ends of sentences and possessives',
      'migrant',
      'worker',
      'A migrant. The migrant’s (migrant)',
      [
        ['migrant', 'worker'],
        ['migrant', 'worker'],
        ['migrant', 'worker'],
      ],
    ],
    [
      'several words, however their blank is set',
      'due to',
      'because of',
      'Due\u00a0to rain, due to',
      [
        ['Due\u00a0to', 'Because of'],
        ['due to', 'because of'],
      ],
    ],
    ['soft hyphens within', 'wasserfall', '', 'Der Was\u00adser\u00adfall', [['Was\u00adser\u00adfall', '']]],
    ['apostrophes of both kinds', "o'clock", 'h', 'Ten o’clock', [['o’clock', 'h']]],
    [
      'an entry with a sign at its end',
      'etc.',
      'and so on',
      'Boats, etc. And Etc.',
      [
        ['etc.', 'and so on'],
        ['Etc.', 'And so on'],
      ],
    ],
    [
      'umlauts and letters outside the plane',
      'über',
      'ueber',
      '𝔘ber Über über',
      [
        ['Über', 'Ueber'],
        ['über', 'ueber'],
      ],
    ],
  ])('%s', (_name, avoid, prefer, text, expected) => {
    expect(foundIn(text, entry(avoid, prefer))).toEqual(expected);
  });
  test('of entries that begin alike the longest counts', () => {
    expect(foundIn('in order to see, in order', entry('in order', 'a'), entry('in order to', 'to'))).toEqual([
      ['in order to', 'to'],
      ['in order', 'a'],
    ]);
  });
  test('entries of the other language are left out', () => {
    expect(foundIn('handy', entry('handy', 'phone', 'de'))).toEqual([]);
    expect(foundIn('handy', entry('handy', 'phone', 'en'))).toHaveLength(1);
  });
});
