// Counting words, as an editor counts them: runs of letters and digits, held together by hyphens, apostrophes and the
// points and commas inside numbers.
import { withoutInvisible } from '../text/characters.ts';
import type { ArticleContent, NodeJson } from './content.ts';
import { plainText } from './plain-text.ts';

const word = /[\p{L}\p{M}\p{N}]+(?:[-‐‑'’.,:/][\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a text, in their order. Soft hyphens and the like split none. */
export function wordsIn(text: string): string[] {
  return withoutInvisible(text).match(word) ?? [];
}

/** How many words a text has. */
export function countWords(text: string): number {
  return wordsIn(text).length;
}

/** How many words blocks have, captions and quotes' sources included. */
export function wordsOf(blocks: readonly NodeJson[]): number {
  return countWords(plainText(blocks));
}

/** How many words the article's sections have; headline and dek don't count. */
export function articleWords(content: Pick<ArticleContent, 'sections'>): number {
  return content.sections.reduce((sum, section) => sum + wordsOf(section.blocks), 0);
}

/** Minutes that reading takes at 230 words a minute (Brysbaert 2019 found 238 for English prose), at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / 230));
}
