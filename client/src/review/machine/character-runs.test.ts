// @vitest-environment jsdom
// Every character of a text stands in its editor where the document says, whatever blocks it is in.
import { writeBlocks } from '@galley/shared/article/read-article.ts';
import { shareTexts } from '@galley/shared/article/share-texts.ts';
import {
  br,
  cell,
  code,
  embed,
  figure,
  hr,
  item,
  p,
  quote,
  row,
  t,
  table,
  ul,
} from '@galley/shared/article/testing.ts';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { TestEditor } from '../../editor/positions/editors-testing.ts';
import { characterRuns, isWithin, rangesOf, spansBetween } from './character-runs.ts';

const root = 'section:abcd';

function editorOf(...blocks: Parameters<typeof writeBlocks>[1]) {
  const doc = new Y.Doc();
  writeBlocks(doc.getXmlFragment(root), [...blocks]);
  shareTexts(doc, new Set());
  const open = new TestEditor(doc, root);
  onTestFinished(() => open.destroy());
  const runs = () => characterRuns(doc.getXmlFragment(root), open.editor.state.doc);
  return { open, runs };
}

describe('the characters of a text', () => {
  test('stand in the editor where the document says, in every kind of block', () => {
    const { open, runs } = editorOf(
      p('One ', t('bold', 'bold'), br, 'two'),
      hr(),
      ul(item(p('three')), item(p('four'))),
      quote('', p('five')),
      figure('somepicture', 'alt', 'caption', 'credit'),
      embed('https://www.youtube.com/watch?v=abcdefghijk'),
      table(row(cell(p('six')), cell(p('seven')))),
      code('eight'),
    );
    const found = runs() ?? [];
    const { doc } = open.editor.state;
    const texts = found.map(({ from, length }) => doc.textBetween(from, from + length));
    const expected = ['One ', 'bold', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
    expect(texts).toEqual(expect.arrayContaining(expected));
    expect(texts.join('')).toBe(doc.textContent);
  });

  test('are named for a selection, and found again when others have written around them', () => {
    const { open, runs } = editorOf(p('A machine wrote this.'), p('A person wrote that.'));
    const from = open.at('machine');
    const spans = spansBetween(runs() ?? [], from, from + 'machine wrote'.length);
    open.editor.commands.insertContentAt(1, 'Indeed: ');
    open.editor.commands.insertContentAt(open.at('wrote this'), 'never ');
    const { doc } = open.editor.state;
    const words = spans.flatMap((span) => rangesOf(runs() ?? [], span));
    expect(words.map(({ from: start, to }) => doc.textBetween(start, to))).toEqual(['machine ', 'wrote']);
    const all = spansBetween(runs() ?? [], 0, doc.content.size);
    expect([isWithin(spans, all), isWithin(all, spans), isWithin([], spans)]).toEqual([true, false, true]);
  });
});
