// What a web page says of its article, apart from the text: in its head (Open Graph and other meta elements), in JSON-LD
// (schema.org) and in attributes of its elements (microdata, `rel=author`).
import { fittingTexts } from '../search-and-social.ts';
import { jsonLdFacts } from './html-json-ld.ts';
import { machineParts } from './html-machine.ts';
import { ownArticle } from './html-own.ts';
import { isWebPage } from './html-page.ts';
import {
  allElements,
  attributeOf,
  elementsOf,
  findElement,
  type HtmlElement,
  isBlock,
  rawText,
} from './html-tree.ts';
import type { FoundFacts } from './pieces.ts';

/** The facts; none where the HTML is no page but a piece of one. */
export function pageFacts(root: HtmlElement): FoundFacts {
  const machine = machineParts(root);
  // Which words these are is not carried into an import.
  const stated: Pick<FoundFacts, 'machineMade'> =
    machine === 'none' ? {} : { machineMade: machine === 'all' ? 'all' : 'part' };
  return { ...factsIn(root), ...stated };
}

function factsIn(root: HtmlElement): Omit<FoundFacts, 'machineMade'> {
  const meta = metaOf(root);
  if (ownArticle(root)) return ownFacts(meta, canonicalIn(root));
  if (!isWebPage(root)) return {};
  const stated = jsonLdFacts(root);
  const facts: Omit<FoundFacts, 'machineMade'> = {
    headline: headlineOf(root, [
      stated.headline,
      meta.get('dc.title') ?? meta.get('dc:title') ?? meta.get('dcterms.title'),
      meta.get('parsely-title'),
      meta.get('og:title'),
      itemText(root, 'headline'),
      meta.get('twitter:title'),
      meta.get('weibo:article:title'),
      ownTitle(root),
    ]),
    dek: shownText(root, [
      stated.dek,
      itemText(root, 'alternativeHeadline'),
      stated.description,
      meta.get('og:description'),
      meta.get('description'),
    ]),
    byline: bylineIn(root, stated.authors, meta),
    language: attributeOf(root, 'lang')?.trim(),
    tags: tagsIn(meta, stated.tags),
    siteSection: stated.section ?? meta.get('article:section'),
    published: dateOf([
      stated.published,
      meta.get('article:published_time'),
      meta.get('parsely-pub-date'),
      itemDate(root),
      meta.get('date') ?? meta.get('dc.date'),
    ]),
    embargo: dateOf([meta.get('embargo')]),
    image: addressOf(meta.get('og:image') ?? meta.get('twitter:image') ?? stated.image),
  };
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined && value.length > 0),
  ) as FoundFacts;
}

/** Of a page that left a desk: its text says the rest by roles of its own. */
function ownFacts(meta: ReadonlyMap<string, string>, canonical: string | undefined): FoundFacts {
  const tags = meta.get('article:tag')?.split('\n');
  const embargo = dateOf([meta.get('embargo')]);
  const siteSection = meta.get('article:section');
  return {
    ...(tags ? { tags } : {}),
    ...(siteSection === undefined ? {} : { siteSection }),
    ...(embargo === undefined ? {} : { embargo }),
    ...fittingTexts({
      searchTitle: meta.get('og:title'),
      searchDescription: meta.get('description'),
      canonical,
    }),
  };
}

function canonicalIn(root: HtmlElement): string | undefined {
  for (const element of allElements(root))
    if (element.tagName === 'link' && attributeOf(element, 'rel') === 'canonical')
      return addressOf(attributeOf(element, 'href') ?? undefined);
  return undefined;
}

