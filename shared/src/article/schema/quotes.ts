// Quotes: somebody's words with where they come from, and the pull quote, which repeats the article's own words large.
import { mergeAttributes, Node } from '@tiptap/core';
import { Blockquote as TiptapBlockquote } from '@tiptap/extension-blockquote';
import { text } from './attributes.ts';
import type { ParsedElement } from './parsed-element.ts';

export const Blockquote = TiptapBlockquote.extend({
  content: '(paragraph | bulletList | orderedList)+',
  addAttributes() {
    return {
      source: {
        default: '',
        validate: text(300),
        parseHTML: (element: ParsedElement) => element.getAttribute('data-source') ?? '',
        renderHTML: ({ source }: { source?: string }) => (source ? { 'data-source': source } : {}),
      },
    };
  },
});

export const PullQuote = Node.create({
  name: 'pullQuote',
  group: 'block',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'aside[data-pull-quote]' }],
  renderHTML: ({ HTMLAttributes }) => [
    'aside',
    mergeAttributes(HTMLAttributes, { 'data-pull-quote': '' }),
    0,
  ],
});
