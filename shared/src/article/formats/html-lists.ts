// Lists of HTML as items that the importer's preview shows and changes one by one. Lists whose items hold more than a
// line and deeper items are taken over whole or, where the schema can't hold that, taken apart.
import type { NodeJson } from '../content.ts';
import type { Found, FoundLine } from './found.ts';
import { isItem, textBlocks } from './found-blocks.ts';
import { listTypeIn } from './html-list-type.ts';
import { attributeOf, type HtmlElement, isBlock, isElement } from './html-tree.ts';
import { orderedAttributes } from './nested-lists.ts';

const maxDepth = 6;

/** What is found in a `ul` or an `ol`; `read` reads one of its items. */
export function listFrom(element: HtmlElement, read: (item: HtmlElement) => Found[]): Found[] {
  const is = element.tagName === 'ol' ? 'numbered' : 'bullet';
  const start = startOf(element);
  const type = listTypeIn(element);
  const items = itemsIn(element)
    .map((child) => ({
      value: ownNumber(child),
      found: (isListElement(child) ? listFrom(child, read) : read(child)).map(deeper),
    }))
    .filter(({ found }) => found.length > 0);
  const counted = items.every(({ value }, index) => value === null || value === start + index);
  if (items.some(({ found }) => isMoreThanLine(found)) && counted) {
    const block = listBlock(
      is,
      orderedAttributes(start, type),
      items.map(({ found }) => found),
    );
    if (block) return [{ type: 'block', block }];
  }
  let number = start;
  return items.flatMap(({ value, found }) => {
    number = value ?? number;
    return found.map((one): Found => {
      if (!isLoose(one)) return one;
      if (is === 'bullet') return { ...one, form: { is, depth: 0 } };
      number += 1;
      return { ...one, form: { is, depth: 0, number: number - 1, type } };
    });
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

function listBlock(
  is: 'bullet' | 'numbered',
  attrs: Record<string, unknown>,
  items: readonly Found[][],
): NodeJson | null {
  if (items.flat().some(({ leftOut }) => leftOut)) return null;
  const content = items.map(textBlocks);
  if (!content.every((blocks) => blocks?.[0]?.type === 'paragraph')) return null;
  const listItems = content.map((blocks) => ({ type: 'listItem', content: blocks ?? [] }));
  return is === 'bullet'
    ? { type: 'bulletList', content: listItems }
    : { type: 'orderedList', attrs, content: listItems };
}

function startOf(element: HtmlElement): number {
  return element.tagName === 'ol' ? (numberIn(element, 'start') ?? 1) : 1;
}

/** The number that an item gives itself. */
function ownNumber(item: HtmlElement): number | null {
  return item.tagName === 'li' ? numberIn(item, 'value') : null;
}

function numberIn(element: HtmlElement, name: string): number | null {
  const number = Number.parseInt(attributeOf(element, name) ?? '', 10);
  return number >= 0 && number <= 1_000_000 ? number : null;
}
