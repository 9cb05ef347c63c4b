// What one types while a colleague moves, splits, joins or reforms the block that it is typed into.
import type { Node, NodeType } from '@tiptap/pm/model';
import type { Transform } from '@tiptap/pm/transform';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sectionSchema } from '../article/schema/schema.ts';
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

describe('a paragraph that one wrote oneself, split by a colleague who has seen it', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** One of two has written the whole paragraph. */
  function ownParagraph(words: string): [Writer, Writer] {
    const [anna, ben] = two('First.');
    ben.edit((tr) => tr.insert(tr.doc.content.size, ownNode(words)));
    read(anna, ben);
    return [anna, ben];
  }

  function ownNode(words: string): Node {
    return sectionSchema.node('paragraph', { id: 'own' }, sectionSchema.text(words));
  }

  /** Lets the others see what was written. */
  function read(...writers: Writer[]): void {
    sync(...writers);
    vi.advanceTimersByTime(1500);
  }

  test('keeps what was added last before the place of the split', () => {
    const [anna, ben] = ownParagraph('One. Two three four five.');
    ben.type(' big', 'after', 'Two');
    read(anna, ben);
    anna.edit((tr) => splitInTwo(tr, rangeOf(tr, ' five').from));
    sync(anna, ben);
    expect(anna.lines).toEqual(['First.', 'One. Two big three four', ' five.']);
  });

  test('keeps what was written after what goes', () => {
    const [anna, ben] = ownParagraph('Four five.');
    ben.type('One two three. ', 'before', 'Four');
    read(anna, ben);
    anna.edit((tr) => splitInTwo(tr, rangeOf(tr, 'Four').from));
    sync(anna, ben);
    expect(anna.lines).toEqual(['First.', 'One two three. ', 'Four five.']);
  });

  test('keeps what is being typed elsewhere in it', () => {
    const [anna, ben] = ownParagraph('One. Two three four five.');
    anna.edit((tr) => splitInTwo(tr, rangeOf(tr, ' five').from));
    ben.type(' big', 'after', 'Two');
    sync(anna, ben);
    expect(anna.lines).toEqual(['First.', 'One. Two big three four', ' five.']);
  });

  test('takes along what is being typed within what goes', () => {
    const [anna, ben] = ownParagraph('One. Two three four five.');
    anna.edit((tr) => splitInTwo(tr, rangeOf(tr, ' four').from));
    ben.type(' big', 'after', 'four');
    sync(anna, ben);
    expect(anna.lines).toEqual(['First.', 'One. Two three', ' four big five.']);
  });

  test('has every word in one piece, wherever it is split while one types', () => {
    const word = fc.stringMatching(/^[a-z]{1,5}$/);
    const words = fc.array(word, { minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(
        words,
        fc.nat(),
        fc.nat(),
        fc.array(fc.nat(), { maxLength: 3 }),
        (base, split, at, before) => {
          const [anna, ben] = ownParagraph(base.join(' '));
          let text = base;
          const add = (place: number, what: string) => {
            const index = place % (text.length + 1);
            text = text.toSpliced(index, 0, what);
            ben.edit((tr) => {
              const from = text.slice(0, index).join(' ').length + (index > 0 ? 1 : 0);
              const start = rangeOfOwn(tr) + from;
              tr.insert(
                index < text.length - 1 ? start : start - 1,
                sectionSchema.text(index < text.length - 1 ? `${what} ` : ` ${what}`),
              );
            });
          };
          // What has been added since is younger than what stands around it.
          for (const [number, place] of before.entries()) {
            add(place, `SEEN${number}`);
            read(anna, ben);
          }
          const seen = text;
          const index = 1 + (split % (seen.length - 1));
          anna.edit((tr) => splitInTwo(tr, rangeOfOwn(tr) + seen.slice(0, index).join(' ').length));
          add(at, 'NEW');
          sync(anna, ben);
          expect(anna.lines).toEqual(ben.lines);
          const [, one = '', other = ''] = anna.lines;
          const [left, right] = [one.trim().split(' '), other.trim().split(' ')];
          // At the place of the split itself both sides are right.
          expect([...left, ...right].filter((part) => part !== 'NEW')).toEqual(seen);
          expect(left.filter((part) => part !== 'NEW')).toEqual(seen.slice(0, index));
          expect([...left, ...right].join(' ')).toBe(text.join(' '));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('has a word in one piece that is typed while others split, join and split again', () => {
    const acts = fc.array(fc.record({ split: fc.nat(), knows: fc.boolean(), pause: fc.boolean() }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.nat(), acts, (place, steps) => {
        const base = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
        const [anna, ben] = ownParagraph(base.join(' '));
        const behind = base[place % (base.length - 1)] ?? '';
        ben.type(' ', 'after', behind);
        read(anna, ben);
        const typed = 'ALPHABET';
        steps.forEach(({ split, knows, pause }, number) => {
          ben.type(typed.charAt(number), 'after', `${behind} ${typed.slice(0, number)}`);
          if (knows) sync(anna, ben);
          if (pause) vi.advanceTimersByTime(1500);
          const isSplit = anna.lines.length > 2;
          anna.edit((tr) => {
            if (isSplit) tr.join(rangeOfOwn(tr) - 1);
            else splitInTwo(tr, rangeOf(tr, base[1 + (split % (base.length - 1))] ?? '').from);
          });
          if (!knows) sync(anna, ben);
          sync(anna, ben);
        });
        expect(anna.lines).toEqual(ben.lines);
        const word = typed.slice(0, steps.length);
        const at = base.indexOf(behind) + 1;
        expect(anna.lines.slice(1).join('').replaceAll(/ +/g, ' ')).toBe(
          [...base.slice(0, at), word, ...base.slice(at)].join(' '),
        );
      }),
      { numRuns: 500 },
    );
  });
});

/** Splits a paragraph as the editor does: the second one gets an id of its own. */
function splitInTwo(tr: Transform, at: number): void {
  ids += 1;
  tr.split(at, 1, [{ type: tr.doc.type.schema.nodes.paragraph as NodeType, attrs: { id: `new${ids}` } }]);
}

let ids = 0;

/** Where the text of the last paragraph begins. */
function rangeOfOwn({ doc }: Transform): number {
  let start = 0;
  doc.forEach((_, offset) => {
    start = offset + 1;
  });
  return start;
}
