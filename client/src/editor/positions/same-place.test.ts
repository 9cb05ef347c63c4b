// @vitest-environment jsdom
// People type into the same place at the same time, letter by letter, while somebody formats the paragraph and takes that back:
// each word stands in one piece, whatever marks of formatting and deleted letters lie between the letters.
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { copyOf, meet, TestEditor, type } from './editors-testing.ts';

const html = '<p>Anfang der Zeile. </p><p>Ende der Zeile. </p>';

/** People with editors of their own on the same text; `ids` are their Yjs client ids, by which it sorts. */
function people(ids: readonly number[], text = html): TestEditor[] {
  const first = new TestEditor();
  first.editor.commands.setContent(text);
  const all = ids.map((id) => copyOf(first, id));
  first.destroy();
  return all;
}

const said = ({ marked }: TestEditor) => marked.replace(/[[\]|]/g, '');

function close(all: readonly TestEditor[]): void {
  for (const one of all) one.destroy();
}

/** Makes the first paragraph bold and takes it back, which leaves marks in the text that nobody sees. */
function formatAndUndo(one: TestEditor): void {
  const { editor } = one;
  one.endStep();
  editor.commands.setTextSelection({ from: 1, to: 1 + (editor.state.doc.firstChild?.content.size ?? 0) });
  editor.commands.toggleMark('bold');
  one.endStep();
  editor.commands.undo();
}

test.each([
  [10, 11, 12],
  [12, 11, 10],
  [11, 12, 10],
])(
  'a word goes on behind its own letters though marks were put behind them, with ids %i, %i, %i',
  (...ids) => {
    const all = people(ids) as [TestEditor, TestEditor, TestEditor];
    onTestFinished(() => close(all));
    const [anna, ben, carla] = all;
    for (const one of [anna, ben]) one.editor.commands.setTextSelection(1);
    formatAndUndo(carla);
    type(ben, 'X');
    anna.hear(carla);
    type(anna, 'A');
    ben.hear(carla);
    type(ben, 'YZ ');
    anna.hear(ben);
    type(anna, 'BC ');
    meet(all);
    for (const one of all) {
      expect(said(one)).toContain('XYZ ');
      expect(said(one)).toContain('ABC ');
    }
  },
);

test('a word goes on behind its own letters though what follows them was deleted', () => {
  const [anna, ben] = people([11, 10], '<p>One two three.</p>') as [TestEditor, TestEditor];
  onTestFinished(() => close([anna, ben]));
  anna.editor.commands.setTextSelection(anna.at('two'));
  type(anna, 'A');
  ben.hear(anna);
  ben.editor.view.dispatch(ben.editor.state.tr.delete(ben.at('two '), ben.at('three')));
  ben.editor.commands.setTextSelection(ben.at('three'));
  anna.hear(ben);
  type(ben, 'XYZ ');
  type(anna, 'BC ');
  meet([anna, ben]);
  for (const one of [anna, ben]) {
    expect(said(one)).toContain('ABC ');
    expect(said(one)).toContain('XYZ ');
  }
});

interface Turn {
  who: number;
  does: 'type' | 'send' | 'hear';
}

const turns = fc.array(
  fc.record<Turn>({
    who: fc.nat(2),
    does: fc.constantFrom('type', 'type', 'send', 'hear'),
  }),
  { minLength: 60, maxLength: 160 },
);

/** Where a word may begin: behind a blank, or at the start of a paragraph. */
function placesIn({ editor }: TestEditor): number[] {
  const places: number[] = [];
  editor.state.doc.descendants((node, position) => {
    const text = node.textContent;
    for (let offset = 0; node.isTextblock && offset <= text.length; offset += 1)
      if (offset === 0 || text[offset - 1] === ' ') places.push(position + 1 + offset);
    return !node.isTextblock;
  });
  return places;
}

/** Two type words wherever they like, the third formats what the choice says; letter by letter. */
function* work(one: TestEditor, index: number, choices: readonly number[], words: string[]): Generator<void> {
  for (const [number, choice] of choices.entries()) {
    one.endStep();
    const places = placesIn(one);
    one.editor.commands.setTextSelection(places[choice % places.length] ?? 1);
    if (index === 2 && choice % 3 > 0) {
      const { $from } = one.editor.state.selection;
      one.editor.commands.setTextSelection({ from: $from.start(), to: $from.end() });
      one.editor.commands.toggleMark('bold');
      yield;
      one.endStep();
      if (choice % 3 > 1) one.editor.commands.undo();
    } else {
      const word = `${'ABC'[index]}${number}qrst`;
      words.push(word);
      for (const letter of `${word} `) {
        type(one, letter);
        yield;
      }
    }
  }
}

test('words of people who begin at the same places stand in one piece, whoever hears what when', () => {
  const choices = fc.array(fc.array(fc.nat(1000), { minLength: 3, maxLength: 5 }), {
    minLength: 3,
    maxLength: 3,
  });
  const ids = fc.shuffledSubarray([10, 11, 12], { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(ids, choices, turns, (clients, plan, order) => {
      const all = people(clients);
      const words: string[] = [];
      const works = all.map((one, index) => work(one, index, plan[index] ?? [], words));
      // What each has sent goes to the others in the order in which the server got it; each reads it when it comes to that.
      const sent: Uint8Array[][] = all.map(() => []);
      const toHear: Uint8Array[][] = all.map(() => []);
      for (const [index, { doc }] of all.entries())
        doc.on('update', (update: Uint8Array, origin: unknown) => {
          if (origin !== 'remote') sent[index]?.push(update);
        });
      for (const { who, does } of order) {
        if (does === 'type') works[who]?.next();
        const update = does === 'send' ? sent[who]?.shift() : undefined;
        if (update) for (const [index, box] of toHear.entries()) if (index !== who) box.push(update);
        const heard = does === 'hear' ? toHear[who]?.shift() : undefined;
        if (heard && all[who]) Y.applyUpdate(all[who].doc, heard, 'remote');
      }
      for (const one of works) while (!one.next().done);
      meet(all);
      const texts = all.map(said);
      close(all);
      expect(new Set(texts).size).toBe(1);
      for (const word of words) expect(texts[0]?.split(word), `${word} in ${texts[0]}`).toHaveLength(2);
    }),
    { numRuns: 12, seed: 5, endOnFailure: true },
  );
});
