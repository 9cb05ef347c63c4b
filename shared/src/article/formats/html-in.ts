// HTML from web pages, mail programs and word processors. What has no place in an article is turned into what has:
// no text that a reader of the page would see is lost, and nothing else is taken over.
import type { NodeJson } from '../content.ts';
import { linesOf } from '../fit-blocks.ts';
import { isSafeLink } from '../schema/attributes.ts';
import { embeddable } from '../schema/embed-hosts.ts';
import { type Found, type FoundFile, type FoundLine, line } from './found.ts';
import { isItem, textBlocks } from './found-blocks.ts';
import { listFrom } from './html-lists.ts';
import { marksWithin } from './html-marks.ts';
import { isPictureId, pictureFrom, titleOf } from './html-pictures.ts';
import { dataTable } from './html-tables.ts';
import {
  attributeOf,
  findElement,
  type HtmlElement,
  isBlock,
  isElement,
  isUnseen,
  parseHtml,
  rawText,
} from './html-tree.ts';
import { cleanText, inlineText, textNode, tidyInline } from './inline.ts';

/**
 * The text of a page or of a pasted piece of one. Where an article element holds a good part of the page, what is around
 * it is left out as `outside-article`.
 */
export function readHtml(source: string): FoundFile {
  return { found: readPage(parseHtml(source)), facts: {}, lost: [] };
}

function readPage(root: HtmlElement): Found[] {
  const main = findElement(root, 'article') ?? findElement(root, 'main');
  if (!main || rawText(main).length * 4 < rawText(root).length) return readElement(root);
  const reader = createReader(main);
  reader.walk(root, []);
  reader.end();
  return reader.found;
}

/** What is found in one element. */
export function readElement(element: HtmlElement): Found[] {
  const reader = createReader(null);
  if (isUnseen(element)) return [];
  reader.walkChildren(element, []);
  reader.end();
  return reader.found;
}

type Marks = NonNullable<NodeJson['marks']>;

interface Reader {
  found: Found[];
  walk(element: HtmlElement, marks: Marks): void;
  walkChildren(element: HtmlElement, marks: Marks): void;
  /** Ends the line that is open. */
  end(): void;
}

function createReader(main: HtmlElement | null): Reader {
  const found: Found[] = [];
  let inline: NodeJson[] = [];
  let form: FoundLine['form'] = { is: 'plain' };
  let outside = main !== null;

  const add = (...more: Found[]) => {
    for (const one of more) found.push(outside ? { ...one, leftOut: 'outside-article' } : one);
  };
  const end = () => {
    // Two breaks in a row are how mail programs write paragraphs.
    for (const part of splitAtDoubleBreaks(inline)) {
      const content = tidyInline(part);
      if (inlineText(content).trim() !== '') add(line(form, content));
    }
    inline = [];
  };
  const within = (lineForm: FoundLine['form'], element: HtmlElement, marks: Marks) => {
    end();
    const before = form;
    form = lineForm;
    walkChildren(element, marks);
    end();
    form = before;
  };

  const walkChildren = (element: HtmlElement, marks: Marks) => {
    for (const child of element.childNodes) {
      if (isElement(child)) walk(child, marks);
      else if (child.nodeName === '#text' && 'value' in child)
        inline.push(textNode(child.value.replace(/[\n\r\f]/g, ' '), marks));
    }
  };

  const walk = (element: HtmlElement, outer: Marks) => {
    if (isUnseen(element)) return;
    if (element === main) {
      end();
      outside = false;
      walkChildren(element, outer);
      end();
      outside = true;
      return;
    }
    const marks = marksWithin(element, outer);
    const special = blocks[element.tagName]?.(element);
    if (special) {
      end();
      add(...special);
    } else if (element.tagName === 'br') {
      inline.push({ type: 'hardBreak' });
    } else if (element.tagName === 'img') {
      const picture = pictureFrom(element, { caption: titleOf(element), credit: '' });
      if (picture.length > 0) {
        end();
        add(...picture);
      }
    } else if (element.tagName === 'q') {
      inline.push(textNode('“', marks));
      walkChildren(element, marks);
      inline.push(textNode('”', marks));
    } else if (isBlock(element)) {
      within(formOf(element) ?? form, element, marks);
    } else {
      walkChildren(element, marks);
    }
  };

  return { found, walk, walkChildren, end };
}

function formOf(element: HtmlElement): FoundLine['form'] | null {
  const level = /^h([1-6])$/.exec(element.tagName)?.[1];
  const classes = attributeOf(element, 'class')?.split(/\s+/) ?? [];
  if (classes.includes('document-title')) return { is: 'title' };
  if (classes.some((name) => ['dek', 'subtitle', 'standfirst'].includes(name))) return { is: 'subtitle' };
  return level ? { is: 'heading', level: Number(level) } : null;
}

