// Rules of the house: numbers, quotation marks and names, with what they must find and what they must leave alone.
import { describe, expect, test } from 'vitest';
import { sectionSchema } from '../article/schema/schema.ts';
import { cell, p, row, table } from '../article/testing.ts';
import type { Language } from '../language.ts';
import { type CheckedBlock, checkArticle } from './checks.ts';
import type { HintCode } from './levels.ts';
import { textBlocks } from './text-blocks.ts';

const found = (code: HintCode, language: Language, ...texts: (string | Partial<CheckedBlock>)[]) =>
  checkArticle(
    texts.map((text) => ({
      place: 'news' as CheckedBlock['place'],
      kind: 'text',
      text: '',
      ...(typeof text === 'string' ? { text } : text),
    })),
    language,
  )
    .hints.filter((hint) => hint.code === code)
    .map(({ quote, instead = '' }) => [quote, instead]);

describe('numbers', () => {
  test.each<[Language, string, [string, string][]]>([
    ['de', 'Es kamen 12,000 Menschen.', [['12,000', '12.000']]],
    ['de', 'Es kamen 1,234,567 Menschen.', [['1,234,567', '1.234.567']]],
    ['de', 'Das sind 3.5 Prozent.', [['3.5', '3,5']]],
    ['de', 'Das kostet 12.50 Euro.', [['12.50', '12,50']]],
    ['de', 'Es kamen 12000 Menschen.', [['12000', '12.000']]],
    ['de', 'Es kamen 1234567 Menschen.', [['1234567', '1.234.567']]],
    ['de', 'Ins Kino 12000 Besucher zu holen, gelang.', [['12000', '12.000']]],
    ['de', 'Das sind 15% mehr.', [['15%', '15\u00a0%']]],
    ['de', 'Nur 20km weiter.', [['20km', '20\u00a0km']]],
    ['de', 'Das kostet 99€.', [['99€', '99\u00a0€']]],
    ['de', 'Nur 3 Menschen kamen.', [['3', 'drei']]],
    ['de', '12 Schiffe liegen im Hafen.', [['12', 'Zwölf']]],
    ['de', 'Er sah nur 1 Schiff.', [['1', '']]],
    ['en', 'About 12.000 people came.', [['12.000', '12,000']]],
    ['en', 'It rose by 3,5 percent.', [['3,5', '3.5']]],
    ['en', 'It cost 250000 pounds.', [['250000', '250,000']]],
    ['en', 'It rose by 15 %.', [['15 %', '15%']]],
    ['en', 'Another 20km to go.', [['20km', '20\u00a0km']]],
    ['en', 'There were only 3 ships.', [['3', 'three']]],
    ['en', 'They saw the 3 ships.', [['3', 'three']]],
    ['en', '7 ships are in the harbor.', [['7', 'Seven']]],
  ])('%s: %s', (language, text, expected) => {
    expect(found('number-style', language, text)).toEqual(expected);
  });
  test.each<[Language, string]>([
    ['de', 'Am 3. November, am 3.11.2026 und um 19.30 Uhr.'],
    ['de', 'Um 3 Uhr war Schluss.'],
    ['de', 'Sie wohnt am Rathausplatz 3 in 20095 Hamburg.'],
    ['de', 'Am Markt 12, 10000 Berlin, liegt das Haus.'],
    ['de', 'Der Verein gewann mit 3:1 und 3 zu 1.'],
    ['de', 'Kapitel 3 handelt davon.'],
    ['de', 'Im Jahr 2026 sind es 3,5 Prozent oder 1.234 Tonnen.'],
    ['de', 'Das sind 5 Prozent, 3 Millionen Euro, 12 Meter.'],
    ['de', 'Von 15 Kindern kamen nur 3 Kinder.'],
    ['de', 'Die 5%-Hürde und die 50%ige Erhöhung.'],
    ['de', 'Telefon 0800 1234567, Nr. 123456, IBAN DE02 1203 0000 0000 2020 51.'],
    ['de', 'Version 2.0 von https://example.org/12000 auf 192.168.100.200.'],
    ['de', 'WKN 710000, HRB 123456, PLZ 10000, Postfach 101200, Durchwahl 123456, Kundennummer 123456.'],
    ['de', 'Mit 5 % und 20\u00a0km.'],
    ['de', 'Die A380 und die Boeing 737.'],
    ['en', 'On page 3 they say that at 3 p.m. on 3 May all ends.'],
    ['en', 'They won 3 to 1 and 3-1.'],
    ['en', 'It rose by 3.5 percent to 1,234,567 in 2026.'],
    ['en', 'Room 12000 is at 350 Fifth Avenue, New York, NY 10118.'],
    ['en', 'Version 1.2 costs $12.50 or 3 million euros.'],
  ])('not %s: %s', (language, text) => {
    expect(found('number-style', language, text)).toEqual([]);
  });
  test('stay as they are in tables and headlines', () => {
    const blocks = textBlocks(
      sectionSchema.nodeFromJSON({ type: 'doc', content: [p('Vorher'), table(row(cell(p('12000'))))] }),
    );
    expect(blocks.map(({ kind, text }) => [kind, text])).toEqual([
      ['text', 'Vorher'],
      ['cell', '12000'],
    ]);
    const inTable: Partial<CheckedBlock> = { kind: 'cell', text: 'Nur 3 Menschen, 12000 Euro' };
    const headline: Partial<CheckedBlock> = { place: 'headline', kind: 'line', text: 'Nur 3 Tote' };
    expect(found('number-style', 'de', inTable, headline)).toEqual([]);
  });
});

