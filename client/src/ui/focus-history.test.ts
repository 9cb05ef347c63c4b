// @vitest-environment jsdom
// Whoever closes a dialog has the caret back where it was, unless a colleague has written at that place meanwhile: where it
// stands then is the editor's to say.
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { noteFocus, wayBack } from './focus-history.ts';

beforeAll(noteFocus);

let text: Text;
let button: HTMLButtonElement;

beforeEach(() => {
  document.body.innerHTML =
    '<div id="main" contenteditable="true" tabindex="0">The harbor</div><button></button>';
  const main = document.getElementById('main');
  const found = document.querySelector('button');
  if (!(main?.firstChild instanceof Text) || !found) throw new Error('The page is another one.');
  text = main.firstChild;
  button = found;
  // What this environment knows of what is editable.
  Object.defineProperty(main, 'isContentEditable', { value: true });
  main.focus();
  getSelection()?.collapse(text, 4);
});

/** A dialog opens and closes, and `meanwhile` happens in between; gives where the caret is in the text then, null for nowhere. */
function caretAfterDialog(meanwhile: () => void): number | null {
  const goBack = wayBack();
  button.focus();
  getSelection()?.collapse(button, 0);
  meanwhile();
  button.blur();
  goBack();
  expect(document.activeElement?.id).toBe('main');
  const { anchorNode, anchorOffset = 0 } = getSelection() ?? {};
  return anchorNode === text ? anchorOffset : null;
}

test('the caret is where it was', () => expect(caretAfterDialog(() => {})).toBe(4));

test('it is not put to a place that is another one since a colleague has written before it', () => {
  expect(caretAfterDialog(() => text.insertData(0, 'At last: '))).toBeNull();
});
