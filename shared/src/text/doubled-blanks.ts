// Blanks that were typed twice between words.

/**
 * Each place with the word before it. What stands at a line's end is nothing that readers see. For `match` and `matchAll`, which
 * take a global pattern from its beginning.
 */
export const doubledBlanks = /\S+[ \u00a0]{2,}(?=\S)/gu;
