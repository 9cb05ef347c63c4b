// @vitest-environment jsdom
// Undo takes back words, as where one writes alone, while somebody else types in the same text.
import type { Region } from '@galley/shared/article/region.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UndoSteps } from '../../collab/undo-steps.ts';
import { passEdits } from '../undo-edits.ts';
import { meet, TestEditor, type } from './editors-testing.ts';

/** The root of an editor, and the text that both begin with. */
const texts: [name: string, root: string, content: string][] = [
  ['a paragraph', 'section', '<p>Es war ein Tag am Meer.</p>'],
  ['the headline', 'headline', 'Es war ein Tag am Meer.'],
];

describe.each(texts)('in %s', (_name, root, content) => {
  let own: TestEditor;
  let other: TestEditor;
  beforeEach(() => {
    own = new TestEditor(undefined, root);
    own.editor.commands.setContent(content);
    own.endStep();
    other = new TestEditor(undefined, root);
    meet([own, other]);
    for (const one of [own, other]) passEdits(one.editor, root as Region, new UndoSteps(one.undo));
  });
  afterEach(() => {
    own.destroy();
    other.destroy();
  });

  const plain = (one: TestEditor) => one.marked.replace('|', '');

  test.each([
    ['in front of one’s words', 'ein', ' Meer.'],
    ['behind one’s words', ' Meer.', 'ein'],
    ['where one’s words begin', ' Meer.', ' Meer.'],
  ])('%s', (_where, theirs, ours) => {
    own.editor.commands.setTextSelection(own.at(ours));
    other.editor.commands.setTextSelection(other.at(theirs));
    const letters = [...' und noch mehr'];
    for (const [index, letter] of letters.entries()) {
      type(own, letter);
      type(other, 'JONASMITDABEI'[index] ?? '');
      meet([own, other]);
    }
    expect(own.marked).toContain(' und noch mehr|');
    for (const left of [' und noch ', ' und ', ' ', '']) {
      own.undo.undo();
      meet([own, other]);
      expect(plain(own)).toBe(plain(other));
      expect(plain(own).replace(/[A-Z]{5,}/, '')).toBe(
        `Es war ein Tag am Meer.`.replace(ours, `${left}${ours}`),
      );
      expect(plain(own)).toContain('JONASMITDABEI');
    }
    other.undo.undo();
    meet([own, other]);
    expect(plain(own)).toBe('Es war ein Tag am Meer.');
  });

  test('Backspace goes on in one step', () => {
    own.editor.commands.setTextSelection(own.at(' Meer.'));
    other.editor.commands.setTextSelection(other.at('ein'));
    for (const letter of 'XY') {
      const { head } = own.editor.state.selection;
      own.editor.view.dispatch(own.editor.state.tr.delete(head - 1, head));
      type(other, letter);
      meet([own, other]);
    }
    expect(plain(own)).toBe('Es war XYein Tag  Meer.');
    own.undo.undo();
    expect(plain(own)).toBe('Es war XYein Tag am Meer.');
  });
});
