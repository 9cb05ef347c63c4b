import { compose } from '@galley/shared/article/formats/compose.ts';
import { saysLabel } from '@galley/shared/article/formats/line-kinds.ts';
import type { ImportPiece, LinePiece } from '@galley/shared/article/formats/pieces.ts';
import { recognize } from '@galley/shared/article/formats/recognize.ts';
import { readText } from '@galley/shared/article/formats/text-in.ts';
import { specOf } from '@galley/shared/article/template.ts';
import { textOf as contentText, template, titleArbitrary, wordsIn } from '@galley/shared/article/testing.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindsOf, languageOf, outcomeOf, textOf, withCorrections, withoutTaken } from './import-pieces.ts';
import { choicesOf, roleValueOf, withRoleValue } from './piece-roles.ts';

const { sections } = template('news');
const long = 'A sentence that goes on for quite a while, as those of articles do, and then it ends.';
const read = (...lines: string[]) => recognize(readText(lines.join('\n')), sections);
const piece = (pieces: readonly ImportPiece[], text: string): LinePiece => {
  const found = pieces.find((one) => textOf(one) === text);
  if (found?.type !== 'line') throw new Error(`There is no line ${text}.`);
  return found;
};
const corrected = (
  pieces: readonly ImportPiece[],
  text: string,
  value: Parameters<typeof withRoleValue>[1],
) => pieces.map((one) => (textOf(one) === text ? withRoleValue(one, value, sections) : one));

describe('a line that is made a section by hand', () => {
  test('is its title, or only its name where it says just that', () => {
    const pieces = read('T', 'The dek.', 'NEWS', long, 'Ausblick auf morgen', long, long);
    const titled = piece(corrected(pieces, 'Ausblick auf morgen', 'section:outlook'), 'Ausblick auf morgen');
    expect([titled.role, titled.kind, titled.titled]).toEqual(['section', 'outlook', true]);
    const other = piece(corrected(pieces, 'NEWS', 'section:outlook'), 'NEWS');
    expect(other.titled).toBe(true);
    const same = piece(corrected(pieces, 'NEWS', 'section:news'), 'NEWS');
    expect(same.titled).toBe(false);
  });

  test('takes what follows with it', () => {
    const pieces = corrected(
      read('T', 'D', 'NEWS', long, 'More of it', long),
      'More of it',
      'section:outlook',
    );
    expect(kindsOf(pieces)).toEqual([null, null, 'news', 'news', 'outlook', 'outlook']);
    expect(outcomeOf(pieces, sections, 'en').sections.map(({ kind, title }) => [kind, title])).toEqual([
      ['news', ''],
      ['outlook', 'More of it'],
    ]);
  });
});

test('whatever is chosen for whichever line, no word of those that stay is lost', () => {
  const lines = fc.array(fc.oneof(titleArbitrary, fc.constantFrom('NEWS', 'Ausblick', '- a point', long)), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(lines, fc.array(fc.nat(30), { minLength: 12, maxLength: 12 }), (texts, picks) => {
      const pieces = read(...texts).map((one, index) => {
        const { head, sections: begins, text } = choicesOf(one, sections);
        const all = [...head, ...begins, ...text];
        const value = all[(picks[index] ?? 0) % all.length];
        return value ? withRoleValue(one, value, sections) : one;
      });
      const { content, byline } = compose(pieces, { sections, language: 'en', complete: false });
      const stays = pieces.filter(
        (one) =>
          one.type === 'line' &&
          one.role !== 'left-out' &&
          (one.role !== 'section' ||
            one.titled ||
            !saysLabel(textOf(one), specOf({ sections }, one.kind ?? ''), 'en')),
      );
      const words = wordsIn(`${contentText(content)} ${byline} ${content.lead.credit}`).filter(
        (word) => word !== '|',
      );
      expect(words.sort()).toEqual(wordsIn(stays.map(textOf).join(' ')).sort());
    }),
    { seed: 31, numRuns: 300 },
  );
});

test('every choice that there is can be chosen, and is then the one that is shown', () => {
  for (const one of read('T', 'D', 'A | B', long, 'NEWS', long, '- a', '> b', '---')) {
    const { head, sections: begins, text } = choicesOf(one, sections);
    for (const value of [...head, ...begins, ...text])
      expect(roleValueOf(withRoleValue(one, value, sections))).toBe(value);
  }
});

test('corrections stay when the text is read again, as far as the line and the section are there', () => {
  const before = corrected(
    corrected(read('T', 'D', 'NEWS', long, 'Short line', long), 'Short line', 'quote'),
    'D',
    'section:outlook',
  );
  const blank = template('blank').sections;
  const again = withCorrections(
    recognize(readText(['T', 'D', long, 'Short line'].join('\n')), blank),
    before,
    blank,
  );
  expect(piece(again, 'Short line').role).toBe('quote');
  expect(piece(again, 'D').kind).not.toBe('outlook');
});

test('an article that has a headline keeps it, and the line stays to be seen', () => {
  const taken = { headline: true, dek: false, credit: true };
  const pieces = withoutTaken(read('T', 'The dek.', 'A | B', 'NEWS', long), taken);
  expect(['T', 'The dek.', 'A | B'].map((text) => piece(pieces, text).role)).toEqual([
    'left-out',
    'dek',
    'left-out',
  ]);
});

test('the language of a text is known by its common words, and of a few words not at all', () => {
  expect(
    languageOf(read('Der Speicher und die Stadt', 'Es ist nicht das Wasser, und mit ein paar Rohren.')),
  ).toBe('de');
  expect(languageOf(read('The store and the town', 'It is not the water that was the problem of it.'))).toBe(
    'en',
  );
  expect(languageOf(read('Kurz'))).toBeNull();
});
