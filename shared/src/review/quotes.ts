// Quotes: a passage known by its words and what stands around them, as the W3C's TextQuoteSelector does it (Web Annotation
// Data Model, 4.2.4). So a passage is found again in a text that has changed meanwhile.
import type { Node } from '@tiptap/pm/model';
import { contextLength, maxQuoteLength, type Quote } from './quote.ts';

/** The text of a document with the ProseMirror position of each character; the breaks between blocks have that of the block's end. */
export interface LaidOutText {
  text: string;
  positions: number[];
}

/** Lays a document's text out: textblocks are lines. */
export function layOut(doc: Node): LaidOutText {
  const parts: string[] = [];
  const positions: number[] = [];
  const append = (text: string, at: (index: number) => number) => {
    parts.push(text);
    for (let index = 0; index < text.length; index += 1) positions.push(at(index));
  };
  doc.descendants((node, position) => {
    if (node.isTextblock && positions.length > 0) append('\n', () => position);
    if (node.isText) append(node.text ?? '', (index) => position + index);
    else if (node.type.name === 'hardBreak') append('\n', () => position);
  });
  return { text: parts.join(''), positions };
}

/** The quote of a range of positions; null where there is no text in it. */
export function quoteOf({ text, positions }: LaidOutText, from: number, to: number): Quote | null {
  let start = positions.findIndex((position) => position >= from);
  let end = positions.findLastIndex((position) => position < to) + 1;
  while (start < end && text[start]?.trim() === '') start += 1;
  while (end > start && text[end - 1]?.trim() === '') end -= 1;
  if (start === -1 || start >= end) return null;
  return quoteAt(text, start, Math.min(end, start + maxQuoteLength));
}

/** The quote of a stretch of text. */
export function quoteAt(text: string, start: number, end: number): Quote {
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - contextLength), start),
    suffix: text.slice(end, end + contextLength),
    at: start,
  };
}

/**
 * Where the quoted words stand; of several places the one whose surroundings fit best, then the nearest. Null for none.
 * With `counts`, only places count for which it says so.
 */
export function findQuote(
  text: string,
  quote: Quote,
  counts: (start: number, end: number) => boolean = () => true,
): { start: number; end: number; context: number } | null {
  let best: { start: number; end: number; context: number } | null = null;
  for (let start = text.indexOf(quote.exact); start !== -1; start = text.indexOf(quote.exact, start + 1)) {
    const end = start + quote.exact.length;
    if (!counts(start, end)) continue;
    const context =
      commonEnd(text.slice(Math.max(0, start - contextLength), start), quote.prefix) +
      commonStart(text.slice(end, end + contextLength), quote.suffix);
    const isBetter =
      best === null ||
      context > best.context ||
      (context === best.context && Math.abs(start - quote.at) < Math.abs(best.start - quote.at));
    if (isBetter) best = { start, end, context };
  }
  return best;
}

/** Whether so much of a quote's surroundings still stands that it is surely the same passage; short quotes need more of it. */
export function isSurely(quote: Quote, context: number): boolean {
  const known = quote.prefix.length + quote.suffix.length;
  return quote.exact.length + context >= Math.min(24, quote.exact.length + known);
}

/** How much of the text before and behind a quote must still stand for what is between to be in its place. */
const edgeLength = 16;

/** What stands between the surroundings of a quote, whose own words are gone; null where that is not plain. */
export function placeBetween(
  text: string,
  { exact, prefix, suffix }: Quote,
): { start: number; end: number } | null {
  const before = prefix.slice(-edgeLength);
  const behind = suffix.slice(0, edgeLength);
  if (before.length + behind.length < edgeLength / 2) return null;
  const places: { start: number; end: number }[] = [];
  for (let at = text.indexOf(before); at !== -1; at = text.indexOf(before, at + 1)) {
    let start = at + before.length;
    let end = behind === '' ? text.length : text.indexOf(behind, start);
    while (start < end && text[start]?.trim() === '') start += 1;
    while (end > start && text[end - 1]?.trim() === '') end -= 1;
    const fits = end > start && end - start <= exact.length * 3 + 80;
    if (fits && linesIn(text.slice(start, end)) <= linesIn(exact)) places.push({ start, end });
    if (before === '') break;
  }
  const [only] = places;
  return only && places.length === 1 ? only : null;
}

function linesIn(text: string): number {
  return text.split('\n').length;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

function commonEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length;
}
