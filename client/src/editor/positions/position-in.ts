// Where a place of the shared text lies in an editor's document that is not bound to it.
import { lineSchema, sectionSchema } from '@galley/shared/article/schema/schema.ts';
import * as Y from 'yjs';

/** The position of a place that awareness tells; null where it lies in another part of the article, or nowhere anymore. */
export function positionIn(fragment: Y.XmlFragment, place: unknown): number | null {
  const { doc } = fragment;
  if (!doc || typeof place !== 'object' || place === null) return null;
  let found: Y.AbsolutePosition | null = null;
  try {
    found = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(place), doc);
  } catch {
    // Awareness is what another browser says.
    return null;
  }
  return found && within(fragment, found.type, found.index, 0);
}

function within(
  parent: Y.XmlFragment | Y.XmlElement,
  type: Y.AbstractType<unknown>,
  index: number,
  start: number,
): number | null {
  let position = start;
  for (const [number, child] of parent.toArray().entries()) {
    if (parent === type && number === index) return position;
    if (child instanceof Y.XmlText && child === type) return position + Math.min(index, child.length);
    if (child instanceof Y.XmlElement) {
      const inside = within(child, type, index, position + 1);
      if (inside !== null) return inside;
    }
    position += sizeOf(child);
  }
  return parent === type ? position : null;
}

function sizeOf(child: unknown): number {
  if (child instanceof Y.XmlText) return child.length;
  if (!(child instanceof Y.XmlElement)) return 0;
  const isLeaf = (sectionSchema.nodes[child.nodeName] ?? lineSchema.nodes[child.nodeName])?.isLeaf ?? false;
  return isLeaf ? 1 : child.toArray().reduce((sum: number, one) => sum + sizeOf(one), 2);
}
