// An image in the text, with what readers who don't see it read, its caption and who made it. In the shared document these
// words are texts of their own inside the figure, so that several people can write in them at once. Everywhere else they are
// attributes (see picture-texts.ts): in the canonical form, in revisions, files and imports.
import { mergeAttributes, Node } from '@tiptap/core';
import { Fragment, type Node as ProseMirrorNode, type Schema } from '@tiptap/pm/model';
import { pictureTextLimits } from '../content.ts';
import {
  dataOf,
  type PictureSetting,
  pictureSettingNames,
  pictureSettings,
  settingsIn,
} from '../picture-settings.ts';
import { figureTexts, type PictureTexts } from '../picture-texts.ts';
import { identifier, text } from './attributes.ts';
import type { ParsedElement } from './parsed-element.ts';

/** The attributes of a figure. `media` is the id of an uploaded picture; settings are null where nothing is said. */
export interface FigureAttributes extends PictureTexts, Record<PictureSetting, string | null> {
  media: string;
}

const fromData = (name: string) => (element: ParsedElement) => element.getAttribute(`data-${name}`) ?? '';
const none = () => '';

const settings = Object.fromEntries(
  pictureSettingNames.map((name) => [
    name,
    {
      default: null,
      validate: (value: unknown) => {
        if (value !== null && !pictureSettings[name](value)) throw new RangeError(`not a picture’s ${name}`);
      },
      parseHTML: (element: ParsedElement) =>
        settingsIn((one) => (one === name ? element.getAttribute(dataOf(name)) : null))[name] ?? null,
      renderHTML: (attributes: Record<string, unknown>) =>
        typeof attributes[name] === 'string' ? { [dataOf(name)]: attributes[name] } : {},
    },
  ]),
);

export const Figure = Node.create({
  name: 'figure',
  group: 'block',
  // Each at most once. Those that lack are put in by the server when it next opens the article: a stricter rule would cost
  // the whole figure where two people's changes leave it with less.
  content: 'figureCaption? figureCredit? figureAlt?',
  isolating: true,
  draggable: true,
  addAttributes() {
    return {
      // Without a default: a figure without its picture does not exist.
      media: { validate: identifier, parseHTML: fromData('media') },
      alt: { default: '', validate: text(pictureTextLimits.alt), parseHTML: none },
      caption: { default: '', validate: text(pictureTextLimits.caption), parseHTML: none },
      credit: { default: '', validate: text(pictureTextLimits.credit), parseHTML: none },
      ...settings,
    };
  },
  parseHTML: () => [
    { tag: 'figure[data-media]', getContent: (element, schema) => textsFromData(element, schema) },
  ],
  renderHTML({ node, HTMLAttributes }) {
    const { alt, caption, credit } = pictureTextsIn(node);
    const media = String(node.attrs.media);
    const data = { 'data-media': media, 'data-alt': alt, 'data-caption': caption, 'data-credit': credit };
    const { media: _media, alt: _alt, caption: _caption, credit: _credit, ...rest } = HTMLAttributes;
    const words = [caption, credit].filter(Boolean).join(' ');
    const image = ['img', { src: `/media/${media}`, alt }] as const;
    return words === ''
      ? ['figure', mergeAttributes(rest, data), image]
      : ['figure', mergeAttributes(rest, data), image, ['figcaption', {}, words]];
  },
});

/** The figure's words as nodes: one line of plain text each. Of marks only the places of comments go there. */
export const FigureTexts = figureTexts.map(({ type }) =>
  Node.create({
    name: type,
    content: 'text*',
    marks: 'anchor',
    isolating: true,
    selectable: false,
    renderHTML: () => ['p', 0],
  }),
);

/** A figure's words, whichever form they have. */
export function pictureTextsIn(figure: ProseMirrorNode): PictureTexts {
  // The schema's `validate` has seen to the attributes' types.
  const { alt, caption, credit } = figure.attrs as FigureAttributes;
  const texts: PictureTexts = { alt, caption, credit };
  figure.forEach((child) => {
    const found = figureTexts.find(({ type }) => type === child.type.name);
    if (found) texts[found.field] = child.textContent;
  });
  return texts;
}

/** A new figure's texts. */
export function figureContent(schema: Schema, words: Partial<PictureTexts> = {}): ProseMirrorNode[] {
  return figureTexts.map(({ type, field }) => {
    const said = words[field] ?? '';
    return schema.node(type, null, said === '' ? [] : [schema.text(said)]);
  });
}

function textsFromData(element: unknown, schema: Schema): Fragment {
  // A rule for a tag is asked of elements only.
  const of = (field: string) => fromData(field)(element as ParsedElement);
  const words = { alt: of('alt'), caption: of('caption'), credit: of('credit') };
  return Fragment.fromArray(figureContent(schema, words));
}
