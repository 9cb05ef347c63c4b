// @vitest-environment jsdom
// Two editors on one text: a caret and a selection stay at their words, whatever the other does.
import { NodeSelection, Selection, TextSelection } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acts, inSecond, move } from './acts-testing.ts';
import { twoEditors } from './editors-testing.ts';

describe.each(Object.entries(acts))('while somebody %s', (_name, act) => {
  test('a caret, and a selection through undo and redo', () => {
    const [other, own] = twoEditors('<p>Anfang.</p><p>Die Mitte der Zeile.</p><p>Ende.</p>');
    own.editor.commands.setTextSelection(own.at('tte der') + 1);
    act(other, 3);
    own.hear(other);
    expect(own.marked).toContain('Mit|te der');
    const { doc } = own.editor.state;
    const [from, to] = [own.at('tte der'), own.at('Zeile')];
    own.editor.view.dispatch(own.editor.state.tr.setSelection(TextSelection.create(doc, to, from)));
    other.editor.commands.undo();
    own.hear(other);
    expect(own.marked).toBe('Anfang./Die Mi[tte der ]Zeile./Ende.');
    other.editor.commands.redo();
    own.hear(other);
    expect(own.marked).toContain('Mi[tte der ]Zeile');
    const { anchor, head } = own.editor.state.selection;
    expect(anchor).toBeGreaterThan(head);
  });
});

describe('repeated words', () => {
  test.each([
    ['splits', 9],
    ['makes a heading', 0],
    ['makes a list', 0],
    ['joins with the block before', 0],
    ['joins with the block behind', 0],
    ['moves it up', 0],
    ['moves it down', 0],
  ])('a caret among them, while somebody %s', (name, place) => {
    for (const [before, behind] of [
      ['la la la la l', 'a la la la'],
      ['la l', 'a la la la la la la'],
      ['la la la la la la la la l', 'a'],
    ]) {
      const [other, own] = twoEditors(`<p>la la</p><p>${before}${behind}</p><p>la la la</p>`);
      own.editor.commands.setTextSelection(inSecond(own, before?.length ?? 0));
      acts[name]?.(other, place);
      own.hear(other);
      const front = own.marked.split('|')[0] ?? '';
      expect(front.replaceAll('/', '')).toMatch(new RegExp(`${before}$`));
    }
  });
});

test('a caret stands behind the same character after any act at any place', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(acts).filter((name) => !name.startsWith('moves'))),
      fc.nat({ max: 11 }),
      fc.nat({ max: 29 }),
      (name, place, from) => {
        // No letter is there twice, so that there is one right answer.
        const [other, own] = twoEditors('<p>ABCDE</p><p>abcdefghijk</p><p>FGHIJKL</p>');
        own.editor.view.dispatch(
          own.editor.state.tr.setSelection(Selection.near(own.editor.state.doc.resolve(from))),
        );
        const { head: start, $head } = own.editor.state.selection;
        // At the start of a block either side of what is typed or split there is right.
        const sides = $head.parentOffset === 0 ? [-1, 1] : [-1];
        const steps: { map(position: number, side: number): number }[] = [];
        other.editor.on('transaction', ({ transaction, appendedTransactions }) =>
          steps.push(...[transaction, ...appendedTransactions].map(({ mapping }) => mapping)),
        );
        acts[name]?.(other, place);
        own.hear(other);
        const right = sides.map((side) =>
          steps.reduce((position, mapping) => mapping.map(position, side), start),
        );
        const { head } = own.editor.state.selection;
        other.destroy();
        own.destroy();
        expect(right).toContain(head);
      },
    ),
    { numRuns: 60, seed: 8 },
  );
});

describe('what is selected as a whole', () => {
  test('a figure, while somebody types in front, and moves it', () => {
    const [other, own] = twoEditors('<p>Text</p><figure data-media="m1"></figure><p>Ende</p>');
    own.editor.commands.setNodeSelection(6);
    other.editor.commands.insertContentAt(1, 'abc ');
    own.hear(other);
    const isFigure = () => {
      const { selection } = own.editor.state;
      return selection instanceof NodeSelection && selection.node.type.name === 'figure';
    };
    expect(isFigure()).toBe(true);
    move(other, 1, 0);
    own.hear(other);
    expect(isFigure()).toBe(true);
    expect(own.editor.state.selection.from).toBe(0);
  });

  test('cells of a table, while somebody types in one and in front', () => {
    const [other, own] = twoEditors(
      '<p>Text</p><table><tr><td>a1</td><td>b1</td></tr><tr><td>a2</td><td>b2</td></tr></table>',
    );
    const cells = [own.at('b1') - 2, own.at('b2') - 2].map((at) => own.editor.state.doc.resolve(at));
    const [anchor, head] = cells;
    if (!anchor || !head) throw new Error('There are no cells.');
    own.editor.view.dispatch(own.editor.state.tr.setSelection(new CellSelection(anchor, head)));
    other.editor.commands.insertContentAt(other.at('b1'), 'x');
    other.editor.commands.insertContentAt(1, 'abc ');
    own.hear(other);
    const { selection } = own.editor.state;
    expect(selection).toBeInstanceOf(CellSelection);
    const texts: string[] = [];
    (selection as CellSelection).forEachCell((cell) => texts.push(cell.textContent));
    expect(texts).toEqual(['xb1', 'b2']);
  });
});

test('a caret in a cell and one in code stay while somebody types before them', () => {
  const [other, own] = twoEditors(
    '<table><tr><td>eins</td><td>zwei</td></tr></table><pre>erste\nzweite</pre>',
  );
  own.editor.commands.setTextSelection(own.at('ei') + 2);
  other.editor.commands.insertContentAt(other.at('eins'), 'abc ');
  own.hear(other);
  expect(own.marked).toContain('abc ei|ns');
  own.editor.commands.setTextSelection(own.at('weite') + 1);
  other.editor.commands.insertContentAt(other.at('erste'), 'abc ');
  own.hear(other);
  expect(own.marked).toContain('zw|eite');
});

test('a mark that is set for what is typed next stays set', () => {
  const [other, own] = twoEditors('<p>Die Mitte</p>');
  own.editor.chain().setTextSelection(own.at('Mitte')).setMark('bold').run();
  other.editor.commands.insertContentAt(1, 'abc ');
  own.hear(other);
  expect(own.editor.state.storedMarks?.map(({ type }) => type.name)).toEqual(['bold']);
});

test('what another types at an end of a selection is not selected', () => {
  const [other, own] = twoEditors('<p>Die Mitte der</p>');
  own.editor.commands.setTextSelection({ from: own.at('Mitte'), to: own.at(' der') });
  other.editor.commands.insertContentAt(other.at('Mitte'), 'x');
  other.editor.commands.insertContentAt(other.at(' der'), 'y');
  own.hear(other);
  expect(own.marked).toBe('Die x[Mitte]y der');
});

test('a selection whose words are deleted becomes a caret where they stood', () => {
  const [other, own] = twoEditors('<p>Die Mitte der</p>');
  own.editor.commands.setTextSelection({ from: own.at('itte'), to: own.at('te der') });
  other.editor.commands.setTextSelection({ from: other.at('Mitte'), to: other.at(' der') });
  other.editor.commands.insertContent('Zeit');
  own.hear(other);
  expect(own.marked).toMatch(/^Die (\|Zeit|Zeit\|) der$/);
});
