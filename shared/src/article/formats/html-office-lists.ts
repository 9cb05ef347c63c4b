// Lists that are none in the HTML of word processors, or whose levels are said in attributes: Word's paragraphs with
// `mso-list`, Word's lists on the web, each item in a list of its own, and Google Docs' download, whose lists name their
// level in a class. They become lists within lists.
import { type ListType, numberOfRoman } from '../list-type.ts';
import { listTypeIn } from './html-list-type.ts';
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
  const counts = new Map<string, Count>();
  for (const parent of [...allElements(root)]) {
    if (elementsOf(parent).some((child) => itemsOf(child, new Map()) !== null)) nestWithin(parent, counts);
  }
  // Headings that Word numbers keep their number as text.
  rewrite(root, (node) => (isElement(node) && isMarker(node) ? node.childNodes : null));
}

/** An item as these programs describe it. */
interface OfficeItem {
  /** From 1. */
  level: number;
  ordered: boolean;
  /** The number that it bears, if it says so. */
  number: number | null;
  /** In what it counts. */
  type: ListType | null;
  /** Which list it belongs to; items of several lists in a row are several lists. */
  list: string;
  content: HtmlNode[];
}

/** `counts` has what each level of each list has reached. */
function nestWithin(parent: HtmlElement, counts: Map<string, Count>): void {
  const result: HtmlNode[] = [];
  let run: OfficeItem[] = [];
  const endRun = () => {
    result.push(...nested(run));
    run = [];
  };
  for (const child of parent.childNodes) {
    const items = isElement(child) ? itemsOf(child, counts) : null;
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

function itemsOf(child: HtmlElement, counts: Map<string, Count>): OfficeItem[] | null {
  if (child.tagName === 'p' || child.tagName === 'div') return wordItem(child, counts) ?? wordWebItems(child);
  if (child.tagName === 'ul' || child.tagName === 'ol') return wordWebItems(child) ?? googleItems(child);
  return null;
}

function wordItem(paragraph: HtmlElement, counts: Map<string, Count>): OfficeItem[] | null {
  const [, list, level] = /^(l\d+)\s+level([1-9])\b/.exec(styleOf(paragraph, 'mso-list') ?? '') ?? [];
  if (list === undefined || level === undefined || paragraph.tagName !== 'p') return null;
  const marker = [...allElements(paragraph)].find(isMarker);
  // Word's list styles without a sign are paragraphs that go on in an item.
  if (!marker) return null;
  const sign = rawText(marker).trim();
  const place = `${list} ${level}`;
  const counted = countOf(sign, counts.get(place));
  if (counted) counts.set(place, counted);
  return [
    {
      level: Number(level),
      ordered: counted !== null,
      number: counted?.number ?? null,
      type: counted?.type ?? null,
      list,
      content: [paragraph],
    },
  ];
}

function isMarker(element: HtmlElement): boolean {
  return styleOf(element, 'mso-list') === 'ignore';
}

function withoutMarker(paragraph: HtmlElement): void {
  rewrite(paragraph, (node) => (isElement(node) && isMarker(node) ? [] : null));
}

/** The number that a sign such as `3.`, `1.2.`, `(b)` or `iv)` stands for; null for bullets. */
function countOf(sign: string, before: Count | undefined): Count | null {
  const digits = /^\(?(?:\d+\.)*(\d+)[.)]?$/.exec(sign)?.[1];
  if (digits !== undefined) return { number: Number(digits), type: null };
  const letters = /^\(?([a-z]+|[A-Z]+)[.)]$/.exec(sign)?.[1];
  if (letters === undefined) return null;
  const small = letters.toLowerCase();
  const capital = letters !== small;
  const roman = numberOfRoman(small);
  // After z, Word writes aa and bb.
  const isLetter = /^([a-z])\1*$/.test(small);
  const letter = isLetter ? (small.length - 1) * 26 + small.charCodeAt(0) - 96 : null;
  const counts: Count[] = [
    ...(roman === null ? [] : [{ number: roman, type: capital ? 'I' : 'i' } as const]),
    ...(letter === null ? [] : [{ number: letter, type: capital ? 'A' : 'a' } as const]),
  ];
  // The letter v may be a number or the letter: what goes on decides, else only i and several letters are numbers.
  const goesOn = counts.find(({ number, type }) => type === before?.type && number === before.number + 1);
  const first = small === 'i' || small.length > 1 ? counts[0] : counts.at(-1);
  return goesOn ?? first ?? null;
}

interface Count {
  number: number;
  type: ListType | null;
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
    type: listTypeIn(list),
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
    type: listTypeIn(list),
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
    const said = {
      ...(ordered && start !== 1 ? { start: String(start) } : {}),
      ...(ordered && item.type !== null ? { type: item.type } : {}),
    };
    const list = element(ordered ? 'ol' : 'ul', said, [li]);
    const parent = last && elementsOf(last.list).at(-1);
    if (parent) parent.childNodes.push(list);
    else lists.push(list);
    open.push({ list, item, next: start + 1 });
  }
  return lists;
}
