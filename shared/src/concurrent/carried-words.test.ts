// What one types while a colleague moves, splits, joins or reforms the block that it is typed into.
import type { Node, NodeType } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { rangeOf, sync, type Writer, writersOf } from './writers-testing.ts';

const two = (...paragraphs: string[]) => writersOf(2, paragraphs) as [Writer, Writer];

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

test('words typed into a block that is moved meanwhile go with it, and those in its neighbor stay', () => {
  const [anna, ben] = two('First one.', 'Second one.', 'Third one.');
  move(anna, 'First one.', 'Second one.');
  ben.type('very ', 'after', 'First ');
  ben.type('quite ', 'after', 'Second ');
  sync(anna, ben);
  expect(anna.lines).toEqual(['Second quite one.', 'First very one.', 'Third one.']);
});

test('letters typed one by one before and after the move stand in one piece', () => {
  const [anna, ben] = two('First one.', 'Second one.');
  ben.type('a', 'before', 'First one.');
  sync(anna, ben);
  ben.type('b', 'before', 'First one.');
  move(anna, 'aFirst one.', 'Second one.');
  ben.type('c', 'before', 'First one.');
  ben.type('d', 'after', 'First one.');
  sync(anna, ben);
  expect(anna.lines).toEqual(['Second one.', 'abcFirst one.d']);
});

test('words typed into the second half of a paragraph that is split meanwhile are in the second paragraph', () => {
  const [anna, ben] = two('One two three four five.');
  anna.edit((tr) => tr.split(rangeOf(tr, 'three').from));
  ben.type('big ', 'before', 'four');
  sync(anna, ben);
  expect(anna.lines).toEqual(['One two ', 'three big four five.']);
});

test('words typed into what becomes a heading, or is joined, are in it', () => {
  const [anna, ben] = two('First one.', 'Second one.', 'Third one.');
  anna.edit((tr) => {
    const { from } = rangeOf(tr, 'First');
    tr.setBlockType(from, from, tr.doc.type.schema.nodes.heading as NodeType, { id: 'p0' });
  });
  anna.edit((tr) => tr.join(rangeOf(tr, 'Third').from - 1));
  ben.type('very ', 'after', 'First ');
  ben.type('quite ', 'after', 'Third ');
  sync(anna, ben);
  expect(anna.lines).toEqual(['First very one.', 'Second one.Third quite one.']);
});

test('words in a paragraph that is deleted for good go with it', () => {
  const [anna, ben] = two('First one.', 'Second one.');
  anna.edit((tr) => {
    const { from, to } = rangeOf(tr, 'First one.');
    tr.delete(from - 1, to + 1);
  });
  ben.type('very ', 'after', 'First ');
  sync(anna, ben);
  expect(anna.lines).toEqual(['Second one.']);
});

test('words that went along are undone where they are', () => {
  const [anna, ben] = two('First one.', 'Second one.');
  move(anna, 'First one.', 'Second one.');
  ben.type('very ', 'after', 'First ');
  sync(anna, ben);
  ben.undo.undo();
  sync(anna, ben);
  expect(anna.lines).toEqual(['Second one.', 'First one.']);
});

test('what is linked or made bold in a paragraph that is split, joined or made a heading meanwhile stays so', () => {
  const [anna, ben] = two('One two three four five.', 'Six seven.', 'Eight nine.');
  anna.edit((tr) => {
    const second = { type: tr.doc.type.schema.nodes.paragraph as NodeType, attrs: { id: 'p9' } };
    tr.split(rangeOf(tr, 'three').from, 1, [second]);
  });
  anna.edit((tr) => tr.join(rangeOf(tr, 'Eight').from - 1));
  anna.edit((tr) => {
    const { from } = rangeOf(tr, 'One');
    tr.setBlockType(from, from, tr.doc.type.schema.nodes.heading as NodeType, { id: 'p0' });
  });
  ben.mark('two three four', 'bold');
  ben.type('big ', 'before', 'five');
  ben.mark('nine', 'link', { href: 'https://nine.example' });
  sync(anna, ben);
  expect(anna.lines).toEqual([
    'One [bold:two ]',
    '[bold:three four] big five.',
    'Six seven.Eight [link https://nine.example:nine].',
  ]);
});
