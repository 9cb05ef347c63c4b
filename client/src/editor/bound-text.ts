// Binds an editor to its part of the shared document (Tiptap's Collaboration over y-tiptap).
import { Extension, type Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Plugin, PluginKey, Selection } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { exactPlaces } from './exact-places.ts';

/** What the binding takes for the selection before a change; without one it makes one of the numbers it had. */
interface Binding {
  beforeTransactionSelection: object | null;
}

/** The size of an editor's text before it is bound: at most an empty block. */
const emptySize = 2;

/** The extensions that show the fragment's text, write into it and undo by `undoManager`. */
export function boundText(fragment: Y.XmlFragment, undoManager: Y.UndoManager): Extensions {
  let binding: Binding | null = null;
  return [
    Extension.create({
      name: 'firstSelection',
      // Its view is set up before the binding's.
      priority: 1001,
      addProseMirrorPlugins: () => [
        new Plugin({
          key: new PluginKey('firstSelection'),
          view: (view) => {
            // As it shows the text for the first time, the binding makes a text selection of the empty editor's numbers,
            // wherever that is: in a list, in a table, in no block at all.
            if (view.state.doc.content.size > emptySize) return {};
            binding = ySyncPluginKey.getState(view.state)?.binding ?? null;
            if (binding) binding.beforeTransactionSelection ??= { anchor: null, head: null };
            return {};
          },
          appendTransaction: (_transactions, _before, { doc, tr }) =>
            binding ? tr.setSelection(Selection.atStart(doc)) : null,
        }),
      ],
    }),
    exactPlaces(fragment),
    Collaboration.configure({
      fragment,
      onFirstRender: () => {
        if (binding) binding.beforeTransactionSelection = null;
        binding = null;
      },
      // The open-source types leave the manager's own out.
      yUndoOptions: { undoManager } as never,
    }),
  ];
}
