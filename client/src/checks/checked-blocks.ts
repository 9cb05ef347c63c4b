// The article's blocks of words as the checks look at them, and the way from a hint back to its place in an editor.
import type { CheckedBlock, Hint } from '@galley/shared/checks/checks.ts';
import { wholeWords } from '@galley/shared/checks/style-words.ts';
import { textBlocks } from '@galley/shared/checks/text-blocks.ts';
import type { Range } from '@galley/shared/review/suggestions/place.ts';
import type { Node } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import type { DeskEditor } from '../editor/desk-editor.ts';
import { textOfRegion } from '../editor/region-text.ts';

/** The blocks of these regions, in this order; those of code are left out. */
export function checkedBlocks(
  doc: Y.Doc,
  desk: DeskEditor,
  places: readonly CheckedBlock['place'][],
): CheckedBlock[] {
  return places.flatMap((place) => {
    const text = textOfRegion(doc, desk, place);
    return text ? textBlocks(text).map(({ kind, text: words }) => ({ place, kind, text: words })) : [];
  });
}

/** Where a hint's words stand in its region by now: in the block that was looked at, else where they first stand. */
export function placeOfHint(
  doc: Node,
  hint: Pick<Hint, 'from' | 'quote'>,
  blockInRegion: number,
): Range | null {
  const blocks = textBlocks(doc);
  const [own] = blocks.slice(blockInRegion, blockInRegion + 1);
  const stands = own?.text.slice(hint.from, hint.from + hint.quote.length) === hint.quote;
  const block = stands ? own : blocks.find(({ text }) => text.includes(hint.quote));
  if (!block) return null;
  const from = block.start + (stands ? hint.from : block.text.indexOf(hint.quote));
  return { from, to: from + hint.quote.length };
}

/**
 * Where words that a hint would replace stand in their region by now, whole and written as they were found: the ones nearest to
 * where they were in their block, else the first ones of the region.
 */
export function placeOfWords(
  doc: Node,
  { from, quote }: Pick<Hint, 'from' | 'quote'>,
  blockInRegion: number,
): Range | null {
  const find = wholeWords(quote);
  const found = textBlocks(doc).map(({ text, start }) =>
    find(text)
      .sort((one, other) => Math.abs(one.from - from) - Math.abs(other.from - from))
      .map((one) => ({ from: start + one.from, to: start + one.to })),
  );
  return found[blockInRegion]?.[0] ?? found.flat()[0] ?? null;
}
