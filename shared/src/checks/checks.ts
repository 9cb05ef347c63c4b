// What is worth a second look in a text, found by rules. A rule is a function from a block to what it finds there; a new one
// needs its code and level in levels.ts and its words in the interface.
import type { StyleWord } from '../api/house-style.ts';
import type { Region } from '../article/region.ts';
import { countWords } from '../article/words.ts';
import type { Language } from '../language.ts';
import { doubledBlanks } from '../text/doubled-blanks.ts';
import { surnamesBeforeFullNames } from './first-mentions.ts';
import {
  type CheckCode,
  type CheckLevel,
  type CheckLevels,
  type HintCode,
  hintCodes,
  levelOf,
} from './levels.ts';
import { numbersOutOfStyle } from './number-style.ts';
import { marksOutOfStyle, quotationMarksOf } from './quotation-style.ts';
import { type Readability, readabilityOf } from './readability.ts';
import { type Span, sentencesIn } from './sentences.ts';
import { styleFinder } from './style-words.ts';

/** A line or a block of text, also one within a table. Code in it is written as U+FFFC, a sign for each, so that offsets hold. */
export interface CheckedBlock {
  place: Region;
  kind: 'line' | 'heading' | 'text' | 'cell';
  text: string;
}

/** A place in the text that a rule found. */
export interface Hint extends Span {
  code: CheckCode;
  level: Exclude<CheckLevel, 'off'>;
  place: CheckedBlock['place'];
  /** Which of the blocks that were looked at it is in; `from` and `to` are offsets in its text. */
  block: number;
  /** The words that it is about. */
  quote: string;
  /** What was counted, for codes that speak of a length: letters or words; else 0. */
  count: number;
  /** Of `house-style`: the entry of the list, and what would be written in its place, empty where it names nothing. */
  style?: { word: StyleWord; instead: string };
  /** What a rule would write in the place of the words; empty or missing where it doesn't know. */
  instead?: string;
  /** Of `spelling` and `grammar`: what is wrong, and what could stand there. */
  advice?: { message: string; replacements: readonly string[] };
}

/** What the checks say of an article. */
export interface CheckReport {
  /** In the order of the text. */
  hints: Hint[];
  readability: Readability | null;
}

type Found = Span & Pick<Partial<Hint>, 'count' | 'style' | 'instead'>;
type Check = (block: CheckedBlock, language: Language, all: readonly CheckedBlock[]) => Found[];

/** What the desk has set for its articles. */
export interface CheckRules {
  /** Those of the article's template. */
  levels: CheckLevels;
  /** The house style list. */
  words: readonly StyleWord[];
}

/** Letters that a headline may have before lists of search engines cut it. */
const maxHeadline = 70;
/** Words; press agencies' handbooks take 30 as the most that a sentence may have. */
const maxSentence = 30;
const maxParagraph = 100;

const whole = ({ text }: CheckedBlock): Found[] => [{ from: 0, to: text.length }];

