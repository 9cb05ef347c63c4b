// Undo while others write in the same place: what nobody removed stands, nothing is there twice, and a format covers what its
// author meant or nothing.
import type { Node, NodeType } from '@tiptap/pm/model';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ArticleUndo } from './article-undo.ts';
import { rangeOf, sync, type Writer, writersOf } from './writers-testing.ts';

const two = (...paragraphs: string[]) => writersOf(2, paragraphs) as [Writer, Writer];

describe('formatting', () => {
  test('a link whose address a colleague corrected stays on its words', () => {
    const [anna, ben] = two('See the report of today here.');
    anna.mark('the report', 'link', { href: 'https://a.example' });
    sync(anna, ben);
    ben.unmark('the report', 'link');
    ben.mark('the report', 'link', { href: 'https://b.example' });
    sync(anna, ben);
    anna.undo.undo();
    sync(anna, ben);
    expect(ben.lines).toEqual(['See [link https://b.example:the report] of today here.']);
  });
  test('a link whose address a colleague corrected in one go stays on its words', () => {
    const [anna, ben] = two('See the report of today here.');
    anna.mark('the report', 'link', { href: 'https://a.example' });
    sync(anna, ben);
    ben.mark('the report', 'link', { href: 'https://b.example' });
    sync(anna, ben);
    anna.undo.undo();
    sync(anna, ben);
    expect(ben.lines).toEqual(['See [link https://b.example:the report] of today here.']);
    anna.undo.redo();
    sync(anna, ben);
    expect(ben.lines).toEqual(['See [link https://b.example:the report] of today here.']);
  });
  test('half of a link that a colleague led elsewhere stays, and the other half is undone', () => {
    const [anna, ben] = two('See the report of today here.');
    anna.mark('the report', 'link', { href: 'https://a.example' });
    sync(anna, ben);
    ben.mark('report', 'link', { href: 'https://b.example' });
    sync(anna, ben);
    anna.undo.undo();
    sync(anna, ben);
    expect(ben.lines).toEqual(['See the [link https://b.example:report] of today here.']);
  });
  test('a bold word in a sentence that a colleague makes bold at the same time leaves it bold', () => {
    const [anna, ben] = two('One two three four five.');
    anna.mark('two', 'bold');
    ben.mark('One two three four', 'bold');
    sync(anna, ben);
    expect(anna.lines).toEqual(['[bold:One two three four] five.']);
    anna.undo.undo();
    sync(anna, ben);
    expect(ben.lines).toEqual(['[bold:One two three four] five.']);
  });
  test('a sentence made bold around a colleague’s bold word goes back to that word', () => {
    const [anna, ben] = two('One two three four five.');
    anna.mark('One two three four', 'bold');
    ben.mark('two', 'bold');
    sync(anna, ben);
    anna.undo.undo();
    sync(anna, ben);
    expect(['One [bold:two] three four five.', 'One two three four five.']).toContain(ben.text);
  });
  test('passages made bold at once that overlap are bold in all, and each goes back by itself', () => {
    const [anna, ben] = two('One two three four five.');
    anna.mark('One two three', 'bold');
    ben.mark('three four', 'bold');
    sync(anna, ben);
    expect(anna.lines).toEqual(['[bold:One two three four] five.']);
    ben.undo.undo();
    sync(anna, ben);
    expect(anna.lines).toEqual(['[bold:One two three] four five.']);
  });
  test('a word made bold before a colleague makes the sentence bold stays in it', () => {
    const [anna, ben] = two('One two three four five.');
    anna.mark('two', 'bold');
    sync(anna, ben);
    ben.mark('One two three four', 'bold');
    sync(anna, ben);
    anna.undo.undo();
    sync(anna, ben);
    expect(ben.lines).toEqual(['[bold:One two three four] five.']);
  });
  test('undo and redo of one’s own come out where they were', () => {
    const [anna, ben] = two('One two three four five.');
    anna.mark('two three', 'bold');
    anna.mark('three four', 'italic');
    anna.delete('three');
    sync(anna, ben);
    anna.undo.undo();
    expect(anna.lines).toEqual(['One [bold:two ][bold,italic:three][italic: four] five.']);
    anna.undo.undo();
    anna.undo.undo();
    expect(anna.lines).toEqual(['One two three four five.']);
    for (let step = 0; step < 3; step += 1) anna.undo.redo();
    sync(anna, ben);
    expect(ben.lines).toEqual(['One [bold:two ][italic: four] five.']);
  });
});

