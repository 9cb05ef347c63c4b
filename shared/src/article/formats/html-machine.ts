// What HTML says of a machine that made its text, by IPTC's term `digitalSourceType`: in its head, in JSON-LD of its article,
// and on elements of a text that left a program which writes it there. Nobody's words may be taken for a machine's, so what
// only says that a machine took part in them names no words.
import { type MachineSourceType, sourceTypeIn } from '../picture-settings.ts';
import { isArticleType, jsonLdFacts } from './html-json-ld.ts';
import {
  allElements,
  attributeOf,
  elementsOf,
  type HtmlElement,
  type HtmlNode,
  isElement,
  isUnseen,
  textIn,
} from './html-tree.ts';

const property = /(?:^|[.:/#])digital-?source-?type$/i;

/** What of a text a machine made: all of it, some part that nobody names, nothing, or these places. */
export type MachineParts = 'all' | 'part' | 'none' | MachinePlaces;

/** Places in a text without its blanks, counted from its beginning. */
export interface MachinePlaces {
  /** What readers see of the text, without blanks and without what is in pictures and embeds. */
  text: string;
  /** One after the other. */
  places: readonly { from: number; to: number }[];
}

/**
 * Pictures that a machine made say so on themselves, and that says nothing of the text around them. A page is about its article: what
 * that says holds for all of it. In something pasted, which `isPiece`, it holds for the article's own element.
 */
export function machineParts(root: HtmlElement, { isPiece = false } = {}): MachineParts {
  const articles = isPiece ? articlesIn(root) : [];
  const around = articles.length === 0 ? root : withoutElements(root, new Set(articles));
  const stated = stateds(around);
  const isPart = stated.includes('compositeWithTrainedAlgorithmicMedia');
  if (!isPart && stated.includes('trainedAlgorithmicMedia')) return 'all';
  const own = new Map(articles.map((one) => [one, stateds(one).find((type) => type !== null) ?? null]));
  const marked = markedPlaces(root, own);
  const [first] = marked.places;
  if (own.size > 0 && first?.from === 0 && first.to === marked.text.length) return 'all';
  if (first) return { text: marked.text, places: marked.places };
  return isPart || marked.isPart ? 'part' : 'none';
}

function stateds(root: HtmlElement): (MachineSourceType | null)[] {
  return [...statedTypes(root), sourceTypeIn(jsonLdFacts(root).digitalSourceType)];
}

/** The outermost elements that are an article each. */
function articlesIn(element: HtmlElement): HtmlElement[] {
  const isArticle = element.tagName === 'article' || (isScope(element) && isOfArticle(element));
  return isArticle ? [element] : elementsOf(element).flatMap(articlesIn);
}

function withoutElements(element: HtmlElement, gone: ReadonlySet<HtmlElement>): HtmlElement {
  const childNodes = element.childNodes.flatMap((node): HtmlNode[] => {
    if (!isElement(node)) return [node];
    return gone.has(node) ? [] : [withoutElements(node, gone)];
  });
  return { ...element, childNodes };
}

/** What `meta` and `link` elements of the text say, without those of its pictures and of other things that it describes. */
function statedTypes(root: HtmlElement): (MachineSourceType | null)[] {
  const found: (MachineSourceType | null)[] = [];
  let isInArticle = false;
  const walk = (element: HtmlElement) => {
    if (isPicture(element)) return;
    if (isScope(element)) {
      // The first article is the text; others are mentioned in it or beside it.
      if (isInArticle || !isOfArticle(element)) return;
      isInArticle = true;
    }
    if (element.tagName === 'meta' || element.tagName === 'link') {
      const names = ['name', 'property', 'itemprop', 'rel'].map((one) => attributeOf(element, one) ?? '');
      const value = attributeOf(element, 'content') ?? attributeOf(element, 'href');
      if (names.some((one) => property.test(one))) found.push(sourceTypeIn(value));
    }
    elementsOf(element).forEach(walk);
  };
  walk(root);
  return found;
}

/** Whether it is described by properties of its own. */
function isScope(element: HtmlElement): boolean {
  return attributeOf(element, 'itemscope') !== null && !isWhole(element);
}

function isOfArticle(element: HtmlElement): boolean {
  return attributeOf(element, 'itemtype')?.split(/\s+/).some(isArticleType) ?? false;
}

/** Whether it is the page itself, whatever it says that it describes. */
function isWhole({ tagName }: HtmlElement): boolean {
  return tagName === 'html' || tagName === 'body';
}

function isPicture({ tagName }: HtmlElement): boolean {
  return tagName === 'figure' || tagName === 'picture' || tagName === 'img';
}

/** The text, and where the elements stand in it of which it is said, by themselves or in `own`, that a machine made them. */
function markedPlaces(
  root: HtmlElement,
  own: ReadonlyMap<HtmlElement, MachineSourceType | null>,
): MachinePlaces & { isPart: boolean } {
  // Most texts say nothing, however long they are.
  if (!hasMarks(root) && ![...own.values()].some((type) => type !== null))
    return { text: '', places: [], isPart: false };
  let text = '';
  let isPart = false;
  const places: { from: number; to: number }[] = [];
  const walk = (element: HtmlElement, isTaken: boolean) => {
    if (isPicture(element) || isUnseen(element) || attributeOf(element, 'data-embed') !== null) return;
    const type = isTaken ? null : (sourceTypeIn(attributeOf(element, said)) ?? own.get(element) ?? null);
    const from = text.length;
    for (const child of element.childNodes) {
      if (isElement(child)) walk(child, isTaken || type === 'trainedAlgorithmicMedia');
      else text += withoutBlanks(textIn(child) ?? '');
    }
    if (text.length === from) return;
    if (type === 'trainedAlgorithmicMedia') places.push({ from, to: text.length });
    if (type === 'compositeWithTrainedAlgorithmicMedia') isPart = true;
  };
  walk(root, false);
  return { text, places, isPart };
}

const said = 'data-digital-source-type';

function hasMarks(root: HtmlElement): boolean {
  for (const element of allElements(root)) if (attributeOf(element, said) !== null) return true;
  return false;
}

/** A text without its blanks and line breaks, which programs change as they like. */
export function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}
