// Where the blocks of a text begin.
import type { Node } from '@tiptap/pm/model';

/** The position right before the top-level block of this number; the document's end where there is none. */
export function startOf(doc: Node, index: number): number {
  return doc.children.slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0);
}
