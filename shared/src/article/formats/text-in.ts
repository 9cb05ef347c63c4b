// Plain text as outlets mail it: a paragraph a line, or paragraphs whose lines were broken at a column by a mail program.
import { cleanFileText } from '../../text/characters.ts';
import { type ListType, listTypes, numberOfRoman } from '../list-type.ts';
import { embeddable } from '../schema/embed-hosts.ts';
import { type Found, type FoundFile, type FoundLine, line } from './found.ts';
import { inlineText, textNode } from './inline.ts';
import { isCapitals } from './line-kinds.ts';
import { isEndMark } from './notices.ts';
import { endsSentence, type FileLine, type Wraps, wrapsIn } from './wrapped-lines.ts';

/**
 * The lines of the text with what their signs say: `-`, `*` and `•` for items, `1.` and `a)` for numbered ones, `>` for quotes,
 * a row of dashes for a divider. Every word of the input is in what is found, in its order.
 */
export function readText(input: string): FoundFile {
  const { text, signature } = withoutSignature(input);
  const { text: own, quoted } = withoutQuoting(text);
  const groups = groupsOf(own);
  const wraps = wrapsIn(groups);
  // A quoted mail has its paragraphs between empty lines, however short its lines are.
  const whole = quoted && groups.length > 1;
  const read = withNumbers(groups.flatMap((group) => readGroup(group, whole ? allJoined(wraps) : wraps)));
  return { found: [...read, ...groupsOf(signature).flat().map(signatureLine)], facts: {}, lost: [] };
}

/** What mail programs put below two dashes and a blank (RFC 3676) is not the article's: as far as it is short. */
function withoutSignature(input: string): { text: string; signature: string } {
  const at = input.search(/^-- \r?$(?![\s\S]*^-- \r?$)/m);
  const signature = at === -1 ? '' : input.slice(at);
  if (signature === '' || signature.split('\n').length > 12) return { text: input, signature: '' };
  return { text: input.slice(0, at), signature };
}

/** A mail that somebody sent on bears `>` before each line; with them all gone, deeper ones are the quotes. */
function withoutQuoting(input: string): { text: string; quoted: boolean } {
  const lines = input.split(/\r\n|\n|\r/);
  const filled = lines.filter((one) => one.trim() !== '');
  const own = filled.filter((one) => !/^\s?>/.test(one));
  // The line above may say who wrote it.
  const announced = own.length === 1 && own[0] === filled[0] && /:\s*$/.test(own[0] ?? '');
  const quoted = filled.length > 1 && (own.length === 0 || announced);
  // Two lines that are quoted are a quote.
  if (!quoted || !lines.some((one) => /^\s?>\s*$/.test(one))) return { text: input, quoted: false };
  return { text: lines.map((one) => one.replace(/^\s?> ?/, '')).join('\n'), quoted: true };
}

function allJoined(wraps: Wraps): Wraps {
  return { ...wraps, goesOn: () => true };
}

function signatureLine({ text }: FileLine): Found {
  return { ...line({ is: 'plain' }, [textNode(text)]), leftOut: 'signature' };
}

const itemSign = /^(?:[-*–·+](?=\s)\s+|[•◦▪‣●]\s*)(?=\S)/;
const quoteSign = /^>+\s*(?=[^\s>])/;
const quoteSource = /^>\s*[—–]\s*(\S.*)$/;
const number = /^(\d{1,4})[.)]\s+(?=\S)/;
/** With a full stop it would be a name's initial. */
const letterSign = /^\(?([a-z]{1,5}|[A-Z]{1,5})\)\s+(?=\S)/;
const countSign = new RegExp(`${number.source}|${letterSign.source}`);
const divider = /^(?:[-*_=~]\s*){3,}$/;

/** The lines between empty lines. */
function groupsOf(input: string): FileLine[][] {
  const groups: FileLine[][] = [[]];
  for (const raw of input.split(/\r\n|[\n\r\f\v\u0085\u2028\u2029]/)) {
    const text = cleanFileText(raw).trim().replace(/\s+/g, ' ');
    if (text === '') groups.push([]);
    else groups.at(-1)?.push({ text, indent: raw.replaceAll('\t', '    ').search(/\S/) });
  }
  return groups.filter((group) => group.length > 0);
}

