// @vitest-environment jsdom
// Several people in the words of one picture, each with an editor of their own: nothing is lost, carets stand behind the words
// they stood behind, undo takes back words, and the picture keeps its texts.
import { readArticle, writeBlocks, writeLead } from '@galley/shared/article/read-article.ts';
import { shareTexts } from '@galley/shared/article/share-texts.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { matchesIn, replaceIn } from '../tools/find.ts';
import { meet, TestEditor, type, typeInTurns } from './editors-testing.ts';

const root = 'section:abcd';
const texts = ['figureCaption', 'figureCredit', 'figureAlt'] as const;
type Text = (typeof texts)[number];

/** An article with one picture, between two paragraphs. */
function withPicture(caption = ''): Y.Doc {
  const doc = new Y.Doc();
  const line = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
  writeBlocks(doc.getXmlFragment(root), [
    line('Before.'),
    { type: 'figure', attrs: { id: 'picture', media: 'ship', caption } },
    line('Behind.'),
  ]);
  return doc;
}

function open(doc: Y.Doc, at = root): TestEditor {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return new TestEditor(copy, at);
}

/** The position at the end of one of the picture's texts. */
function endOf({ editor }: TestEditor, text: Text): number {
  let end: number | null = null;
  editor.state.doc.descendants((node, position) => {
    if (node.type.name === text) end = position + 1 + node.content.size;
  });
  if (end === null) throw new Error(`There is no ${text}.`);
  return end;
}

function textOf({ editor }: TestEditor, text: Text): string {
  let said = '';
  editor.state.doc.descendants((node) => {
    if (node.type.name === text) said = node.textContent;
  });
  return said;
}

const people = fc.integer({ min: 2, max: 3 });
const turns = fc.array(fc.record({ who: fc.nat(2), hears: fc.boolean() }), { minLength: 20, maxLength: 60 });

describe.each(texts)('in one %s', (text) => {
  test.each([
    ['an empty one', ''],
    ['one with words', 'The harbor at dawn. '],
  ])('the words of people who type at once stand in one piece each: %s', (_what, before) => {
    fc.assert(
      fc.property(people, turns, (count, plan) => {
        const doc = withPicture();
        const first = open(doc);
        first.editor.commands.setTextSelection(endOf(first, text));
        type(first, before);
        const all = [first, ...Array.from({ length: count - 1 }, () => open(first.doc))];
        for (const one of all) one.editor.commands.setTextSelection(endOf(one, text));
        const words = typeInTurns(all, plan);
        const said = all.map((one) => textOf(one, text));
        expect(new Set(said).size).toBe(1);
        for (const word of words) expect(said[0]).toContain(word);
        expect(said[0]).toHaveLength(before.length + words.join('').length);
        for (const one of all) expect(one.editor.state.selection.$head.parent.type.name).toBe(text);
        for (const one of all) one.destroy();
      }),
      { numRuns: 12, seed: 8 },
    );
  });

  test('a caret stands behind its words whatever a colleague types before them', () => {
    const doc = withPicture();
    const [one, two] = [open(doc), open(doc)] as const;
    one.editor.commands.setTextSelection(endOf(one, text));
    type(one, 'Mitte');
    two.hear(one);
    two.editor.commands.setTextSelection(endOf(two, text) - 5);
    type(two, 'abc ');
    one.hear(two);
    type(one, 'XX');
    expect(textOf(one, text)).toBe('abc MitteXX');
    for (const each of [one, two]) each.destroy();
  });
});

test('words written offline by two people are both there', () => {
  const doc = withPicture('The harbor');
  const [one, two] = [open(doc), open(doc)] as const;
  for (const each of [one, two]) each.editor.commands.setTextSelection(endOf(each, 'figureCaption'));
  type(one, ' at dawn');
  two.editor.commands.setTextSelection(endOf(two, 'figureCaption') - 'harbor'.length);
  type(two, 'old ');
  meet([one, two]);
  for (const each of [one, two]) expect(textOf(each, 'figureCaption')).toBe('The old harbor at dawn');
  for (const each of [one, two]) each.destroy();
});

test('undo takes back one’s own words in a caption and leaves those of a colleague', () => {
  const doc = withPicture();
  const [one, two] = [open(doc), open(doc)] as const;
  one.editor.commands.setTextSelection(endOf(one, 'figureCaption'));
  type(one, 'mine ');
  one.endStep();
  two.hear(one);
  two.editor.commands.setTextSelection(endOf(two, 'figureCaption'));
  type(two, 'theirs');
  meet([one, two]);
  one.editor.commands.undo();
  expect(textOf(one, 'figureCaption')).toBe('theirs');
  one.editor.commands.redo();
  expect(textOf(one, 'figureCaption')).toBe('mine theirs');
  for (const each of [one, two]) each.destroy();
});

