// The words of a picture in the text, in their two forms: attributes of the figure, as in all content that is read, hashed,
// published or imported, and texts of their own within it, as in the shared document.
import { type NodeJson, pictureTextLimits } from './content.ts';

/** What is said of a picture. */
export interface PictureTexts {
  alt: string;
  caption: string;
  credit: string;
}

/** The nodes that hold a figure's words in the shared document, in their order, and the attribute that each stands for. */
export const figureTexts = [
  { type: 'figureCaption', field: 'caption' },
  { type: 'figureCredit', field: 'credit' },
  { type: 'figureAlt', field: 'alt' },
] as const satisfies readonly { type: string; field: keyof PictureTexts }[];

const limits: ReadonlyMap<string, number> = new Map(
  figureTexts.map(({ type, field }) => [type, pictureTextLimits[field]]),
);

/** Whether nodes of this type hold a figure's words. */
export function isFigureText(type: string): boolean {
  return limits.has(type);
}

/** How long the text of a node of this type may be; undefined where no bound of its own holds. */
export function textLimitOf(type: string): number | undefined {
  return limits.get(type);
}

/** A figure's words, whichever form they have. */
export function pictureTextsOf({ attrs, content }: NodeJson): PictureTexts {
  const texts = { alt: '', caption: '', credit: '' };
  for (const { type, field } of figureTexts) {
    const node = content?.find((child) => child.type === type);
    const said = node ? (node.content ?? []).map((child) => child.text ?? '').join('') : attrs?.[field];
    if (typeof said === 'string') texts[field] = said;
  }
  return texts;
}

/** The same nodes with the words of figures as attributes: the form of all content outside of the shared document. */
export function withTextsAsAttributes(nodes: readonly NodeJson[]): NodeJson[] {
  return mapped(nodes, (figure) => {
    const { content, ...rest } = figure;
    return content === undefined ? figure : { ...rest, attrs: { ...rest.attrs, ...pictureTextsOf(figure) } };
  });
}

/** The same nodes with the words of figures as texts of their own: the form of the shared document. */
export function withTextsAsNodes(nodes: readonly NodeJson[]): NodeJson[] {
  return mapped(nodes, (figure) => {
    const words = pictureTextsOf(figure);
    const content = figureTexts.map(({ type, field }): NodeJson => {
      const there = figure.content?.find((child) => child.type === type);
      if (there) return there;
      return words[field] === '' ? { type } : { type, content: [{ type: 'text', text: words[field] }] };
    });
    return { ...figure, attrs: { ...figure.attrs, alt: '', caption: '', credit: '' }, content };
  });
}

function mapped(nodes: readonly NodeJson[], change: (figure: NodeJson) => NodeJson): NodeJson[] {
  return nodes.map((node) => {
    if (node.type === 'figure') return change(node);
    return node.content ? { ...node, content: mapped(node.content, change) } : node;
  });
}
