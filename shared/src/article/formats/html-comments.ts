// Comments on a text, and changes that wait to be accepted, which word processors write into their HTML: their text and
// the signs where they hang are no part of the text.
import {
  allElements,
  attributeOf,
  classesOf,
  elementsOf,
  type HtmlElement,
  isElement,
  rawText,
  rewrite,
  styleOf,
} from './html-tree.ts';
import type { Lost } from './pieces.ts';

export function takeOutComments(root: HtmlElement): Lost[] {
  const comments: string[] = [];
  const deleted: string[] = [];
  const margins: string[] = [];
  let signs = 0;
  let changes = 0;
  rewrite(root, (node) => {
    if (!isElement(node)) return null;
    if (isSign(node)) {
      signs += 1;
      return [];
    }
    if (styleOf(node, 'mso-special-character') === 'comment') return [];
    const part = styleOf(node, 'mso-element');
    if (part === 'comment' || isGoogleComment(node)) {
      comments.push(words(node));
      return [];
    }
    // What is left of the list is the line above it.
    if (part === 'comment-list' || classesOf(node).includes('msocomoff')) return [];
    if (part === 'header' || part === 'footer') {
      margins.push(words(node));
      return [];
    }
    if (isTrackedChange(node)) {
      changes += 1;
      if (node.tagName === 'ins') return node.childNodes;
      deleted.push(words(node));
      return [];
    }
    return null;
  });
  return [
    // A copied passage has the signs alone.
    { what: 'comments', count: comments.length || signs, words: comments.filter(Boolean) },
    { what: 'tracked-changes', count: changes, words: deleted.filter(Boolean) },
    { what: 'headers-footers', count: margins.filter(Boolean).length, words: margins.filter(Boolean) },
  ];
}

/** The sign in the text at which Word or Google Docs hangs a comment, or the one in the comment that leads back. */
function isSign(element: HtmlElement): boolean {
  if (element.tagName !== 'a') return false;
  const address = attributeOf(element, 'href') ?? '';
  return classesOf(element).includes('msocomanchor') || /^#(_mso(com|anchor)_|cmnt\d)/.test(address);
}

/** Google Docs' download has its comments at the end, each in an element whose first link leads back to its sign. */
function isGoogleComment(element: HtmlElement): boolean {
  if (element.tagName !== 'div') return false;
  const links = [...allElements(element)].filter(({ tagName }) => tagName === 'a');
  return (
    elementsOf(element).length > 0 && /^#cmnt_ref\d/.test(attributeOf(links[0] ?? element, 'href') ?? '')
  );
}

/** Word names who made the change; a page's own `del` and `ins` have no such address. */
function isTrackedChange(element: HtmlElement): boolean {
  return (
    (element.tagName === 'del' || element.tagName === 'ins') &&
    attributeOf(element, 'datetime') !== null &&
    (attributeOf(element, 'cite') ?? '').startsWith('mailto:')
  );
}

function words(element: HtmlElement): string {
  // The sign that leads back stands first.
  return rawText(element)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\[\w+\]\s*/, '');
}
