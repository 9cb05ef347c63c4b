// @vitest-environment jsdom
// What one types at the end of a paragraph stays there, with the caret behind it, whatever a colleague makes of the paragraph
// and the next one meanwhile.
import { describe, expect, test } from 'vitest';
import { inSecond } from './acts-testing.ts';
import { copyOf, meet, TestEditor, type } from './editors-testing.ts';

const html = '<p>Anfang.</p><p>Die Mitte der Zeile.</p><p>Ende.</p>';
const endOfFirst = 1 + 'Anfang.'.length;

/** A colleague and oneself. */
function peopleWith([other, own]: readonly [number, number]): [TestEditor, TestEditor] {
  const first = new TestEditor();
  first.editor.commands.setContent(html);
  const people: [TestEditor, TestEditor] = [copyOf(first, other), copyOf(first, own)];
  first.destroy();
  return people;
}

const said = ({ marked }: TestEditor) => marked.replace(/[[\]|]/g, '');

describe.each<{ ids: [number, number] }>([{ ids: [10, 20] }, { ids: [20, 10] }])(
  'with client ids $ids',
  ({ ids }) => {
    test.each<[string, (other: TestEditor) => void]>([
      [
        'Backspace',
        (other) => other.editor.chain().setTextSelection(inSecond(other, 0)).joinBackward().run(),
      ],
      ['Delete', (other) => other.editor.chain().setTextSelection(endOfFirst).joinForward().run()],
    ])('while the next paragraph is joined to it by %s', (_key, join) => {
      const [other, own] = peopleWith(ids);
      own.editor.commands.setTextSelection(endOfFirst);
      type(own, 'XYZ');
      join(other);
      meet([other, own]);
      type(own, 'ABC');
      meet([other, own]);
      expect(own.marked).toBe('Anfang.XYZABC|Die Mitte der Zeile./Ende.');
      expect(said(other)).toBe(said(own));
      for (const person of [other, own]) person.destroy();
    });

    test.each([
      ['at its start', 0, ''],
      ['in its middle', 3, 'Die'],
      ['at its end', 20, 'Die Mitte der Zeile.'],
    ])('while a colleague takes a split of it back that was %s', (_where, place, first) => {
      for (const seen of [false, true]) {
        const [other, own] = peopleWith(ids);
        other.editor.chain().setTextSelection(inSecond(other, place)).splitBlock().run();
        other.endStep();
        meet([other, own]);
        own.editor.commands.setTextSelection(inSecond(own, 99));
        type(own, 'XYZ');
        if (seen) meet([other, own]);
        other.undo.undo();
        meet([other, own]);
        const behind = 'Die Mitte der Zeile.'.slice(first.length);
        expect(own.marked).toBe(`Anfang./${first}XYZ|${behind}/Ende.`);
        expect(said(other)).toBe(said(own));
        for (const person of [other, own]) person.destroy();
      }
    });
  },
);

test('what a colleague has seen, and puts something in front of, stays behind that', () => {
  const [other, own] = peopleWith([20, 10]);
  own.editor.commands.setTextSelection(endOfFirst);
  type(own, 'XYZ');
  meet([other, own]);
  other.editor.chain().setTextSelection(inSecond(other, 0)).joinBackward().run();
  meet([other, own]);
  expect(own.marked).toBe('Anfang.XYZ|Die Mitte der Zeile./Ende.');
  for (const person of [other, own]) person.destroy();
});
