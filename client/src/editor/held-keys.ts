// Keys that are pressed while the caret is on its way into a region whose editor is not there yet. They are held and pressed
// again once it is, in their order, so that none lands in the region that the caret has left.
import type { EditorView } from '@tiptap/pm/view';
import { isLetter, pressNatively } from './native-keys.ts';

/** How long keys are held for an editor that does not come. */
const timeoutMs = 5000;

/** Keys besides letters that an editor handles; with Ctrl or Cmd the letters that it has a meaning for. */
const editorKeys = new Set([
  ...['Enter', 'Backspace', 'Delete', 'Home', 'End', 'PageUp', 'PageDown'],
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
]);
const editorShortcuts = new Set(['a', 'b', 'i', 'y', 'z']);

export class HeldKeys {
  #keys: KeyboardEvent[] = [];
  #current: symbol | null = null;
  #stop: (() => void) | null = null;

  /**
   * Begins to hold what is typed; calls back if the person goes elsewhere by mouse, or when it takes too long. Gives what
   * `release` takes.
   */
  begin(onGiveUp: () => void): symbol {
    this.#stop?.();
    const ending = new AbortController();
    const options = { capture: true, signal: ending.signal };
    window.addEventListener('keydown', (event) => this.#hold(event), options);
    window.addEventListener('mousedown', onGiveUp, options);
    const timer = setTimeout(onGiveUp, timeoutMs);
    this.#stop = () => {
      clearTimeout(timer);
      ending.abort();
    };
    this.#current = Symbol('held');
    return this.#current;
  }

  /** Stops holding and presses what was held, each key in the editor that the one before has led to. */
  release(held: symbol, viewNow: () => EditorView | null): void {
    // A later beginning holds on.
    if (this.#current !== held) return;
    this.#stop?.();
    this.#stop = null;
    this.#current = null;
    // A key may lead on into a region that is not there either: then the others wait again.
    while (this.#current === null) {
      const view = viewNow();
      const key = view && this.#keys.shift();
      if (!key) return;
      press(view, key);
    }
  }

  #hold(event: KeyboardEvent): void {
    const shortcut = (event.ctrlKey || event.metaKey) && editorShortcuts.has(event.key);
    if (event.isComposing || !(isLetter(event) || editorKeys.has(event.key) || shortcut)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#keys.push(event);
  }
}

function press(view: EditorView, event: KeyboardEvent): void {
  const again = new KeyboardEvent('keydown', event);
  const unhandled = view.dom.dispatchEvent(again);
  if (unhandled && view.editable && !view.isDestroyed) pressNatively(view, event);
}
