// @vitest-environment jsdom
import { emptyLead } from '@galley/shared/article/content.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { bulletList, paragraph } from '@galley/shared/article/new-content.ts';
import { fillDocument } from '@galley/shared/article/read-article.ts';
import { newId, type SectionId } from '@galley/shared/ids.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { showText } from './still-text.ts';

function shownText() {
  const doc = new Y.Doc();
  const id = newId<SectionId>();
  const blocks = [paragraph('One.'), paragraph('Two.'), bulletList([paragraph('Three.')])];
  const sections = [{ id, kind: 'news', title: '', blocks }];
  fillDocument(doc, { headline: '', dek: '', lead: emptyLead, sections });
  const fragment = sectionFragment(doc, id);
  const element = document.createElement('div');
  const stop = showText(fragment, element);
  return { fragment, element, stop };
}

/** The first text below a block. */
function textOf(block: unknown): Y.XmlText {
  const inner = block instanceof Y.XmlElement ? block.get(0) : null;
  return inner instanceof Y.XmlText ? inner : textOf(inner);
}

test('of a text that nobody edits here only the blocks are drawn anew in which somebody types', () => {
  const { fragment, element } = shownText();
  const before = [...element.children];
  textOf(fragment.get(1)).insert(0, 'Now ');
  expect(element.textContent).toBe('One.Now Two.Three.');
  expect([...element.children].map((block, index) => block === before[index])).toEqual([true, false, true]);
  textOf(fragment.get(2)).insert(0, 'And ');
  expect(element.textContent).toBe('One.Now Two.And Three.');
  expect(element.children[0]).toBe(before[0]);
});

test('blocks that come and go are shown, and nothing anymore after the end', () => {
  const { fragment, element, stop } = shownText();
  fragment.delete(0, 1);
  expect(element.textContent).toBe('Two.Three.');
  stop();
  fragment.delete(0, 1);
  expect(element.textContent).toBe('Two.Three.');
});
