// What a LanguageTool server says counts for the place that it looked at, and nowhere else.
import type { LanguageFinding } from '@galley/shared/api/text-check.ts';
import { sectionSchema } from '@galley/shared/article/schema/schema.ts';
import { p, t } from '@galley/shared/article/testing.ts';
import type { CheckedBlock, Hint } from '@galley/shared/checks/checks.ts';
import { textBlocks } from '@galley/shared/checks/text-blocks.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import { expect, test } from 'vitest';
import { placeOfHint } from './checked-blocks.ts';
import { languageHints } from './language-hints.ts';

const place = 'abcd' as SectionId;
const docOf = (...texts: string[]) =>
  sectionSchema.nodeFromJSON({ type: 'doc', content: texts.map((text) => p(t(text))) });
const blocksOf = (...texts: string[]): CheckedBlock[] => [
  { place: 'headline', kind: 'line', text: 'Their ships' },
  ...textBlocks(docOf(...texts)).map(({ kind, text }): CheckedBlock => ({ place, kind, text })),
];
const advised = (block: number, from: number, quote: string): LanguageFinding => ({
  ...{ place, block, from, quote, code: 'grammar', message: 'Did you mean “there”?' },
  replacements: ['there'],
});
const hint = ({ from, quote, message, replacements }: LanguageFinding) => ({
  ...{ from, quote, advice: { message, replacements } },
});

test('a word that was corrected by hand is no hint any more, though it is right in another paragraph', () => {
  const finding = advised(0, 12, 'their');
  const before = blocksOf('The boat is their now.', 'They mend their nets.');
  expect(languageHints([finding], before, {})).toMatchObject([
    { block: 1, from: 12, to: 17, quote: 'their' },
  ]);
  const after = blocksOf('The boat is there now.', 'They mend their nets.');
  expect(languageHints([finding], after, {})).toEqual([]);
  expect(placeOfHint(docOf('The boat is there now.', 'They mend their nets.'), hint(finding), 0)).toBeNull();
  expect(languageHints([advised(7, 0, 'Their')], before, {})).toEqual([]);
  expect(languageHints([finding], before, { grammar: 'off' })).toEqual([]);
});

test.each([
  ['Die Leser:inen warten.', 10, 'inen'],
  ['An x-teh here.', 5, 'teh'],
])('a part of a joined word leads to its place: %s', (text, from, quote) => {
  const place = placeOfHint(docOf(text), hint(advised(0, from, quote)), 0);
  expect(place).toEqual({ from: from + 1, to: from + 1 + quote.length });
});

test('a word of the house style list is found where it stands by now, whole', () => {
  // Of the entry itself nothing is read.
  const style = { from: 0, quote: 'use', style: { word: {}, instead: 'take' } } as unknown as Hint;
  expect(placeOfHint(docOf('Because', 'They use it.'), style, 0)).toEqual({ from: 15, to: 18 });
});
