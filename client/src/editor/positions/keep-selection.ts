// Keeps the person's caret and selection at their words when others change the text. The binding (y-tiptap) replaces the
// whole document at each change of others and takes every change of the caret's block for a structural one: it then keeps
// the number of characters before the caret instead of the characters.
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { followSelection } from './follow-selection.ts';
import { changeOf } from './text-blocks.ts';

export const KeepSelection = Extension.create({
  name: 'keepSelection',
  addProseMirrorPlugins: () => [keepSelection()],
});

/** Comes behind the binding's own plugin. */
function keepSelection(): Plugin {
  let transaction: Y.Transaction | null = null;
  return new Plugin({
    key: new PluginKey('keepSelection'),
    view: (view) =>
      duringTransactions(view, (current) => {
        transaction = current;
      }),
    appendTransaction(transactions, before, after) {
      const [root] = transactions;
      const sync: BindingMeta | undefined = root?.getMeta(ySyncPluginKey);
      // One's own undo puts the caret where it changed the text (undo-steps.ts).
      if (!transaction || !root?.docChanged || !sync?.isChangeOrigin || sync.isUndoRedoOperation) return null;
      const change = changeOf(transaction, fragmentOf(after), before.doc, after.doc);
      const selection = followSelection(change, before.selection, after.doc) ?? after.selection;
      const isKept = selection.eq(after.selection) && before.storedMarks === after.storedMarks;
      if (isKept) return null;
      return after.tr
        .setSelection(selection)
        .setStoredMarks(before.storedMarks)
        .setMeta('addToHistory', false)
        .setMeta(ySyncPluginKey, sync);
    },
  });
}

interface BindingMeta {
  isChangeOrigin?: boolean;
  isUndoRedoOperation?: boolean;
}

function fragmentOf(state: EditorState): Y.XmlFragment {
  return ySyncPluginKey.getState(state).type;
}

/** Tells of the transaction whose changes the editor is about to show, and of its end with null. */
function duringTransactions(view: EditorView, onTransaction: (transaction: Y.Transaction | null) => void) {
  const { doc } = fragmentOf(view.state);
  const begin = (transaction: Y.Transaction) => onTransaction(transaction);
  const end = () => onTransaction(null);
  doc?.on('beforeObserverCalls', begin);
  doc?.on('afterTransaction', end);
  return {
    destroy() {
      doc?.off('beforeObserverCalls', begin);
      doc?.off('afterTransaction', end);
    },
  };
}