test('undoing a picture in whose caption a colleague has written leaves it whole', () => {
  const doc = new Y.Doc();
  writeBlocks(doc.getXmlFragment(root), [{ type: 'paragraph' }]);
  const one = open(doc);
  one.editor.commands.insertContentAt(0, { type: 'figure', attrs: { media: 'ship', caption: 'Mine' } });
  one.endStep();
  const two = open(one.doc);
  two.editor.commands.setTextSelection(endOf(two, 'figureCaption'));
  type(two, ' theirs');
  meet([one, two]);
  one.editor.commands.undo();
  meet([one, two]);
  for (const each of [one, two]) {
    expect(textOf(each, 'figureCaption')).toContain('theirs');
    expect(each.editor.state.doc.firstChild?.childCount).toBe(3);
    each.destroy();
  }
});

test('what is typed into a caption while a colleague moves the picture goes along', () => {
  for (const caption of ['', 'The harbor']) {
    const doc = withPicture(caption);
    const [one, two] = [open(doc), open(doc)] as const;
    one.editor.commands.setTextSelection(endOf(one, 'figureCaption'));
    type(one, ' at dawn');
    const figure = two.editor.state.doc.child(1);
    const at = two.editor.state.doc.child(0).nodeSize;
    const { tr } = two.editor.state;
    two.editor.view.dispatch(tr.delete(at, at + figure.nodeSize).insert(0, figure));
    meet([one, two]);
    for (const each of [one, two]) {
      expect(each.editor.state.doc.firstChild?.type.name).toBe('figure');
      expect(textOf(each, 'figureCaption')).toBe(`${caption} at dawn`);
      each.destroy();
    }
  }
});

test('a copy of a picture has words of its own', () => {
  const one = open(withPicture('The harbor'));
  const figure = one.editor.state.doc.child(1);
  const copy = figure.type.create({ ...figure.attrs, id: null }, figure.content);
  one.editor.view.dispatch(one.editor.state.tr.insert(0, copy));
  one.editor.commands.setTextSelection(endOf(one, 'figureCaption'));
  type(one, ' at dawn');
  const captions = one.editor.state.doc.children.flatMap((node) =>
    node.type.name === 'figure' ? [node.firstChild?.textContent] : [],
  );
  expect(captions).toEqual(['The harbor', 'The harbor at dawn']);
  one.destroy();
});

test('the words of pictures are found and replaced', () => {
  const one = open(withPicture('The harbor at dawn'));
  const { editor } = one;
  const matches = matchesIn(editor.state.doc, /harbor/g).map((match) => ({
    region: 'headline' as const,
    ...match,
  }));
  replaceIn(editor, matches, () => 'port');
  expect(textOf(one, 'figureCaption')).toBe('The port at dawn');
  one.destroy();
});

test('no command takes a text out of its picture or splits it', () => {
  const one = open(withPicture('The harbor'));
  const { editor } = one;
  const before = editor.state.doc;
  const end = endOf(one, 'figureCaption');
  editor.view.dispatch(editor.state.tr.delete(end - 3, endOf(one, 'figureCredit') + 1));
  editor.commands.setTextSelection(end - 3);
  editor.commands.insertContent({ type: 'horizontalRule' });
  editor.commands.insertContent([{ type: 'paragraph' }, { type: 'paragraph' }]);
  expect(editor.state.doc.toJSON()).toEqual(before.toJSON());
  // Nor does a selection reach from one text into the next, so that Delete could join them.
  editor.commands.setTextSelection({ from: end - 3, to: endOf(one, 'figureCredit') });
  expect(editor.state.selection.to).toBe(end);
  one.destroy();
});

test('two people in each text of the lead image lose nothing, also in a new article', () => {
  for (const line of ['lead-alt', 'lead-caption', 'lead-credit']) {
    const doc = new Y.Doc();
    writeLead(doc, { media: 'ship' as MediaId, alt: '', caption: '', credit: '' });
    const [one, two] = [open(doc, line), open(doc, line)] as const;
    for (const each of [one, two]) each.editor.commands.focus('end');
    for (let index = 0; index < 20; index += 1) {
      type(one, 'a');
      type(two, 'b');
      if (index % 3 === 0) one.hear(two);
    }
    meet([one, two]);
    for (const { editor } of [one, two]) {
      expect(editor.state.doc.textContent).toMatch(/^(a{20}b{20}|b{20}a{20})$/);
      expect(editor.state.doc.childCount).toBe(1);
    }
    for (const each of [one, two]) each.destroy();
  }
});

test('an article of an older schema says the same once its words are shared', () => {
  const doc = new Y.Doc();
  doc.getMap('lead').set('media', 'ship');
  doc.getMap('lead').set('caption', 'The harbor');
  const before = readArticle(doc);
  shareTexts(doc, new Set());
  expect(readArticle(doc)).toEqual(before);
  const one = open(doc, 'lead-caption');
  one.editor.commands.focus('end');
  type(one, ' at dawn');
  expect(readArticle(one.doc).lead.caption).toBe('The harbor at dawn');
  one.destroy();
});
