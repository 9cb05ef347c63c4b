// Brings an editor's text to another state of it by as small a change as will do, so that the caret stays at its words.
import { diffSections, type Hunk } from '@galley/shared/review/suggestions/hunks.ts';
import type { Mark, Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { sectionNode, sliceIn } from './section-node.ts';

/** Makes the transaction's document say what `wanted` says, a node of the common schema; gives what it replaced. */
export function bringTo(tr: Transaction, wanted: Node): Hunk[] {
  const { schema } = tr.doc.type;
  const hunks = diffSections(sectionNode(tr.doc), wanted);
  for (const { from, to, forkFrom, forkTo } of hunks.toReversed())
    tr.replace(from, to, sliceIn(schema, wanted.slice(forkFrom, forkTo).content));
  if (tr.doc.content.size === wanted.content.size) bringAnchors(tr, wanted);
  return hunks;
}

/** The anchors of threads, which comparing passes over. */
function bringAnchors(tr: Transaction, wanted: Node): void {
  const { anchor } = tr.doc.type.schema.marks;
  if (!anchor) return;
  const isAnchor = ({ type }: Mark) => type.name === 'anchor';
  const faceOf = (doc: Node) => {
    const face: string[] = [];
    doc.descendants((node, position) => {
      const anchors = node.marks.filter(isAnchor).map(({ attrs }) => JSON.stringify(attrs));
      if (anchors.length > 0) face.push(`${position} ${node.nodeSize} ${anchors.sort().join()}`);
    });
    return face.join('\n');
  };
  if (faceOf(tr.doc) === faceOf(wanted)) return;
  tr.removeMark(0, tr.doc.content.size, anchor);
  wanted.descendants((node, position) => {
    for (const { attrs } of node.marks.filter(isAnchor))
      tr.addMark(position, position + node.nodeSize, anchor.create(attrs));
  });
}
