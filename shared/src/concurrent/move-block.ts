// Moves a block to another place or section in one change of the document. The editor's binding would compare the texts
// before and after instead, and write the words of one block into the element of its neighbor.
import * as Y from 'yjs';
import type { NodeJson } from '../article/content.ts';
import { emptyBlock } from '../article/new-content.ts';
import { blocksOf, elementOf } from '../article/read-article.ts';
import type { SectionSpec } from '../article/template.ts';
import { newId } from '../ids.ts';

/** A block by its number in a section; as a place to go to, the one before which it goes. */
export interface BlockPlace {
  fragment: Y.XmlFragment;
  index: number;
}

export interface BlockMove {
  from: BlockPlace;
  to: BlockPlace;
  /** The kind of the section that the block leaves: a section that it leaves empty gets an empty block. */
  left: Pick<SectionSpec, 'blocks'> | null;
  /** The block as the section that it goes to may hold it. */
  fit(block: NodeJson): NodeJson[];
}

/** Gives the number of the block in its new place; null where there is no such block. */
export function moveBlock(doc: Y.Doc, { from, to, left, fit }: BlockMove, origin: unknown): number | null {
  const element = from.fragment.get(from.index) as unknown;
  const json = blocksOf(from.fragment)[from.index];
  if (!(element instanceof Y.XmlElement) || !json) return null;
  const elements = elementsFor(element, json, fit);
  doc.transact(() => {
    if (from.fragment === to.fragment) {
      from.fragment.insert(to.index, elements);
      from.fragment.delete(from.index + (to.index <= from.index ? elements.length : 0), 1);
      return;
    }
    // An empty line where the hint stood makes room.
    const room = to.fragment.length === 1 && isEmptyLine(to.fragment.get(0));
    to.fragment.insert(room ? 0 : to.index, elements);
    if (room) to.fragment.delete(elements.length, 1);
    from.fragment.delete(from.index, 1);
    if (from.fragment.length === 0) from.fragment.insert(0, [elementOf(emptyBlock(left))]);
  }, origin);
  const moved = to.fragment.toArray().indexOf(elements[0] as Y.XmlElement);
  return moved === -1 ? null : moved;
}

function elementsFor(element: Y.XmlElement, json: NodeJson, fit: BlockMove['fit']): Y.XmlElement[] {
  const fitting = fit(json);
  if (fitting.length === 1 && fitting[0] === json) return [element.clone()];
  // The first of those that it becomes is the block that it was, so that words and carets find it.
  return fitting.map((block, index) =>
    elementOf({ ...block, attrs: { ...block.attrs, id: index === 0 ? json.attrs?.id : newId() } }),
  );
}

function isEmptyLine(block: unknown): boolean {
  if (!(block instanceof Y.XmlElement) || !['paragraph', 'heading'].includes(block.nodeName)) return false;
  return block.toArray().every((child) => child instanceof Y.XmlText && child.length === 0);
}
