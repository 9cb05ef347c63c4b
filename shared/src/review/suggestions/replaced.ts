// One replacement in a section's text, with the anchors of threads carried over.
import { Fragment, type Mark, type Node, Slice } from '@tiptap/pm/model';
import { ReplaceStep } from '@tiptap/pm/transform';
import type { NodeJson } from '../../article/content.ts';
import { ContentError, checkedBySchema } from '../../article/content-error.ts';
import { textLimitOf } from '../../article/picture-texts.ts';

/**
 * The document with a range replaced: within one block's text, or of whole blocks that stand side by side. Threads that
 * pointed at replaced text point at what comes in its place. Null where the result would not fit the schema.
 */
export function replaced(doc: Node, from: number, to: number, content: readonly NodeJson[]): Node | null {
  try {
    return checkedBySchema(() => {
      const nodes = content.map((json) => doc.type.schema.nodeFromJSON(json));
      const isInline = doc.resolve(from).parent.isTextblock;
      const anchors = isInline ? anchorsAt(doc, from, to) : [];
      const carried = nodes.map((node) =>
        anchors.reduce((marked, anchor) => marked.mark(anchor.addToSet(marked.marks)), node),
      );
      const result = new ReplaceStep(from, to, new Slice(Fragment.from(carried), 0, 0)).apply(doc);
      if (!result.doc || isTooLong(result.doc.resolve(from).parent)) return null;
      result.doc.check();
      return result.doc;
    });
  } catch (error) {
    if (error instanceof ContentError) return null;
    throw error;
  }
}

/** The words of a picture have a bound of their own. */
function isTooLong({ type, content }: Node): boolean {
  return content.size > (textLimitOf(type.name) ?? Number.POSITIVE_INFINITY);
}

/** The anchors on a range of text; between two characters those that go on over the place. */
function anchorsAt(doc: Node, from: number, to: number): readonly Mark[] {
  const isAnchor = ({ type }: Mark) => type.name === 'anchor';
  if (from === to) {
    const place = doc.resolve(from);
    const behind = place.nodeAfter?.marks ?? [];
    return (place.nodeBefore?.marks ?? []).filter((mark) => isAnchor(mark) && mark.isInSet(behind));
  }
  const anchors: Mark[] = [];
  doc.nodesBetween(from, to, (node) => {
    if (!node.isInline) return;
    for (const mark of node.marks) if (isAnchor(mark) && !mark.isInSet(anchors)) anchors.push(mark);
  });
  return anchors;
}
