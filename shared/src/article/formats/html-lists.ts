// Lists of HTML as items that the importer's preview shows and changes one by one. Lists whose items hold more than a
// line and deeper items are taken over whole or, where the schema can't hold that, taken apart.
import type { NodeJson } from '../content.ts';
import { type Found, type FoundLine, line } from './found.ts';
import { isItem, textBlocks } from './found-blocks.ts';
import { attributeOf, type HtmlElement, isBlock, isElement } from './html-tree.ts';

const maxDepth = 6;

/** What is found in a `ul` or an `ol`; `read` reads one of its items. */
export function listFrom(element: HtmlElement, read: (item: HtmlElement) => Found[]): Found[] {
  const is = element.tagName === 'ol' ? 'numbered' : 'bullet';
  const start = startOf(element);
  const items = itemsIn(element)
    .map((child) => (isListElement(child) ? listFrom(child, read) : read(child)).map(deeper))
    .filter((item) => item.length > 0);
  if (items.some(isMoreThanLine)) {
    const block = listBlock(is, start, items);
    if (block) return [{ type: 'block', block }];
  }
  let number = start;
  return items.flat().map((one) => {
    if (!isLoose(one)) return one;
    if (is === 'bullet') return line({ is, depth: 0 }, one.inline);
    number += 1;
    return line({ is, depth: 0, number: number - 1 }, one.inline);
  });
}

/** The items of a list; text that stands in it without an item is one too. */
function itemsIn(list: HtmlElement): HtmlElement[] {
  const items: HtmlElement[] = [];
  let loose: HtmlElement['childNodes'] = [];
  const endLoose = () => {
    if (loose.length > 0)
      items.push({ ...list, tagName: 'li', nodeName: 'li', attrs: [], childNodes: loose });
    loose = [];
  };
  for (const child of list.childNodes) {
    if (!isElement(child) || !isBlock(child)) {
      loose.push(child);
      continue;
    }
    endLoose();
    items.push(child);
  }
  endLoose();
  return items;
}

function isListElement({ tagName }: HtmlElement): boolean {
  return tagName === 'ul' || tagName === 'ol';
}

function deeper(found: Found): Found {
  if (!isItem(found)) return found;
  return { ...found, form: { ...found.form, depth: Math.min(maxDepth, found.form.depth + 1) } };
}

/** A line that is no item yet. */
function isLoose(found: Found): found is FoundLine {
  return found.type === 'line' && !isItem(found) && found.form.is !== 'quote';
}

/** Whether the line that begins the item is not all that it has, deeper items aside. */
function isMoreThanLine(item: readonly Found[]): boolean {
  return item.slice(1).some((one) => !isItem(one));
}

function listBlock(is: 'bullet' | 'numbered', start: number, items: readonly Found[][]): NodeJson | null {
  const content = items.map(textBlocks);
  if (!content.every((blocks) => blocks?.[0]?.type === 'paragraph')) return null;
  const listItems = content.map((blocks) => ({ type: 'listItem', content: blocks ?? [] }));
  return is === 'bullet'
    ? { type: 'bulletList', content: listItems }
    : { type: 'orderedList', attrs: { start }, content: listItems };
}

function startOf(element: HtmlElement): number {
  const start = Number.parseInt(attributeOf(element, 'start') ?? '1', 10);
  return element.tagName === 'ol' && start >= 0 && start <= 1_000_000 ? start : 1;
}
