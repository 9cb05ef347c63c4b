// The edits of a region's editor on their way to the article's undo steps, and the caret after an undo.
import type { Region } from '@galley/shared/article/region.ts';
import { type Editor, Extension } from '@tiptap/core';
import { Selection, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Edit, UndoSteps } from '../collab/undo-steps.ts';

/** Gives the steps each edit of one region's editor, and puts the caret where an undo or redo changed the text. */
export function undoSteps(region: Region, steps: UndoSteps): Extension {
  return Extension.create({
    name: 'undoSteps',
    onBeforeCreate({ editor }) {
      passEdits(editor, region, steps);
    },
    onTransaction({ editor, transaction }) {
      const sync: BindingMeta | undefined = transaction.getMeta(ySyncPluginKey);
      if (!sync?.isUndoRedoOperation) return;
      const start = transaction.before.content.findDiffStart(transaction.doc.content);
      const end = transaction.before.content.findDiffEnd(transaction.doc.content);
      if (start === null || !end) return;
      const { tr } = editor.state;
      // Where the same letters stand before and behind, the ends overlap.
      const place = tr.doc.resolve(end.b + Math.max(0, start - end.a, start - end.b));
      editor.view.dispatch(tr.setSelection(Selection.near(place, -1)));
    },
  });
}

interface BindingMeta {
  isUndoRedoOperation?: boolean;
}

/** Gives the steps what is done in the editor, and where the caret is after what others did: a word goes on there. */
export function passEdits(editor: Editor, region: Region, steps: UndoSteps): void {
  editor.on('beforeTransaction', ({ transaction, nextState }) => {
    if (!transaction.docChanged) return;
    const sync: BindingMeta | undefined = transaction.getMeta(ySyncPluginKey);
    if (sync === undefined) steps.handle(editOf(transaction, region));
    else if (!sync.isUndoRedoOperation)
      steps.follow(region, editor.state.selection.head, nextState.selection.head);
  });
}

function editOf(transaction: Transaction, region: Region): Edit {
  const [step] = transaction.steps;
  if (transaction.steps.length !== 1 || !(step instanceof ReplaceStep) || transaction.getMeta('uiEvent')) {
    return { type: 'other', region };
  }
  const { from, to, slice } = step;
  const text = slice.content.childCount === 1 ? (slice.content.firstChild?.text ?? null) : null;
  if (text !== null) return { type: 'typed', region, from, to: from + text.length, text };
  const within = transaction.before.resolve(from).sameParent(transaction.before.resolve(to));
  const few = within && to - from <= longestWord && transaction.before.resolve(from).parent.isTextblock;
  return slice.size === 0 && few ? { type: 'erased', region, from, to } : { type: 'other', region };
}

/** What is erased at once by holding Ctrl or Alt; a longer passage was selected. */
const longestWord = 40;
