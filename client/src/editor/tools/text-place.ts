// Where something floats that belongs to a passage of the text.
import type { Editor } from '@tiptap/core';

/** A place in the box that the floating element is positioned in. */
export type TextPlace = { top: number; left: number };

/** Above the passage, below it where that is wanted or there is no room, and never out of the paper. */
export function placeAtText(
  editor: Editor,
  range: { from: number; to: number },
  own: HTMLElement,
  side: 'above' | 'below' = 'above',
): TextPlace | null {
  const outer = own.offsetParent?.getBoundingClientRect();
  if (!outer) return null;
  const start = editor.view.coordsAtPos(range.from);
  const end = editor.view.coordsAtPos(range.to);
  const gap = 8;
  const above = Math.min(start.top, end.top) - own.offsetHeight - gap;
  const bars = 110;
  const top = side === 'above' && above > bars ? above : Math.max(start.bottom, end.bottom) + gap;
  const middle = start.top === end.top ? (start.left + end.left) / 2 : (start.left + outer.right) / 2;
  const left = middle - own.offsetWidth / 2;
  const bounded = Math.max(Math.min(left, outer.right - own.offsetWidth - gap), outer.left + gap);
  return { top: top - outer.top, left: bounded - outer.left };
}
