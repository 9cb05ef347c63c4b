// Which formatting an HTML element gives its text, by its name or by the style that word processors write.
import type { NodeJson } from '../content.ts';
import { isSafeLink } from '../schema/attributes.ts';
import { attributeOf, type HtmlElement } from './html-tree.ts';

type Marks = NonNullable<NodeJson['marks']>;

const names: Record<string, string | undefined> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  cite: 'italic',
  dfn: 'italic',
  var: 'italic',
  s: 'strike',
  del: 'strike',
  strike: 'strike',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  tt: 'code',
  sub: 'subscript',
  sup: 'superscript',
};

const order = ['link', 'bold', 'italic', 'strike', 'code', 'subscript', 'superscript'];

/** The marks of text in the element, from those around it: in one order, each once, as the schema allows them. */
export function marksWithin(element: HtmlElement, outer: Marks): Marks {
  const marks = new Map(outer.map((mark) => [mark.type, mark]));
  const name = names[element.tagName];
  if (name) marks.set(name, { type: name });
  // A heading is bold by being one.
  if (!/^h[1-6]$/.test(element.tagName)) styleMarks(attributeOf(element, 'style') ?? '', marks);
  const href = element.tagName === 'a' ? attributeOf(element, 'href')?.trim() : undefined;
  // A place within the page that was left behind is no place in the article.
  if (href && !href.startsWith('#') && isSafeLink(href)) marks.set('link', { type: 'link', attrs: { href } });
  // Code bears no other mark, and where a link leads is worth more than its typeface.
  if (marks.has('code')) {
    const link = marks.get('link');
    return link ? [link] : [{ type: 'code' }];
  }
  return order.flatMap((type) => marks.get(type) ?? []);
}

function styleMarks(style: string, marks: Map<string, Marks[number]>): void {
  if (style === '') return;
  const value = (property: string) =>
    new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`, 'i').exec(style)?.[1]?.trim().toLowerCase();
  const weight = value('font-weight');
  if (weight === 'bold' || weight === 'bolder' || Number(weight) >= 600) marks.set('bold', { type: 'bold' });
  else if (weight !== undefined) marks.delete('bold');
  const slant = value('font-style');
  if (slant === 'italic' || slant === 'oblique') marks.set('italic', { type: 'italic' });
  else if (slant === 'normal') marks.delete('italic');
  if (value('text-decoration(?:-line)?')?.includes('line-through')) marks.set('strike', { type: 'strike' });
  const align = value('vertical-align');
  if (align === 'super') marks.set('superscript', { type: 'superscript' });
  if (align === 'sub') marks.set('subscript', { type: 'subscript' });
}
