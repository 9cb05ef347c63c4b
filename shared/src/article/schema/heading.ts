// Subheadings inside a section, of two levels: the article's headline is level 1 of the page, a section's label 2.
import { Heading as TiptapHeading } from '@tiptap/extension-heading';
import { integer } from './attributes.ts';

export const Heading = TiptapHeading.extend({
  addAttributes() {
    return { level: { default: 2, rendered: false, validate: integer(2, 3) } };
  },
  parseHTML() {
    return [
      { tag: 'h1', attrs: { level: 2 } },
      { tag: 'h2', attrs: { level: 2 } },
      { tag: 'h3', attrs: { level: 3 } },
      { tag: 'h4', attrs: { level: 3 } },
      { tag: 'h5', attrs: { level: 3 } },
      { tag: 'h6', attrs: { level: 3 } },
    ];
  },
}).configure({ levels: [2, 3] });
