import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanData, cleanLine, cleanName, cleanText, holdsUnwanted, withoutInvisible } from './characters.ts';

/** Every code unit that must not be in a text, as XML 1.0 (2.2) has it, and the controls above U+007E. */
const forbidden = [
  ...Array.from({ length: 0x20 }, (_, code) => code).filter((code) => ![0x9, 0xa, 0xd].includes(code)),
  ...Array.from({ length: 0x21 }, (_, index) => 0x7f + index),
  ...[0xd800, 0xdbff, 0xdc00, 0xdfff, 0xfffe, 0xffff],
].map((code) => String.fromCharCode(code));

describe('characters of texts', () => {
  it('finds and takes out each one that XML forbids, alone and between letters', () => {
    for (const character of forbidden) {
      expect(holdsUnwanted(`a${character}b`), unicode(character)).toBe(true);
      expect(cleanText(`a${character}b`), unicode(character)).toMatch(/^a[^\p{Cc}\p{Cs}]?b$|^a\nb$/u);
      expect(holdsUnwanted(cleanText(character)), unicode(character)).toBe(false);
    }
  });

  it('leaves alone what people write: tabs, line ends, emoji, soft hyphens, right-to-left marks', () => {
    const written = 'Tab\tLine\nHäuser 😀👨‍👩‍👧 Wasser\u00adwerk \u200fשלום\u200f \u{10ffff} \ue000 \ufffd';
    expect(holdsUnwanted(written)).toBe(false);
    expect(cleanText(written)).toBe(written);
  });

  it("makes line breaks of vertical tabs, form feeds, Unicode's separators and other systems' line ends", () => {
    expect(cleanText('a\u000bb\u000cc\u2028d\u2029e\r\nf\rg')).toBe('a\nb\nc\nd\ne\nf\ng');
    expect(cleanLine('a\u000bb\r\n\tc')).toBe('a b c');
  });

  it('reads the controls of a wrongly decoded text as the quotes and dashes that they were', () => {
    expect(cleanText('\u0084So\u0093 \u0096 don\u0092t\u0085 \u0080 5\u0081')).toBe('„So“ – don’t… € 5');
  });

  it('keeps names on one line and takes out what turns the text around them', () => {
    expect(cleanName(' Ada\nLove\u202elace\u202c \u2067x\u2069\u0001 ')).toBe('Ada Lovelace x');
    expect(cleanName('ליאת\u200f בן')).toBe('ליאת\u200f בן');
  });

  it('takes out what shows nothing, and joins no words that a blank parts', () => {
    expect(withoutInvisible('Wasser\u00adwerk Ei\u200bsen\u2060bahn\ufeff am See')).toBe(
      'Wasserwerk Eisenbahn am See',
    );
  });

  it('cleans texts at any depth and changes nothing else, nor what it was given', () => {
    const given = { a: ['x\u0001', 1, null, { b: 'y\u000bz', c: true }], d: new Date(0).toISOString() };
    expect(cleanData(given)).toEqual({ a: ['x', 1, null, { b: 'y\nz', c: true }], d: given.d });
    expect(given.a[0]).toBe('x\u0001');
    const odd: unknown = JSON.parse('{"__proto__": {"a": "b\\u0001"}}');
    expect(Object.entries(cleanData(odd) as object)).toEqual([['__proto__', { a: 'b' }]]);
    let deep: unknown = 'x\u0001';
    for (let depth = 0; depth < 20_000; depth += 1) deep = [deep];
    expect(cleanData([deep])).toHaveLength(1);
  });

  it('gives for any code units what holds nothing unwanted, and the same again', () => {
    const anyText = fc
      .array(fc.integer({ min: 0, max: 0xffff }))
      .map((codes) => String.fromCharCode(...codes));
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        expect(holdsUnwanted(clean)).toBe(false);
        expect(cleanText(clean)).toBe(clean);
      }),
      { seed: 8, numRuns: 500 },
    );
  });
});

function unicode(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
