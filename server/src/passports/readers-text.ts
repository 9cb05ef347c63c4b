// The words of an article as its page shows them: what anybody can read off the page, and hold against the passport.
import { parseHtml } from '@galley/shared/article/formats/html-parse.ts';
import {
  allElements,
  attributeOf,
  type HtmlElement,
  type HtmlNode,
  isElement,
  textIn,
} from '@galley/shared/article/formats/html-tree.ts';

export interface ReadersText {
  headline: string | null;
  dek: string | null;
  /** Of the lead picture: its caption and credit. */
  lead: string | null;
  /** By their names in the page's address; without their headings. */
  sections: ReadonlyMap<string, string>;
}

/** Reads a whole page, or the part of it that a revision keeps. */
export function readersText(html: string): ReadersText {
  const root = parseHtml(html);
  // Other stories on the page have deks too.
  const article = [...allElements(root)].find((one) => one.tagName === 'article' && hasClass(one, 'article'));
  const elements = [...allElements(article ?? root)];
  const wordsOf = (found: HtmlElement | undefined) => (found ? asRead(textWithin(found)) : null);
  const sections = elements.filter((one) => one.tagName === 'section' && hasClass(one, 'section'));
  return {
    headline: wordsOf(elements.find(({ tagName }) => tagName === 'h1')),
    dek: wordsOf(elements.find((one) => one.tagName === 'p' && hasClass(one, 'dek'))),
    lead: wordsOf(
      elements.find((one) => one.tagName === 'figure' && hasClass(one, 'picture') && hasClass(one, 'lead')),
    ),
    sections: new Map(
      sections.map((section) => [
        attributeOf(section, 'aria-labelledby') ?? '',
        asRead(section.childNodes.filter(isNoHeading).map(textWithin).join('')),
      ]),
    ),
  };
}

/** Blanks of all kinds count as one. */
export function asRead(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function isNoHeading(node: HtmlNode): boolean {
  return !isElement(node) || node.tagName !== 'h2';
}

function textWithin(node: HtmlNode): string {
  return isElement(node) ? node.childNodes.map(textWithin).join('') : (textIn(node) ?? '');
}

function hasClass(element: HtmlElement, name: string): boolean {
  return (attributeOf(element, 'class') ?? '').split(/\s+/).includes(name);
}
