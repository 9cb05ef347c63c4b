// Gives blocks that this person makes their ids. Only after edits of one's own: an editor that has just mounted, or that
// follows somebody else, writes nothing.
import { blockTypes } from '@galley/shared/article/blocks.ts';
import { newId } from '@galley/shared/ids.ts';
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

const types: ReadonlySet<string> = new Set(blockTypes);

export const GiveBlockIds = Extension.create({
  name: 'giveBlockIds',
  addProseMirrorPlugins: () => [giveBlockIds()],
});

/** Gives an id to each block without one, and a new one to the second of two with the same. */
export function giveBlockIds(): Plugin {
  return new Plugin({
    key: new PluginKey('giveBlockIds'),
    appendTransaction(transactions, _before, { doc, tr }) {
      const own = transactions.some((made) => made.docChanged && made.getMeta(ySyncPluginKey) === undefined);
      if (!own) return null;
      const seen = new Set<unknown>();
      doc.descendants((node, position) => {
        if (!types.has(node.type.name)) return;
        const { id } = node.attrs;
        if (id === null || seen.has(id)) tr.setNodeAttribute(position, 'id', newId());
        else seen.add(id);
      });
      return tr.steps.length > 0 ? tr : null;
    },
  });
}
