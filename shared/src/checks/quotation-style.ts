// Quotation marks that are not those of the article's language, or of two ways of writing them in one article.
import type { Language } from '../language.ts';
import type { Span } from './sentences.ts';

/** A mark with the word beside it, and how they would be written. */
export interface FoundMark extends Span {
  instead: string;
}

/** How a quotation is opened and closed. */
export interface QuotationMarks {
  opening: string;
  closing: string;
}

/** The ways in which a language writes its quotations; the first is the usual one. */
const pairs: Record<Language, readonly [QuotationMarks, ...QuotationMarks[]]> = {
  de: [
    { opening: '„', closing: '“' },
    { opening: '»', closing: '«' },
    // As in Switzerland.
    { opening: '«', closing: '»' },
  ],
  en: [{ opening: '“', closing: '”' }],
};

const marks = /[„“”«»]/gu;

/** What is found in a text of an article that quotes in its `own` way. */
export function marksOutOfStyle(text: string, own: QuotationMarks): FoundMark[] {
  return marksIn(text).flatMap(({ at, sign, opens }) => {
    const right = opens ? own.opening : own.closing;
    if (sign === right) return [];
    const [from, to] = opens
      ? [at, at + 1 + (/^[\p{L}\p{N}]*/u.exec(text.slice(at + 1))?.[0].length ?? 0)]
      : [at - (/[\p{L}\p{N}]*[.,!?…]*$/u.exec(text.slice(0, at))?.[0].length ?? 0), at + 1];
    const beside = opens ? text.slice(from + 1, to) : text.slice(from, to - 1);
    return [{ from, to, instead: opens ? right + beside : beside + right }];
  });
}

/**
 * An article's own way of quoting: the one in which it opens its first quotation, where that is one of its language; else its
 * language's usual one.
 */
export function quotationMarksOf(article: readonly string[], language: Language): QuotationMarks {
  for (const text of article)
    for (const { sign, opens } of marksIn(text)) {
      const pair = opens && pairs[language].find(({ opening }) => opening === sign);
      if (pair) return pair;
    }
  return pairs[language][0];
}

/** Whether a mark opens or closes is said by what stands beside it: nothing of a word before one that opens, a beginning behind it. */
function marksIn(text: string): { at: number; sign: string; opens: boolean }[] {
  return [...text.matchAll(marks)].map(({ 0: sign, index: at }) => ({
    at,
    sign,
    opens:
      /(?:^|[\s([{–—/‚‘‹›-])$/u.test(text.slice(0, at)) &&
      /^[\p{L}\p{N}([$€…–—„“”‚‘»«›‹]/u.test(text.slice(at + 1)),
  }));
}
