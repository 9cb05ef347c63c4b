// What this desk's own HTML says of its lines in attributes (see html-out.ts), so that reading it again guesses nothing.
import type { SaidRole } from './found.ts';
import { allElements, attributeOf, type HtmlElement } from './html-tree.ts';

/** The element that holds an article of a desk's; null where the HTML is another's. */
export function ownArticle(root: HtmlElement): HtmlElement | null {
  for (const element of allElements(root))
    if (element.tagName === 'article' && attributeOf(element, 'data-galley-article') !== null) return element;
  return null;
}

const roles: Record<string, SaidRole | undefined> = {
  headline: { role: 'headline' },
  dek: { role: 'dek' },
  byline: { role: 'credit' },
};

/** What the lines of an element are said to be; `around` is the section that it stands in. */
export function saidOf(element: HtmlElement, around: HtmlElement | null): SaidRole | null {
  const role = attributeOf(element, 'data-role') ?? '';
  const kind = around && attributeOf(around, 'data-kind');
  if (kind && (role === 'label' || role === 'title'))
    return { role: 'section', kind, titled: role === 'title' };
  if (element.tagName === 'h3' || element.tagName === 'h4')
    return { role: 'subheading', level: element.tagName === 'h3' ? 2 : 3 };
  if (element.tagName === 'p' && role === '') return { role: 'paragraph' };
  return roles[role] ?? null;
}
