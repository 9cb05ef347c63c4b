// A text's sentences, for checks that count them.
import type { Language } from '../language.ts';

/** A part of a text: offsets in UTF-16 units, `to` behind its last. */
export interface Span {
  from: number;
  to: number;
}

const segmenters = new Map<Language, Intl.Segmenter>();

const months =
  'januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|' +
  'january|february|march|may|june|july|october|december';

/** Abbreviations that do not end a sentence, beside those of single letters such as `z. B.` and `U.S.` */
const abbreviation =
  /(?:^|[^\p{L}\p{N}])(?:\p{L}|dr|prof|st|nr|mr|mrs|ms|hr|fr|ca|bzw|usw|etc|vgl|evtl|ggf|inkl|zzgl|sog|tel|str|mio|mrd|jan|feb|apr|jun|jul|aug|sept?|okt|oct|nov|dez|dec|inc|ltd|corp|gov|sen|rep|gen|sgt|jr|sr|no|vs|approx)\.[ \u00a0\u202f]*$/iu;

/** An ordinal: `3.` goes on with a month, a small letter or a century. */
const ordinal = /(?:^|[^\p{L}\p{N}.,])\d{1,2}\.[ \u00a0\u202f]*$/u;
const monthOrCentury = new RegExp(`^(?:${months}|jahrhunderts?|jh)(?!\\p{L})`, 'iu');

/**
 * The sentences of a text by the rules of Unicode's annex 29, with those joined again that an abbreviation or an ordinal has
 * cut. Blanks behind a sentence are not of it; a line break ends one.
 */
export function sentencesIn(text: string, language: Language): Span[] {
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'sentence' });
  segmenters.set(language, segmenter);
  const sentences: Span[] = [];
  let open: Span | null = null;
  for (const { segment, index } of segmenter.segment(text)) {
    const to = index + segment.length;
    const before: string = open === null ? '' : text.slice(open.from, open.to);
    if (open && goesOn(before, segment)) open = { from: open.from, to };
    else {
      if (open) sentences.push(open);
      open = { from: index, to };
    }
  }
  if (open) sentences.push(open);
  return sentences.map((span) => trimmed(text, span)).filter(({ from, to }) => from < to);
}

function goesOn(before: string, after: string): boolean {
  if (before.includes('\n')) return false;
  if (abbreviation.test(before)) return true;
  // Behind a quotation that asks or calls: “Why?” she asked.
  if (/[?!…][“”«»"’‘‹›][ \u00a0\u202f]*$/u.test(before) && /^[\p{Ll}–—,]/u.test(after)) return true;
  return ordinal.test(before) && (/^[\p{Ll}\d]/u.test(after) || monthOrCentury.test(after));
}

function trimmed(text: string, { from, to }: Span): Span {
  const sentence = text.slice(from, to);
  const start = sentence.length - sentence.trimStart().length;
  return { from: from + start, to: from + Math.max(start, sentence.trimEnd().length) };
}
