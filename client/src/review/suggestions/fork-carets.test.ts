// @vitest-environment jsdom
// One person suggests while another changes the same section: the caret and the selection in the fork stay at their words,
// as they do in the text itself.
import { sectionExtensions } from '@galley/shared/article/schema/schema.ts';
import { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { describe, expect, test } from 'vitest';
import { acts } from '../../editor/positions/acts-testing.ts';
import { TestEditor, type } from '../../editor/positions/editors-testing.ts';
import { sectionDocument } from '../../editor/region-text.ts';
import { followed, takenBack } from './fork.ts';
import { ownHunks, ownSuggestions } from './own-suggestions.ts';

const start = '<p>Anfang.</p><p>Die Mitte der Zeile.</p><p>Ende.</p>';

/** A colleague who writes, and one's own fork, which follows. */
function sectionAndFork(html: string): { other: TestEditor; own: ForkEditor } {
  const other = new TestEditor();
  other.editor.commands.setContent(html);
  other.endStep();
  return { other, own: new ForkEditor(other) };
}

class ForkEditor extends TestEditor {
  override readonly editor: Editor;

  constructor(other: TestEditor) {
    super();
    const fragment = other.doc.getXmlFragment('section');
    const base = () => {
      const document = sectionDocument(fragment);
      if (!document) throw new Error('The section does not fit.');
      return document;
    };
    this.editor = new Editor({
      element: document.createElement('div'),
      content: base().toJSON(),
      extensions: [
        ...sectionExtensions,
        ownSuggestions({
          base: base(),
          known: [],
          draw: () => ({ title: '', color: '#888888', active: false }),
          onEdit: () => undefined,
        }),
      ],
    });
    fragment.observeDeep(() => this.editor.view.dispatch(followed(this.editor.state, base())));
  }
}

describe.each(Object.entries(acts))('while somebody %s', (name, act) => {
  test('a caret, a selection and what is suggested', () => {
    const { other, own } = sectionAndFork(start);
    own.editor.commands.setTextSelection(own.at('te der'));
    act(other, 3);
    expect(own.marked).toContain('Mit|te der');
    other.editor.commands.undo();
    expect(own.marked).toBe('Anfang./Die Mit|te der Zeile./Ende.');
    other.editor.commands.redo();
    expect(own.marked).toContain('Mit|te der');
    const [from, to] = [own.at('tte der'), own.at('Zeile')];
    own.editor.view.dispatch(
      own.editor.state.tr.setSelection(TextSelection.create(own.editor.state.doc, to, from)),
    );
    other.editor.commands.undo();
    expect(own.marked).toBe('Anfang./Die Mi[tte der ]Zeile./Ende.');
  });

  // Where the same words become bold or are deleted the two exclude each other.
  const excludes = name === 'makes bold' || name === 'deletes';
  if (!excludes)
    test('what is suggested stays one suggestion', () => {
      const { other, own } = sectionAndFork(
        '<p>Anfang.</p><p>Die Mitte der langen Zeile hat viele Wörter.</p><p>Ende.</p>',
      );
      own.editor.commands.setTextSelection(own.at(' der'));
      type(own, 'nXYZ');
      const [before] = ownHunks(own.editor.state).hunks;
      act(other, 3);
      expect(own.marked).toContain('MittenXYZ| der');
      type(own, '!');
      expect(own.marked).toContain('MittenXYZ!| der');
      expect(ownHunks(own.editor.state).hunks.map(({ id }) => id)).toEqual([before?.id]);
    });
});

test('a caret among equal words stays where it is', () => {
  const { other, own } = sectionAndFork('<p>la la</p><p>la la la la</p><p>la la la</p>');
  own.editor.commands.setTextSelection(other.at('la la la la') + 7);
  other.editor.commands.setNode('heading', { level: 2 });
  other.editor.chain().setTextSelection(other.at('la la la la')).setNode('heading', { level: 2 }).run();
  expect(own.marked).toBe('la la/la la l|a la/la la la');
});

test('what is rejected leaves the caret at its words', () => {
  const { own } = sectionAndFork(start);
  own.editor.chain().setTextSelection(own.at('Mitte')).splitBlock().run();
  own.editor.commands.setTextSelection(own.at('te der'));
  const over = new Set(ownHunks(own.editor.state).hunks.map(({ id }) => id));
  own.editor.view.dispatch(takenBack(own.editor.state, over));
  expect(own.marked).toBe('Anfang./Die Mit|te der Zeile./Ende.');
});
