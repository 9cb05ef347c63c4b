// Finds the words of the house style list in a text: whole words, written in whatever case the entry stands for.
import type { StyleWord } from '../api/house-style.ts';
import type { Language } from '../language.ts';
import type { Span } from './sentences.ts';

export interface FoundStyleWord extends Span {
  word: StyleWord;
  /** What would be written in its place, in the case of what stands there; empty where the entry names nothing. */
  instead: string;
}

/**
 * Gives a function that finds the list's words for texts of this language, in the order of the text; of words that begin at the
 * same place the longest.
 */
export function styleFinder(
  words: readonly StyleWord[],
  language: Language,
): (text: string) => FoundStyleWord[] {
  const entries = new Map<string, Entry[]>();
  for (const word of words) {
    if (word.language !== 'both' && word.language !== language) continue;
    const written = unified(word.avoid).text;
    const entry = { word, written, lower: lower(written), isLower: written === lower(written) };
    const [[first] = ['']] = entry.lower.matchAll(pieces);
    entries.set(first, [...(entries.get(first) ?? []), entry]);
  }
  for (const list of entries.values()) list.sort((one, other) => other.lower.length - one.lower.length);
  return (text) => (entries.size === 0 ? [] : found(text, entries));
}

/** Gives a function that finds these words in a text, whole and written exactly so. */
export function wholeWords(words: string): (text: string) => Span[] {
  return (text) => {
    const spans: Span[] = [];
    for (let from = text.indexOf(words); from !== -1; from = text.indexOf(words, from + words.length)) {
      const to = from + words.length;
      if (isWhole(text, from, to)) spans.push({ from, to });
    }
    return spans;
  };
}

interface Entry {
  word: StyleWord;
  /** The avoided word as it is listed, and in lower case. */
  written: string;
  lower: string;
  /** It has no capital letter, so it stands for every case. */
  isLower: boolean;
}

/** A run of letters and digits, or any other sign. */
const pieces = /[\p{L}\p{N}\p{M}]+|\S/gu;

function found(text: string, entries: ReadonlyMap<string, readonly Entry[]>): FoundStyleWord[] {
  const { text: written, places } = unified(text);
  const small = lower(written);
  const all: FoundStyleWord[] = [];
  let done = 0;
  for (const { 0: piece, index } of small.matchAll(pieces)) {
    if (index < done) continue;
    for (const entry of entries.get(piece) ?? []) {
      const end = index + entry.lower.length;
      if (!small.startsWith(entry.lower, index) || !isWhole(small, index, end)) continue;
      const stands = written.slice(index, end);
      if (!entry.isLower && stands !== entry.written && !isLarge(stands)) continue;
      const from = places[index] ?? 0;
      const to = (places[end - 1] ?? 0) + 1;
      const { prefer } = entry.word;
      const instead = !entry.isLower && stands === entry.written ? prefer : inCaseOf(stands, prefer);
      // "E-Mail" is what is wanted of an entry that leads from "e-mail" to it.
      if (text.slice(from, to) === instead) continue;
      all.push({ from, to, word: entry.word, instead });
      done = end;
      break;
    }
  }
  return all;
}

const letterBefore = /[\p{L}\p{N}\p{M}]$/u;
/** Parts of one word: "E-Mail", "Leser:innen", "Leser*innen", and of addresses. */
const joinedBefore = /[\p{L}\p{N}\p{M}][-:*_@.]$/u;
const letterBehind = /^[\p{L}\p{N}\p{M}]/u;
const joinedBehind = /^[-:*_@.]\p{L}/u;

/** Whether a word begins and ends there. Surrogate pairs are within the three units that are looked at. */
function isWhole(text: string, from: number, to: number): boolean {
  const before = text.slice(Math.max(0, from - 3), from);
  const behind = text.slice(to, to + 3);
  const begins = letterBehind.test(text.slice(from, from + 2));
  const ends = letterBefore.test(text.slice(from, to));
  return (
    !(begins && (letterBefore.test(before) || joinedBefore.test(before))) &&
    !(ends && (letterBehind.test(behind) || joinedBehind.test(behind)))
  );
}

/** Signs that are set for those that people type, or by keyboards of their own. */
const alike: Record<string, string> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u02bc': "'",
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2010': '-',
  '\u2011': '-',
};

const plain = /^[\x20-\x7e]*$/;

/** The text without soft hyphens and the like and with one sign for those that look alike; `places` says where each stood. */
function unified(text: string): { text: string; places: readonly number[] } {
  const places: number[] = [];
  if (plain.test(text)) {
    for (let at = 0; at < text.length; at += 1) places.push(at);
    return { text, places };
  }
  let units = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at] ?? '';
    if (/[\u00ad\u200b\u2060\ufeff]/.test(unit)) continue;
    units += alike[unit] ?? unit;
    places.push(at);
  }
  return { text: units, places };
}

/** In lower case, letter by letter, so that offsets hold: a few capitals become two letters, and stay as they are. */
function lower(text: string): string {
  const whole = text.toLowerCase();
  if (whole.length === text.length) return whole;
  return Array.from(text, (letter) => {
    const small = letter.toLowerCase();
    return small.length === letter.length ? small : letter;
  }).join('');
}

/** Two letters or more, and all of them capitals. */
function isLarge(text: string): boolean {
  const letters = text.replace(/\P{L}/gu, '');
  return letters.length > 1 && letters === letters.toUpperCase();
}

/** "Utilize" by "use" is "Use", and "UTILIZE" is "USE"; what has capitals of its own, as "iPhone", keeps them. */
function inCaseOf(stands: string, prefer: string): string {
  if (isLarge(stands)) return prefer.toUpperCase();
  const [first = '', ...others] = prefer;
  const isCapital = /^\p{Lu}/u.test(stands) && prefer === prefer.toLowerCase();
  return isCapital && !/^\p{Lu}/u.test(prefer) ? first.toUpperCase() + others.join('') : prefer;
}