function readGroup(group: readonly FileLine[], wraps: Wraps): Found[] {
  const found: Found[] = [];
  let before: { line: FileLine; item: boolean } | null = null;
  for (const current of group) {
    const last = found.at(-1);
    const next = foundIn(current);
    const source = last?.type === 'line' && last.form.is === 'quote' && quoteSource.exec(current.text)?.[1];
    if (last?.type === 'line' && source) {
      last.form = { is: 'quote', source };
      before = null;
    } else if (last?.type === 'line' && next.type === 'line' && before && goesOn(before, current, wraps)) {
      last.inline = [textNode(wraps.joined(inlineText(last.inline), current.text))];
      before = { line: current, item: before.item };
    } else {
      found.push(next);
      before = { line: current, item: isItem(next) || isCounted(current.text) };
    }
  }
  return found;
}

/** Whether a line only goes on with the one before: further in than a list's sign, or broken off by a mail program. */
function goesOn(before: { line: FileLine; item: boolean }, current: FileLine, wraps: Wraps): boolean {
  const signed = itemSign.test(current.text) || isCounted(current.text);
  if (quoteSign.test(current.text) || quoteSign.test(before.line.text)) return false;
  if (before.item && !signed && current.indent >= 2) return true;
  if (isCapitals(before.line.text) || isCapitals(current.text)) return false;
  if (!wraps.goesOn(before.line, current)) return false;
  // A dash or a day's number at a line's start is a sign only where a sentence or an item has ended.
  return !signed || (!before.item && !endsSentence(before.line.text));
}
function foundIn({ text, indent }: FileLine): Found {
  if (divider.test(text)) return { type: 'block', block: { type: 'horizontalRule' } };
  if (embeddable(text)) return { type: 'block', block: { type: 'embed', attrs: { url: text } } };
  // `– 30 –` begins no list.
  const item = isEndMark(text) ? undefined : itemSign.exec(text)?.[0];
  if (item) {
    const depth = Math.min(4, Math.floor(indent / 2));
    return line({ is: 'bullet', depth }, [textNode(text.slice(item.length))]);
  }
  const quote = quoteSign.exec(text)?.[0];
  if (quote) return line({ is: 'quote', source: '' }, [textNode(text.slice(quote.length))]);
  return line({ is: 'plain' }, [textNode(text)]);
}

function isCounted(text: string): boolean {
  return countsOf(text).size > 0;
}

function isItem(found: Found): boolean {
  return found.type === 'line' && found.form.is === 'bullet';
}

/** Numbered lines become items where they count up from 1, a or i; a single one may just be a date. */
function withNumbers(found: Found[]): Found[] {
  const signs = found.map((one) =>
    one.type === 'line' && one.form.is === 'plain' ? countsOf(inlineText(one.inline)) : noCounts,
  );
  return found.map((one, index) => {
    const type = countTypes.find((type) => isInRun(signs, type, index));
    const number = type === undefined ? undefined : signs[index]?.get(type);
    if (one.type !== 'line' || type === undefined || number === undefined) return one;
    const text = inlineText(one.inline).replace(countSign, '');
    return line({ is: 'numbered', depth: 0, number, type }, [textNode(text)]) satisfies FoundLine;
  });
}

/** What the sign at a text's start may stand for: `i)` is a number and a letter. */
function countsOf(text: string): ReadonlyMap<ListType | null, number> {
  const digits = number.exec(text)?.[1];
  if (digits !== undefined) return new Map([[null, Number(digits)]]);
  const sign = letterSign.exec(text)?.[1];
  if (sign === undefined) return noCounts;
  const small = sign.toLowerCase();
  const capital = sign !== small;
  const counts = new Map<ListType | null, number>();
  if (small.length === 1) counts.set(capital ? 'A' : 'a', small.charCodeAt(0) - 96);
  const roman = numberOfRoman(small);
  if (roman !== null) counts.set(capital ? 'I' : 'i', roman);
  return counts;
}

const noCounts: ReadonlyMap<ListType | null, number> = new Map();
const countTypes = [null, ...listTypes];

function isInRun(
  signs: readonly ReadonlyMap<ListType | null, number>[],
  type: ListType | null,
  index: number,
): boolean {
  const value = signs[index]?.get(type) ?? 0;
  const start = index - value + 1;
  if (value === 0 || start < 0 || (value === 1 && signs[index + 1]?.get(type) !== 2)) return false;
  for (let back = start; back <= index; back += 1) {
    if (signs[back]?.get(type) !== back - start + 1) return false;
  }
  return true;
}
