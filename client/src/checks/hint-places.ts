// Where the hints of a report stand in the editors of the page by now, and the lines under their words. The browser draws
// these over the text (CSS custom highlights): no element of the text changes, so nothing comes between people and their typing.
import type { Hint } from '@galley/shared/checks/checks.ts';
import { type TextBlock, textBlocks } from '@galley/shared/checks/text-blocks.ts';
import type { Range as TextRange } from '@galley/shared/review/suggestions/place.ts';
import type { Editor } from '@tiptap/core';
import type { RegionEditors } from '../editor/region-editors.ts';
import { placeIn } from './checked-blocks.ts';
import type { LookedAt } from './use-checks.ts';
import './hint-marks.css';

/** A hint and its words' place in its region's editor. */
export interface PlacedHint {
  hint: Hint;
  place: TextRange;
}

/** Those whose words stand in an editor that is mounted, in the order of the text. */
export function placedHints(
  { blocks }: Pick<LookedAt, 'blocks'>,
  hints: readonly Hint[],
  editors: Pick<RegionEditors, 'of'>,
): PlacedHint[] {
  const regions = new Map<Hint['place'], { first: number; texts: readonly TextBlock[] } | null>();
  return hints.flatMap((hint) => {
    let region = regions.get(hint.place);
    if (region === undefined) {
      const editor = editors.of(hint.place);
      const first = blocks.findIndex(({ place }) => place === hint.place);
      region = editor && { first, texts: textBlocks(editor.state.doc) };
      regions.set(hint.place, region);
    }
    const place = region && placeIn(region.texts, hint, hint.block - region.first);
    return place ? [{ hint, place }] : [];
  });
}

/** The name under which the stylesheet knows the lines of a level. */
const nameOf = (level: Hint['level']) => `galley-hint-${level}`;

/** Draws the lines under these words in the place of those before; none where the browser can't. */
export function drawHints(placed: readonly PlacedHint[], editors: Pick<RegionEditors, 'of'>): void {
  // Browsers before 2025 may not have it.
  if (!('highlights' in CSS)) return;
  for (const level of ['inform', 'warn', 'block'] as const) {
    const ranges = placed.flatMap(({ hint, place }) => {
      const editor = hint.level === level ? editors.of(hint.place) : null;
      return editor ? [rangeIn(editor, drawnOf({ hint, place }))] : [];
    });
    if (ranges.length === 0) CSS.highlights.delete(nameOf(level));
    else CSS.highlights.set(nameOf(level), new Highlight(...ranges));
  }
}

/** Of a long sentence or paragraph the first word: a line under all of it would be louder than what it says. */
function drawnOf({ hint, place }: PlacedHint): TextRange {
  const [first = ''] = hint.quote.split(/\s/, 1);
  return hint.quote.length > 60 ? { ...place, to: place.from + first.length } : place;
}

function rangeIn({ view }: Editor, { from, to }: TextRange): Range {
  const range = document.createRange();
  const [start, end] = [view.domAtPos(from, 1), view.domAtPos(to, -1)];
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}
