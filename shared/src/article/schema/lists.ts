// Bullet and numbered lists. An item holds paragraphs and inner lists, nothing else.
import {
  BulletList as TiptapBulletList,
  ListItem as TiptapListItem,
  OrderedList as TiptapOrderedList,
} from '@tiptap/extension-list';
import { listTypeOf, listTypes } from '../list-type.ts';
import { integer, nullable, oneOf } from './attributes.ts';
import type { ParsedElement } from './parsed-element.ts';

export const BulletList = TiptapBulletList;

export const OrderedList = TiptapOrderedList.extend({
  addAttributes() {
    return {
      start: {
        default: 1,
        validate: integer(0, 1_000_000),
        parseHTML: (element: ParsedElement) => Number.parseInt(element.getAttribute('start') ?? '1', 10) || 1,
      },
      /** Letters or Roman numerals; null, and not said at all, for numbers. */
      type: {
        default: null,
        validate: nullable(oneOf(listTypes)),
        parseHTML: (element: ParsedElement) => listTypeOf(element.getAttribute('type')),
      },
    };
  },
});

export const ListItem = TiptapListItem.extend({
  content: 'paragraph (paragraph | bulletList | orderedList)*',
});
