// The schema of headline, dek and the texts of the lead image: one line of text without marks. A document holds several lines
// only where two people wrote at once into an empty one; readers join them.
import { Node } from '@tiptap/core';
import { Document } from '@tiptap/extension-document';

export const LineDocument = Document.extend({ content: 'line*' });

export const Line = Node.create({
  name: 'line',
  content: 'text*',
  marks: '',
  parseHTML: () => [{ tag: 'p' }, { tag: 'div' }, { tag: 'h1' }, { tag: 'h2' }],
  renderHTML: () => ['div', 0],
});
