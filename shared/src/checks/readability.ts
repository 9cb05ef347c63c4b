// How hard a text is to read, by formulas that count words, sentences and syllables.
import { wordsIn } from '../article/words.ts';
import type { Language } from '../language.ts';
import { sentencesIn } from './sentences.ts';

/** What the formulas say of a text. */
export interface Readability {
  words: number;
  sentences: number;
  /** Words a sentence. */
  sentenceLength: number;
  /**
   * From 0 (very hard) to 100 (very easy): for English Flesch's reading ease (Flesch 1948, "A new readability yardstick"),
   * for German Amstad's form of it (Amstad 1978, "Wie verständlich sind unsere Zeitungen?").
   */
  ease: number;
  /** Björnsson's LIX (1968, "Läsbarhet"): below 40 is easy, above 60 very hard; it needs no syllables. */
  lix: number;
  /**
   * The school year that a German text is fit for, by the first Wiener Sachtextformel (Bamberger and Vanecek 1984, "Lesen,
   * Verstehen, Lernen, Schreiben"), mostly 4 to 15; null for other languages.
   */
  schoolYear: number | null;
}

/** Null for a text of less than 100 words: the formulas were made for no shorter ones. */
export function readabilityOf(texts: readonly string[], language: Language): Readability | null {
  const counted = texts.map((text) => countsOf(text, language));
  const sum = (of: (counts: Counts) => number) => counted.reduce((total, one) => total + of(one), 0);
  const words = sum((one) => one.words);
  const sentences = sum((one) => one.sentences);
  if (words < 100) return null;
  const sentenceLength = words / sentences;
  const syllables = sum((one) => one.syllables) / words;
  const share = (count: (counts: Counts) => number) => (100 * sum(count)) / words;
  const long = share((one) => one.long);
  return {
    words,
    sentences,
    sentenceLength,
    ease:
      language === 'de'
        ? 180 - sentenceLength - 58.5 * syllables
        : 206.835 - 1.015 * sentenceLength - 84.6 * syllables,
    lix: sentenceLength + long,
    schoolYear:
      language === 'de'
        ? 0.1935 * share((one) => one.manySyllables) +
          0.1672 * sentenceLength +
          0.1297 * long -
          0.0327 * share((one) => one.oneSyllable) -
          0.875
        : null,
  };
}

interface Counts {
  words: number;
  sentences: number;
  syllables: number;
  /** Words of more than six letters, of three syllables and more, and of one. */
  long: number;
  manySyllables: number;
  oneSyllable: number;
}

function countsOf(text: string, language: Language): Counts {
  const words = wordsIn(text);
  const syllables = words.map((word) => syllablesIn(word, language));
  return {
    words: words.length,
    sentences: sentencesIn(text, language).length,
    syllables: syllables.reduce((sum, count) => sum + count, 0),
    long: words.filter((word) => (word.match(/[\p{L}\p{N}]/gu)?.length ?? 0) > 6).length,
    manySyllables: syllables.filter((count) => count >= 3).length,
    oneSyllable: syllables.filter((count) => count === 1).length,
  };
}

/**
 * The syllables of a word, by its groups of vowels: good for averages over a text, and now and then one off for a word.
 * (Places at which a word may be hyphenated are fewer than its syllables, so they make hard texts look easy.)
 */
export function syllablesIn(word: string, language: Language): number {
  const lower = word.toLowerCase();
  const groups =
    language === 'de'
      ? lower
          .replaceAll('qu', 'k')
          .replace(/(?<![aeiouyäöü])y(?=[aeiouäöü])/g, 'j')
          .match(/aa|ee|oo|ie|ei|ai|ey|ay|au|äu|eu|[aeiouyäöüàáâèéêîïôû]/g)
      : lower
          .replaceAll('qu', 'k')
          .replace(/(?:(?<![^aeiouy]l)e|(?<=[^aeioutdy])ed|(?<![sxzcg]|ch|sh|[^aeiouy]l)es)$/, '')
          .replace(/^y/, 'j')
          .match(/[aeiouyéèêïôü]+/g);
  return Math.max(1, groups?.length ?? 0);
}
