// Where the blocks are on the page.
import { isLine, type Region } from '@galley/shared/article/region.ts';
import type { Editor } from '@tiptap/core';
import { startOf } from '../positions/start-of.ts';
import type { RegionEditors } from '../region-editors.ts';
import type { BlockSpot } from './block-moves.ts';

/** A block, and where its handle stands in the paper. */
export interface PlacedSpot extends BlockSpot {
  top: number;
  left: number;
}

/** How far the handle stands to the left of the text, and its height. */
const gutter = 30;
const handleHeight = 24;

/** The block at a height of the window. */
export function spotNear(editors: RegionEditors, paper: HTMLElement, y: number): PlacedSpot | null {
  for (const { region, editor } of sections(editors)) {
    const { top, bottom } = editor.view.dom.getBoundingClientRect();
    if (y < top || y > bottom) continue;
    const rects = blockRects(editor);
    const index = rects.findIndex((rect) => y <= rect.bottom + 8);
    if (index !== -1) return placed(paper, editor, { region, index }, rects[index]);
  }
  return null;
}

/** Where a block's handle stands. */
export function placeOf(editors: RegionEditors, paper: HTMLElement, spot: BlockSpot): PlacedSpot | null {
  const editor = editors.of(spot.region);
  return editor ? placed(paper, editor, spot, blockRects(editor)[spot.index]) : null;
}

/** Between which blocks something goes that is dropped at a height of the window, and the line that shows it. */
export function dropPlace(
  editors: RegionEditors,
  paper: HTMLElement,
  y: number,
): { spot: BlockSpot; line: { top: number; left: number; width: number } } | null {
  const all = sections(editors).map(({ region, editor }) => {
    const { top, bottom } = editor.view.dom.getBoundingClientRect();
    return { region, editor, distance: Math.max(top - y, y - bottom, 0) };
  });
  const nearest = all.sort((a, b) => a.distance - b.distance)[0];
  if (!nearest) return null;
  const rects = blockRects(nearest.editor);
  const before = rects.findIndex((rect) => y < (rect.top + rect.bottom) / 2);
  const index = before === -1 ? rects.length : before;
  const own = nearest.editor.view.dom.getBoundingClientRect();
  const edge = rects[index]?.top ?? rects.at(-1)?.bottom ?? own.top;
  const gap = rects[index] && rects[index - 1] ? (edge + (rects[index - 1]?.bottom ?? edge)) / 2 : edge;
  const { top, left } = paper.getBoundingClientRect();
  return {
    spot: { region: nearest.region, index },
    line: { top: gap - top - 2, left: own.left - left, width: own.width },
  };
}

/** Those that may be written in. */
function sections(editors: RegionEditors): { region: Region; editor: Editor }[] {
  return editors.mounted().filter(({ region, editor }) => !isLine(region) && editor.isEditable);
}

function blockRects({ view, state }: Editor): DOMRect[] {
  const rects: DOMRect[] = [];
  state.doc.forEach((_node, offset) => {
    const dom = view.nodeDOM(offset);
    rects.push(dom instanceof Element ? dom.getBoundingClientRect() : new DOMRect());
  });
  return rects;
}

function placed(
  paper: HTMLElement,
  { view, state }: Editor,
  spot: BlockSpot,
  rect: DOMRect | undefined,
): PlacedSpot | null {
  if (!rect || !state.doc.maybeChild(spot.index)) return null;
  const { top, left } = paper.getBoundingClientRect();
  // Beside the first line, whatever its size.
  const offset = startOf(state.doc, spot.index);
  const dom = view.nodeDOM(offset);
  const line = dom instanceof Element ? Number.parseFloat(getComputedStyle(dom).lineHeight) : Number.NaN;
  const first = Number.isFinite(line) ? Math.min(line, rect.height) : Math.min(32, rect.height);
  return {
    ...spot,
    top: rect.top - top + (first - handleHeight) / 2,
    left: view.dom.getBoundingClientRect().left - left - gutter,
  };
}
