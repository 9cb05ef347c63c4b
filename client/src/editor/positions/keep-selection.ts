// Keeps the person's caret, selection and words together when others change the text. The binding (y-tiptap) replaces the
// whole document at each change of others and takes every change of the caret's block for a structural one: it then keeps
// the number of characters before the caret instead of the characters.
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { followSelection } from './follow-selection.ts';
import { rejoin } from './rejoin.ts';
import { straysOf } from './strays.ts';
import { changeOf } from './text-blocks.ts';
import type { UnseenTyping } from './unseen-typing.ts';

/** For an editor that is bound to the shared text; `typing` is of the article's connection. */
export function keepSelection(typing: UnseenTyping): Extension {
  return Extension.create({
    name: 'keepSelection',
    addProseMirrorPlugins: () => [keepSelectionPlugin(typing)],
  });
}

function keepSelectionPlugin(typing: UnseenTyping): Plugin {
  let transaction: Y.Transaction | null = null;
  /** Brings together what the changes that have just been shown have parted. */
  let repair: ((state: EditorState) => Transaction) | null = null;
  return new Plugin({
    key: new PluginKey('keepSelection'),
    view: (view) =>
      duringTransactions(view, {
        begin(current) {
          transaction = current;
        },
        end() {
          transaction = null;
        },
        afterAll() {
          const todo = repair;
          repair = null;
          if (todo && view.editable) view.dispatch(todo(view.state));
        },
      }),
    appendTransaction(transactions, before, after) {
      const [root] = transactions;
      const sync: BindingMeta | undefined = root?.getMeta(ySyncPluginKey);
      // One's own undo puts the caret where it changed the text (undo-steps.ts).
      if (!transaction || !root?.docChanged || !sync?.isChangeOrigin || sync.isUndoRedoOperation) return null;
      const change = changeOf(transaction, fragmentOf(after), before.doc, after.doc);
      const isOwn = typing.isOwn.bind(typing);
      const strays = transaction.local ? [] : straysOf(change, isOwn, (run) => typing.isUnseen(run));
      // A second change before the first one's repair would need other positions.
      repair = strays.length > 0 ? (state) => rejoin(state, before, strays) : null;
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

interface TransactionEvents {
  /** The transaction's changes are about to be shown. */
  begin(transaction: Y.Transaction): void;
  end(): void;
  /** The shared text may be changed again. */
  afterAll(): void;
}

function duringTransactions(view: EditorView, { begin, end, afterAll }: TransactionEvents) {
  const { doc } = fragmentOf(view.state);
  doc?.on('beforeObserverCalls', begin);
  doc?.on('afterTransaction', end);
  doc?.on('afterAllTransactions', afterAll);
  return {
    destroy() {
      doc?.off('beforeObserverCalls', begin);
      doc?.off('afterTransaction', end);
      doc?.off('afterAllTransactions', afterAll);
    },
  };
}