const fixedChecks: Record<Exclude<HintCode, 'house-style' | 'name-first' | 'quotation-style'>, Check> = {
  'headline-long': (block) =>
    block.place === 'headline' && block.text.trim().length > maxHeadline
      ? [{ from: 0, to: block.text.length, count: block.text.trim().length }]
      : [],
  'headline-stop': (block) =>
    block.place === 'headline' && /[^.…]\.\s*$/u.test(block.text) ? whole(block) : [],
  'headline-capitals': (block) =>
    block.place === 'headline' && /\p{Lu}{4}/u.test(block.text) && !/\p{Ll}/u.test(block.text)
      ? whole(block)
      : [],
  'dek-repeats': (block, _language, all) => {
    const headline = all.find(({ place }) => place === 'headline');
    const same = headline && bare(headline.text) !== '' && bare(headline.text) === bare(block.text);
    return block.place === 'dek' && same ? whole(block) : [];
  },
  'heading-stop': (block) =>
    block.kind === 'heading' && /[^.…]\.\s*$/u.test(block.text) ? whole(block) : [],
  'long-sentence': (block, language) =>
    block.kind === 'text'
      ? sentencesIn(block.text, language).flatMap(({ from, to }) => {
          const count = countWords(block.text.slice(from, to));
          return count > maxSentence ? [{ from, to, count }] : [];
        })
      : [],
  'long-paragraph': (block) => {
    const count = block.kind === 'text' ? countWords(block.text) : 0;
    return count > maxParagraph ? [{ from: 0, to: block.text.length, count }] : [];
  },
  'repeated-word': ({ text }, language) =>
    matches(text, /(?<![\p{L}\p{N}-])(\p{L}{2,})[ \u00a0]+\1(?![\p{L}\p{N}-])/giu).filter(
      ({ from, to }) =>
        !meantTwice[language].has(
          text
            .slice(from, to)
            .split(/[ \u00a0]/u)[0]
            ?.toLowerCase() ?? '',
        ),
    ),
  'left-note': ({ text }) =>
    matches(
      text,
      /(?<![\p{L}\p{N}])(?:TK|TKTK|TODO|FIXME|XX+)(?![\p{L}\p{N}])|\?{3,}|_{3,}|\[(?:check|prüfen|fehlt|missing|quelle\??|source\??)[^\]\n]*\]/giu,
    ),
  'blank-before-sign': ({ text }) => matches(text, /[\p{L}\p{N}]+[“”"’)]?[ \u00a0]+[,;:!?.](?=\s|$)/gu),
  'missing-blank': ({ text }) =>
    matches(text, /\S+/gu).flatMap(({ from, to }) => {
      const word = text.slice(from, to);
      // Addresses, files and forms such as "Leser:innen" are written so.
      if (/[@/\\_\ufffc]|www\.|^\p{L}+\.\p{Lu}\p{Ll}+\(/u.test(word)) return [];
      return matches(word, /\p{L}*\p{Ll}{2}[.!?,;]\p{Lu}\p{Ll}+/gu).map((found) => ({
        from: from + found.from,
        to: from + found.to,
      }));
    }),
  'double-blank': ({ text }) => matches(text, doubledBlanks),
  'straight-quotes': ({ text }) => matches(text, /"[^"\n]*"|"/gu),
  'open-quote': (block, language) => {
    const [opening, closing] = language === 'de' ? [/[„»]/gu, /[“«]/gu] : [/“/gu, /”/gu];
    const opened = block.text.match(opening)?.length ?? 0;
    const closed = block.text.match(closing)?.length ?? 0;
    const from = [...block.text.matchAll(opening)].at(-1)?.index ?? 0;
    return block.kind !== 'heading' && opened > closed ? [{ from, to: block.text.length }] : [];
  },
  'number-style': ({ kind, text }, language) => (kind === 'text' ? numbersOutOfStyle(text, language) : []),
};

/** Words that may stand twice side by side in a right sentence. */
const meantTwice: Record<Language, ReadonlySet<string>> = {
  de: new Set(['sie', 'die', 'der', 'das', 'den', 'dem', 'was', 'zu', 'sehr']),
  en: new Set(['that', 'had', 'is', 'very', 'her']),
};

function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function matches(text: string, pattern: RegExp): Found[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    from: index,
    to: index + found.length,
  }));
}

/** Looks at an article's blocks in their order. Pure: it runs in a worker as well as in a test. */
export function checkArticle(
  blocks: readonly CheckedBlock[],
  language: Language,
  { levels, words }: CheckRules = { levels: {}, words: [] },
): CheckReport {
  const findStyleWords = styleFinder(words, language);
  // Headlines and captions may name people briefly.
  const running = blocks.filter(({ kind }) => kind === 'text');
  const texts = running.map(({ text }) => text);
  const surnames = new Map(
    surnamesBeforeFullNames(texts, language).map((found, index) => [running[index], found]),
  );
  const marks = quotationMarksOf(
    blocks.map(({ text }) => text),
    language,
  );
  const checks: Record<HintCode, Check> = {
    ...fixedChecks,
    'name-first': (block) => surnames.get(block) ?? [],
    'quotation-style': ({ text }) => marksOutOfStyle(text, marks),
    'house-style': ({ text }) =>
      findStyleWords(text).map(({ from, to, word, instead }) => ({ from, to, style: { word, instead } })),
  };
  const looked = hintCodes.flatMap((code) => {
    const level = levelOf(code, levels);
    return level === 'off' ? [] : [{ code, level }];
  });
  const hints = blocks.flatMap((block, index) =>
    looked
      .flatMap(({ code, level }) =>
        checks[code](block, language, blocks).map(({ from, to, count = 0, style, instead }) => ({
          code,
          level,
          place: block.place,
          block: index,
          from,
          to,
          quote: block.text.slice(from, to),
          count,
          ...(style && { style }),
          ...(instead && { instead }),
        })),
      )
      .sort((one, other) => one.from - other.from),
  );
  return { hints, readability: readabilityOf(texts, language) };
}
