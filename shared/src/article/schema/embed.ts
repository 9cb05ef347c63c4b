// Something from elsewhere, shown in a frame once the reader asks for it.
import { mergeAttributes, Node } from '@tiptap/core';
import { embeddable } from './embed-hosts.ts';
import type { ParsedElement } from './parsed-element.ts';

export const Embed = Node.create({
  name: 'embed',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      url: {
        validate: (value: unknown) => {
          if (typeof value !== 'string' || !embeddable(value))
            throw new RangeError('not an address that can be embedded');
        },
        parseHTML: (element: ParsedElement) => element.getAttribute('data-url') ?? '',
      },
    };
  },
  parseHTML: () => [
    {
      tag: 'div[data-embed]',
      getAttrs: (element) => (embeddable(element.getAttribute('data-url') ?? '') ? null : false),
    },
  ],
  renderHTML({ node, HTMLAttributes }) {
    const { url: _url, ...rest } = HTMLAttributes;
    const { url } = node.attrs as { url: string };
    return [
      'div',
      mergeAttributes(rest, { 'data-embed': '', 'data-url': url }),
      ['a', { href: url, rel: 'noopener' }, url],
    ];
  },
});
