// A tree of HTML as the reader takes it. The server makes it with its own parser (html-parse.ts), the editor out of the
// browser's; so both are read by the same rules.

/** An element as parse5 has it; the browser makes the same of its own. */
export interface HtmlElement {
  nodeName: string;
  /** In lower case. */
  tagName: string;
  attrs: { name: string; value: string }[];
  childNodes: HtmlNode[];
}

/** An element, or with the name `#text` a text; anything else says nothing to readers. */
export type HtmlNode = HtmlElement | { nodeName: string; value?: string };

/** An element made anew. */
export function element(
  tagName: string,
  attributes: Record<string, string>,
  childNodes: HtmlNode[],
): HtmlElement {
  const attrs = Object.entries(attributes).map(([name, value]) => ({ name, value }));
  return { nodeName: tagName, tagName, attrs, childNodes };
}

export function textOf(value: string): HtmlNode {
  return { nodeName: '#text', value };
}

/** The text that a node is; null for elements and comments. */
export function textIn(node: HtmlNode): string | null {
  return !isElement(node) && node.nodeName === '#text' ? (node.value ?? '') : null;
}

/** Replaces each node within the element by what `change` makes of it, the inner ones first; null leaves it. */
export function rewrite(element: HtmlElement, change: (node: HtmlNode) => HtmlNode[] | null): void {
  element.childNodes = element.childNodes.flatMap((child) => {
    if (isElement(child)) rewrite(child, change);
    return change(child) ?? [child];
  });
}

/** The element and all that are within it, in their order. */
export function* allElements(element: HtmlElement): Generator<HtmlElement> {
  yield element;
  for (const child of elementsOf(element)) yield* allElements(child);
}

/** What one property of a style attribute is set to last, in lower case. */
export function styleOf(element: HtmlElement, property: string): string | undefined {
  const style = attributeOf(element, 'style');
  if (!style) return undefined;
  let value: string | undefined;
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon !== -1 && declaration.slice(0, colon).trim().toLowerCase() === property)
      value = declaration
        .slice(colon + 1)
        .trim()
        .toLowerCase();
  }
  return value?.replace(/\s*!important$/, '');
}

export function classesOf(element: HtmlElement): string[] {
  return attributeOf(element, 'class')?.split(/\s+/).filter(Boolean) ?? [];
}

export function setAttribute(element: HtmlElement, name: string, value: string): void {
  element.attrs = [...element.attrs.filter((attribute) => attribute.name !== name), { name, value }];
}

/** Whether a node is an element rather than a text. */
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

/** Null where the element has no such attribute. */
export function attributeOf(element: HtmlElement, name: string): string | null {
  return element.attrs.find((attribute) => attribute.name === name)?.value ?? null;
}

/** All text within the element that readers see, its blanks and lines as they are in the source. */
export function rawText(element: HtmlElement): string {
  return element.childNodes
    .map((child) => {
      if (!isElement(child)) return textIn(child) ?? '';
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
