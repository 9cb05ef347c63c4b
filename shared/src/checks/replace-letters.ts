// Words in the place of others, in a document that nobody else changes meanwhile.
import * as Y from 'yjs';
import type { Replacement } from '../api/text-check.ts';
import { itemsOf } from '../yjs/items.ts';
import type { Span } from '../yjs/spans.ts';
import { itemAt, structsOf } from '../yjs/structs.ts';

/**
 * Replaces words that begin with that very letter, if they still stand so; gives whether they did. They keep the format of their
 * first letter, and all comments on them stay.
 */
export function replaceLetters(
  doc: Y.Doc,
  { first, words, instead }: Pick<Replacement, 'first' | 'words' | 'instead'>,
): boolean {
  const last = structsOf(doc, first.client).at(-1);
  if (!last || first.clock >= last.id.clock + last.length) return false;
  const item = itemAt(doc, Y.createID(first.client, first.clock));
  if (!item || item.deleted || !item.countable || !(item.parent instanceof Y.XmlText)) return false;
  const text = item.parent;
  const from = lengthBefore(text, item) + first.clock - item.id.clock;
  const to = from + words.length;
  const stands = piecesOf(text).filter((piece) => piece.to > from && piece.from < to);
  const read = stands.map((piece) => piece.text.slice(Math.max(0, from - piece.from), to - piece.from));
  if (read.join('') !== words) return false;
  const comments = stands.map(({ attributes }) =>
    Object.fromEntries(Object.entries(attributes).filter(([name]) => name.startsWith(anchor))),
  );
  text.insert(from, instead, Object.assign({}, ...comments, stands[0]?.attributes));
  text.delete(from + instead.length, words.length);
  return true;
}

/** The characters that stand from this one on, so many of them or up to the end of their text. */
export function lettersFrom(doc: Y.Doc, { client, clock }: Replacement['first'], length: number): Span[] {
  const spans: Span[] = [];
  const first = itemAt(doc, Y.createID(client, clock));
  let left = length;
  for (let item = first; item !== null && left > 0; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const from = item === first ? clock - item.id.clock : 0;
    const taken = Math.min(left, item.length - from);
    spans.push({ client: item.id.client, clock: item.id.clock + from, length: taken });
    left -= taken;
  }
  return spans;
}

/** Overlapping anchors are kept under this name with a hash behind it. */
const anchor = 'anchor';

function lengthBefore(text: Y.XmlText, wanted: Y.Item): number {
  let length = 0;
  for (const item of itemsOf(text)) {
    if (item === wanted) break;
    if (!item.deleted && item.countable) length += item.length;
  }
  return length;
}

interface Piece {
  from: number;
  to: number;
  text: string;
  attributes: Record<string, unknown>;
}

/** The text in pieces of one format; what is no letter is no words. */
function piecesOf(text: Y.XmlText): Piece[] {
  let from = 0;
  const delta = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return delta.map(({ insert, attributes = {} }) => {
    const letters = typeof insert === 'string' ? insert : '\0';
    const piece = { from, to: from + letters.length, text: letters, attributes };
    from = piece.to;
    return piece;
  });
}
