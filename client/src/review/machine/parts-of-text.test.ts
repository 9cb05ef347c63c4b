// @vitest-environment jsdom
// The words of a pasted passage that its source names are found by their places, and where that isn't certain none are.
import { type MachinePlaces, machineParts } from '@galley/shared/article/formats/html-machine.ts';
import { parseHtml } from '@galley/shared/article/formats/html-parse.ts';
import { writeBlocks } from '@galley/shared/article/read-article.ts';
import { shareTexts } from '@galley/shared/article/share-texts.ts';
import { embed, figure, p, t } from '@galley/shared/article/testing.ts';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { TestEditor } from '../../editor/positions/editors-testing.ts';
import { characterRuns, rangesOf } from './character-runs.ts';
import { spansOfParts } from './parts-of-text.ts';

const root = 'section:abcd';
const own = 'data-digital-source-type="trainedAlgorithmicMedia"';

/** The words that are found in a text; null where nothing is certain. */
function found(blocks: Parameters<typeof writeBlocks>[1], html: string): string[] | null {
  const doc = new Y.Doc();
  writeBlocks(doc.getXmlFragment(root), [...blocks]);
  shareTexts(doc, new Set());
  const open = new TestEditor(doc, root);
  onTestFinished(() => open.destroy());
  const text = open.editor.state.doc;
  const runs = characterRuns(doc.getXmlFragment(root), text);
  if (!runs) throw new Error('The editor does not show the document.');
  const spans = spansOfParts(text, runs, { from: 0, to: text.content.size }, placesIn(html));
  const ranges = spans?.flatMap((span) => rangesOf(runs, span));
  return ranges?.map(({ from, to }) => text.textBetween(from, to)) ?? null;
}

function placesIn(html: string): MachinePlaces {
  const parts = machineParts(parseHtml(html));
  if (typeof parts === 'string') throw new Error(`Nothing is named: ${parts}`);
  return parts;
}

test('the words of the place are found, not the same words that people wrote before it', () => {
  const html = `<p>It rains. So: <b ${own}>It rains.</b></p>`;
  expect(found([p('It rains. So: ', t('It rains.', 'bold'))], html)).toEqual(['It rains.']);
  expect(found([p('It rains. So: It rains.')], html)).toEqual(['It rains.']);
});

test('blanks, pictures and embeds shift no place', () => {
  const html = `<figure><figcaption>Far away</figcaption></figure> <p>We  and</p>\n<p ${own}>it</p>`;
  const picture = figure('somepicture', 'alt', 'another caption', 'credit');
  const video = embed('https://www.youtube.com/watch?v=abcdefghijk');
  expect(found([picture, p('We and'), video, p('it')], html)).toEqual(['it']);
});

test('what was left out before or behind a place shifts it, and in it makes it uncertain', () => {
  const html = `<p>Advertisement</p><p>We and <b ${own}>it</b> too</p>`;
  expect(found([p('We and it too')], html)).toEqual(['it']);
  expect(found([p('Advertisement'), p('We and it')], html)).toEqual(['it']);
  expect(found([p('Advertisement'), p('We and that too')], html)).toBeNull();
  expect(found([p('Other words altogether')], html)).toBeNull();
  expect(found([p('It rains.')], `<p>It rains.</p><p ${own}>It rains.</p>`)).toBeNull();
});
