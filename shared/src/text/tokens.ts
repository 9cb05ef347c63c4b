// A text as words, blanks and signs, for comparing two texts word by word in any language.

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Abbreviations of several letters, with blanks between them or not: `z. B.`, `u.\u00a0a.`, `e.g.` */
const abbreviations = /(?<![\p{L}\p{M}\p{N}])(?:\p{L}{1,2}\.[ \u00a0\u202f]?){2,}(?<=\.)/gu;

/** The text's parts in their order; joined they are the text. Abbreviations, and blanks side by side, are one part each. */
export function tokensIn(text: string): string[] {
  const tokens: string[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(abbreviations)) {
    pushWords(tokens, text.slice(end, index));
    tokens.push(found);
    end = index + found.length;
  }
  pushWords(tokens, text.slice(end));
  return tokens;
}

function pushWords(tokens: string[], text: string): void {
  let blanks = '';
  for (const { segment } of segmenter.segment(text)) {
    if (segment.trim() === '' && !segment.includes('\n')) {
      blanks += segment;
      continue;
    }
    if (blanks !== '') tokens.push(blanks);
    blanks = '';
    // Unicode's rules make one word of `end.Start`, as of a host's name; here it is two sentences without a blank.
    tokens.push(...segment.split(/(?<=\p{L})(\.)(?=\p{L})/u));
  }
  if (blanks !== '') tokens.push(blanks);
}
