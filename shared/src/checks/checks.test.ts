import { describe, expect, test } from 'vitest';
import type { Language } from '../language.ts';
import { type CheckedBlock, checkArticle } from './checks.ts';
import type { HintCode } from './levels.ts';
import { readabilityOf, syllablesIn } from './readability.ts';
import { sentencesIn } from './sentences.ts';

const sentences = (text: string, language: Language = 'de') =>
  sentencesIn(text, language).map(({ from, to }) => text.slice(from, to));
const hintsIn = (language: Language, ...blocks: (string | Partial<CheckedBlock>)[]) =>
  checkArticle(
    blocks.map((block) => ({
      place: 'news' as CheckedBlock['place'],
      kind: 'text',
      text: '',
      ...(typeof block === 'string' ? { text: block } : block),
    })),
    language,
  ).hints.map(({ code, quote, count }) => (count === 0 ? [code, quote] : [code, quote, count]));

describe('sentences', () => {
  test.each<[Language, string, number]>([
    ['de', 'Es kamen z. B. Segler. Dann war Schluss.', 2],
    ['de', 'Am 3. November fährt die Fähre. Am 4. nicht.', 2],
    ['de', 'Das war im Jahr 2026. Danach kam niemand.', 2],
    ['de', 'Dr. Anna Adler und Prof. Bert Blum kamen. Sie blieben.', 2],
    ['de', 'Es kostet ca. 3 Mio. Euro. Zu viel?', 2],
    ['de', 'Im 19. Jahrhundert war hier nichts. Heute schon!', 2],
    ['de', 'Sie kam am 3. Maier ging am 4. und blieb weg.', 2],
    ['de', 'Sie trafen sich am 12. Januar kam die Antwort.', 1],
    ['en', 'Mr. Blum met Dr. Adler in the U.S. on Monday. They talked.', 2],
    ['en', 'It rose by 3.5 percent. Nobody knows why.', 2],
    ['en', 'First line\nSecond line', 2],
    ['en', '“Why now?” she asked. “Why not?” He left.', 3],
    ['de', '»Was ist geschehen?« dachte er. „Komm!“, rief sie.', 2],
  ])('%s: %s', (language, text, count) => {
    expect(sentences(text, language)).toHaveLength(count);
  });
  test('have no blanks at their ends, and together hold every word', () => {
    expect(sentences('  Eins.  Zwei!  ')).toEqual(['Eins.', 'Zwei!']);
  });
});

describe('syllables', () => {
  test.each([
    'Haus 1',
    'Hafen 2',
    'Fähre 2',
    'Bauer 2',
    'Nation 3',
    'Quelle 2',
    'neue 2',
    'Ministerin 4',
    'Bürgermeister 4',
    'Straße 2',
    'Zug 1',
    'Feuerwehr 3',
    'Oper 2',
    'Industrie 3',
    'Yacht 1',
    'Verantwortung 4',
    'Seil 1',
    'Tee 1',
  ])('German %s', (line) => {
    const [word = '', count] = line.split(' ');
    expect(syllablesIn(word, 'de')).toBe(Number(count));
  });
  test.each([
    'the 1',
    'time 1',
    'table 2',
    'walked 1',
    'wanted 2',
    'places 2',
    'times 1',
    'harbor 2',
    'quite 1',
    'see 1',
    'agreed 2',
    'minister 3',
    'yellow 2',
    'tables 2',
    'responsible 4',
    'goes 1',
    'whale 1',
    'city 2',
  ])('English %s', (line) => {
    const [word = '', count] = line.split(' ');
    expect(syllablesIn(word, 'en')).toBe(Number(count));
  });
});

describe('readability', () => {
  test('follows the published formulas', () => {
    // 100 words of one syllable and at most six letters, four a sentence.
    const german = readabilityOf(['Das Haus ist rot. '.repeat(25)], 'de');
    expect(german).toMatchObject({ words: 100, sentences: 25, sentenceLength: 4, lix: 4 });
    expect(german?.ease).toBeCloseTo(180 - 4 - 58.5, 10);
    expect(german?.schoolYear).toBeCloseTo(0.1672 * 4 - 0.0327 * 100 - 0.875, 10);
    const english = readabilityOf(['The big ship sank. '.repeat(25)], 'en');
    expect(english?.ease).toBeCloseTo(206.835 - 1.015 * 4 - 84.6, 10);
    expect(english?.schoolYear).toBe(null);
  });
  test.each<[string, Language, string, { ease: number; words: number; sentences: number }]>([
    // Syllables, words and sentences of these were counted by hand: 187, 102, 6 and 151, 112, 2.
    [
      'the beginning of Kafka’s “Die Verwandlung”',
      'de',
      'Als Gregor Samsa eines Morgens aus unruhigen Träumen erwachte, fand er sich in seinem Bett zu einem ungeheueren ' +
        'Ungeziefer verwandelt. Er lag auf seinem panzerartig harten Rücken und sah, wenn er den Kopf ein wenig hob, seinen ' +
        'gewölbten, braunen, von bogenförmigen Versteifungen geteilten Bauch, auf dessen Höhe sich die Bettdecke, zum gänzlichen ' +
        'Niedergleiten bereit, kaum noch erhalten konnte. Seine vielen, im Vergleich zu seinem sonstigen Umfang kläglich dünnen ' +
        'Beine flimmerten ihm hilflos vor den Augen. »Was ist mit mir geschehen?« dachte er. Es war kein Traum. Sein Zimmer, ein ' +
        'richtiges, nur etwas zu kleines Menschenzimmer, lag ruhig zwischen den vier wohlbekannten Wänden.',
      { ease: 55.75, words: 102, sentences: 6 },
    ],
    [
      'the beginning of Carroll’s “Alice in Wonderland”',
      'en',
      'Alice was beginning to get very tired of sitting by her sister on the bank, and of having nothing to do: once or twice ' +
        'she had peeped into the book her sister was reading, but it had no pictures or conversations in it, “and what is the use ' +
        'of a book,” thought Alice “without pictures or conversations?” So she was considering in her own mind (as well as she ' +
        'could, for the hot day made her feel very sleepy and stupid), whether the pleasure of making a daisy-chain would be worth ' +
        'the trouble of getting up and picking the daisies, when suddenly a White Rabbit with pink eyes ran close by her.',
      { ease: 35.9, words: 112, sentences: 2 },
    ],
  ])('of %s is as counted by hand', (_name, language, text, { ease, ...counts }) => {
    const found = readabilityOf([text], language);
    expect(found).toMatchObject(counts);
    // Two syllables in a hundred words more or less.
    expect(Math.abs((found?.ease ?? 0) - ease)).toBeLessThan(1.7);
  });
  test('of long words in long sentences is lower, and of a short text there is none', () => {
    const hard =
      'Die Verantwortung für die Haushaltsüberschreitung trägt nach Auffassung der Opposition die Verwaltung. ';
    expect(readabilityOf([hard.repeat(10)], 'de')?.ease).toBeLessThan(40);
    expect(readabilityOf([hard.repeat(10)], 'de')?.lix).toBeGreaterThan(50);
    expect(readabilityOf([hard], 'de')).toBe(null);
  });
});

