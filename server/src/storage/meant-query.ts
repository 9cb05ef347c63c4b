// What a search that finds nothing was meant to be: its mistyped words replaced by near ones that texts have.
import type { SearchWords } from './search-words.ts';

/** The texts that are searched. */
export interface SearchedTexts {
  words: Pick<SearchWords, 'near' | 'nearBeginning'>;
  /** Whether any of them has this word. */
  isFound(word: string): Promise<boolean>;
  /** A word as a text has it that may be shown; null where none does. */
  written(word: string): Promise<string | null>;
  /** Whether a whole query finds anything. */
  finds(query: string): Promise<boolean>;
  /** Of a query with more words that may be mistyped, only so many are looked at. */
  mostWords: number;
}

/** A word of a query that may be mistyped: what stands between blanks and is neither a phrase nor to be left out. */
const plainWord = /(?<=^|\s)[\p{L}\p{M}]{4,}(?=$|\s)/gu;

/**
 * The query with its unknown words replaced by the nearest known ones; null where all words are known, one has no neighbor,
 * or the other query finds nothing either.
 */
export async function meantQuery(query: string, texts: SearchedTexts): Promise<string | null> {
  if (/["“”„«»]/u.test(query)) return null;
  const typed = [...new Set(query.match(plainWord))].slice(0, texts.mostWords);
  const replaced = new Map<string, string>();
  for (const word of typed) {
    if (await texts.isFound(word)) continue;
    const near =
      (await firstWritten(texts, await texts.words.near(word))) ??
      // Who is still typing has not come to the end of the last word.
      (query.endsWith(word) ? await firstWritten(texts, await texts.words.nearBeginning(word)) : null);
    if (near === null) return null;
    replaced.set(word, near);
  }
  if (replaced.size === 0) return null;
  const meant = query.replace(plainWord, (word) => replaced.get(word) ?? word);
  return (await texts.finds(meant)) ? meant : null;
}

async function firstWritten(texts: SearchedTexts, words: readonly string[]): Promise<string | null> {
  for (const word of words) {
    const written = await texts.written(word);
    if (written !== null) return written;
  }
  return null;
}
