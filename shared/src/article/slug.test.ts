import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberedSlug, slugFrom } from './slug.ts';
import { slugSchema } from './slug-schema.ts';

describe('a slug from a headline', () => {
  test('spells umlauts out and drops other accents', () => {
    expect(slugFrom('Größere Züge für Łódź & Malmö', 'en')).toBe('groessere-zuege-fuer-lodz-and-malmoe');
    expect(slugFrom('Crème brûlée, à la carte', 'en')).toBe('creme-brulee-a-la-carte');
  });

  test('names signs in the language of the headline', () => {
    expect(slugFrom('Hafen & Schiffe', 'de')).toBe('hafen-und-schiffe');
    expect(slugFrom('Ports & ships', 'en')).toBe('ports-and-ships');
  });

  test('knows umlauts that are written as a letter with a mark', () => {
    expect(slugFrom('Bru\u0308cke', 'en')).toBe('bruecke');
  });

  test('keeps the letters of a contraction together', () => {
    expect(slugFrom('The mayor’s plan: it’s dead', 'en')).toBe('the-mayors-plan-its-dead');
  });

  test('writes amounts, formulas and fractions so that they can be read', () => {
    expect(slugFrom('Kaffee für 5€', 'de')).toBe('kaffee-fuer-5-euro');
    expect(slugFrom('CO₂ and 10 m² of green', 'en')).toBe('co2-and-10-m2-of-green');
    expect(slugFrom('3½ Jahre', 'de')).toBe('3-1-2-jahre');
    expect(slugFrom('Koﬀer ﬁnden', 'de')).toBe('koffer-finden');
  });

  test('is cut between words', () => {
    const slug = slugFrom('word '.repeat(60), 'en');
    expect(slug.length).toBeLessThanOrEqual(100);
    expect(slug.endsWith('-word')).toBe(true);
  });

  test('is empty where nothing can be written in ASCII', () => {
    expect(slugFrom('東京', 'en')).toBe('');
  });

  test('is empty or a slug for any text, with a number behind it too', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 2, max: 9999 }),
        (text, number) => {
          const slug = slugFrom(text, 'en');
          if (slug === '') return;
          slugSchema.parse(slug);
          slugSchema.parse(numberedSlug(slug, number));
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });
});