describe('hints', () => {
  const long = `Wort ${'und Wort '.repeat(15)}`.trim();
  test.each<[string, Language, (string | Partial<CheckedBlock>)[], [HintCode, ...unknown[]][]]>([
    ['a word twice', 'de', ['Der Hafen Hafen bleibt.'], [['repeated-word', 'Hafen Hafen']]],
    ['a word that may stand twice', 'de', ['Er sagte, dass sie sie sah.'], []],
    ['a word twice in another case', 'en', ['The the harbor'], [['repeated-word', 'The the']]],
    ['a long sentence', 'de', [`${long}.`], [['long-sentence', `${long}.`, 31]]],
    [
      'a note left behind',
      'en',
      ['It cost TK euros, said [check name] in May ???'],
      [
        ['left-note', 'TK'],
        ['left-note', '[check name]'],
        ['left-note', '???'],
      ],
    ],
    ['a blank before a sign', 'de', ['Nein , sagte sie.'], [['blank-before-sign', 'Nein ,']]],
    ['no blank after a full stop', 'de', ['Das Ende.Der Anfang.'], [['missing-blank', 'Ende.Der']]],
    [
      'addresses and forms with signs in them',
      'de',
      ['Mehr auf example.Org/Seite, Leser:innen, z.B. hier, a@Example.org, 3,5 Prozent'],
      [],
    ],
    ['two blanks', 'de', ['Zwei  Blanks'], [['double-blank', 'Zwei  ']]],
    ['straight quotes', 'en', ['She said "no" twice.'], [['straight-quotes', '"no"']]],
    ['a quote that stays open', 'de', ['Sie sagte: „Nein.'], [['open-quote', '„Nein.']]],
    ['a quote that is closed', 'de', ['Sie sagte: „Nein.“'], []],
    ['a quote in English', 'en', ['She said: “No.”'], []],
    [
      'a headline with a full stop',
      'de',
      [{ place: 'headline', kind: 'line', text: 'Hafen zu.' }],
      [['headline-stop', 'Hafen zu.']],
    ],
    ['a headline of 70 letters', 'de', [{ place: 'headline', kind: 'line', text: 'Ha'.repeat(35) }], []],
    [
      'a headline of 71 letters',
      'de',
      [{ place: 'headline', kind: 'line', text: `${'Ha'.repeat(35)}!` }],
      [['headline-long', `${'Ha'.repeat(35)}!`, 71]],
    ],
    ['a headline that trails off', 'de', [{ place: 'headline', kind: 'line', text: 'Hafen zu ...' }], []],
    [
      'a headline in capitals',
      'de',
      [{ place: 'headline', kind: 'line', text: 'HAFEN ZU' }],
      [['headline-capitals', 'HAFEN ZU']],
    ],
    [
      'a subheading with a full stop',
      'de',
      [{ kind: 'heading', text: 'Der Plan.' }],
      [['heading-stop', 'Der Plan.']],
    ],
    [
      'a dek that says what the headline says',
      'en',
      [
        { place: 'headline', kind: 'line', text: 'Harbor closed' },
        { place: 'dek', kind: 'line', text: 'Harbor closed!' },
      ],
      [['dek-repeats', 'Harbor closed!']],
    ],
    ['code', 'en', ['Run \ufffc\ufffc\ufffc  \ufffc'.replace('  ', ' ')], []],
  ])('%s', (_name, language, blocks, expected) => {
    expect(hintsIn(language, ...blocks)).toEqual(expected);
  });
  test('count a word with soft hyphens once', () => {
    expect(hintsIn('de', `${'Was\u00adser '.repeat(30).trim()}.`)).not.toContainEqual(
      expect.arrayContaining(['long-sentence']),
    );
  });
  test('say where they are, in the order of the text', () => {
    const { hints } = checkArticle(
      [
        { place: 'headline', kind: 'line', text: 'Hafen zu.' },
        { place: 'dek', kind: 'line', text: 'Was jetzt' },
        { place: 'dek', kind: 'text', text: 'Ein  neuer  Satz' },
      ],
      'de',
    );
    expect(hints.map(({ block, from, to }) => [block, from, to])).toEqual([
      [0, 0, 9],
      [2, 0, 5],
      [2, 5, 12],
    ]);
  });
});