describe('words', () => {
  test('that two deleted and both bring back are there once, one after the other or at once', () => {
    for (const apart of [false, true]) {
      const [anna, ben] = two('One two three four five.');
      anna.delete('two three ');
      ben.delete('two three ');
      sync(anna, ben);
      anna.undo.undo();
      if (!apart) sync(anna, ben);
      ben.undo.undo();
      sync(anna, ben);
      expect(ben.lines).toEqual(['One two three four five.']);
      expect(anna.lines).toEqual(['One two three four five.']);
    }
  });
  test('that two deleted in passages that overlap are there once', () => {
    for (const apart of [false, true]) {
      const [anna, ben] = two('One two three four five.');
      anna.delete('two three ');
      ben.delete('three four ');
      sync(anna, ben);
      ben.undo.undo();
      if (!apart) sync(anna, ben);
      anna.undo.undo();
      sync(anna, ben);
      expect(ben.lines).toEqual(['One two three four five.']);
    }
  });
  test('of a whole paragraph that two deleted are there once', () => {
    for (const apart of [false, true]) {
      const [anna, ben] = two('First one.', 'Second one.', 'Third one.');
      const remove = (writer: Writer) =>
        writer.edit((tr) => {
          const { from, to } = rangeOf(tr, 'Second one.');
          tr.delete(from - 1, to + 1);
        });
      remove(anna);
      remove(ben);
      sync(anna, ben);
      anna.undo.undo();
      if (!apart) sync(anna, ben);
      ben.undo.undo();
      sync(anna, ben);
      expect(ben.lines).toEqual(['First one.', 'Second one.', 'Third one.']);
    }
  });
  test('of a block that a colleague has moved on stay there when the first move is undone', () => {
    const [anna, ben] = two('First one.', 'Second one.', 'Third one.');
    move(anna, 'First one.', 'Third one.');
    sync(anna, ben);
    move(ben, 'First one.', 'Third one.');
    sync(anna, ben);
    anna.undo.undo();
    sync(anna, ben);
    expect(ben.lines.toSorted()).toEqual(['First one.', 'Second one.', 'Third one.']);
  });
  test('that a colleague wrote into a moved block go back with it', () => {
    const [anna, ben] = two('First one.', 'Second one.', 'Third one.');
    move(anna, 'First one.', 'Third one.');
    sync(anna, ben);
    ben.type('very ', 'after', 'First ');
    sync(anna, ben);
    anna.undo.undo();
    sync(anna, ben);
    expect(ben.lines).toEqual(['First very one.', 'Second one.', 'Third one.']);
  });
  test('that a colleague wrote into what became a heading go back into the paragraph', () => {
    const [anna, ben] = two('First one.', 'Second one.');
    anna.edit((tr) => {
      const { from } = rangeOf(tr, 'First');
      tr.setBlockType(from, from, tr.doc.type.schema.nodes.heading as NodeType, { id: 'p0' });
    });
    sync(anna, ben);
    ben.type(' and more', 'after', 'First one');
    ben.type('The ', 'before', 'First one');
    sync(anna, ben);
    anna.undo.undo();
    sync(anna, ben);
    expect(ben.lines).toEqual(['The First one and more.', 'Second one.']);
  });
  test('that a colleague deleted after a split do not come back with its undo', () => {
    const [anna, ben] = two('One two three four five.');
    anna.edit((tr) => tr.split(rangeOf(tr, 'three').from));
    sync(anna, ben);
    ben.delete('four ');
    ben.type('big ', 'before', 'five');
    sync(anna, ben);
    anna.undo.undo();
    sync(anna, ben);
    expect(ben.lines).toEqual(['One two three big five.']);
  });
  test('of a joined paragraph stay in theirs when the join is undone after a split', () => {
    const [anna] = two('Heading', 'Then: Anchored words');
    anna.edit((tr) => tr.join(rangeOf(tr, 'Then').from - 1));
    anna.edit((tr) => tr.split(rangeOf(tr, 'chored').from));
    anna.undo.undo();
    anna.delete('A');
    anna.undo.undo();
    anna.undo.undo();
    expect(anna.lines).toEqual(['Heading', 'Then: Anchored words']);
  });
  test('of a split that a colleague has joined again are there once', () => {
    const [anna, ben] = two('One two three four five.');
    anna.edit((tr) => tr.split(rangeOf(tr, 'three').from));
    sync(anna, ben);
    ben.edit((tr) => tr.join(rangeOf(tr, 'three').from - 1));
    sync(anna, ben);
    anna.undo.undo();
    sync(anna, ben);
    expect(ben.lines).toEqual(['One two three four five.']);
  });
});

function move(writer: Writer, block: string, behind: string): void {
  writer.asOne(() => {
    let node: Node | null = null;
    writer.edit((tr) => {
      const { from, to } = rangeOf(tr, block);
      node = tr.doc.nodeAt(from - 1);
      tr.delete(from - 1, to + 1);
    });
    writer.edit((tr) => {
      if (node) tr.insert(rangeOf(tr, behind).to + 1, node);
    });
  });
}

test.each(['by itself', 'together with what others typed'])(
  'what the server changes in one’s own name is a step of its own, %s; what comes from others is none',
  (how) => {
    const doc = new Y.Doc();
    const server = { name: 'server' };
    const section = doc.getXmlFragment('section');
    section.insert(0, [new Y.XmlText()]);
    const textOf = (fragment: Y.XmlFragment) => fragment.get(0) as Y.XmlText;
    const text = textOf(section);
    const undo = new ArticleUndo([], {
      doc,
      trackedOrigins: new Set<unknown>(['typing']),
      captureTimeout: 60_000,
      server,
    });
    undo.addToScope(section);
    const type = (words: string) => doc.transact(() => text.insert(text.length, words), 'typing');
    type('We utilize it');
    undo.await(7, [{ client: doc.clientID, clock: 4, length: 7 }]);
    const there = new Y.Doc();
    const arriveThere = (client: number, change: (words: Y.XmlText) => void) => {
      Y.applyUpdate(there, Y.encodeStateAsUpdate(doc));
      there.clientID = client;
      change(textOf(there.getXmlFragment('section')));
      if (how === 'by itself') Y.applyUpdate(doc, Y.encodeStateAsUpdate(there), server);
    };
    arriveThere(7, (words) => {
      words.insert(3, 'use');
      words.delete(6, 7);
    });
    arriveThere(8, (words) => {
      words.insert(0, 'Today: ');
      words.delete(words.length - 1, 1);
    });
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(there), server);
    type(' daily');
    expect(text.toString()).toBe('Today: We use i daily');
    undo.undo();
    expect(text.toString()).toBe('Today: We use i');
    undo.undo();
    expect(text.toString()).toBe('Today: We utilize i');
    undo.redo();
    expect(text.toString()).toBe('Today: We use i');
    undo.undo();
    undo.undo();
    expect(text.toString()).toBe('Today: ');
  },
);
