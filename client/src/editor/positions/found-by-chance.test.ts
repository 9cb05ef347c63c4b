// @vitest-environment jsdom
// What random people (structure.test.ts) were seen to lose, double or tear apart, as the smallest acts that did, and such as
// are like them.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { meet, TestEditor, type } from './editors-testing.ts';
import { html, initial, structure } from './people-testing.ts';

/** A person who does to the block with some words what random people do. */
class Writer {
  readonly own: TestEditor;

  constructor(own: TestEditor) {
    this.own = own;
  }

  type(words: string, before: string): void {
    this.#go(before);
    type(this.own, words);
  }

  /** `choice` is the number of the block before which a block moves. */
  act(kind: keyof typeof structure, before: string, choice = 0): void {
    this.#go(before);
    structure[kind]?.(this.own, choice);
    this.own.endStep();
  }

  undo(): void {
    this.own.editor.commands.undo();
    this.own.endStep();
  }

  hear(...others: Writer[]): void {
    for (const { own } of others) this.own.hear(own);
  }

  #go(words: string): void {
    this.own.endStep();
    this.own.editor.commands.setTextSelection(this.own.at(words));
  }
}

type Scene = (anna: Writer, ben: Writer, cleo: Writer) => void;

const kinds: Record<string, Record<string, Scene>> = {
  'words in a block that is joined to the one before it, which then becomes another': {
    'a heading': (anna, ben) => {
      anna.act('join', 'Die Mitte');
      anna.act('heading', 'Anfang');
      ben.type('XYZ ', 'hier');
    },
    'a list': (anna, ben) => {
      anna.act('join', 'Die Mitte');
      anna.act('list', 'Anfang');
      ben.type('XYZ ', 'vielen');
    },
    'the last one': (anna, ben) => {
      anna.act('join', 'Die Mitte');
      anna.act('move', 'Anfang', 3);
      ben.type('XYZ ', 'Mitte');
    },
  },
  'words in one half of a block that a colleague, who knows of no halves,': {
    'moves and makes a list': (anna, ben) => {
      anna.act('move', 'Anfang', 3);
      anna.act('list', 'Anfang');
      ben.act('split', 'der Zeile');
      ben.type('XYZ ', 'Anfang ');
    },
    'makes a heading': (anna, ben) => {
      anna.act('heading', 'Die Mitte');
      ben.act('split', 'vielen');
      ben.type('XYZ ', 'Mitte');
    },
    'moves, after a paste in between': (anna, ben) => {
      anna.act('move', 'Die Mitte', 0);
      ben.act('paste', 'vielen');
      ben.type('XYZ ', 'vielen');
    },
  },
  'words at the start of one’s own list, quote or heading of which a colleague takes the end': {
    'by a paste': (anna, ben) => {
      anna.act('list', 'Die Mitte');
      ben.act('paste', 'Mitte');
      ben.hear(anna);
      anna.type('XY', 'Die Mitte');
      anna.hear(ben);
      type(anna.own, 'Z ');
    },
    'by a split': (anna, ben) => {
      anna.act('quote', 'Die Mitte');
      ben.act('split', 'vielen');
      ben.hear(anna);
      anna.type('X', 'Die Mitte');
      anna.hear(ben);
      type(anna.own, 'YZ ');
    },
    'by a split near the end': (anna, ben) => {
      anna.act('heading', 'Die Mitte');
      ben.act('split', 'Worten');
      ben.hear(anna);
      anna.type('XYZ', 'Die Mitte');
      anna.hear(ben);
      type(anna.own, ' ');
    },
  },
  'blocks that one joins while a colleague makes each of them': {
    'a quote': (anna, ben) => {
      anna.act('quote', 'Anfang');
      anna.act('quote', 'Die Mitte');
      ben.act('join', 'Die Mitte');
      ben.type('XYZ ', 'Anfang');
    },
    'a list': (anna, ben) => {
      anna.act('list', 'Anfang');
      anna.act('list', 'Die Mitte');
      ben.act('join', 'Die Mitte');
      ben.type('XYZ ', 'Anfang');
    },
    'a heading': (anna, ben) => {
      anna.act('heading', 'Anfang');
      anna.act('heading', 'Die Mitte');
      ben.act('join', 'Die Mitte');
      ben.type('XYZ ', 'Anfang');
    },
  },
  'a word of which a colleague knew the first letter, when one types another in front that begins alike,': {
    'in what becomes a list': (anna, ben) => {
      ben.type('X', 'vielen');
      anna.hear(ben);
      anna.act('list', 'Die Mitte');
      ben.type('YZ ', 'vielen');
      ben.type('Xabcd ', 'XYZ');
    },
    'in what is quoted after it was joined': (anna, ben) => {
      ben.type('X', 'der Zeile');
      anna.hear(ben);
      anna.act('join', 'Die Mitte');
      ben.type('YZ ', 'der Zeile');
      ben.type('Xabcd ', 'XYZ');
      ben.hear(anna);
      anna.act('quote', 'Mitte');
    },
    twice: (anna, ben) => {
      ben.type('X', 'vielen');
      anna.hear(ben);
      anna.act('list', 'Die Mitte');
      ben.type('YZ ', 'vielen');
      ben.type('Xabcd ', 'XYZ');
      ben.type('Xefgh ', 'Xabcd');
    },
  },
  'words in a block that becomes another while its neighbor does so twice,': {
    'a quote and a heading': (anna, ben) => {
      anna.act('quote', 'Anfang');
      anna.act('heading', 'Anfang');
      anna.act('heading', 'Die Mitte');
      ben.type('XYZ ', 'Mitte');
    },
    'a list and none': (anna, ben) => {
      anna.act('list', 'Ende');
      anna.act('list', 'Ende');
      anna.act('heading', 'Die Mitte');
      ben.type('XYZ ', 'Mitte');
    },
    'a quote and none': (anna, ben) => {
      anna.act('quote', 'Anfang');
      anna.act('quote', 'Anfang');
      anna.act('list', 'Die Mitte');
      ben.type('XYZ ', 'Mitte');
    },
  },
  'blocks made in a table or list that a colleague moves': {
    'by a paste': (anna, ben) => {
      anna.act('move', 'Zelle eins', 4);
      ben.act('paste', 'eins');
      ben.type('XYZ ', 'eins');
    },
    'by a split': (anna, ben) => {
      anna.act('move', 'Zelle eins', 0);
      ben.act('split', 'eins');
      ben.type('XYZ ', 'Zelle ');
    },
    'as a row': (anna, ben) => {
      anna.act('move', 'Zelle eins', 4);
      ben.own.editor.commands.setTextSelection(ben.own.at('Unten'));
      ben.own.editor.commands.addRowBefore();
      ben.own.editor.commands.setTextSelection(ben.own.at('Unten') - 8);
      type(ben.own, 'XYZ ');
    },
    'as an item': (anna, ben) => {
      anna.act('list', 'Die Mitte');
      ben.hear(anna);
      anna.act('move', 'Die Mitte', 0);
      ben.own.editor.commands.setTextSelection(ben.own.at('vielen'));
      ben.own.editor.commands.splitListItem('listItem');
      type(ben.own, 'XYZ ');
    },
  },
  'blocks that one puts into a list or quote that a colleague takes back': {
    'a list': (anna, ben) => {
      ben.act('list', 'Anfang');
      anna.hear(ben);
      anna.act('list', 'Die Mitte');
      anna.type('XYZ ', 'vielen');
      ben.undo();
    },
    'a split item': (anna, ben) => {
      ben.act('list', 'Anfang');
      anna.hear(ben);
      anna.own.editor.commands.setTextSelection(anna.own.at('Zeile'));
      anna.own.editor.commands.splitListItem('listItem');
      type(anna.own, 'XYZ ');
      ben.undo();
    },
    'a quote': (anna, ben) => {
      ben.act('quote', 'Die Mitte');
      anna.hear(ben);
      anna.act('split', 'vielen');
      type(anna.own, 'XYZ ');
      ben.undo();
    },
  },
  'a block that one makes another and splits while a colleague': {
    'makes it a list': (anna, ben) => {
      anna.act('heading', 'Die Mitte');
      anna.act('split', 'vielen');
      ben.act('list', 'Die Mitte');
      ben.type('XYZ ', 'Anfang');
    },
    'pastes in it': (anna, ben) => {
      anna.act('heading', 'Die Mitte');
      anna.act('split', 'vielen');
      ben.act('paste', 'von');
      ben.type('XYZ ', 'Anfang');
    },
    'quotes it': (anna, ben) => {
      anna.act('list', 'Die Mitte');
      anna.act('split', 'Worten');
      ben.act('quote', 'Die Mitte');
      ben.type('XYZ ', 'Anfang');
    },
  },
  'a block that one joins': {
    'and splits again where a colleague splits it': (anna, ben) => {
      anna.act('join', 'Die Mitte');
      anna.act('split', 'Mitte');
      ben.act('split', 'Mitte');
      ben.type('XYZ ', 'Anfang');
    },
    'and splits again where a colleague with a lower id does': (anna, ben) => {
      ben.act('join', 'Die Mitte');
      ben.act('split', 'Mitte');
      anna.act('split', 'Mitte');
      anna.type('XYZ ', 'Anfang');
    },
    'as another does, to what a third makes a list': (anna, ben, cleo) => {
      anna.act('join', 'Die Mitte');
      ben.act('join', 'Die Mitte');
      cleo.act('list', 'Anfang');
      cleo.type('XYZ ', 'Ende');
    },
    'while a colleague makes it a heading, and then a list of both': (anna, ben) => {
      anna.act('join', 'Die Mitte');
      ben.act('heading', 'Die Mitte');
      ben.hear(anna);
      ben.act('list', 'Anfang');
      anna.type('XYZ ', 'Ende');
    },
  },
  'what one takes back when a colleague has taken away where it came from': {
    'a split': (anna, ben) => {
      anna.act('join', 'Die Mitte');
      ben.act('split', 'Worten');
      ben.type('XYZ ', 'Anfang');
      ben.act('split', 'Mitte');
      ben.hear(anna);
      ben.undo();
    },
    'a split of what has become a list': (anna, ben) => {
      anna.act('list', 'Die Mitte');
      ben.act('split', 'Worten');
      ben.hear(anna);
      ben.undo();
      anna.type('XYZ ', 'vielen');
    },
    'a paste in what was joined': (anna, ben) => {
      anna.act('join', 'Die Mitte');
      ben.act('paste', 'vielen');
      ben.hear(anna);
      ben.undo();
      anna.type('XYZ ', 'Anfang');
    },
  },
};

describe.each(Object.entries(kinds))('%s', (_kind, scenes) => {
  describe.each(Object.entries(scenes))('%s', (_name, scene) => {
    test.each(['one is heard first', 'the other is heard first'])('stand there once, where %s', (order) => {
      const first = new TestEditor();
      first.editor.commands.setContent(html);
      const state = Y.encodeStateAsUpdate(first.doc);
      const all = [10, 11, 12].map((client) => {
        const doc = new Y.Doc();
        Y.applyUpdate(doc, state);
        doc.clientID = client;
        return new Writer(new TestEditor(doc));
      }) as [Writer, Writer, Writer];
      scene(...all);
      const editors = all.map(({ own }) => own);
      meet(order === 'one is heard first' ? editors : editors.toReversed());
      const [said, ...others] = editors.map(({ marked }) => marked.replace(/[[\]|]/g, ''));
      for (const other of others) expect(other).toBe(said);
      for (const word of [...initial, 'XYZ']) expect(said?.split(word), `${word} in ${said}`).toHaveLength(2);
      for (const one of [first, ...editors]) one.destroy();
    });
  });
});
