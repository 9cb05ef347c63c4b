// The quotation marks that a browser writes around `q`: those of the language that the element is in.
import type { Language } from '../../language.ts';
import { attributeOf, type HtmlElement, isElement, textOf } from './html-tree.ts';

type Marks = readonly [open: string, close: string];

/** Outer and inner ones. Of languages that are not here, those of English are taken. */
const marks: Record<string, readonly [Marks, Marks] | undefined> = {
  en: [
    ['“', '”'],
    ['‘', '’'],
  ],
  de: [
    ['„', '“'],
    ['‚', '‘'],
  ],
  cs: [
    ['„', '“'],
    ['‚', '‘'],
  ],
  da: [
    ['„', '“'],
    ['‚', '‘'],
  ],
  pl: [
    ['„', '”'],
    ['«', '»'],
  ],
  nl: [
    ['“', '”'],
    ['‘', '’'],
  ],
  sv: [
    ['”', '”'],
    ['’', '’'],
  ],
  fi: [
    ['”', '”'],
    ['’', '’'],
  ],
  fr: [
    ['«\u202f', '\u202f»'],
    ['“', '”'],
  ],
  it: [
    ['«', '»'],
    ['“', '”'],
  ],
  es: [
    ['«', '»'],
    ['“', '”'],
  ],
  pt: [
    ['“', '”'],
    ['‘', '’'],
  ],
  ru: [
    ['«', '»'],
    ['„', '“'],
  ],
  uk: [
    ['«', '»'],
    ['„', '“'],
  ],
};

export function writeQuotationMarks(root: HtmlElement, language: Language): void {
  const walk = (element: HtmlElement, outer: string, depth: number): void => {
    const spoken = attributeOf(element, 'lang')?.slice(0, 2).toLowerCase() ?? '';
    const inner = marks[spoken] ? spoken : outer;
    const within = element.tagName === 'q' ? depth + 1 : depth;
    for (const child of element.childNodes) if (isElement(child)) walk(child, inner, within);
    if (element.tagName !== 'q') return;
    const [open, close] = marks[inner]?.[depth % 2] ?? ['“', '”'];
    element.childNodes = [textOf(open), ...element.childNodes, textOf(close)];
  };
  walk(root, language, 0);
}
