import { sectionFragment } from '@galley/shared/article/document.ts';
import { fillDocument } from '@galley/shared/article/read-article.ts';
import { article, item, p, section, ul } from '@galley/shared/article/testing.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { sizeStore } from './section-sizes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function opened() {
  const content = article(
    'A headline',
    section('news', p('Three words here.'), ul(item(p('One')), item(p()))),
  );
  const doc = new Y.Doc();
  fillDocument(doc, content);
  const [{ id } = { id: undefined as never }] = content.sections;
  return { doc, fragment: sectionFragment(doc, id) };
}

/** Another person’s words at the start of the section. */
function typedElsewhere(doc: Y.Doc, words: string): void {
  const theirs = new Y.Doc();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc));
  const [root = ''] = [...doc.share.keys()].filter((name) => name.startsWith('section:'));
  const block = theirs.getXmlFragment(root).get(0);
  const text = block instanceof Y.XmlElement ? block.get(0) : null;
  if (text instanceof Y.XmlText) text.insert(0, words);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs));
}

test('what two people write is counted once both have stopped for a moment', () => {
  const { doc, fragment } = opened();
  const store = sizeStore(fragment, null);
  const seen: number[] = [];
  const stop = store.subscribe(() => seen.push(store.get().words));
  vi.runAllTimers();
  expect(store.get().words).toBe(4);
  seen.length = 0;
  typedElsewhere(doc, 'Two more ');
  vi.advanceTimersByTime(200);
  typedElsewhere(doc, 'and two ');
  vi.advanceTimersByTime(200);
  expect(seen).toEqual([]);
  vi.runAllTimers();
  expect(seen).toEqual([8]);
  stop();
});

test('items that are empty are none, and all who show a section share one count', () => {
  const { fragment } = opened();
  expect(sizeStore(fragment, null).get()).toEqual({ words: 4, boilerplate: 0, items: 1 });
  expect(sizeStore(fragment, null)).toBe(sizeStore(fragment, null));
});

test('nothing is counted anew for those who look no longer', () => {
  const { doc, fragment } = opened();
  const store = sizeStore(fragment, null);
  const heard = vi.fn();
  store.subscribe(heard)();
  typedElsewhere(doc, 'Unseen ');
  vi.runAllTimers();
  expect(heard).not.toHaveBeenCalled();
  expect(store.get().words).toBe(5);
});
