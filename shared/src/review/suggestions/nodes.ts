// What comparing, quoting and applying suggestions have in common: which nodes are the same ones, and what they say.
import type { Fragment, Node } from '@tiptap/pm/model';
import { canonicalBlock, withoutAnchors } from '../../article/canonical.ts';
import type { NodeJson } from '../../article/content.ts';
import { isFigureText } from '../../article/picture-texts.ts';

/**
 * What a node is known by among its neighbours: its own id; for list items, rows and cells, which have none, the id of
 * the first block in them. Null where there is none at all.
 */
export function keyOf(node: Node): string | null {
  if (typeof node.attrs.id === 'string') return node.attrs.id;
  let key: string | null = null;
  node.descendants((inner) => {
    if (key === null && typeof inner.attrs.id === 'string') key = inner.attrs.id;
    return key === null;
  });
  return key;
}

/**
 * What a text is known by: its block's id; for the words of a picture, which have none, the picture's with the name of the
 * field. Null where there is no id.
 */
export function textKeyOf(block: Node, parent: Node | null): string | null {
  if (typeof block.attrs.id === 'string') return block.attrs.id;
  const picture: unknown = isFigureText(block.type.name) ? parent?.attrs.id : null;
  return typeof picture === 'string' ? `${picture}-${block.type.name}` : null;
}

/** A fragment as JSON, without the anchors of threads. */
export function jsonOf(content: Fragment): NodeJson[] {
  // ProseMirror's own form of JSON, which it types as `any`.
  return withoutAnchors((content.toJSON() ?? []) as NodeJson[]);
}

/** What readers see of a node, as one text: equal for nodes that they can't tell apart. */
export function faceOf(node: Node): string {
  return canonicalBlock(node.toJSON() as NodeJson);
}

/** A textblock's text in which each character stands for one position: line breaks are breaks. */
export function inlineText(block: Node): string {
  return block.textBetween(0, block.content.size, undefined, '\n');
}

/** A mark, besides anchors, with what it holds. */
export function marksKey(node: Node): string {
  return node.marks
    .filter(({ type }) => type.name !== 'anchor')
    .map(({ type, attrs }) => `${type.name} ${JSON.stringify(attrs)}`)
    .sort()
    .join();
}
