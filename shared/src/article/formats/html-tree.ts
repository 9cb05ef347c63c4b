// What the HTML reader asks of parsed HTML.
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

export type HtmlElement = DefaultTreeAdapterTypes.Element;
type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

/** The parsed document. Any text can be parsed; scripts in it are never run. */
export function parseHtml(source: string): HtmlElement {
  const root = parse(source).childNodes.find(isElement);
  if (!root) throw new Error('The parser gave no root element.');
  return root;
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node;
}

export function elementsOf(element: HtmlElement): HtmlElement[] {
  return element.childNodes.filter(isElement);
}

/** The first element of one of these names within this one. */
export function findElement(element: HtmlElement, ...names: string[]): HtmlElement | null {
  for (const child of elementsOf(element)) {
    const found = names.includes(child.tagName) ? child : findElement(child, ...names);
    if (found) return found;
  }
  return null;
}

export function attributeOf(element: HtmlElement, name: string): string | null {
  return element.attrs.find((attribute) => attribute.name === name)?.value ?? null;
}

/** All text within the element that readers see, its blanks and lines as they are in the source. */
export function rawText(element: HtmlElement): string {
  return element.childNodes
    .map((child) => {
      if (!isElement(child)) return child.nodeName === '#text' && 'value' in child ? child.value : '';
      if (child.tagName === 'br') return '\n';
      return isUnseen(child) ? '' : rawText(child);
    })
    .join('');
}

/** Elements whose content is no text of the page. */
const unseen: ReadonlySet<string> = new Set([
  'head',
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'object',
  'canvas',
  'audio',
  'video',
]);

/** Whether readers of the page don't see the element. */
export function isUnseen(element: HtmlElement): boolean {
  return (
    unseen.has(element.tagName) ||
    attributeOf(element, 'hidden') !== null ||
    /(^|;)\s*(display\s*:\s*none|mso-hide\s*:\s*all)/i.test(attributeOf(element, 'style') ?? '')
  );
}

const blockNames: ReadonlySet<string> = new Set(
  `address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2
  h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav ol p pre search section summary table tbody td tfoot
  th thead tr ul`.split(/\s+/),
);

/** Whether the element stands on lines of its own. */
export function isBlock(element: HtmlElement): boolean {
  return blockNames.has(element.tagName);
}
