import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { ArticleUndo } from '../concurrent/article-undo.ts';
import { outlineMap, outlineRoot, sectionFragment } from './document.ts';
import { addSection, presentSections, renameSection } from './outline.ts';

/** Two people in one article; the first undoes by steps of their own. */
function twoPeople() {
  const mine = new Y.Doc();
  const theirs = new Y.Doc();
  const pass = (from: Y.Doc, to: Y.Doc) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from), 'remote');
  outlineMap(mine);
  const undo = new ArticleUndo([mine.get(outlineRoot)], {
    doc: mine,
    trackedOrigins: new Set([null]),
    captureTimeout: 0,
  });
  return { mine, theirs, undo, pass };
}

test('undoing a new section takes it away while nobody else has written in it', () => {
  const { mine, undo } = twoPeople();
  addSection(mine, { kind: 'news' });
  undo.undo();
  expect(presentSections(mine)).toEqual([]);
});

test('undoing a new section leaves it where somebody else has written in it', () => {
  const { mine, theirs, undo, pass } = twoPeople();
  const id = addSection(mine, { kind: 'news', title: 'First' });
  pass(mine, theirs);
  sectionFragment(theirs, id).push([new Y.XmlElement('paragraph')]);
  pass(theirs, mine);
  undo.undo();
  expect(presentSections(mine)).toMatchObject([{ id, kind: 'news', title: 'First' }]);
  expect(sectionFragment(mine, id).toString()).toBe('<paragraph></paragraph>');
});

test('undoing a new title works where somebody else has written', () => {
  const { mine, theirs, undo, pass } = twoPeople();
  const id = addSection(mine, { kind: 'news', title: 'First' });
  pass(mine, theirs);
  sectionFragment(theirs, id).push([new Y.XmlElement('paragraph')]);
  pass(theirs, mine);
  renameSection(mine, id, 'Second');
  undo.undo();
  expect(presentSections(mine)).toMatchObject([{ id, title: 'First' }]);
});
