// Lists that are none in the HTML of word processors, or whose levels are said in attributes: Word's paragraphs with
// `mso-list`, Word's lists on the web, each item in a list of its own, and Google Docs' download, whose lists name their
// level in a class. They become lists within lists.
import {
  allElements,
  attributeOf,
  classesOf,
  element,
  elementsOf,
  findElement,
  type HtmlElement,
  type HtmlNode,
  isElement,
  rawText,
  rewrite,
  styleOf,
  textIn,
} from './html-tree.ts';

export function nestOfficeLists(root: HtmlElement): void {
  for (const parent of [...allElements(root)]) {
    if (elementsOf(parent).some((child) => itemsOf(child) !== null)) nestWithin(parent);
  }
  // Headings that Word numbers keep their number as text.
  rewrite(root, (node) => (isElement(node) && isMarker(node) ? node.childNodes : null));
}

/** An item as these programs tell of it. */
interface OfficeItem {
  /** From 1. */
  level: number;
  ordered: boolean;
  /** The number that it bears, if it says so. */
  number: number | null;
  /** Which list it belongs to; items of several lists in a row are several lists. */
  list: string;
  content: HtmlNode[];
}

function nestWithin(parent: HtmlElement): void {
  const result: HtmlNode[] = [];
  let run: OfficeItem[] = [];
  const endRun = () => {
    result.push(...nested(run));
    run = [];
  };
  for (const child of parent.childNodes) {
    const items = isElement(child) ? itemsOf(child) : null;
    if (items && isElement(child)) {
      withoutMarker(child);
      run.push(...items);
    } else if (run.length === 0 || textIn(child)?.trim() !== '') {
      endRun();
      result.push(child);
    }
  }
  endRun();
  parent.childNodes = result;
}

function itemsOf(child: HtmlElement): OfficeItem[] | null {
  if (child.tagName === 'p' || child.tagName === 'div') return wordItem(child) ?? wordWebItems(child);
  if (child.tagName === 'ul' || child.tagName === 'ol') return wordWebItems(child) ?? googleItems(child);
  return null;
}

function wordItem(paragraph: HtmlElement): OfficeItem[] | null {
  const [, list, level] = /^(l\d+)\s+level([1-9])\b/.exec(styleOf(paragraph, 'mso-list') ?? '') ?? [];
  if (list === undefined || level === undefined || paragraph.tagName !== 'p') return null;
  const marker = [...allElements(paragraph)].find(isMarker);
  // Word's list styles without a sign are paragraphs that go on in an item.
  if (!marker) return null;
  const sign = rawText(marker).trim();
  const number = numberOf(sign);
  return [{ level: Number(level), ordered: number !== null, number, list, content: [paragraph] }];
}

function isMarker(element: HtmlElement): boolean {
  return styleOf(element, 'mso-list') === 'ignore';
}

function withoutMarker(paragraph: HtmlElement): void {
  rewrite(paragraph, (node) => (isElement(node) && isMarker(node) ? [] : null));
}

/** The number that a sign such as `3.`, `1.2.`, `(b)` or `iv)` stands for; null for bullets. */
function numberOf(sign: string): number | null {
  const digits = /^\(?(?:\d+\.)*(\d+)[.)]?$/.exec(sign)?.[1];
  if (digits !== undefined) return Number(digits);
  const letters = /^\(?([a-z]+)[.)]$/i.exec(sign)?.[1]?.toLowerCase();
  if (letters === undefined) return null;
  if (letters.length === 1 && letters !== 'i') return letters.charCodeAt(0) - 96;
  return romanNumber(letters);
}

const romans: Record<string, number | undefined> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

function romanNumber(letters: string): number | null {
  let sum = 0;
  for (let at = 0; at < letters.length; at += 1) {
    const value = romans[letters[at] ?? ''];
    if (value === undefined) return null;
    const next = romans[letters[at + 1] ?? ''] ?? 0;
    sum += value < next ? -value : value;
  }
  return sum;
}

/** Word on the web wraps each item into a list and most often that into a `div`, and names the level at the item. */
function wordWebItems(wrapper: HtmlElement): OfficeItem[] | null {
  if (wrapper.tagName === 'div' && !classesOf(wrapper).includes('ListContainerWrapper')) return null;
  const list = wrapper.tagName === 'div' ? findElement(wrapper, 'ul', 'ol') : wrapper;
  const items = list ? elementsOf(list).filter(({ tagName }) => tagName === 'li') : [];
  if (!list || items.length === 0 || items.some((item) => attributeOf(item, 'data-aria-level') === null))
    return null;
  const ordered = list.tagName === 'ol';
  const start = Number.parseInt(attributeOf(list, 'start') ?? '1', 10) || 1;
  return items.map((item, index) => ({
    level: Number.parseInt(attributeOf(item, 'data-aria-level') ?? '1', 10) || 1,
    ordered,
    number: ordered ? start + index : null,
    list: attributeOf(item, 'data-listid') ?? '',
    content: item.childNodes,
  }));
}

/** Google Docs' download has lists side by side, `lst-kix_ID-LEVEL`, with levels from 0. */
function googleItems(list: HtmlElement): OfficeItem[] | null {
  const [, id, level] =
    classesOf(list)
      .map((name) => /^lst-kix_(\w+)-(\d)$/.exec(name))
      .find((match) => match !== null) ?? [];
  if (id === undefined || level === undefined) return null;
  const ordered = list.tagName === 'ol';
  const start = Number.parseInt(attributeOf(list, 'start') ?? '1', 10);
  return elementsOf(list).map((item, index) => ({
    level: Number(level) + 1,
    ordered,
    number: ordered ? start + index : null,
    list: id,
    content: item.childNodes,
  }));
}

/** The lists that the items make. */
function nested(items: readonly OfficeItem[]): HtmlElement[] {
  const lists: HtmlElement[] = [];
  let open: { list: HtmlElement; item: OfficeItem; next: number }[] = [];
  for (const item of items) {
    const { level, ordered, number } = item;
    open = open.filter(({ item: before, next }) => {
      if (before.level !== level) return before.level < level;
      return (
        before.ordered === ordered && (before.list === item.list || (ordered && number === next && next > 1))
      );
    });
    const last = open.at(-1);
    const li = element('li', {}, item.content);
    if (last?.item.level === level) {
      last.list.childNodes.push(li);
      last.next += 1;
      continue;
    }
    const start = ordered ? (number ?? 1) : 1;
    const list = element(ordered ? 'ol' : 'ul', ordered && start !== 1 ? { start: String(start) } : {}, [li]);
    const parent = last && elementsOf(last.list).at(-1);
    if (parent) parent.childNodes.push(list);
    else lists.push(list);
    open.push({ list, item, next: start + 1 });
  }
  return lists;
}
