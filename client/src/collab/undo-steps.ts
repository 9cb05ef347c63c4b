// What one undo takes back: a word with what goes with it, a pasted passage, a change of form; never single letters, and
// never a passage that was deleted together with the typing before it.
import type { Region } from '@galley/shared/article/region.ts';
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

  /**
   * To be called where somebody else has changed a region's text, with the caret before and after: the last edit ended at the
   * caret, and the next one goes on there.
   */
  follow(region: Region, before: number, after: number): void {
    const last = this.#last;
    if (!last || last.type === 'other' || last.region !== region) return;
    const end = last.type === 'typed' ? last.to : last.from;
    if (end !== before) return;
    this.#last = { ...last, from: last.from + after - before, to: last.to + after - before };
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
