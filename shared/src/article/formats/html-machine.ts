// What HTML says of a machine that made its text, by IPTC's term `digitalSourceType`: in its head, in JSON-LD of its article,
// and on elements of a text that left a program which writes it there.
import { sourceTypeIn } from '../picture-settings.ts';
import { jsonLdFacts } from './html-json-ld.ts';
import { allElements, attributeOf, type HtmlElement, rawText } from './html-tree.ts';

const property = /(?:^|[.:/#])digital-?source-?type$/i;

/** What of the text a machine made: all of it, the texts of these elements, or nothing. */
export type MachineParts = 'all' | string[];

/** Pictures that a machine made say so on themselves, and that says nothing of the text around them. */
export function machineParts(root: HtmlElement): MachineParts {
  const elements = [...allElements(root)];
  const meta = elements.filter(({ tagName }) => tagName === 'meta' || tagName === 'link');
  const stated = meta.some((element) => {
    const name = ['name', 'property', 'itemprop', 'rel'].map((one) => attributeOf(element, one) ?? '');
    const value = attributeOf(element, 'content') ?? attributeOf(element, 'href');
    return name.some((one) => property.test(one)) && sourceTypeIn(value) !== null;
  });
  if (stated || sourceTypeIn(jsonLdFacts(root).digitalSourceType) !== null) return 'all';
  return elements.flatMap((element) => {
    if (element.tagName === 'img' || element.tagName === 'figure') return [];
    if (sourceTypeIn(attributeOf(element, 'data-digital-source-type')) === null) return [];
    const text = rawText(element).trim();
    return text === '' ? [] : [text];
  });
}
