import type { Language } from '@galley/shared/language.ts';
import { describe, expect, it } from 'vitest';
import { typedSign } from './typography.ts';

/** What a line reads when these keys are typed one by one. */
function typed(keys: string, language: Language): string {
  let line = '';
  for (const key of keys) {
    line += key;
    const found = typedSign(line, language);
    if (found) line = line.slice(0, -found.typed.length) + found.sign;
  }
  return line;
}

describe('typographic signs', () => {
  it.each<[Language, string, string]>([
    ['en', `"'so' she said"`, '“‘so’ she said”'],
    ['en', `She said "he said 'no'".`, 'She said “he said ‘no’”.'],
    ['en', `("'why'")`, '(“‘why’”)'],
    ['en', `"I was--" he said`, '“I was—” he said'],
    ['en', `so--"yes"`, 'so—“yes”'],
    ['de', `"'so' sagte sie"`, '„‚so‘ sagte sie“'],
    ['de', `Sie sagte: "Er sagte 'nein'".`, 'Sie sagte: „Er sagte ‚nein‘“.'],
    ['de', `"Das war 'gut'", "oder 'schlecht'"`, '„Das war ‚gut‘“, „oder ‚schlecht‘“'],
    ['de', `'Wie geht's dir?'`, '‚Wie geht’s dir?‘'],
    ['de', `"Ich war--" sagte er`, '„Ich war–“ sagte er'],
  ])('are quotes in quotes (%s): %s', (language, keys, line) => {
    expect(typed(keys, language)).toBe(line);
  });

  it.each<[Language, string, string]>([
    ['en', `it's the '90s...`, 'it’s the ’90s…'],
    ['de', `so geht's -- gut`, 'so geht’s – gut'],
  ])('are apostrophes, dashes and ellipses (%s): %s', (language, keys, line) => {
    expect(typed(keys, language)).toBe(line);
  });

  it.each([
    'https://example.org/a--b ',
    'https://example.org/a...b',
    "http://example.org/it's/here",
    "www.example.org/it's--so",
    "example.org/it's",
    'anna@example.org--x',
    '(https://example.org/a--b',
  ])('leave addresses alone: %s', (address) => {
    for (const language of ['en', 'de'] as const) expect(typed(address, language)).toBe(address);
  });

  it('close a quote around an address, and go on behind it', () => {
    expect(typed(`"https://example.org/a--b" -- so`, 'en')).toBe('“https://example.org/a--b” — so');
    expect(typed(`"https://example.org" -- so`, 'de')).toBe('„https://example.org“ – so');
  });
});