/** Elements that are more than lines. Null where one of them is, on a closer look, only something around lines. */
const blocks: Record<string, ((element: HtmlElement) => Found[] | null) | undefined> = {
  ul: (element) => listFrom(element, readElement),
  ol: (element) => listFrom(element, readElement),
  table: (element) => dataTable(element, readElement),
  blockquote: quoteFrom,
  hr: () => [{ type: 'block', block: { type: 'horizontalRule' } }],
  pre: codeFrom,
  iframe: frameFrom,
  figure: figureFrom,
  aside: (element) =>
    attributeOf(element, 'data-pull-quote') !== null ||
    /pull-?quote/.test(attributeOf(element, 'class') ?? '')
      ? readElement(element).flatMap(asPullQuote)
      : null,
  div: (element) => {
    const url = attributeOf(element, 'data-embed') === null ? null : attributeOf(element, 'data-url');
    return url !== null && embeddable(url)
      ? [{ type: 'block', block: { type: 'embed', attrs: { url } } }]
      : null;
  },
  p: (element) => {
    // An address alone on its line, as Markdown has embeds.
    const text = rawText(element).trim();
    return embeddable(text)
      ? [{ type: 'block', block: { type: 'embed', attrs: { url: text } } }]
      : pictureParagraph(element);
  },
};

function asPullQuote(found: Found): Found[] {
  return found.type === 'line'
    ? [{ type: 'block', block: { type: 'pullQuote', content: found.inline } }]
    : [found];
}

function quoteFrom(element: HtmlElement): Found[] {
  const inner = readElement(element);
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
  if (content === null || content.length === 0 || source.length > 300) return inner;
  const [only] = quoted;
  if (only?.type === 'line' && !isItem(only) && quoted.length === 1)
    return [line({ is: 'quote', source }, only.inline)];
  return [{ type: 'block', block: { type: 'blockquote', attrs: { source }, content } }];
}

function sameText(a: string, b: string): boolean {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
  return plain(a) === plain(b);
}

function codeFrom(element: HtmlElement): Found[] {
  const code = findElement(element, 'code') ?? element;
  const text = cleanText(rawText(element))
    .replace(/\r\n?/g, '\n')
    .replace(/^\n+|\s+$/g, '');
  const language =
    /(?:^|\s)language-([\w+#.-]{1,40})(?:\s|$)/.exec(attributeOf(code, 'class') ?? '')?.[1] ?? null;
  if (text === '') return [];
  return [{ type: 'block', block: { type: 'codeBlock', attrs: { language }, content: [textNode(text)] } }];
}

function frameFrom(element: HtmlElement): Found[] {
  const address = attributeOf(element, 'src')?.trim() ?? '';
  const url = address.startsWith('//') ? `https:${address}` : address;
  if (embeddable(url)) return [{ type: 'block', block: { type: 'embed', attrs: { url } } }];
  if (!/^https?:/.test(url) || !isSafeLink(url)) return [];
  const text = attributeOf(element, 'title')?.trim() || url;
  return [line({ is: 'plain' }, [textNode(text, [{ type: 'link', attrs: { href: url } }])])];
}

/** A figure with one picture and its caption; a figure around something else is only that. */
function figureFrom(element: HtmlElement): Found[] | null {
  const image = findElement(element, 'img');
  if (!image || findElement(element, 'table', 'blockquote', 'pre')) return null;
  const media = attributeOf(element, 'data-media');
  if (media !== null && isPictureId(media)) {
    // The desk's own exports name everything apart.
    const [alt, caption, credit] = [
      attributeOf(image, 'alt'),
      attributeOf(element, 'data-caption'),
      attributeOf(element, 'data-credit'),
    ].map((text) => text ?? '');
    return [{ type: 'block', block: { type: 'figure', attrs: { media, alt, caption, credit } } }];
  }
  const caption = findElement(element, 'figcaption');
  return pictureFrom(image, { caption: caption ? wordsIn(caption) : titleOf(image), credit: '' });
}

/** A picture in a paragraph of its own, perhaps with words in italics behind it: its caption, or its credit. */
function pictureParagraph(element: HtmlElement): Found[] | null {
  const parts = element.childNodes.filter(
    (child) => isElement(child) || ('value' in child && child.value.trim() !== ''),
  );
  const [image, words, ...more] = parts.filter((part) => !isElement(part) || part.tagName !== 'br');
  if (!image || !isElement(image) || image.tagName !== 'img' || more.length > 0) return null;
  const title = titleOf(image);
  if (!words) return pictureFrom(image, { caption: title, credit: '' });
  if (!isElement(words) || words.tagName !== 'em') return null;
  const said = wordsIn(words);
  const credit = creditLead.exec(said);
  if (credit) return pictureFrom(image, { caption: title, credit: said.slice(credit[0].length) });
  return pictureFrom(image, title === '' ? { caption: said, credit: '' } : { caption: title, credit: said });
}

const creditLead = /^(?:Photo|Foto|Bild):\s*/;

function wordsIn(element: HtmlElement): string {
  return readElement(element).flatMap(wordsOf).join(' ');
}

function wordsOf(found: Found): string[] {
  if (found.type === 'line') return [inlineText(found.inline)];
  return found.type === 'block' ? linesOf(found.block).map(inlineText) : [];
}

function splitAtDoubleBreaks(nodes: readonly NodeJson[]): NodeJson[][] {
  const parts: NodeJson[][] = [[]];
  let breaks = 0;
  for (const node of nodes) {
    const blank = node.type === 'text' && (node.text ?? '').trim() === '';
    breaks = node.type === 'hardBreak' ? breaks + 1 : blank ? breaks : 0;
    if (node.type === 'hardBreak' && breaks === 2) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}
