// A block that one person moves while another one writes in it or beside it.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Mover, movers, news, outlook } from './movers-testing.ts';
import { sync } from './writers-testing.ts';

const people = (...paragraphs: string[]) => movers(2, paragraphs) as [Mover, Mover];

test('a move leaves the neighbor alone, of two blocks too', () => {
  for (const [from, before] of [
    [0, 2],
    [1, 0],
  ] as const) {
    const [anna, ben] = people('First one.', 'Second one.');
    const element = anna.section(news).get(1 - from);
    anna.move(news, from, news, before);
    expect(anna.section(news).toArray()).toContain(element);
    ben.type('very ', 6, 'First');
    ben.type('quite ', 7, 'Second');
    sync(anna, ben);
    expect(anna.lines(news)).toEqual(['Second quite one.', 'First very one.']);
  }
});

test('what is typed and erased in a block goes with it into another section, as one change', () => {
  const [anna, ben] = people('First one.', 'Second one.');
  ben.type('xy', 6, 'First');
  sync(anna, ben);
  const updates: Uint8Array[] = [];
  anna.doc.on('update', (update: Uint8Array) => updates.push(update));
  anna.move(news, 0, outlook, 1);
  expect(updates).toHaveLength(1);
  ben.erase(7, 1, 'First');
  ben.type(' long', 7, 'First');
  ben.type('!', 'First x longone.'.length, 'First');
  ben.erase(0, 1, 'irst');
  sync(anna, ben);
  expect(anna.lines(news)).toEqual(['Second one.']);
  expect(anna.lines(outlook)).toEqual(['Outlook.', 'irst x longone.!']);
});

test('the same letters beside each other are carried once', () => {
  const [anna, ben] = people('aall', 'Second one.');
  anna.move(news, 0, outlook, 0);
  ben.type('a', 0, 'aall');
  ben.type('l', 3, 'aaall');
  sync(anna, ben);
  expect(anna.lines(outlook)).toEqual(['aaalll', 'Outlook.']);
});

test.each([
  ['holds an empty text', false],
  ['holds no text, as in older articles', true],
])('words in a paragraph that was empty when it was moved go with it: it %s', (_what, isBare) => {
  const [anna, ben] = people('', 'Second one.');
  const block = ben.section(news).get(0);
  if (!(block instanceof Y.XmlElement)) throw new Error('There is no block.');
  if (isBare) block.delete(0, block.length);
  sync(anna, ben);
  anna.move(news, 0, outlook, 1);
  const text = isBare ? new Y.XmlText() : block.get(0);
  if (!(text instanceof Y.XmlText)) throw new Error('There is no text.');
  if (isBare) block.insert(0, [text]);
  text.insert(0, 'Hello');
  sync(anna, ben);
  expect(anna.lines(outlook)).toEqual(['Outlook.', 'Hello']);
});

test('a block that two people move at once stands in one place, with the words of both', () => {
  const [anna, ben] = people('First one.', 'Second one.', 'Third one.');
  anna.move(news, 0, outlook, 1);
  ben.move(news, 0, news, 3);
  anna.type('A', 0, 'First');
  ben.type('B', 10, 'First');
  sync(anna, ben);
  expect(anna.lines(news)).toEqual(['Second one.', 'Third one.']);
  expect(anna.lines(outlook)).toEqual(['Outlook.', 'AFirst one.B']);
});

test('a section that is left empty gets an empty line, and an empty line makes room', () => {
  const [anna, ben] = people('First one.');
  anna.move(news, 0, outlook, 0);
  sync(anna, ben);
  expect(ben.lines(news)).toEqual(['']);
  ben.move(outlook, 1, news, 0);
  sync(anna, ben);
  expect(ben.lines(news)).toEqual(['Outlook.']);
  expect(ben.lines(outlook)).toEqual(['First one.']);
});
