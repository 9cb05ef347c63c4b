// Carets and selections at words of an open article, where a click would take a mouse too long or too far.
import type { Locator, Page } from '@playwright/test';
import { textOf } from './article.ts';

export type Spot = 'behind' | 'before' | 'select' | 'selectBackward';

/** Puts the caret right behind the words of a text, or selects them, as a click does. */
export async function goTo(page: Page, label: string, words: string, how: Spot): Promise<void> {
  await textOf(page, label).focus();
  await textOf(page, label).evaluate(
    (root, { words, how }) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      let [text, nodes] = ['', [] as { node: Node; start: number }[]];
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.parentElement?.closest('[data-caret-of]')) continue;
        nodes.push({ node, start: text.length });
        text += node.textContent;
      }
      const spot = (place: number, atStart: boolean) => {
        const found = nodes.findLast(({ start }) => (atStart ? start <= place : start < place));
        if (!found) throw new Error('There is no text.');
        return [found.node, place - found.start] as const;
      };
      const start = text.indexOf(words);
      if (start === -1) throw new Error(`No "${words}" in "${text}"`);
      const [from, to] = [spot(start, true), spot(start + words.length, false)];
      if (how === 'behind') getSelection()?.collapse(...to);
      if (how === 'before') getSelection()?.collapse(...from);
      if (how === 'select') getSelection()?.setBaseAndExtent(...from, ...to);
      if (how === 'selectBackward') getSelection()?.setBaseAndExtent(...to, ...from);
    },
    { words, how },
  );
}

/** What elements say, without other people's carets. */
export const wordsOf = (elements: Locator): Promise<string[]> =>
  elements.evaluateAll((all) =>
    all.map((element) => {
      const copy = element.cloneNode(true) as Element;
      for (const caret of copy.querySelectorAll('[data-caret-of]')) caret.remove();
      return copy.textContent ?? '';
    }),
  );
