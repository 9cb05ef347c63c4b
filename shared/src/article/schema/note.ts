// An editor's note on a passage, for the desk only: it is taken out of revisions and exports.
import { Mark, mergeAttributes } from '@tiptap/core';
import { text } from './attributes.ts';
import type { ParsedElement } from './parsed-element.ts';

export const Note = Mark.create({
  name: 'note',
  inclusive: false,
  addAttributes() {
    return {
      text: {
        default: '',
        validate: text(2000),
        parseHTML: (element: ParsedElement) => element.getAttribute('data-note') ?? '',
        renderHTML: (attributes) => ({ 'data-note': String(attributes.text) }),
      },
    };
  },
  parseHTML: () => [{ tag: 'span[data-note]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes), 0],
});
