// An editor's text in the schema that suggestions are compared and found in: each editor has a schema object of its own.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { sectionSchema } from '@galley/shared/article/schema/schema.ts';
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';

const blocks = new WeakMap<Node, Node>();
const documents = new WeakMap<Node, Node>();

/** An editor's document in the common schema, with the same positions. Blocks that stay are turned once. */
export function sectionNode(doc: Node): Node {
  if (doc.type.schema === sectionSchema) return doc;
  const known = documents.get(doc);
  if (known) return known;
  const children = doc.children.map((block) => {
    const made = blocks.get(block) ?? sectionSchema.nodeFromJSON(block.toJSON());
    blocks.set(block, made);
    return made;
  });
  const node = sectionSchema.node('doc', null, children);
  documents.set(doc, node);
  return node;
}

/** The content of a range as a closed slice in an editor's schema. */
export function sliceIn(schema: Schema, content: Fragment): Slice {
  return new Slice(Fragment.fromJSON(schema, content.toJSON()), 0, 0);
}

/** Nodes of a suggestion in the common schema; none where they don't fit it. */
export function fragmentOf(nodes: readonly NodeJson[]): Fragment {
  try {
    return Fragment.fromArray(nodes.map((json) => sectionSchema.nodeFromJSON(json)));
  } catch {
    return Fragment.empty;
  }
}