/** The meta elements by name or property, the first of each; `article:tag` may come again. */
function metaOf(root: HtmlElement): Map<string, string> {
  const meta = new Map<string, string>();
  for (const element of allElements(root)) {
    if (element.tagName !== 'meta') continue;
    const content = tidy(attributeOf(element, 'content') ?? '');
    const names = `${attributeOf(element, 'property') ?? ''} ${attributeOf(element, 'name') ?? ''}`;
    for (const name of names.toLowerCase().split(/\s+/)) {
      if (name === '' || content === '') continue;
      if (name === 'article:tag') meta.set(name, [meta.get(name), content].filter(Boolean).join('\n'));
      else if (!meta.has(name)) meta.set(name, content);
    }
  }
  return meta;
}

function ownTitle(root: HtmlElement): string | undefined {
  const title = findElement(root, 'title');
  return title ? tidy(rawText(title)) : undefined;
}

const longest = 300;

/**
 * The headline: a heading of the page that says what the page says of itself, or that without the name of the site. A
 * page's title alone may be any of its parts, so a heading with the same words goes before it.
 */
function headlineOf(root: HtmlElement, said: readonly (string | undefined)[]): string | undefined {
  const titles = said
    .filter((title) => title !== undefined)
    .map(tidy)
    .filter((title) => title !== '');
  const headings = [...allElements(root)]
    .filter(({ tagName }) => /^h[1-3]$/.test(tagName))
    .map((heading) => ({ text: tidy(rawText(heading)), first: heading.tagName === 'h1' }))
    .filter(({ text }) => text !== '' && text.length <= longest);
  for (const title of titles) {
    const same = headings.find(({ text }) => folded(text) === folded(title));
    if (same) return same.text;
  }
  const [only, ...more] = headings.filter(({ first }) => first);
  for (const title of titles) {
    // The site, a series or a book may be named in a heading too, and mostly in fewer words.
    const part = longestOf(headings.filter(({ text }) => isPartOf(text, title)).map(({ text }) => text));
    if (part !== undefined) return part;
    // The one first heading may be worded otherwise than what is shown to search engines.
    if (only && more.length === 0 && sharedWords(only.text, title) >= 0.6) return only.text;
  }
  const [first] = titles;
  return first === undefined ? undefined : withoutSite(first).slice(0, longest);
}

const separator = /\s+[|–—·»«@:/\\>-]+\s+|\s*[|»]\s*/;

/** Whether a heading is all of a page's title but the site's or the department's name. */
function isPartOf(heading: string, title: string): boolean {
  const parts = title.split(separator);
  const plain = folded(heading);
  return (
    plain.length >= 10 &&
    (parts.some((part) => folded(part) === plain) ||
      (folded(title).startsWith(plain) && plain.length * 2 >= folded(title).length))
  );
}

/** The longest part of a title whose other parts are short: names of the site and its departments. */
function withoutSite(title: string): string {
  const parts = title.split(/\s+[|–—·»]\s+|\s+-\s+(?=[^-]*$)/);
  const longestPart = longestOf(parts) ?? '';
  return longestPart.split(' ').length >= 4 && longestPart.length * 2 > title.length ? longestPart : title;
}

/** The first of the longest. */
function longestOf(texts: readonly string[]): string | undefined {
  return texts.reduce<string | undefined>(
    (best, text) => (best === undefined || text.length > best.length ? text : best),
    undefined,
  );
}

function sharedWords(a: string, b: string): number {
  const [first, second] = [a, b].map((text) => new Set(folded(text).split(' ')));
  if (!first || !second) return 0;
  return [...first].filter((word) => second.has(word)).length / Math.max(1, first.size, second.size);
}

/** The first of the texts that a reader sees on the page as a line of its own: others are for search engines alone. */
function shownText(root: HtmlElement, said: readonly (string | undefined)[]): string | undefined {
  const wanted = said.filter((text) => text !== undefined && text.length >= 20 && text.length <= longest);
  if (wanted.length === 0) return undefined;
  const lines = new Set(
    [...allElements(root)]
      .filter(({ tagName }) => /^(p|div|h[2-6]|span|strong|em|header)$/.test(tagName))
      .filter(({ childNodes }) => childNodes.length <= 5)
      .map((element) => folded(rawText(element))),
  );
  return wanted.find((text) => text !== undefined && lines.has(folded(text)));
}

