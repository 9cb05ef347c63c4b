// What a query asks for: words, `"phrases in quotes"`, and `-words` that must not be there.
import {
  endingBeginning,
  endingTerm,
  formsOf,
  joinedWords,
  languages,
  pairTerm,
  shortestEnding,
  stemTerm,
  umlautForm,
  withoutAccents,
  withWholeForms,
  wordsIn,
} from './search-terms.ts';

/** Terms of which a text has to hold one: as they are, or (of the last word, which may be unfinished) as a beginning. */
export interface Alternatives {
  exact: string[];
  beginning: string[];
  /** Two terms that are as good where a text holds both: the parts of a German compound, for "Unfall der Bahn". */
  apart?: [string, string][];
}

export interface SearchQuery {
  /** Each must be met. */
  wanted: Alternatives[];
  /** None of these may be met in all of its parts. */
  unwanted: Alternatives[][];
}

/** A phrase between quotes of any kind, or what stands between blanks; each with a minus before it or not. */
const parts = /(?<=^|\s)(-?)(?:["“”„«»]([^"“”„«»]+)["“”„«»]?|(\S+))/gu;

/** Reads a query; null where it holds no word. */
export function readQuery(text: string): SearchQuery | null {
  const query: SearchQuery = { wanted: [], unwanted: [] };
  const found = [...text.matchAll(parts)];
  for (const [index, [, minus, phrase, plain = '']] of found.entries()) {
    const isLast = index === found.length - 1 && minus === '';
    const asked = phrase === undefined ? askedByWord(plain, isLast) : askedByPhrase(phrase);
    if (minus === '') query.wanted.push(...withParts(asked, plain));
    else if (asked.length > 0) query.unwanted.push(asked);
  }
  return query.wanted.length + query.unwanted.length === 0 ? null : query;
}

function askedByPhrase(phrase: string): Alternatives[] {
  const words = wordsIn(phrase);
  if (words.length === 1) return words.map((word) => ({ exact: [withoutAccents(word)], beginning: [] }));
  return words
    .slice(1)
    .map((word, index) => ({ exact: [pairTerm(words[index] ?? '', word)], beginning: [] }));
}

/** Each part has that many letters at least: shorter ones are endings more often than words. */
const shortestPart = 4;
const longestCompound = 40;

/** A single word may be a compound; where its parts meet, nobody has to know: those of a wrong cut stand in no text. */
function withParts(asked: Alternatives[], plain: string): Alternatives[] {
  const [word = '', ...more] = wordsIn(withWholeForms(plain));
  const [one] = asked;
  if (!one || asked.length > 1 || more.length > 0 || word.length > longestCompound || !/^\p{L}+$/u.test(word))
    return asked;
  const apart: [string, string][] = [];
  for (let at = shortestPart; at <= word.length - shortestPart; at += 1)
    apart.push([stemTerm(word.slice(0, at)), stemTerm(word.slice(at))]);
  return apart.length === 0 ? asked : [{ ...one, apart }];
}

/** The same without what is found by the parts of compounds alone: what is meant by the words as they were asked for. */
export function closeTo({ wanted, unwanted }: SearchQuery): SearchQuery {
  return { wanted: wanted.map(({ exact, beginning }) => ({ exact, beginning })), unwanted };
}

/** A word with hyphens is looked for as one, or else as its parts; other signs part words. */
function askedByWord(text: string, isLast: boolean): Alternatives[] {
  const whole = withWholeForms(text);
  const joined = joinedWords(whole);
  const words = wordsIn(whole);
  const asked = words.map((word, index) => askedFor(word, isLast && index === words.length - 1));
  const [one] = joined;
  if (one === undefined || joined.length > 1) return asked;
  // All parts or the whole: (a and b) or c is (a or c) and (b or c).
  const { exact, beginning } = askedFor(one, isLast);
  return asked.map((part) => ({
    exact: [...part.exact, ...exact],
    beginning: [...part.beginning, ...beginning],
  }));
}

function askedFor(word: string, mayBeUnfinished: boolean): Alternatives {
  const bare = withoutAccents(word);
  const isEnding = word.length >= shortestEnding;
  const spelled = umlautForm(word);
  return {
    exact: [
      bare,
      ...new Set(languages.flatMap((language) => formsOf(word, language))),
      ...(isEnding ? [endingTerm(word)] : []),
    ],
    beginning: mayBeUnfinished
      ? [bare, ...(spelled === null ? [] : [spelled]), ...(isEnding ? [endingBeginning(word)] : [])]
      : [],
  };
}
