// What one undo takes back: a word with what goes with it, a pasted passage, a change of form; never single letters, and
// never a passage that was deleted together with the typing before it.
import type { Region } from '@galley/shared/article/region.ts';
import { Extension } from '@tiptap/core';
import { Selection, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { UndoManager } from 'yjs';

/** One change of a text, as far as undo cares. */
export type Edit =
  | { type: 'typed'; region: Region; from: number; to: number; text: string }
  | { type: 'erased'; region: Region; from: number; to: number }
  | { type: 'other'; region: Region };

/** Whether undo takes the next edit back by itself and leaves the one before it. */
export function beginsStep(before: Edit | null, next: Edit): boolean {
  if (!before || before.region !== next.region || before.type !== next.type) return true;
  if (before.type === 'typed' && next.type === 'typed') {
    const goesOn = next.from >= before.from && next.from <= before.to;
    const newWord = /\s$/.test(before.text) && /^\S/.test(next.text);
    return !goesOn || newWord;
  }
  // Backspace goes on before what was erased, Delete behind it: either way the one place touches the other.
  if (before.type === 'erased' && next.type === 'erased') {
    return next.to !== before.from && next.from !== before.from;
  }
  return true;
}

/** Decides over the steps of one undo manager. */
export class UndoSteps {
  #manager: UndoManager;
  #last: Edit | null = null;
  #inOne = false;

  constructor(manager: UndoManager) {
    this.#manager = manager;
  }

  /** To be called with each edit before it reaches the document. */
  handle(edit: Edit): void {
    if (this.#inOne) return;
    if (beginsStep(this.#last, edit)) this.#manager.stopCapturing();
    this.#last = edit;
  }

  /** Makes one step of everything that is changed meanwhile, over all regions. */
  asOne(change: () => void): void {
    this.#manager.stopCapturing();
    this.#inOne = true;
    try {
      change();
    } finally {
      this.#inOne = false;
      this.#last = null;
      this.#manager.stopCapturing();
    }
  }
}

/** Tells the steps of one region's edits, and puts the caret where an undo or redo changed the text. */
export function undoSteps(region: Region, steps: UndoSteps): Extension {
  return Extension.create({
    name: 'undoSteps',
    onBeforeCreate({ editor }) {
      editor.on('beforeTransaction', ({ transaction }) => {
        if (!transaction.docChanged || transaction.getMeta(ySyncPluginKey) !== undefined) return;
        steps.handle(editOf(transaction, region));
      });
    },
    onTransaction({ editor, transaction }) {
      const sync = transaction.getMeta(ySyncPluginKey) as { isUndoRedoOperation?: boolean } | undefined;
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
