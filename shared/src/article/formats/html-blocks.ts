// Elements of HTML that are more than lines: lists, tables, quotes, code, frames, figures.
import { cleanFileText } from '../../text/characters.ts';
import type { NodeJson } from '../content.ts';
import { isSafeLink } from '../schema/attributes.ts';
import { embeddable } from '../schema/embed-hosts.ts';
import { type Found, line } from './found.ts';
import { isItem, textBlocks } from './found-blocks.ts';
import type { BlockParts } from './html-block-parts.ts';
import { figureFrom, pictureBox, pictureParagraph } from './html-figures.ts';
import { listFrom } from './html-lists.ts';
import { dataTable } from './html-tables.ts';
import {
  allElements,
  attributeOf,
  elementsOf,
  findElement,
  type HtmlElement,
  isBlock,
  rawText,
} from './html-tree.ts';
import { inlineText, textNode } from './inline.ts';

/** The block that an element is. Null where it is none or, on a closer look, only something around lines. */
export function blockFrom(element: HtmlElement, parts: BlockParts): Found[] | null {
  return (
    (pullQuoteClass(element) && pullQuoteFrom(element, parts)) ||
    (blocks[element.tagName]?.(element, parts) ?? null)
  );
}

const blocks: Record<string, ((element: HtmlElement, parts: BlockParts) => Found[] | null) | undefined> = {
  ul: (element, { read }) => listFrom(element, read),
  ol: (element, { read }) => listFrom(element, read),
  table: (element, { read }) => dataTable(element, read),
  blockquote: quoteFrom,
  hr: () => [{ type: 'block', block: { type: 'horizontalRule' } }],
  pre: codeFrom,
  iframe: frameFrom,
  figure: figureFrom,
  div: (element, parts) => ownEmbed(element) ?? addressAlone(element) ?? pictureBox(element, parts),
  p: (element, parts) => (parts.isOwn ? null : addressAlone(element)) ?? pictureParagraph(element, parts),
  'lite-youtube': videoFrom,
  'amp-youtube': videoFrom,
};

function ownEmbed(element: HtmlElement): Found[] | null {
  const url = attributeOf(element, 'data-embed') === null ? null : attributeOf(element, 'data-url');
  return url !== null && embeddable(url) ? [embed(url)] : null;
}

/** An address alone on its line, as Markdown and several systems have embeds. */
function addressAlone(element: HtmlElement): Found[] | null {
  const text = rawText(element).trim();
  if (!/^https:\S+$/.test(text) || elementsOf(element).some(isBlock) || !embeddable(text)) return null;
  return [embed(text)];
}

function videoFrom(element: HtmlElement): Found[] | null {
  const id = attributeOf(element, 'videoid') ?? attributeOf(element, 'data-videoid') ?? '';
  const url = `https://www.youtube.com/watch?v=${id}`;
  return embeddable(url) ? [embed(url)] : null;
}

function embed(url: string): Found {
  return { type: 'block', block: { type: 'embed', attrs: { url } } };
}

/** Words of a page that a designer set large: short, and named so. */
function pullQuoteClass(element: HtmlElement): boolean {
  if (!['aside', 'figure', 'blockquote', 'div'].includes(element.tagName)) return false;
  if (attributeOf(element, 'data-pull-quote') !== null) return true;
  return /(^|[\s_-])pull-?quote([\s_-]|$)/i.test(attributeOf(element, 'class') ?? '');
}

function pullQuoteFrom(element: HtmlElement, { read }: BlockParts): Found[] | null {
  if (findElement(element, 'img', 'table', 'ul', 'ol', 'h1', 'h2')) return null;
  return read(element).map((found) => {
    if (found.type !== 'line') return found;
    const { leftOut } = found;
    const quote: Found = { type: 'block', block: { type: 'pullQuote', content: found.inline } };
    return leftOut ? { ...quote, leftOut } : quote;
  });
}

function quoteFrom(element: HtmlElement, { read }: BlockParts): Found[] {
  const inner = read(element);
  const posted = postAddress(element);
  const after = posted === null ? [] : [embed(posted)];
  const last = inner.at(-1);
  const lastText = last?.type === 'line' ? inlineText(last.inline) : '';
  const named = findElement(element, 'footer', 'cite');
  // The source stands last: behind a dash, or in an element that says so.
  const signed =
    inner.length > 1 &&
    lastText !== '' &&
    (/^[—–]\s*\S/.test(lastText) || (named !== null && sameText(rawText(named), lastText)));
  const source = signed ? lastText.replace(/^[—–]\s*/, '') : (attributeOf(element, 'data-source') ?? '');
  const quoted = signed ? inner.slice(0, -1) : inner;
  const content = textBlocks(quoted);
  if (content === null || content.length === 0 || source.length > 300) return [...inner, ...after];
  const [only] = quoted;
  if (only?.type === 'line' && !isItem(only) && quoted.length === 1)
    return [line({ is: 'quote', source }, only.inline), ...after];
  return [{ type: 'block', block: { type: 'blockquote', attrs: { source }, content } }, ...after];
}

/** The address of the post that a quote stands for until a script has loaded it. */
function postAddress(element: HtmlElement): string | null {
  const name = attributeOf(element, 'class') ?? '';
  if (!/(^|\s)(twitter-tweet|twitter-video|instagram-media)(\s|$)/.test(name)) return null;
  const permalink = attributeOf(element, 'data-instgrm-permalink');
  const links = [...allElements(element)].flatMap((one) => attributeOf(one, 'href') ?? []);
  return [...(permalink ? [permalink] : []), ...links.reverse()].find((url) => embeddable(url)) ?? null;
}

function sameText(a: string, b: string): boolean {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
  return plain(a) === plain(b);
}

function codeFrom(element: HtmlElement): Found[] {
  const code = findElement(element, 'code') ?? element;
  const text = cleanFileText(rawText(element))
    .replace(/\r\n?/g, '\n')
    .replace(/^\n+|\s+$/g, '');
  const language =
    /(?:^|\s)language-([\w+#.-]{1,40})(?:\s|$)/.exec(attributeOf(code, 'class') ?? '')?.[1] ?? null;
  if (text === '') return [];
  const block: NodeJson = { type: 'codeBlock', attrs: { language }, content: [textNode(text)] };
  return [{ type: 'block', block }];
}

function frameFrom(element: HtmlElement): Found[] {
  const lazy = attributeOf(element, 'data-src') ?? attributeOf(element, 'data-lazy-src');
  const written = attributeOf(element, 'src')?.trim() ?? '';
  const address = (/^(about:|$)/.test(written) && lazy ? lazy : written).trim();
  const url = address.startsWith('//') ? `https:${address}` : address;
  if (embeddable(url)) return [embed(url)];
  if (!/^https?:/.test(url) || !isSafeLink(url)) return [];
  const text = attributeOf(element, 'title')?.trim() || url;
  return [line({ is: 'plain' }, [textNode(text, [{ type: 'link', attrs: { href: url } }])])];
}
