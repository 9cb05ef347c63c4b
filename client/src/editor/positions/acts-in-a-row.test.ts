// @vitest-environment jsdom
// One person does two things to the structure of a paragraph in a row, and two others type in it meanwhile: all words stand
// there once, where they were typed.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { structuralActs } from './acts-testing.ts';
import { meet, TestEditor, type } from './editors-testing.ts';

const html = '<p>Anfang hier.</p><p>Die Mitte der Zeile.</p><p>Ende dort.</p>';
const letters = (text: string) => [...text.replace(/[/[\]|*]/g, '')].sort().join('');

// A split that is taken back unsent writes the words anew into the same text: see “What is left” in shared/src/concurrent.
const isTakenBack = (one: string, other: string) =>
  one === 'splits' && other === 'joins with the block behind';

const pairs = structuralActs.flatMap(([one, first]) =>
  structuralActs
    .filter(([other]) => !isTakenBack(one, other))
    .map(([other, second]) => ({ one, other, first, second })),
);

function people(count: number): TestEditor[] {
  const first = new TestEditor();
  first.editor.commands.setContent(html);
  const state = Y.encodeStateAsUpdate(first.doc);
  first.destroy();
  return Array.from({ length: count }, (_, index) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    doc.clientID = 10 + index;
    return new TestEditor(doc);
  });
}

describe.each(pairs)('$one, then $other', ({ first, second }) => {
  test.each([0, 3, 11])('at %s', (place) => {
    const all = people(3) as [TestEditor, TestEditor, TestEditor];
    const [one, other, third] = all;
    other.editor.commands.setTextSelection(other.at('te der'));
    type(other, 'A');
    third.editor.commands.setTextSelection(third.at('Zeile'));
    type(third, 'K');
    meet(all);
    type(other, 'B');
    type(third, 'L');
    first(one, place);
    second(one, place);
    meet(all);
    type(other, 'C');
    type(third, 'M');
    meet(all);
    const said = all.map(({ marked }) => marked.replace(/[[\]|]/g, ''));
    expect(new Set(said).size).toBe(1);
    for (const word of ['ABC', 'KLM']) expect(said[0]?.split(word), `${word} in ${said[0]}`).toHaveLength(2);
    expect(letters(said[0] ?? ''), said[0]).toBe(letters('Anfang hier.Die MitABCte der KLMZeile.Ende dort.'));
    for (const person of all) person.destroy();
  });
});
