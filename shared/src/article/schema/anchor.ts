// Where a thread points: a mark that only the server sets and that travels with the text. It says nothing to readers, and
// is taken out of revisions and exports.
import { Mark, mergeAttributes } from '@tiptap/core';
import { identifier } from './attributes.ts';

export const Anchor = Mark.create({
  name: 'anchor',
  inclusive: false,
  // Threads may point at overlapping passages.
  excludes: '',
  addAttributes() {
    return {
      id: {
        default: '',
        validate: identifier,
        renderHTML: (attributes) => ({ 'data-anchor': String(attributes.id) }),
      },
    };
  },
  // Never read from HTML: a pasted copy must not carry anchors.
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes), 0],
});
