// A section's text without an editor, as it looks in one, kept in step with the document.
import { nodeOf } from '@galley/shared/article/read-article.ts';
import { sectionSchema } from '@galley/shared/article/schema/schema.ts';
import { DOMSerializer } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { sectionDocument } from './region-text.ts';

/**
 * Shows the text in the element until what it gives is called. Where others type, only the blocks that they type in are drawn
 * anew: with ten writers a long article changes fifty times a second out of view. A text that does not fit the schema
 * leaves the element as it is.
 */
export function showText(fragment: Y.XmlFragment, element: HTMLElement): () => void {
  const showAll = () => {
    const doc = sectionDocument(fragment);
    if (doc) element.replaceChildren(serializer.serializeFragment(doc.content));
  };
  const show = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    const changed = new Set(events.map(({ target }) => blockAround(target, fragment)));
    for (const block of changed) if (!block || !showBlock(block)) return showAll();
  };
  const showBlock = (block: Y.XmlElement) => {
    const shown = element.children[fragment.toArray().indexOf(block)];
    const drawn = drawnBlock(block);
    if (!shown || !drawn) return false;
    shown.replaceWith(drawn);
    return true;
  };
  showAll();
  fragment.observeDeep(show);
  return () => fragment.unobserveDeep(show);
}

const serializer = DOMSerializer.fromSchema(sectionSchema);

function drawnBlock(block: Y.XmlElement): Node | null {
  try {
    return serializer.serializeNode(sectionSchema.nodeFromJSON(nodeOf(block)));
  } catch {
    return null;
  }
}

/** The block of the fragment that holds this type; null where that is the fragment itself. */
function blockAround(type: Y.AbstractType<unknown>, fragment: Y.XmlFragment): Y.XmlElement | null {
  let inner: Y.AbstractType<unknown> | null = type;
  while (inner && inner.parent !== fragment) inner = inner.parent;
  return inner instanceof Y.XmlElement ? inner : null;
}
