import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareTexts } from '../review/compare-texts.ts';
import { tokensIn } from './tokens.ts';

it('splits texts of any script into words', () => {
  expect(tokensIn('Η γρήγορη αλεπού')).toEqual(['Η', ' ', 'γρήγορη', ' ', 'αλεπού']);
  expect(tokensIn('Це п’ятий день')).toEqual(['Це', ' ', 'п’ятий', ' ', 'день']);
  expect(tokensIn('हिन्दी में')).toEqual(['हिन्दी', ' ', 'में']);
  expect(tokensIn('東京都に').length).toBeGreaterThan(1);
});

it('keeps abbreviations and numbers whole', () => {
  expect(tokensIn('So z. B. hier, u.\u00a0a. 3,5 km')).toEqual([
    ...['So', ' ', 'z. B.', ' ', 'hier', ',', ' ', 'u.\u00a0a.', ' ', '3,5', ' ', 'km'],
  ]);
});

it('loses nothing of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(tokensIn(text).join('')).toBe(text);
    }),
    { seed: 9, numRuns: 300 },
  );
});

it.each([
  ['Greek', 'Η γρήγορη αλεπού πηδά', 'Η αργή αλεπού πηδά', 'γρήγορη', 'αργή'],
  ['Ukrainian', 'Київ підписав угоду вчора', 'Київ підписав договір вчора', 'угоду', 'договір'],
  ['German with z. B.', 'Das gilt z. B. für Kähne', 'Das gilt u. a. für Kähne', 'z. B.', 'u. a.'],
])('compares %s by words', (_language, before, after, removed, added) => {
  expect(compareTexts(before, after).filter(({ type }) => type !== 'same')).toEqual([
    { type: 'removed', text: removed },
    { type: 'added', text: added },
  ]);
});
