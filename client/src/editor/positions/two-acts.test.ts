// @vitest-environment jsdom
// Two people do something to the structure of the same paragraph at the same moment, and a third one types in it: all words
// stand there once.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { structuralActs } from './acts-testing.ts';
import { meet, TestEditor, type } from './editors-testing.ts';

const html = '<p>Anfang hier.</p><p>Die Mitte der Zeile.</p><p>Ende dort.</p>';
const words = ['Anfang', 'hier', 'Die', 'Mit', 'te d', 'er Zeile', 'Ende', 'dort'];

const pairs = structuralActs.flatMap(([one, first]) =>
  structuralActs.map(([other, second]) => ({ one, other, first, second })),
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

describe.each(pairs)('one $one, another $other', ({ first, second }) => {
  test.each(['one after the other', 'the other first'])('heard of %s', (order) => {
    const all = people(3) as [TestEditor, TestEditor, TestEditor];
    const [one, other, third] = all;
    third.editor.commands.setTextSelection(third.at('te der'));
    type(third, 'XYZ');
    first(one, 3);
    second(other, 11);
    meet(order === 'the other first' ? [other, third, one] : all);
    const said = all.map(({ marked }) => marked.replace(/[[\]|]/g, ''));
    expect(new Set(said).size).toBe(1);
    for (const word of [...words, 'XYZ'])
      expect(said[0]?.split(word), `${word} in ${said[0]}`).toHaveLength(2);
    for (const person of all) person.destroy();
  });
});
