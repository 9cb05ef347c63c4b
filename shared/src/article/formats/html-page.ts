// Whether HTML is a page of the web, or a text that a word processor, a mail program or this desk wrote as HTML.
import { ownArticle } from './html-own.ts';
import { allElements, attributeOf, classesOf, findElement, type HtmlElement } from './html-tree.ts';

/** Only a page has bars, advertisements and teasers around its text, and says in its head what it is about. */
export function isWebPage(root: HtmlElement): boolean {
  if (!findElement(root, 'meta', 'nav', 'link', 'title')) return false;
  if (ownArticle(root)) return false;
  // Its text may be pasted from a word processor, with that program's classes.
  if (presentsItself(root)) return true;
  if (root.attrs.some(({ name }) => name === 'xmlns:o' || name === 'xmlns:w')) return false;
  for (const element of allElements(root)) {
    if (
      element.tagName === 'meta' &&
      /^(generator|progid|application-name)$/i.test(attributeOf(element, 'name') ?? '')
    ) {
      if (writers.test(attributeOf(element, 'content') ?? '')) return false;
    }
    if (classesOf(element).some((name) => name === 'doc-content' || name === 'MsoNormal')) return false;
  }
  return true;
}

/** Whether it says what other sites show of it, or where it is: no program for texts writes that. */
function presentsItself(root: HtmlElement): boolean {
  for (const element of allElements(root)) {
    if (element.tagName === 'meta' && attributeOf(element, 'property') === 'og:title') return true;
    if (element.tagName === 'link' && attributeOf(element, 'rel') === 'canonical') return true;
  }
  return false;
}

const writers =
  /\bWord\b|LibreOffice|OpenOffice|Microsoft Exchange|Cocoa HTML Writer|Google Docs|Apple Pages/i;
