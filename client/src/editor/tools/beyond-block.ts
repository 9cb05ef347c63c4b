// The way out of blocks that a caret cannot leave by itself: above and below a table, a picture or the like at a section's
// edge stands a gap cursor, at which a line can be typed, and Ctrl or Cmd with Enter begins a line below.
import { Extension } from '@tiptap/core';
import { GapCursor } from '@tiptap/pm/gapcursor';
import { type EditorState, Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

export const BeyondBlock = Extension.create({
  name: 'beyondBlock',
  // Before the keys at region boundaries, and before the hard break, which takes Ctrl and Enter.
  priority: 1200,
  addKeyboardShortcuts() {
    const view = () => this.editor.view;
    return {
      ArrowUp: () => isOnEdgeLine(view(), -1) && toGap(view(), -1),
      ArrowDown: () => isOnEdgeLine(view(), 1) && toGap(view(), 1),
      ArrowLeft: () => isAtEdge(view(), -1) && toGap(view(), -1),
      ArrowRight: () => isAtEdge(view(), 1) && toGap(view(), 1),
      'Mod-Enter': () => lineBelow(view()),
    };
  },
});

/** Blocks whose text, if any, is their own: next to them there may be no place for a caret. */
function isClosed(state: EditorState, direction: -1 | 1): boolean {
  const edge = direction === 1 ? state.doc.lastChild : state.doc.firstChild;
  return edge !== null && (edge.type.isAtom || edge.type.spec.isolating === true);
}

function toGap({ state, dispatch }: EditorView, direction: -1 | 1): boolean {
  if (!isClosed(state, direction)) return false;
  const edge = state.doc.resolve(direction === 1 ? state.doc.content.size : 0);
  dispatch(state.tr.setSelection(new GapCursor(edge)).scrollIntoView());
  return true;
}

/** Whether the caret is in the first or last block, on the line from which there is no further one in it. */
function isOnEdgeLine(view: EditorView, direction: -1 | 1): boolean {
  const { selection, doc } = view.state;
  if (selection instanceof GapCursor) return false;
  const { $head } = selection;
  if ($head.index(0) !== (direction === 1 ? doc.childCount - 1 : 0)) return false;
  if (!selection.empty) return !(selection instanceof TextSelection) && !$head.parent.isTextblock;
  // In a table each cell of the row has an edge of its own: what counts is the row, and the cell's own last line.
  for (let depth = $head.depth; depth > 0; depth--) {
    const role: unknown = $head.node(depth - 1).type.spec.tableRole;
    const index = $head.index(depth - 1);
    const edge = direction === 1 ? $head.node(depth - 1).childCount - 1 : 0;
    if (role !== 'row' && index !== edge) return false;
  }
  return view.endOfTextblock(direction === 1 ? 'down' : 'up');
}

function isAtEdge({ state }: EditorView, direction: -1 | 1): boolean {
  const { selection, doc } = state;
  if (selection instanceof GapCursor || (selection instanceof TextSelection && !selection.empty))
    return false;
  return direction === 1
    ? selection.to >= Selection.atEnd(doc).to
    : selection.from <= Selection.atStart(doc).from;
}

function lineBelow({ state, dispatch }: EditorView): boolean {
  const { $to } = state.selection;
  const block = $to.depth === 0 ? state.doc.nodeAt($to.pos) : $to.node(1);
  const { paragraph } = state.schema.nodes;
  const isInText = block?.type === paragraph || block?.type.name === 'heading';
  if (!block || !paragraph || isInText) return false;
  const below = $to.depth === 0 ? $to.pos : $to.after(1);
  const tr = state.tr.insert(below, paragraph.create());
  dispatch(tr.setSelection(Selection.near(tr.doc.resolve(below + 1))).scrollIntoView());
  return true;
}
