// Keys that are pressed while the caret is on its way into a region whose editor is not there yet. They are held and typed
// once it is, so that they never land in the region that the caret has left.
import type { EditorView } from '@tiptap/pm/view';

/** How long keys are held for an editor that does not come. */
const patienceMs = 5000;

/** Keys besides letters that mean the same in an editor as at the moment when they were pressed. */
const held = new Set(['Enter', 'Backspace', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']);

export class HeldKeys {
  #keys: KeyboardEvent[] = [];
  #leave: (() => void) | null = null;

  get isHolding(): boolean {
    return this.#leave !== null;
  }

  /** Begins to hold what is typed; calls back if the person goes elsewhere by mouse, or when it takes too long. */
  begin(onGiveUp: () => void): void {
    this.#leave?.();
    const leaving = new AbortController();
    const options = { capture: true, signal: leaving.signal };
    window.addEventListener('keydown', (event) => this.#hold(event), options);
    window.addEventListener('mousedown', onGiveUp, options);
    const timer = setTimeout(onGiveUp, patienceMs);
    this.#leave = () => {
      clearTimeout(timer);
      leaving.abort();
      this.#leave = null;
    };
  }

  /** Stops holding and types what was held, each key into the editor that the one before has led to. */
  release(viewNow: () => EditorView | null): void {
    this.#leave?.();
    // A key may lead on into a region that is not there either: then the rest waits again.
    while (this.#leave === null) {
      const view = viewNow();
      const key = view && this.#keys.shift();
      if (!key) return;
      press(view, key);
    }
  }

  #hold(event: KeyboardEvent): void {
    if (event.isComposing || !(isLetter(event) || held.has(event.key))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#keys.push(event);
  }
}

function isLetter(event: KeyboardEvent): boolean {
  const shortcut = event.ctrlKey || event.metaKey || event.altKey;
  return [...event.key].length === 1 && (!shortcut || event.getModifierState('AltGraph'));
}

function press(view: EditorView, event: KeyboardEvent): void {
  if (!view.editable || view.someProp('handleKeyDown', (handle) => handle(view, event))) return;
  const { state } = view;
  const { from, to, $from } = state.selection;
  if (isLetter(event)) {
    const typed = () => state.tr.insertText(event.key).scrollIntoView();
    if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, event.key, typed)))
      view.dispatch(typed());
  } else if (event.key === 'Backspace' && $from.parentOffset > 0) {
    view.dispatch(state.tr.delete(from - 1, to).scrollIntoView());
  }
}
