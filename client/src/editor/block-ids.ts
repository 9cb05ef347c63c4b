// Gives blocks that this person makes their ids. Only after edits of one's own: an editor that has just mounted, or that
// follows somebody else, writes nothing.
import { blockTypes } from '@galley/shared/article/blocks.ts';
import { newId } from '@galley/shared/ids.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

const types: ReadonlySet<string> = new Set(blockTypes);

export const GiveBlockIds = Extension.create({
  name: 'giveBlockIds',
  addProseMirrorPlugins: () => [giveBlockIds()],
});

/** How long two blocks of one id may be one that two people moved at once: one of them goes again (moved-once.ts). */
const settledMs = 5000;

/** Gives an id to each block without one, and a new one to the second of two with the same. */
export function giveBlockIds(): Plugin {
  /** When two blocks of an id were seen first that one has not made oneself. */
  const seenTwice = new Map<unknown, number>();
  const mayBeOne = (before: Node, id: unknown): boolean => {
    if (!isTwice(before, id)) return false;
    const first = seenTwice.get(id) ?? Date.now();
    seenTwice.set(id, first);
    return Date.now() - first < settledMs;
  };
  return new Plugin({
    key: new PluginKey('giveBlockIds'),
    appendTransaction(transactions, before, { doc, tr }) {
      const own = transactions.some((made) => made.docChanged && made.getMeta(ySyncPluginKey) === undefined);
      if (!own) return null;
      const seen = new Set<unknown>();
      doc.descendants((node, position) => {
        if (!types.has(node.type.name)) return;
        const { id } = node.attrs;
        if (id === null || (seen.has(id) && !mayBeOne(before.doc, id)))
          tr.setNodeAttribute(position, 'id', newId());
        else seen.add(id);
      });
      return tr.steps.length > 0 ? tr : null;
    },
  });
}

function isTwice(doc: Node, id: unknown): boolean {
  let count = 0;
  doc.descendants((node) => {
    if (node.attrs.id === id) count += 1;
  });
  return count > 1;
}
