// Where the words of a query stand in a text, and the passages that show it best.
import type { Language } from '@galley/shared/language.ts';
import { readQuery } from './search-query.ts';
import { gendered, isPair, pairTerm, termsOfWord, wordsIn } from './search-terms.ts';

/** A piece of text, and whether it is what was asked for. */
export interface MarkedText {
  text: string;
  isFound: boolean;
}

/** A part of a text that is shown in its place. */
interface Passage {
  from: number;
  to: number;
  /** How many different terms of the query stand in it, and how many words that meet any. */
  terms: number;
  words: number;
}

interface Found {
  from: number;
  to: number;
  term: string;
}

/** Marks what one query asks for, in any number of texts. */
export interface Highlighter {
  /** The whole text in its pieces; without a word of the query it is one. */
  mark(text: string, language: Language): MarkedText[];
  /** The best passages of a long text, in its order; none where nothing of the query stands in it. */
  passages(text: string, language: Language): MarkedText[][];
}

/** Letters, digits, and what stands within words and shows nothing. */
const word = /[\p{L}\p{N}\p{M}\u00ad\u200b\u2060\ufeff]+/gu;
const joined = /(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}\p{M}\u00ad]+(?:[-‐‑][\p{L}\p{N}\p{M}\u00ad]+)+/gu;

/** So much of a passage stands before its first word that was asked for, and so long is all of it, in characters. */
const before = 50;
const longest = 170;
const most = 2;
/** In so many places of a text at most it is looked for the best ones. */
const mostFound = 200;

/** What is to be left out of the results is marked nowhere. */
export function createHighlighter(query: string): Highlighter {
  const { wanted = [] } = readQuery(query) ?? {};
  const exact = new Set(wanted.flatMap((one) => one.exact));
  const beginnings = wanted.flatMap((one) => one.beginning);
  const apart = wanted.flatMap((one) => one.apart ?? []);
  const parts = new Set(apart.flat());
  const pairs = [...exact].some(isPair);
  const known = new Map<string, string | null>();

  /** The term of the query that a word meets; null for none. */
  const termMet = (written: string, language: Language): string | null => {
    const key = `${language} ${written}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const terms = wordsIn(written).flatMap((one) => termsOfWord(one, language));
    const met =
      terms.find((term) => exact.has(term)) ??
      beginnings.find((beginning) => terms.some((term) => term.startsWith(beginning))) ??
      terms.find((term) => parts.has(term)) ??
      null;
    known.set(key, met);
    return met;
  };

  const foundIn = (text: string, language: Language): Found[] => {
    const found: Found[] = [];
    let last: { from: number; word: string } | null = null;
    for (const { 0: written, index: from } of text.matchAll(word)) {
      const to = from + written.length;
      const term = termMet(written, language);
      if (term !== null) found.push({ from, to, term });
      if (pairs) {
        const [one = ''] = wordsIn(written);
        const pair = last && pairTerm(last.word, one);
        if (last && pair !== null && exact.has(pair)) found.push({ from: last.from, to, term: pair });
        last = { from, word: one };
      }
      if (found.length >= mostFound) break;
    }
    for (const { 0: written, index: from } of text.matchAll(joined)) {
      const term = termMet(written.replace(/[-‐‑]/g, ''), language);
      if (term !== null) found.push({ from, to: from + written.length, term });
    }
    for (const { 0: written, 1: man = '', 2: many = '', index: from } of text.matchAll(gendered)) {
      const term = termMet(`${man}in${many}`, language) ?? termMet(man, language);
      if (term !== null) found.push({ from, to: from + written.length, term });
    }
    return withWholePairs(found).sort((a, b) => a.from - b.from || b.to - a.to);
  };

  /** A part of a compound counts only where the other one stands in the text, too. */
  const withWholePairs = (found: Found[]): Found[] => {
    if (apart.length === 0) return found;
    const terms = new Set(found.map(({ term }) => term));
    const whole = new Set(apart.filter((pair) => pair.every((term) => terms.has(term))).flat());
    return found.filter(({ term }) => !parts.has(term) || exact.has(term) || whole.has(term));
  };

  return {
    mark: (text, language) => piecesOf(text, 0, text.length, foundIn(text, language)),
    passages: (text, language) => {
      const found = foundIn(text, language);
      const chosen: Passage[] = [];
      const all = found.map(({ from }) => passageAt(text, from, found));
      for (const passage of all.sort((a, b) => b.terms - a.terms || b.words - a.words || a.from - b.from)) {
        if (chosen.length === most) break;
        // A second passage has to show more than the first.
        const isNew = chosen.every(({ from, to }) => passage.to < from || passage.from > to);
        if (isNew) chosen.push(passage);
      }
      return chosen
        .sort((a, b) => a.from - b.from)
        .map(({ from, to }) => {
          const pieces = piecesOf(text, from, to, found);
          const isBeginning = from === 0;
          const isEnd = to === text.length;
          return [
            ...(isBeginning ? [] : [{ text: '… ', isFound: false }]),
            ...pieces,
            ...(isEnd ? [] : [{ text: ' …', isFound: false }]),
          ];
        });
    },
  };
}

/** The passage around a word that was found: within its line, from word to word. */
function passageAt(text: string, at: number, found: readonly Found[]): Passage {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const nextLine = text.indexOf('\n', at);
  const lineEnd = nextLine === -1 ? text.length : nextLine;
  let from = Math.max(lineStart, at - before);
  if (from > lineStart) {
    const blank = text.indexOf(' ', from);
    from = blank === -1 || blank >= at ? at : blank + 1;
  }
  let to = Math.min(lineEnd, from + longest);
  if (to < lineEnd) {
    const blank = text.lastIndexOf(' ', to);
    if (blank > at) to = blank;
  }
  const within = found.filter((one) => one.from >= from && one.to <= to);
  return { from, to, terms: new Set(within.map(({ term }) => term)).size, words: within.length };
}

function piecesOf(text: string, from: number, to: number, found: readonly Found[]): MarkedText[] {
  const pieces: MarkedText[] = [];
  let at = from;
  for (const one of found) {
    const start = Math.max(one.from, at);
    const end = Math.min(one.to, to);
    if (one.to <= at || one.from >= to || start >= end) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), isFound: false });
    pieces.push({ text: text.slice(start, end), isFound: true });
    at = end;
  }
  if (at < to) pieces.push({ text: text.slice(at, to), isFound: false });
  return pieces;
}
