// An image in the text, with what readers who don't see it are told, its caption and who made it.
import { mergeAttributes, Node } from '@tiptap/core';
import { identifier, text } from './attributes.ts';
import type { ParsedElement } from './parsed-element.ts';

/** The attributes of a figure. `media` is the id of an uploaded picture. */
export interface FigureAttributes {
  media: string;
  alt: string;
  caption: string;
  credit: string;
}

const fromData = (name: string) => (element: ParsedElement) => element.getAttribute(`data-${name}`) ?? '';

export const Figure = Node.create({
  name: 'figure',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      // Without a default: a figure without its picture does not exist.
      media: { validate: identifier, parseHTML: fromData('media') },
      alt: { default: '', validate: text(1000), parseHTML: fromData('alt') },
      caption: { default: '', validate: text(2000), parseHTML: fromData('caption') },
      credit: { default: '', validate: text(500), parseHTML: fromData('credit') },
    };
  },
  parseHTML: () => [{ tag: 'figure[data-media]' }],
  renderHTML({ node, HTMLAttributes }) {
    // The schema's `validate` has seen to the attributes' types.
    const { media, alt, caption, credit } = node.attrs as FigureAttributes;
    const data = { 'data-media': media, 'data-alt': alt, 'data-caption': caption, 'data-credit': credit };
    const { media: _media, alt: _alt, caption: _caption, credit: _credit, ...rest } = HTMLAttributes;
    const words = [caption, credit].filter(Boolean).join(' ');
    const image = ['img', { src: `/media/${media}`, alt }] as const;
    return words === ''
      ? ['figure', mergeAttributes(rest, data), image]
      : ['figure', mergeAttributes(rest, data), image, ['figcaption', {}, words]];
  },
});
