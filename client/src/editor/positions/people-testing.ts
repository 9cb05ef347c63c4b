// People who write in one section at random, by turns: they type words letter by letter and change the structure around
// them, and each sends what they have, and hears of what there is, now and then.
import { moveBlock } from '@galley/shared/concurrent/move-block.ts';
import fc from 'fast-check';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { byHand } from '../../collab/connection.ts';
import { TestEditor, type } from './editors-testing.ts';

/** A section of some paragraphs and a table. */
export const html =
  '<p>Anfang der Zeile. </p><p>Die Mitte von vielen Worten hier. </p>' +
  '<table><tr><td>Zelle eins hier. </td><td>Zelle zwei dort. </td></tr><tr><td>Unten. </td><td></td></tr></table><p>Ende vom Ganzen. </p>';
/** Words of it. */
export const initial = ['Anfang', 'Mitte', 'vielen', 'Worten', 'eins', 'zwei', 'Ende', 'Ganzen'];

/** What one does to the block with the caret. */
export const structure: Record<string, (one: TestEditor, choice: number) => void> = {
  split: ({ editor }) => void editor.commands.splitBlock(),
  join: ({ editor }) =>
    void editor.chain().setTextSelection(editor.state.selection.$from.start()).joinBackward().run(),
  heading: ({ editor }) => void editor.commands.toggleHeading({ level: 2 }),
  list: ({ editor }) => void editor.commands.toggleList('bulletList', 'listItem'),
  quote: ({ editor }) => void editor.commands.toggleWrap('blockquote'),
  bold: ({ editor }) => {
    const { $from } = editor.state.selection;
    editor.chain().setTextSelection({ from: $from.start(), to: $from.end() }).toggleMark('bold').run();
  },
  move: ({ doc, editor, fragment }, choice) => {
    const index = editor.state.selection.$from.index(0);
    const to = choice % (fragment.length + 1);
    if (to === index || to === index + 1) return;
    const places = { from: { fragment, index }, to: { fragment, index: to } };
    moveBlock(doc, { ...places, left: null, fit: (json) => [json] }, byHand);
  },
  paste: ({ editor }) => void editor.commands.insertContent('<p>1234 </p><p>5678 </p>'),
  undo: ({ editor }) => void editor.commands.undo(),
};

/** What one does to the table from its last row, in which nobody else writes. */
export const tables: Record<string, (one: TestEditor) => void> = {
  row: ({ editor }) => void editor.commands.addRowAfter(),
  column: ({ editor }) => void editor.commands.addColumnAfter(),
  'column in front': ({ editor }) => void editor.commands.addColumnBefore(),
  'last row': ({ editor }) => void editor.commands.deleteRow(),
};

export interface Act {
  type: 'word' | keyof typeof structure | keyof typeof tables;
  place: number;
  /** Letters that no other word has, so that a word can't be taken for what stands around it. */
  letters: string;
}

/** Acts of these kinds, at random. */
export const act = (...types: Act['type'][]) =>
  fc.record<Act>({
    type: fc.constantFrom(...types),
    place: fc.nat(1000),
    letters: fc.string({ unit: fc.constantFrom(...'αβγδεζηθικλμνξοπρστυφχψω'), minLength: 4, maxLength: 4 }),
  });
interface Turn {
  who: number;
  sends: boolean;
  hears: boolean;
}

/** Who does the next letter or act, and whether they send what they have, and hear of what there is, after it. */
export const turns = fc.array(fc.record<Turn>({ who: fc.nat(2), sends: fc.boolean(), hears: fc.boolean() }), {
  minLength: 80,
  maxLength: 80,
});

/** Places between words that are one's own choice: two people never begin at the same one. */
function placeFor(index: number, { editor }: TestEditor, choice: number): number {
  const places: number[] = [];
  editor.state.doc.descendants((node, position) => {
    // The rows below the first are for who changes the table.
    if (node.type.name === 'tableRow') return editor.state.doc.resolve(position).index() === 0;
    if (!node.isTextblock) return true;
    const text = node.textContent;
    for (let offset = 0; offset <= text.length; offset += 1)
      if (offset === 0 || text[offset - 1] === ' ') places.push(position + 1 + offset);
    return false;
  });
  return places[3 * (choice % Math.max(1, Math.floor(places.length / 3))) + index] ?? 1;
}

/** In the first cell of the table's last row; null where there is only one. */
function inLastRow({ editor }: TestEditor): number | null {
  let found: number | null = null;
  editor.state.doc.descendants((node, position) => {
    if (node.type.name === 'tableRow' && editor.state.doc.resolve(position).index() > 0) found = position + 3;
  });
  return found;
}

class Person {
  readonly index: number;
  readonly own: TestEditor;
  words: string[] = [];
  #steps: (() => void)[];

  constructor(index: number, own: TestEditor, plan: readonly Act[]) {
    this.index = index;
    this.own = own;
    this.#steps = plan.flatMap((one, number) => this.#stepsOf(one, `${'ABC'[index]}${number}${one.letters}`));
  }

  /** Does the next letter or act; gives whether there was one. */
  step(): boolean {
    const next = this.#steps.shift();
    next?.();
    return next !== undefined;
  }

  #stepsOf({ type: kind, place }: Act, word: string): (() => void)[] {
    const goThere = () => {
      this.own.endStep();
      this.own.editor.commands.setTextSelection(placeFor(this.index, this.own, place));
    };
    if (kind === 'word') {
      const begin = () => {
        goThere();
        this.words.push(word);
      };
      return [begin, ...Array.from(`${word} `, (letter) => () => type(this.own, letter))];
    }
    return [
      () => {
        goThere();
        // It may take back what one has typed.
        if (kind === 'undo') this.words = [];
        const row = kind in tables ? inLastRow(this.own) : null;
        if (row !== null) {
          this.own.editor.commands.setTextSelection(row);
          tables[kind]?.(this.own);
        }
        structure[kind]?.(this.own, place);
        this.own.endStep();
      },
    ];
  }
}

/** All go through their parts in this order and meet at the end: everybody has the same text, and each word once. */
export function play(plan: readonly (readonly Act[])[], order: readonly Turn[]): void {
  const first = new TestEditor();
  first.editor.commands.setContent(html);
  const state = Y.encodeStateAsUpdate(first.doc);
  const hub = new Y.Doc();
  Y.applyUpdate(hub, state);
  const people = plan.map((one, index) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    doc.clientID = 10 + index;
    return new Person(index, new TestEditor(doc), one);
  });
  const send = ({ own: { doc } }: Person) =>
    Y.applyUpdate(hub, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(hub)));
  const hear = ({ own: { doc } }: Person) =>
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(hub, Y.encodeStateVector(doc)), 'remote');
  try {
    for (const { who, sends, hears } of order) {
      const person = people[who];
      if (!person) continue;
      person.step();
      if (sends) send(person);
      if (hears) hear(person);
    }
    for (const person of people) while (person.step());
    for (let round = 0; round < 4; round += 1) {
      for (const person of people) send(person);
      for (const person of people) hear(person);
    }
    const said = people.map(({ own }) => own.marked.replace(/[[\]|]/g, ''));
    expect(new Set(said).size, said.join('\n')).toBe(1);
    for (const word of [...initial, ...people.flatMap(({ words }) => words)])
      expect(said[0]?.split(word), `${word} in ${said[0]}`).toHaveLength(2);
  } finally {
    for (const { own } of [...people, { own: first }]) own.destroy();
  }
}
