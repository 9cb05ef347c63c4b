// Titles, subtitles, headings and quotes that word processors name by a class or a role, as the elements that HTML has.
import {
  allElements,
  attributeOf,
  classesOf,
  element,
  elementsOf,
  type HtmlElement,
  type HtmlNode,
  isElement,
  setAttribute,
  textIn,
} from './html-tree.ts';

export function nameOfficeBlocks(root: HtmlElement): void {
  for (const block of [...allElements(root)]) {
    if (attributeOf(block, 'role') === 'heading') nameHeading(block);
    const part = titlePart(block);
    if (part !== null) setAttribute(block, 'class', part);
    if (elementsOf(block).some((child) => quoteStyle(child) !== null)) joinQuotes(block);
  }
}

function nameHeading(block: HtmlElement): void {
  const level = /^[1-6]$/.exec(attributeOf(block, 'aria-level') ?? '')?.[0];
  if (level === undefined || !['p', 'div'].includes(block.tagName)) return;
  block.tagName = `h${level}`;
  block.nodeName = block.tagName;
}

/** Google Docs numbers its other classes; on a page that somebody wrote, `title` says little. */
function titlePart(block: HtmlElement): 'document-title' | 'subtitle' | null {
  if (!/^(p|h[1-6])$/.test(block.tagName)) return null;
  const classes = classesOf(block);
  const google = classes.some((name) => /^c\d+$/.test(name));
  if (classes.includes('MsoTitle') || (google && classes.includes('title'))) return 'document-title';
  if (classes.some((name) => /^MsoTitleCxSp/.test(name))) return 'document-title';
  if (classes.includes('MsoSubtitle') || (google && classes.includes('subtitle'))) return 'subtitle';
  return null;
}

type QuoteStyle = 'blockquote' | 'aside';

function quoteStyle({ tagName, ...rest }: HtmlElement): QuoteStyle | null {
  if (tagName !== 'p') return null;
  const classes = classesOf({ tagName, ...rest });
  if (classes.some((name) => /^MsoQuote/.test(name))) return 'blockquote';
  return classes.some((name) => /^MsoIntenseQuote/.test(name)) ? 'aside' : null;
}

/** Paragraphs in a row that are styled as quotes are one. */
function joinQuotes(parent: HtmlElement): void {
  const result: HtmlNode[] = [];
  let style: QuoteStyle | null = null;
  let quote: HtmlElement | null = null;
  for (const child of parent.childNodes) {
    const own = isElement(child) ? quoteStyle(child) : null;
    if (own !== null) {
      if (own !== style || !quote) {
        quote = element(own, own === 'aside' ? { class: 'pull-quote' } : {}, []);
        result.push(quote);
      }
      quote.childNodes.push(child);
      style = own;
    } else if (style === null || textIn(child)?.trim() !== '') {
      // Blanks between paragraphs end nothing.
      style = null;
      result.push(child);
    }
  }
  parent.childNodes = result;
}
