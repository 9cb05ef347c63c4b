// Which edits one undo takes back together.
import { holdsTextOfOthers } from '@galley/shared/article/own-text.ts';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { beginsStep, type Edit, UndoSteps } from './undo-steps.ts';

const typed = (from: number, text: string, region = 'headline'): Edit => ({
  type: 'typed',
  region: region as never,
  from,
  to: from + text.length,
  text,
});
const erased = (from: number, to: number): Edit => ({ type: 'erased', region: 'dek', from, to });

describe('a step of undo', () => {
  test('begins with the first edit', () => {
    expect(beginsStep(null, typed(1, 'a'))).toBe(true);
  });
  test('goes on within a word and takes the blank behind it', () => {
    expect(beginsStep(typed(1, 'a'), typed(2, 'b'))).toBe(false);
    expect(beginsStep(typed(2, 'b'), typed(3, ' '))).toBe(false);
  });
  test('ends where the next word begins', () => {
    expect(beginsStep(typed(3, ' '), typed(4, 'c'))).toBe(true);
    expect(beginsStep(typed(3, ' '), typed(4, ' '))).toBe(false);
  });
  test('goes on where composed text is replaced by what it turns into', () => {
    expect(
      beginsStep(typed(4, 'ni'), { type: 'typed', region: 'headline', from: 4, to: 5, text: '你' }),
    ).toBe(false);
  });
  test('ends where the caret has gone elsewhere or to another region', () => {
    expect(beginsStep(typed(1, 'a'), typed(9, 'b'))).toBe(true);
    expect(beginsStep(typed(1, 'a'), typed(2, 'b', 'dek'))).toBe(true);
  });
  test('holds what Backspace or Delete takes away in one go, and not the typing before it', () => {
    expect(beginsStep(typed(1, 'abc'), erased(3, 4))).toBe(true);
    expect(beginsStep(erased(3, 4), erased(2, 3))).toBe(false);
    expect(beginsStep(erased(3, 4), erased(3, 4))).toBe(false);
    expect(beginsStep(erased(3, 4), erased(8, 9))).toBe(true);
  });
  test('is a single change of form', () => {
    const other: Edit = { type: 'other', region: 'dek' };
    expect(beginsStep(other, other)).toBe(true);
  });
});

test('everything that is changed as one is one step, and what comes before and after is not in it', () => {
  const doc = new Y.Doc();
  const text = doc.getText('t');
  const undo = new Y.UndoManager(text, { captureTimeout: 60_000 });
  const steps = new UndoSteps(undo);
  const edit = (from: number, word: string) => {
    steps.handle(typed(from, word));
    text.insert(text.length, word);
  };
  edit(1, 'one ');
  steps.asOne(() => {
    edit(90, 'two ');
    edit(5, 'three ');
  });
  edit(6, 'four');
  undo.undo();
  expect(text.toString()).toBe('one two three ');
  undo.undo();
  expect(text.toString()).toBe('one ');
  undo.redo();
  expect(text.toString()).toBe('one two three ');
});

test('undoing a paragraph of one’s own leaves what somebody else has written in it', () => {
  const mine = new Y.Doc();
  const theirs = new Y.Doc();
  const pass = (from: Y.Doc, to: Y.Doc) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from), 'remote');
  const fragment = mine.getXmlFragment('section:abcd');
  const undo = new Y.UndoManager(fragment, {
    deleteFilter: (item) => !holdsTextOfOthers(item, mine.clientID),
  });
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('mine ')]);
  fragment.insert(0, [paragraph]);
  pass(mine, theirs);
  const there = theirs.getXmlFragment('section:abcd').get(0) as Y.XmlElement;
  (there.get(0) as Y.XmlText).insert(5, 'theirs');
  pass(theirs, mine);
  undo.undo();
  expect(fragment.toString()).toBe('<paragraph>theirs</paragraph>');
});
