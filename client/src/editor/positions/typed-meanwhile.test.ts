// @vitest-environment jsdom
// What is typed while somebody else splits, joins, moves or changes the block, not knowing of it yet, goes with its words.
import { describe, expect, test } from 'vitest';
import { acts } from './acts-testing.ts';
import { type TestEditor, twoEditors } from './editors-testing.ts';

const html = '<p>Anfang.</p><p>Die Mitte der Zeile.</p><p>Ende.</p>';

/** Both hear what the other has written, until nobody has anything to say. */
function meet(one: TestEditor, other: TestEditor): void {
  for (let round = 0; round < 3; round += 1) {
    one.hear(other);
    other.hear(one);
  }
}

describe.each(Object.entries(acts))('while somebody %s', (_name, act) => {
  test.each(['one letter', 'a word'])('typing %s', (what) => {
    const [other, own] = twoEditors(html);
    own.editor.commands.setTextSelection(own.at('te der'));
    for (const letter of what === 'a word' ? 'XYZ' : 'X')
      own.editor.view.dispatch(own.editor.state.tr.insertText(letter));
    act(other, 3);
    meet(own, other);
    own.editor.view.dispatch(own.editor.state.tr.insertText('!'));
    meet(own, other);
    const text = (editor: TestEditor) => editor.marked.replace(/[[\]|]/g, '');
    expect(text(own)).toBe(text(other));
    expect(text(own)).toContain(what === 'a word' ? 'MitXYZ!te der' : 'MitX!te der');
  });

  test('words of one’s own stay in theirs through undo and redo', () => {
    const [other, own] = twoEditors(html);
    act(other, 3);
    meet(own, other);
    own.editor.commands.setTextSelection(own.at('te der'));
    own.editor.view.dispatch(own.editor.state.tr.insertText('XYZ'));
    meet(own, other);
    other.editor.commands.undo();
    meet(own, other);
    expect(own.marked).toContain('MitXYZ|te der');
    other.editor.commands.redo();
    meet(own, other);
    expect(own.marked).toContain('MitXYZ|te der');
    for (const once of ['Mit', 'XYZ']) expect(own.marked.split(once)).toHaveLength(2);
  });
});
