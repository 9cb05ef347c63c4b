// What a section's template does not allow can't be typed, pasted or dropped into it; pasted text is turned into what is
// allowed and keeps its words. The server refuses such blocks as well.
import { type BlockType, blockTypes } from '@galley/shared/article/blocks.ts';
import type { NodeJson } from '@galley/shared/article/content.ts';
import { fitBlocks, textHome } from '@galley/shared/article/fit-blocks.ts';
import { allows } from '@galley/shared/article/new-content.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import { Extension, type Extensions, Node as NodeExtension } from '@tiptap/core';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey, Selection, type Transaction } from '@tiptap/pm/state';
import { canJoin, findWrapping } from '@tiptap/pm/transform';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { startOf } from './positions/start-of.ts';

type Spec = Pick<SectionSpec, 'blocks'> | null;

const blockNames: ReadonlySet<string> = new Set(blockTypes);

/** The extensions with the typing rules and keys of blocks that are not allowed taken away. */
export function withoutForbiddenRules(extensions: Extensions, spec: Spec): Extensions {
  return extensions.map((extension) => {
    const forbidden = blockNames.has(extension.name) && !allows(spec, extension.name as BlockType);
    if (!forbidden || !(extension instanceof NodeExtension)) return extension;
    return extension.extend({
      addInputRules: () => [],
      addPasteRules: () => [],
      // A list's own keys are needed where a list stands from former times.
      ...(extension.name.endsWith('List') ? {} : { addKeyboardShortcuts: () => ({}) }),
    });
  });
}

/** Keeps forbidden blocks out of a section. */
export const AllowedBlocks = Extension.create<{ spec: Spec }>({
  name: 'allowedBlocks',
  addOptions: () => ({ spec: null }),
  addProseMirrorPlugins() {
    return [allowedBlocks(this.options.spec)];
  },
});

/**
 * Turns pasted blocks into allowed ones, makes a paragraph that is typed where only lists or the like may stand into
 * one of those, stops commands that would add other forbidden blocks, and leaves no section without a block to write in.
 */
export function allowedBlocks(spec: Spec): Plugin {
  const isForbidden = (node: Node) => !isParagraph(node) && !allows(spec, node.type.name as BlockType);
  // Where there is no home for text at all, a paragraph with words is as forbidden as any other block.
  const homeless = textHome(spec) === 'paragraph' && !allows(spec, 'paragraph');
  const refused = (node: Node) => (homeless && isParagraph(node) ? node.content.size > 0 : isForbidden(node));
  return new Plugin({
    key: new PluginKey('allowedBlocks'),
    props: {
      transformPasted: (slice) => fittedSlice(slice, spec),
    },
    filterTransaction(transaction, state) {
      if (!transaction.docChanged || transaction.getMeta(ySyncPluginKey) !== undefined) return true;
      return count(transaction.doc, refused) <= count(state.doc, refused);
    },
    appendTransaction(transactions, _before, { tr }) {
      const own = transactions.some((made) => made.docChanged && made.getMeta(ySyncPluginKey) === undefined);
      if (!own) return null;
      keepBlock(tr);
      if (!homeless && !allows(spec, 'paragraph')) bringParagraphsHome(tr, textHome(spec));
      return tr.docChanged ? tr : null;
    },
  });
}

/** A pasted slice as the section may hold it. Its blocks bear no ids: a block and its copy are two. */
export function fittedSlice(slice: Slice, spec: Spec): Slice {
  const pasted = new Slice(withoutIds(slice.content), slice.openStart, slice.openEnd);
  const blocks = pasted.content.content;
  const [first] = blocks;
  if (!first?.isBlock || blocks.every((node) => allows(spec, node.type.name as BlockType))) return pasted;
  const schema = first.type.schema;
  const fitting = fitBlocks(
    blocks.map((node) => node.toJSON() as NodeJson),
    spec,
  );
  const nodes = fitting.map((block) => schema.nodeFromJSON(block));
  return Slice.maxOpen(Fragment.fromArray(nodes));
}

function withoutIds(fragment: Fragment): Fragment {
  return Fragment.fromArray(
    fragment.content.map((node) => {
      if (node.isText) return node;
      const attrs = 'id' in node.attrs ? { ...node.attrs, id: null } : node.attrs;
      return node.type.create(attrs, withoutIds(node.content), node.marks);
    }),
  );
}

function keepBlock(tr: Transaction): void {
  const { paragraph } = tr.doc.type.schema.nodes;
  if (tr.doc.childCount > 0 || !paragraph) return;
  tr.insert(0, paragraph.create());
  tr.setSelection(Selection.atStart(tr.doc));
}

function bringParagraphsHome(tr: Transaction, home: ReturnType<typeof textHome>): void {
  const type = tr.doc.type.schema.nodes[home];
  if (!type) return;
  // From the end, so that the positions before it stay true.
  for (let index = tr.doc.childCount - 1; index >= 0; index--) {
    const node = tr.doc.child(index);
    if (!isParagraph(node)) continue;
    const from = startOf(tr.doc, index);
    if (type.isTextblock) {
      tr.setNodeMarkup(from, type, node.attrs);
      continue;
    }
    const range = tr.doc.resolve(from + 1).blockRange();
    const wrapping = range && findWrapping(range, type);
    if (!range || !wrapping) continue;
    tr.wrap(range, wrapping);
    const after = from + (tr.doc.nodeAt(from)?.nodeSize ?? 0);
    for (const edge of [after, from]) {
      const { nodeBefore, nodeAfter } = tr.doc.resolve(edge);
      if (nodeBefore?.type === type && nodeAfter?.type === type && canJoin(tr.doc, edge)) tr.join(edge);
    }
  }
}

function count(doc: Node, matches: (node: Node) => boolean): number {
  return doc.children.filter(matches).length;
}

function isParagraph(node: Node): boolean {
  return node.type.name === 'paragraph';
}
