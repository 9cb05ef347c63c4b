// What a browser does by itself with a key in an editable text, for keys that come from the program and not from the
// keyboard: browsers act on real keys only.
import { deleteSelection } from '@tiptap/pm/commands';
import type { EditorView } from '@tiptap/pm/view';

/** Whether the key writes a letter or a sign, rather than being a shortcut. */
export function isLetter(event: KeyboardEvent): boolean {
  const shortcut = event.ctrlKey || event.metaKey || event.altKey;
  return [...event.key].length === 1 && (!shortcut || event.getModifierState('AltGraph'));
}

/** Presses a key in a text that its editor has left to the browser. */
export function pressNatively(view: EditorView, event: KeyboardEvent): void {
  if (isLetter(event)) {
    insertLetter(view, event.key);
    return;
  }
  const selection = view.dom.ownerDocument.getSelection();
  const move = moveOf(event);
  if (!selection || !move) return;
  const erases = event.key === 'Backspace' || event.key === 'Delete';
  if (!erases || selection.isCollapsed)
    selection.modify(event.shiftKey || erases ? 'extend' : 'move', move.direction, move.by);
  readCaret(view);
  if (erases) deleteSelection(view.state, view.dispatch);
}

/**
 * Lets the state know at once where the browser has put the caret: the browser says so in an event of its own, which keys
 * that are pressed fast overtake.
 */
export function readCaret(view: EditorView): void {
  trustCaret(view);
  view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
}

/**
 * Gives an editor the focus with its state's caret, so that whatever key comes next acts on that caret.
 *
 * Twice prosemirror-view takes a caret that was moved right after a focus for a fault of the browser's, and puts it back:
 * 20 ms after the focus where it stands as it stood at the focus, and for 200 ms where it stands at the text's start.
 * So the browser's caret is brought to its place before the focus, not by it.
 */
export function focusWithCaret(view: EditorView): void {
  if (!view.hasFocus()) {
    const { node, offset } = view.domAtPos(view.state.selection.head);
    view.dom.ownerDocument.getSelection()?.collapse(node, offset);
  }
  view.focus();
  trustCaret(view);
}

function trustCaret(view: EditorView): void {
  // Not part of the public type; see the use of `lastFocus` in prosemirror-view's DOMObserver.flush.
  const { input } = view as unknown as { input?: { lastFocus?: number } };
  if (input?.lastFocus !== undefined) input.lastFocus = 0;
}

/** Types a letter over the selection, with the rules that typing has. */
export function insertLetter(view: EditorView, letter: string): void {
  const { state } = view;
  const { from, to } = state.selection;
  const typed = () => state.tr.insertText(letter).scrollIntoView();
  if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, letter, typed)))
    view.dispatch(typed());
}

interface Move {
  direction: 'left' | 'right' | 'backward' | 'forward';
  by: 'character' | 'word' | 'line' | 'lineboundary' | 'documentboundary';
}

function moveOf({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): Move | null {
  // Words go with Ctrl, on a Mac with Alt, where Cmd goes to the line's end.
  const sideways = metaKey ? 'lineboundary' : ctrlKey || altKey ? 'word' : 'character';
  const far = ctrlKey ? 'documentboundary' : 'lineboundary';
  switch (key) {
    case 'ArrowLeft':
      return { direction: 'left', by: sideways };
    case 'ArrowRight':
      return { direction: 'right', by: sideways };
    case 'ArrowUp':
      return { direction: 'backward', by: 'line' };
    case 'ArrowDown':
      return { direction: 'forward', by: 'line' };
    case 'Home':
      return { direction: 'backward', by: far };
    case 'End':
      return { direction: 'forward', by: far };
    case 'Backspace':
      return { direction: 'backward', by: sideways };
    case 'Delete':
      return { direction: 'forward', by: sideways };
    default:
      return null;
  }
}
