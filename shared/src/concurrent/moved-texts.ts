// A block that a colleague moves or turns into another kind comes again with the same id. What one has typed and erased
// there meanwhile is found by comparing its words with the copy's.
import { diffChars } from 'diff';
import * as Y from 'yjs';
import { isFigureText } from '../article/picture-texts.ts';
import { blockIdOf } from './copies.ts';
import type { OwnErasures } from './own-erasures.ts';
import { itemsOf, type Stretch, type TransactionView } from './transaction-view.ts';

/** A text that went, and the one in which its words came again. */
export interface MovedText {
  gone: Y.XmlText;
  /** Null where the copy has no text at all yet. */
  came: Y.XmlText | null;
  block: Y.XmlElement;
}

/** Own words that the copy lacks, by where they go in it; and what stands in it of what one had erased. */
export interface Difference {
  lacking: { at: number; stretch: Stretch; from: number; words: string }[];
  surplus: { at: number; length: number }[];
}

/** The texts of blocks that went and came again whole, in a block that is new. */
export function movedTexts(view: TransactionView, fresh: ReadonlyMap<unknown, Y.XmlElement>): MovedText[] {
  if (fresh.size === 0) return [];
  return view.texts().flatMap((gone) => {
    const { parent } = gone;
    if (!(parent instanceof Y.XmlElement) || !gone._item || !view.isDeleted(gone._item)) return [];
    const block = fresh.get(blockIdOf(gone));
    if (!block || !parent._item?.deleted) return [];
    const before = textsIn(parent, (item) => view.isDeleted(item));
    const after = textsIn(block, (item) => !item.deleted);
    if (after.length !== before.length && !(after.length === 0 && before.length === 1)) return [];
    return [{ gone, came: after[before.indexOf(gone)] ?? null, block }];
  });
}

/** What the copy does not know of one's own work; null where it is no copy, but a text of its own. */
export function difference(
  view: TransactionView,
  { gone, came }: MovedText,
  own: number,
  erasures: OwnErasures,
): Difference | null {
  const stretches = view.stretches(gone).filter(({ before }) => before !== null);
  const characters = stretches.flatMap((stretch) =>
    [...Array(stretch.text.length).keys()].map((offset) => ({
      stretch,
      offset,
      isOwn: stretch.item.id.client === own,
    })),
  );
  const text = stretches.map((stretch) => stretch.text).join('');
  const copy = came ? liveText(came) : '';
  const erased = erasures.in(gone);
  const result: Difference = { lacking: [], surplus: [] };
  let [here, there] = [0, 0];
  let known = 0;
  for (const { value, added, removed } of diffChars(text, copy)) {
    const { length } = value;
    if (removed) {
      const start = slide(text, here, length, (from) =>
        characters.slice(from, from + length).every(({ isOwn }) => isOwn),
      );
      if (start === null) return null;
      for (let index = start; index < start + length; ) {
        const first = characters[index];
        if (!first) break;
        const words = first.stretch.text.slice(first.offset, first.offset + start + length - index);
        result.lacking.push({ at: there + start - here, stretch: first.stretch, from: first.offset, words });
        index += words.length;
      }
      here += length;
    } else if (added) {
      // What one has not erased was written by whoever moved it.
      if (erased.take(value)) result.surplus.push({ at: there, length });
      there += length;
    } else {
      known += length;
      here += length;
      there += length;
    }
  }
  const isCopy = known * 2 >= Math.min(text.length, copy.length);
  return isCopy ? result : null;
}

/** Where a passage between equal letters begins, so that it is one that fits; null where none does. */
function slide(text: string, at: number, length: number, fits: (from: number) => boolean): number | null {
  for (let from = at; ; from -= 1) {
    if (fits(from)) return from;
    if (from === 0 || text[from - 1] !== text[from + length - 1]) break;
  }
  for (let from = at; text[from] === text[from + length] && from + length < text.length; ) {
    from += 1;
    if (fits(from)) return from;
  }
  return null;
}

/** The blocks that a transaction brought, by their ids. */
export function newBlocks(view: TransactionView): Map<unknown, Y.XmlElement> {
  const blocks = new Map<unknown, Y.XmlElement>();
  for (const item of view.newItems()) {
    const element = item.parent;
    if (item.parentSub !== 'id' || item.deleted || !(element instanceof Y.XmlElement) || !element._item)
      continue;
    if (view.isNew(element._item) && !element._item.deleted)
      for (const block of [element, ...pictureTextsIn(element)])
        blocks.set(blockIdOf({ parent: block }), block);
  }
  return blocks;
}

/** The words of a picture are blocks of their own. */
function pictureTextsIn(element: Y.XmlElement): Y.XmlElement[] {
  return element
    .toArray()
    .filter((child) => child instanceof Y.XmlElement)
    .filter(({ nodeName }) => isFigureText(nodeName));
}

function textsIn(element: Y.XmlElement, has: (item: Y.Item) => boolean): Y.XmlText[] {
  return [...itemsOf(element)].flatMap((item) =>
    has(item) && item.content instanceof Y.ContentType && item.content.type instanceof Y.XmlText
      ? [item.content.type]
      : [],
  );
}

function liveText(text: Y.XmlText): string {
  let words = '';
  for (const item of itemsOf(text))
    if (!item.deleted && item.content instanceof Y.ContentString) words += item.content.str;
  return words;
}
