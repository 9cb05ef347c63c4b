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

/** For an editor that is bound to the shared text. */
export const KeepSelection = Extension.create({
  name: 'keepSelection',
  addProseMirrorPlugins: () => [keepSelectionPlugin()],
});

function keepSelectionPlugin(): Plugin {
  let transaction: Y.Transaction | null = null;
  return new Plugin({
    key: new PluginKey('keepSelection'),
    view: (view) =>
      duringTransactions(view, {
        begin(current) {
          transaction = current;
        },
        end() {
          transaction = null;
          forgetSelection(view.state);
        },
      }),
    appendTransaction(transactions, before, after) {
      const [root] = transactions;
      const sync: BindingMeta | undefined = root?.getMeta(ySyncPluginKey);
      // One's own undo puts the caret where it changed the text (undo-edits.ts).
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

/**
 * The binding looks in the text as it is for the selection that it had before all transactions: where one follows the other
 * at once, and the text has become shorter, that throws, and the editor no longer shows what the article says.
 */
function forgetSelection(state: EditorState): void {
  const binding: { beforeTransactionSelection: unknown } | null = ySyncPluginKey.getState(state)?.binding;
  if (binding) binding.beforeTransactionSelection = null;
}

interface TransactionEvents {
  /** The transaction's changes are about to be shown. */
  begin(transaction: Y.Transaction): void;
  end(): void;
}

function duringTransactions(view: EditorView, { begin, end }: TransactionEvents) {
  const { doc } = fragmentOf(view.state);
  doc?.on('beforeObserverCalls', begin);
  doc?.on('afterTransaction', end);
  return {
    destroy() {
      doc?.off('beforeObserverCalls', begin);
      doc?.off('afterTransaction', end);
    },
  };
}