describe('quotation marks', () => {
  test.each<[string, Language, string[], [string, string][]]>([
    [
      'of English in German',
      'de',
      ['Sie sagte “Nein” dazu.'],
      [
        ['“Nein', '„Nein'],
        ['Nein”', 'Nein“'],
      ],
    ],
    ['of English, closed, in German', 'de', ['Sie sagte: „Nein.”'], [['Nein.”', 'Nein.“']]],
    [
      'of German in English',
      'en',
      ['She said: „No.“'],
      [
        ['„No', '“No'],
        ['No.“', 'No.”'],
      ],
    ],
    [
      'of French in English',
      'en',
      ['«No»'],
      [
        ['«No', '“No'],
        ['No»', 'No”'],
      ],
    ],
    [
      'of two kinds in one article',
      'de',
      ['„Ja“, sagte sie.', 'Er sagte: »Nein.«'],
      [
        ['»Nein', '„Nein'],
        ['Nein.«', 'Nein.“'],
      ],
    ],
  ])('%s', (_name, language, texts, expected) => {
    expect(found('quotation-style', language, ...texts)).toEqual(expected);
  });
  test.each<[Language, string]>([
    ['de', '„Ja“, sagte sie. „Nein“ (so „er“).'],
    ['de', '»Ja«, sagte sie.'],
    ['de', '«Ja», sagte sie.'],
    ['de', 'Das geht’s an: „Wer hat ‚Nein‘ gesagt?“'],
    ['de', '„Ich wollte nur –“, sagte sie. „Er sagte ‚nichts‘“, sagte er.'],
    ['de', '„Er las ‹Faust›“, sagte sie.'],
    ['en', '“I thought—”, she said. “Yes,” she said, “it’s ‘no’.”'],
    ['en', 'A 12" record and 5\' 3".'],
  ])('not %s: %s', (language, text) => {
    expect(found('quotation-style', language, text)).toEqual([]);
  });
});

describe('a surname before its full form', () => {
  test.each<[string, Language, string[], string[]]>([
    ['in the same paragraph', 'de', ['Adler war da. Anna Adler sprach.'], ['Adler']],
    ['in an earlier one, in the genitive', 'de', ['Es war Adlers Plan.', 'Anna Adler sprach.'], ['Adlers']],
    ['with a title', 'de', ['Bürgermeisterin Adler kam.', 'Anna Adler sprach.'], ['Adler']],
    ['with an article and a title', 'de', ['Der Minister Adler kam.', 'Anna Adler sprach.'], ['Adler']],
    ['with “the” and a title', 'en', ['The Mayor Blum spoke.', 'Peter Blum is mayor.'], ['Blum']],
    ['with a particle', 'de', ['Leyen kam.', 'Ursula von der Leyen sprach.'], ['Leyen']],
    ['only the first time', 'en', ['Blum spoke. Then Blum left.', 'Peter Blum is mayor.'], ['Blum']],
    ['in English, owning something', 'en', ['It was Blum’s plan.', 'Peter Blum is mayor.'], ['Blum’s']],
    ['of several people', 'en', ['Blum met Adler.', 'Peter Blum likes Anna Adler.'], ['Blum', 'Adler']],
  ])('%s', (_name, language, texts, expected) => {
    expect(found('name-first', language, ...texts).map(([quote]) => quote)).toEqual(expected);
  });
  test.each<[string, Language, string[]]>([
    ['after the full form', 'de', ['Anna Adler kam. Dann sprach Adler.']],
    ['never named in full', 'de', ['Adler kam.']],
    ['a common noun', 'de', ['Der Wolf und ein grauer Wolf kamen.', 'Peter Wolf sprach.']],
    ['of somebody else', 'de', ['Bernd Adler kam.', 'Anna Adler sprach.']],
    ['with an initial', 'en', ['A. Adler came.', 'Anna Adler spoke.']],
    [
      'a pair that is no name',
      'de',
      ['Der Hafen ruht. Hafen und Stadt leiden.', 'Der Neue Hafen soll kommen.'],
    ],
    [
      'part of another word',
      'de',
      ['Adlershof liegt in Berlin, die Adler-Werke auch.', 'Anna Adler sprach.'],
    ],
  ])('not %s', (_name, language, texts) => {
    expect(found('name-first', language, ...texts)).toEqual([]);
  });
  test('in a headline or caption is meant', () => {
    const lines: Partial<CheckedBlock>[] = [
      { place: 'headline', kind: 'line', text: 'Adler tritt zurück' },
      { kind: 'heading', text: 'Adler geht' },
      { kind: 'line', text: 'Adler am Montag' },
    ];
    expect(found('name-first', 'de', ...lines, 'Anna Adler geht.')).toEqual([]);
  });
});
