// Puts strays where they belong, with the caret behind them where it was.
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Stray } from './strays.ts';

/** The edit that does it; `before` is the state before the change that made the strays. */
export function rejoin(state: EditorState, before: EditorState, strays: readonly Stray[]): Transaction {
  const { tr } = state;
  const ends = { anchor: before.selection.anchor, head: before.selection.head };
  const moved: Partial<typeof ends> = {};
  for (const { before: range, now, target } of strays) {
    const { content, size } = before.doc.slice(range.from, range.to);
    if (now !== null) {
      const from = tr.mapping.map(now, 1);
      tr.delete(from, from + size);
    }
    const start = tr.mapping.map(target, 1);
    tr.insert(start, content);
    for (const end of ['anchor', 'head'] as const) {
      if (ends[end] > range.from && ends[end] <= range.to) moved[end] = start + ends[end] - range.from;
    }
  }
  const { anchor = tr.selection.anchor, head = tr.selection.head } = moved;
  if (moved.anchor !== undefined || moved.head !== undefined) {
    tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head)));
  }
  // It goes with the typing that it brings home: no step of undo of its own, and no edit to check anew.
  return tr.setMeta(ySyncPluginKey, { isChangeOrigin: true });
}
