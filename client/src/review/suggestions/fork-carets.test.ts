// @vitest-environment jsdom
// One person suggests while another changes the same section: the caret and the selection in the fork stay at their words,
// as they do in the text itself.
import { sectionExtensions } from '@galley/shared/article/schema/schema.ts';
import { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { acts } from '../../editor/positions/acts-testing.ts';
import { TestEditor, type } from '../../editor/positions/editors-testing.ts';
import { sectionDocument } from '../../editor/region-text.ts';
import { forkCarets, pastDifference, pastOwn } from './fork-carets.ts';
import { ownHunks, ownSuggestions } from './own-suggestions.ts';
import { followed, takenBack } from './section-fork.ts';

const start = '<p>Anfang.</p><p>Die Mitte der Zeile.</p><p>Ende.</p>';

/** A colleague who writes, and one's own fork, which follows. */
function sectionAndFork(html: string): { other: TestEditor; own: ForkEditor } {
  const other = new TestEditor();
  other.editor.commands.setContent(html);
  other.endStep();
  const own = new ForkEditor(other);
  onTestFinished(() => {
    own.destroy();
    other.destroy();
  });
  return { other, own };
}

class ForkEditor extends TestEditor {
  override readonly editor: Editor;
  readonly awareness: Awareness;

  constructor(other: TestEditor) {
    super();
    const fragment = other.doc.getXmlFragment('section');
    this.awareness = new Awareness(this.doc);
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
        forkCarets({ fragment, awareness: this.awareness, toFork: pastOwn }),
      ],
    });
    fragment.observeDeep(() => this.editor.view.dispatch(followed(this.editor.state, base())));
  }
}

/** The fork as it looks, with | at the colleague's caret. */
function shown({ editor }: ForkEditor): string {
  return [...editor.view.dom.children]
    .map(({ textContent }) => textContent.replaceAll('\u2060', ''))
    .join('/');
}

const awarenesses = new WeakMap<Y.Doc, Awareness>();

/** Tells where the colleague's selection is, as their browser does. */
function tellSelection({ editor, doc }: TestEditor, { awareness }: ForkEditor): void {
  const { type: fragment, binding } = ySyncPluginKey.getState(editor.state);
  const { anchor, head } = editor.state.selection;
  const [from, to] = [anchor, head].map((at) =>
    absolutePositionToRelativePosition(at, fragment, binding.mapping),
  );
  const theirs = awarenesses.get(doc) ?? new Awareness(doc);
  awarenesses.set(doc, theirs);
  theirs.setLocalState({
    user: { id: 'u1', name: '|', color: '#123456' },
    cursor: { anchor: from, head: to },
  });
  applyAwarenessUpdate(awareness, encodeAwarenessUpdate(theirs, [doc.clientID]), 'remote');
}

describe('a colleague’s caret', () => {
  test('stands in the fork at each place of the text', () => {
    const { other, own } = sectionAndFork(
      '<p>One</p><ul><li><p>Two <strong>bold</strong></p></li></ul><table><tr><td>Cell</td></tr></table>' +
        '<figure data-media="m1"></figure><p>Last</p>',
    );
    for (const word of ['One', 'Two', 'bold', 'Cell', 'Last']) {
      other.editor.commands.setTextSelection(other.at(word) + 1);
      tellSelection(other, own);
      expect(shown(own)).toContain(`${word.slice(0, 1)}|${word.slice(1)}`);
    }
  });

  test('stands at the same words beside what is suggested, and goes with what is typed', () => {
    const { other, own } = sectionAndFork(start);
    own.editor.commands.setTextSelection(own.at('Anfang'));
    type(own, 'Am ');
    own.editor.commands.setTextSelection({ from: own.at('der '), to: own.at('Zeile') });
    own.editor.commands.deleteSelection();
    other.editor.commands.setTextSelection(other.at('te der'));
    tellSelection(other, own);
    expect(shown(own)).toContain('Die Mit|te ');
    type(other, 'xyz');
    tellSelection(other, own);
    expect(shown(own)).toContain('Die Mitxyz|te ');
    other.editor.commands.setTextSelection(other.at('eile'));
    tellSelection(other, own);
    expect(shown(own)).toMatch(/Z\|eile\.\/Ende/);
    other.editor.commands.setTextSelection({ from: other.at('Ende'), to: other.at('.') });
    tellSelection(other, own);
    expect(own.editor.view.dom.querySelectorAll('[style*="--caret: #123456"]').length).toBeGreaterThan(1);
  });

  test('is gone when they leave, and where it is nonsense nothing breaks', () => {
    const { other, own } = sectionAndFork(start);
    tellSelection(other, own);
    expect(shown(own)).toContain('|');
    removeAwarenessStates(own.awareness, [other.doc.clientID], 'remote');
    expect(shown(own)).not.toContain('|');
    for (const cursor of [7, {}, { anchor: 'x', head: null }, { anchor: { type: 5 }, head: { item: 'x' } }]) {
      own.awareness.states.set(5, { user: { name: '|' }, cursor });
      own.awareness.emit('change', [{ added: [5], updated: [], removed: [] }, 'remote']);
      expect(shown(own)).not.toContain('|');
    }
  });
});

test('in a line it stands at the same letters around what is suggested', () => {
  const at = (offset: number) => pastDifference('The old harbor', 'The new harbor', 1 + offset) - 1;
  expect([0, 4, 8, 14].map(at)).toEqual([0, 4, 8, 14]);
  expect(pastDifference('harbor', 'The harbor', 1 + 6)).toBe(1 + 10);
  expect(pastDifference('The harbor', 'harbor', 1 + 10)).toBe(1 + 6);
  expect(pastDifference('la la', 'la', 1 + 5)).toBe(1 + 2);
  // Behind what is added where the other one stands, so that nothing is between that and one's own caret.
  expect(pastDifference('The quay', 'The quay at dusk', 1 + 8)).toBe(1 + 16);
});

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
