// What a text is found by. Terms are words as they stand, without accents, and derived forms, each kind under a mark of
// its own, so that a form of one kind is never taken for another: the German stem of `news` is `new`.
import type { Language } from '@galley/shared/language.ts';
import { withoutInvisible } from '@galley/shared/text/characters.ts';
import { LRUCache } from 'lru-cache';
import stemmers from 'snowball-stemmers';

/** Counts up when texts get other terms, or rows of articles other columns, than before: then all are made anew. */
export const termsVersion = '4';

export const languages = ['en', 'de'] as const satisfies readonly Language[];

const stemOf = {
  en: remembered(stemmers.newStemmer('english')),
  de: remembered(stemmers.newStemmer('german')),
};

/** Of the Private Use Area: both databases take these for letters, and no text holds them. */
const marks = {
  en: '\ue000',
  de: '\ue001',
  /** The end of a German stem, which may be a word of its own: `unfall` of `bahnunfall`. */
  ending: '\ue002',
  /** Umlauts and how they are spelled out, as one: `muller` of `müller` and `mueller`. */
  umlaut: '\ue003',
  /** What is left of a Latin or Greek word without its ending: `firm` of `firma` and `firmen`. */
  latin: '\ue004',
  /** Two words side by side. */
  pair: '\ue005',
  /** Before each of the others, and before words as they stand: in the headline. */
  headline: '\ue006',
} as const;

/** No word is longer; what comes in without spaces is no word. */
const maxWord = 100;

/** PostgreSQL takes up to 1 MB of terms for an article. */
const maxBytes = 800_000;
const bytesBeside = 4;

/** A compound's first part has at least 3 letters, and its last one at least 4. */
const shortestStart = 3;
export const shortestEnding = 4;

/** What a text is found by, each term once; the most important first, for very long texts are cut. */
export function termsOf(text: string, language: Language): string[] {
  const terms = new Set<string>();
  let bytes = 0;
  const add = (term: string): boolean => {
    if (terms.has(term)) return true;
    bytes += Buffer.byteLength(term) + bytesBeside;
    if (bytes <= maxBytes) terms.add(term);
    return bytes <= maxBytes;
  };
  const inOrder = wordsIn(text);
  const all = new Set([...inOrder, ...joinedWords(text), ...genderedWords(text)]);
  for (const word of all)
    for (const term of [withoutAccents(word), ...formsOf(word, language)]) if (!add(term)) return [...terms];
  if (language === 'de')
    for (const word of all) for (const ending of endingsOf(word)) if (!add(ending)) return [...terms];
  for (const [index, word] of inOrder.entries()) {
    const next = inOrder[index + 1];
    if (next !== undefined && !add(pairTerm(word, next))) return [...terms];
  }
  return [...terms];
}

/** The terms of a text from those of its parts. Words at the end of one part and the start of the next are no pair. */
export function joinedTerms(parts: readonly (readonly string[])[]): string[] {
  const terms = new Set<string>();
  let bytes = 0;
  for (const part of parts) {
    for (const term of part) {
      if (terms.has(term)) continue;
      bytes += Buffer.byteLength(term) + bytesBeside;
      if (bytes > maxBytes) return [...terms];
      terms.add(term);
    }
  }
  return [...terms];
}

/** All terms that one word of a text is found by; of a text in German also what it may end with. */
export function termsOfWord(word: string, language: Language): string[] {
  const terms = [withoutAccents(word), ...formsOf(word, language)];
  return language === 'de' ? [...terms, ...endingsOf(word)] : terms;
}

/** The derived forms of a word, as terms; a text and a query have those in common that are meant by the same word. */
export function formsOf(word: string, language: Language): string[] {
  const forms = [marks[language] + stemOf[language](word)];
  if (language === 'en') return forms;
  // The stemmer leaves `ministerinn` of `ministerinnen`, and `ministerin` as it is.
  if (/.{4}innen$/.test(word)) forms.push(marks.de + stemOf.de(word.slice(0, -3)));
  const spelled = umlautForm(word);
  if (spelled !== null) forms.push(spelled);
  const [, latin] = /^(.{3,}?)(?:a|um|us|is|o|on|en)$/.exec(withoutAccents(word)) ?? [];
  if (latin !== undefined) forms.push(marks.latin + latin);
  return forms;
}

