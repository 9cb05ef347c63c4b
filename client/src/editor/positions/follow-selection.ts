// Where a selection lies after somebody else has changed the text.
import { GapCursor } from '@tiptap/pm/gapcursor';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection, Selection, TextSelection } from '@tiptap/pm/state';
import { CellSelection, cellAround } from '@tiptap/pm/tables';
import { followPosition } from './follow.ts';
import type { Change } from './text-blocks.ts';

/** The selection after the change, in the direction that it had; null where only the binding can tell it. */
export function followSelection(change: Change, selection: Selection, doc: Node): Selection | null {
  if (selection instanceof TextSelection) return followText(change, selection, doc);
  if (selection instanceof CellSelection) return followCells(change, selection, doc);
  if (selection instanceof NodeSelection) {
    const at = placeOfId(doc, selection.node);
    return at === null ? null : NodeSelection.create(doc, at);
  }
  if (selection instanceof GapCursor) {
    const { nodeBefore, nodeAfter } = selection.$head;
    const behind = nodeAfter && placeOfId(doc, nodeAfter);
    if (behind !== null) return new GapCursor(doc.resolve(behind));
    const before = nodeBefore && placeOfId(doc, nodeBefore);
    return before === null ? null : new GapCursor(doc.resolve(before + (nodeBefore?.nodeSize ?? 0)));
  }
  return null;
}

function followText(change: Change, selection: TextSelection, doc: Node): Selection | null {
  const { anchor, head, empty } = selection;
  if (empty) {
    const position = followPosition(change, head);
    return position === null ? null : TextSelection.near(doc.resolve(position), -1);
  }
  // What others type at an end of the selection is not selected.
  const ends = [anchor, head].map((end) => followPosition(change, end, end === selection.from ? 1 : -1));
  const [newAnchor, newHead] = ends;
  if (typeof newAnchor !== 'number' || typeof newHead !== 'number') return null;
  // Where all that was selected is gone, the ends have passed each other.
  const passed = anchor < head !== newAnchor < newHead;
  const caret = Math.min(newAnchor, newHead);
  return passed
    ? TextSelection.near(doc.resolve(caret), -1)
    : TextSelection.between(doc.resolve(newAnchor), doc.resolve(newHead));
}

function followCells(change: Change, selection: CellSelection, doc: Node): Selection | null {
  const [anchor, head] = [selection.$anchorCell, selection.$headCell].map((cell) => {
    const firstText = Selection.near(cell.doc.resolve(cell.pos + 1), 1).from;
    const position = followPosition(change, firstText);
    return position === null ? null : cellAround(doc.resolve(position));
  });
  if (!anchor || !head || anchor.node(-1) !== head.node(-1)) return null;
  return new CellSelection(anchor, head);
}

/** Where the node with the same id begins; null where there is none, or more than one. */
function placeOfId(doc: Node, { type, attrs }: Node): number | null {
  const places: number[] = [];
  if (attrs.id === null || attrs.id === undefined) return null;
  doc.descendants((node, position) => {
    if (node.type === type && node.attrs.id === attrs.id) places.push(position);
    return !node.isTextblock;
  });
  return places.length === 1 ? (places[0] ?? null) : null;
}