function bylineIn(
  root: HtmlElement,
  authors: readonly string[],
  meta: ReadonlyMap<string, string>,
): string | undefined {
  const named = [
    ...authors,
    ...(authors.length > 0
      ? []
      : [
          meta.get('author') ??
            meta.get('parsely-author') ??
            meta.get('dc.creator') ??
            meta.get('article:author'),
        ]),
  ];
  const site = folded(meta.get('og:site_name') ?? '');
  const names = named.filter((name) => name !== undefined && isName(name) && folded(name) !== site);
  if (names.length > 0) return [...new Set(names)].join(', ');
  return markedName(root, root);
}

/** The first name that a page marks as its author's and that is no part of a sentence: who is written about is no author. */
function markedName(element: HtmlElement, block: HtmlElement): string | undefined {
  const marked =
    (attributeOf(element, 'rel') ?? '').split(/\s+/).includes('author') ||
    attributeOf(element, 'itemprop') === 'author';
  if (marked && element.tagName !== 'link' && element.tagName !== 'meta') {
    const text = itemText(element, 'name') ?? tidy(rawText(element));
    if (isName(text) && !isInSentence(text, tidy(rawText(block)))) return text;
  }
  const around = isBlock(element) ? element : block;
  for (const child of elementsOf(element)) {
    const name = markedName(child, around);
    if (name !== undefined) return name;
  }
  return undefined;
}

function isInSentence(name: string, text: string): boolean {
  const before = text.slice(0, Math.max(0, text.indexOf(name))).trim();
  const leadsToByline = /^(\p{L}+\s+)?(by|von)$/iu.test(before);
  return /\s/.test(before) && !leadsToByline && /[.!?…]["“”’»«]?$/.test(text);
}

function isName(text: string): boolean {
  return text !== '' && text.length <= 100 && /\p{L}/u.test(text) && !/^https?:|[<>{}]/.test(text);
}

function tagsIn(meta: ReadonlyMap<string, string>, stated: readonly string[]): string[] | undefined {
  const tags = meta.get('article:tag')?.split('\n') ?? [];
  const words = meta.get('news_keywords') ?? meta.get('keywords') ?? '';
  const all = [...tags, ...stated, ...(tags.length + stated.length > 0 ? [] : words.split(','))].map(tidy);
  const fitting = [...new Set(all)].filter((tag) => tag !== '' && tag.length <= 60).slice(0, 20);
  return fitting.length > 0 ? fitting : undefined;
}

function dateOf(said: readonly (string | undefined)[]): string | undefined {
  return said.find(
    (text) => text !== undefined && /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text)),
  );
}

function itemDate(root: HtmlElement): string | undefined {
  for (const element of allElements(root)) {
    if (attributeOf(element, 'itemprop') !== 'datePublished' && attributeOf(element, 'pubdate') === null)
      continue;
    const date = attributeOf(element, 'datetime') ?? attributeOf(element, 'content');
    if (date) return date.trim();
  }
  return undefined;
}

/** The text of the first element with this `itemprop` whose words a reader sees. */
function itemText(root: HtmlElement, name: string): string | undefined {
  for (const element of allElements(root)) {
    if (attributeOf(element, 'itemprop') !== name) continue;
    const text = tidy(rawText(element)) || tidy(attributeOf(element, 'content') ?? '');
    if (text !== '' && text.length <= longest) return text;
  }
  return undefined;
}

function addressOf(text: string | undefined): string | undefined {
  const address = text?.startsWith('//') ? `https:${text}` : text;
  return address !== undefined && /^https?:\/\//i.test(address) && URL.canParse(address)
    ? address
    : undefined;
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Letters and digits alone, so that typography and signs make no difference. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
