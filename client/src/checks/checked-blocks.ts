// The article's blocks of words as the checks look at them, and the way from a hint back to its place in an editor.
import type { CheckedBlock, Hint } from '@galley/shared/checks/checks.ts';
import { wholeWords } from '@galley/shared/checks/style-words.ts';
import { type TextBlock, textBlocks } from '@galley/shared/checks/text-blocks.ts';
import type { Range } from '@galley/shared/review/suggestions/place.ts';
import type { Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import type { RegionEditors } from '../editor/region-editors.ts';
import { textOfRegion } from '../editor/region-text.ts';

/** The blocks of these regions, in this order; those of code are left out. */
export function checkedBlocks(
  doc: Y.Doc,
  editors: RegionEditors,
  places: readonly CheckedBlock['place'][],
): CheckedBlock[] {
  return places.flatMap((place) => {
    const text = textOfRegion(doc, editors, place);
    return text ? textBlocks(text).map(({ kind, text: words }) => ({ place, kind, text: words })) : [];
  });
}

type Found = Pick<Hint, 'from' | 'quote' | 'style' | 'advice' | 'instead'>;

/**
 * Where a hint's words stand in its region by now; null where they don't. `blockInRegion` is the block that was looked at. What a
 * LanguageTool server said, or a rule that knows what to write, is true of that place alone: the same words may be right in another sentence. Words of the house style list
 * are wrong everywhere: whole and written as they were found, the ones nearest to where they were in their block, else the first
 * ones. Others are sought in all of the region.
 */
export function placeOfHint(doc: Node, hint: Found, blockInRegion: number): Range | null {
  return placeIn(textBlocks(doc), hint, blockInRegion);
}

/** The same by the region's blocks, for whoever looks for many. */
export function placeIn(blocks: readonly TextBlock[], hint: Found, blockInRegion: number): Range | null {
  const [own] = blocks.slice(blockInRegion, blockInRegion + 1);
  if (hint.style) return placeOfWords(blocks, hint, blockInRegion);
  if (own && standsIn(own.text, hint)) return rangeIn(own, hint.from, hint.quote);
  const other =
    hint.advice || hint.instead ? undefined : blocks.find(({ text }) => text.includes(hint.quote));
  return other ? rangeIn(other, other.text.indexOf(hint.quote), hint.quote) : null;
}

/** Whether words stand in their block's text where they were found. */
export function standsIn(text: string, { from, quote }: Pick<Hint, 'from' | 'quote'>): boolean {
  return text.startsWith(quote, from);
}

function rangeIn({ start }: TextBlock, from: number, quote: string): Range {
  return { from: start + from, to: start + from + quote.length };
}

function placeOfWords(blocks: readonly TextBlock[], { from, quote }: Found, own: number): Range | null {
  const find = wholeWords(quote);
  const found = blocks.map((block) =>
    find(block.text)
      .sort((one, other) => Math.abs(one.from - from) - Math.abs(other.from - from))
      .map((one) => rangeIn(block, one.from, quote)),
  );
  return found[own]?.[0] ?? found.flat()[0] ?? null;
}
