// In what the lists of HTML count.
import { type ListType, listTypeOf } from '../list-type.ts';
import { attributeOf, elementsOf, type HtmlElement, styleOf } from './html-tree.ts';

/** In what a list counts: its own word wins over its style, and Google Docs says it at each item. */
export function listTypeIn(element: HtmlElement): ListType | null {
  if (element.tagName !== 'ol') return null;
  const own = listTypeOf(attributeOf(element, 'type'));
  if (own) return own;
  const item = elementsOf(element).find(({ tagName }) => tagName === 'li');
  const said = [element, ...(item ? [item] : [])].map(
    (one) => styleOf(one, 'list-style-type') ?? styleOf(one, 'list-style') ?? '',
  );
  const word = said
    .join(' ')
    .split(/\s+/)
    .find((one) => listStyles[one] !== undefined);
  return (word !== undefined && listStyles[word]) || (item ? listTypeOf(attributeOf(item, 'type')) : null);
}

const listStyles: Record<string, ListType | undefined> = {
  'lower-alpha': 'a',
  'lower-latin': 'a',
  'upper-alpha': 'A',
  'upper-latin': 'A',
  'lower-roman': 'i',
  'upper-roman': 'I',
};
