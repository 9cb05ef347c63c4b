// A block that one person moves while another one writes in it or beside it.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { sectionFragment } from '../article/document.ts';
import { paragraph } from '../article/new-content.ts';
import { addSection } from '../article/outline.ts';
import { blocksOf, elementOf } from '../article/read-article.ts';
import type { SectionId } from '../ids.ts';
import { carryWords } from './carried-words.ts';
import { moveBlock } from './move-block.ts';
import { sync } from './writers-testing.ts';

const [news, outlook] = ['news', 'outlook'] as SectionId[] as [SectionId, SectionId];

class Person {
  readonly doc = new Y.Doc();

  constructor(client: number, state?: Uint8Array) {
    if (state) Y.applyUpdate(this.doc, state);
    this.doc.clientID = client;
    carryWords(this.doc);
  }

  section(id: SectionId): Y.XmlFragment {
    return sectionFragment(this.doc, id);
  }

  move(from: SectionId, index: number, to: SectionId, before: number): void {
    const place = (id: SectionId, at: number) => ({ fragment: this.section(id), index: at });
    moveBlock(
      this.doc,
      { from: place(from, index), to: place(to, before), left: null, fit: (json) => [json] },
      'own',
    );
  }

  /** Types letter by letter behind so many letters of the block that holds a word. */
  type(words: string, at: number, beside: string): void {
    for (const [offset, letter] of [...words].entries()) this.text(beside).insert(at + offset, letter);
  }

  erase(at: number, length: number, beside: string): void {
    this.text(beside).delete(at, length);
  }

  text(beside: string): Y.XmlText {
    for (const id of [news, outlook]) {
      for (const block of this.section(id).toArray()) {
        const text: unknown = block instanceof Y.XmlElement ? block.get(0) : null;
        if (text instanceof Y.XmlText && String(text).includes(beside)) return text;
      }
    }
    throw new Error(`"${beside}" is nowhere.`);
  }

  lines(id: SectionId): string[] {
    return blocksOf(this.section(id)).map(({ content = [] }) =>
      content.map(({ text = '' }) => text).join(''),
    );
  }
}

function people(...paragraphs: string[]): [Person, Person] {
  const first = new Person(1);
  for (const id of [news, outlook]) addSection(first.doc, { id, kind: 'news', title: '' });
  first.section(news).insert(
    0,
    paragraphs.map((text) => elementOf(paragraph(text))),
  );
  first.section(outlook).insert(0, [elementOf(paragraph('Outlook.'))]);
  const state = Y.encodeStateAsUpdate(first.doc);
  return [new Person(10, state), new Person(11, state)];
}

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
