// Bullet and numbered lists. An item holds paragraphs and inner lists, nothing else.
import {
  BulletList as TiptapBulletList,
  ListItem as TiptapListItem,
  OrderedList as TiptapOrderedList,
} from '@tiptap/extension-list';
import { integer } from './attributes.ts';
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
    };
  },
});

export const ListItem = TiptapListItem.extend({
  content: 'paragraph (paragraph | bulletList | orderedList)*',
});