/** The German stem of a word, as a term. */
export function stemTerm(word: string): string {
  return marks.de + stemOf.de(word);
}

/** A word with umlauts, written or spelled out, as a term; null for one that has none. */
export function umlautForm(word: string): string | null {
  if (!/[äöü]|[aou]e/.test(word)) return null;
  return marks.umlaut + withoutAccents(word).replace(/([aou])e/g, '$1');
}

/** Whether a term is one for two words side by side. */
export function isPair(term: string): boolean {
  return term.startsWith(marks.pair);
}

/** The term for words that end with this one. */
export function endingTerm(word: string): string {
  return marks.ending + stemOf.de(word);
}

/** What the terms for words begin with that have this one, which may be unfinished, behind another: `bahnunf`. */
export function endingBeginning(word: string): string {
  return marks.ending + withoutAccents(word);
}

/** The term for two words side by side. */
export function pairTerm(first: string, second: string): string {
  return `${marks.pair}${withoutAccents(first)}${marks.pair}${withoutAccents(second)}`;
}

/** The term for what a headline is found by. */
export function headlineTerm(term: string): string {
  return marks.headline + term;
}

/** Runs of letters and digits of any script, in lower case, in their order. */
export function wordsIn(text: string): string[] {
  const found = plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return found.map((word) => (word.length > maxWord ? word.slice(0, maxWord).toWellFormed() : word));
}

/** Words with hyphens in them as one: `email` of `E-Mail`. */
export function joinedWords(text: string): string[] {
  const found = plain(text).match(/(?<![\p{L}\p{N}])[\p{L}\p{N}]+(?:[-‐‑][\p{L}\p{N}]+)+/gu) ?? [];
  return found.map((word) => word.replace(/[-‐‑]/g, '')).filter((word) => word.length <= maxWord);
}

/** `Minister*innen`, `Minister:innen`, `Minister_in`, `Minister/-innen`, `Minister(innen)` and `MinisterInnen`. */
export const gendered = /(?<!\p{L})(\p{L}{3,})(?:[*:_·•/(]-?in|In)(nen)?(?![\p{L}\p{N}])/gu;

/** The female forms that are written with a sign, in one word; the male ones stand in the text. */
function genderedWords(text: string): string[] {
  return [...withoutInvisible(text).normalize('NFC').matchAll(gendered)].flatMap(
    ([, man = '', many = '']) => {
      const male = man.toLowerCase();
      return [male, `${male}in${many}`];
    },
  );
}

/** A text with those forms in one word, as a query is asked. */
export function withWholeForms(query: string): string {
  return query.normalize('NFC').replace(gendered, '$1in$2');
}

/** `Café` is found by `cafe`, and `Straße` by `strasse`. */
export function withoutAccents(word: string): string {
  return word.replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '');
}

function endingsOf(word: string): string[] {
  const stem = stemOf.de(word);
  const endings: string[] = [];
  for (let start = shortestStart; start <= stem.length - shortestEnding; start += 1)
    endings.push(marks.ending + stem.slice(start));
  return endings;
}

function plain(text: string): string {
  return withoutInvisible(text).toLowerCase().normalize('NFC');
}

/** A section is indexed anew again and again while people write in it, and nearly all of its words stay the same. */
function remembered(stemmer: { stem(word: string): string }): (word: string) => string {
  const stems = new LRUCache<string, string>({ max: 20_000 });
  return (word) => {
    const known = stems.get(word);
    if (known !== undefined) return known;
    const stem = withoutAccents(stemmer.stem(word));
    stems.set(word, stem);
    return stem;
  };
}
