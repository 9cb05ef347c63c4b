// A web page's main text as Mozilla's reader view finds it. The library works on a DOM and changes it; so it gets one of
// its own, in which each element bears a mark that leads back to the tree.
import type { FindMainText } from '@galley/shared/article/formats/html-regions.ts';
import {
  allElements,
  type HtmlElement,
  isBlock,
  isElement,
  textIn,
} from '@galley/shared/article/formats/html-tree.ts';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

/** Beyond this many elements a page is none that anybody reads, and the library would take too long for it. */
const maxElements = 30_000;
/** Fewer words are as good as none: the page is one that the library does not understand. */
const fewestWords = 40;

export const findMainText: FindMainText = (root) => {
  const elements = [...allElements(root)];
  if (elements.length > maxElements) return null;
  const numbers = new Map(elements.map((element, index) => [element, index]));
  const { document } = parseHTML(`<!doctype html>${written(root, numbers)}`);
  // It is not asked for HTML but for the element itself.
  const article = new Readability<Marked>(document, { serializer: (node) => node as Marked }).parse();
  if (!article?.content || (article.textContent?.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) < fewestWords)
    return null;
  const found = new Set<HtmlElement>();
  for (const node of [article.content, ...article.content.querySelectorAll('*')]) {
    for (const { name } of node.attributes) {
      const element = name.startsWith(mark) ? elements[Number(name.slice(mark.length))] : undefined;
      if (element) found.add(element);
    }
  }
  return withBlocks(root, found);
};

/** The library also takes a block away that holds nothing but words, and leaves the words: the block is found too. */
function withBlocks(root: HtmlElement, found: ReadonlySet<HtmlElement>): Set<HtmlElement> {
  const all = new Set(found);
  const walk = (element: HtmlElement, block: HtmlElement): void => {
    const around = isBlock(element) ? element : block;
    if (found.has(element)) all.add(around);
    for (const child of element.childNodes) if (isElement(child)) walk(child, around);
  };
  walk(root, root);
  return all;
}

/** As much of a DOM's element as is asked for. */
interface Marked {
  attributes: Iterable<{ name: string }>;
  querySelectorAll(selector: string): Iterable<Marked>;
}

/** The number is in the name: where the library joins two elements, both their marks stay. */
const mark = 'data-galley-';

/** Elements that end where they begin. */
const empty: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const silent: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript']);

function written(element: HtmlElement, numbers: ReadonlyMap<HtmlElement, number>): string {
  const { tagName } = element;
  // A page's data about itself is asked for elsewhere.
  if (silent.has(tagName)) return '';
  const attributes = element.attrs
    .filter(({ name }) => /^[\w:-]+$/.test(name))
    .map(({ name, value }) => ` ${name}="${escaped(value)}"`)
    .join('');
  const open = `<${tagName}${attributes} ${mark}${numbers.get(element)}="">`;
  if (empty.has(tagName)) return open;
  const inner = element.childNodes.map((child) => {
    if (isElement(child)) return written(child, numbers);
    const text = escaped(textIn(child) ?? '');
    // The library takes text out of its element and puts it into new ones.
    const loose = isBlock(element) && tagName !== 'p' && text.trim() !== '';
    return loose ? `<span ${mark}${numbers.get(element)}="">${text}</span>` : text;
  });
  return `${open}${inner.join('')}</${tagName}>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
