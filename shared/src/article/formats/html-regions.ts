// Which parts of a web page are its article, and for what reason others are left out at first. Two judges are asked: what
// the page names by its elements, and the main text that a library finds. What both take is the article.
import { isWebPage } from './html-page.ts';
import {
  allElements,
  attributeOf,
  elementsOf,
  findElement,
  type HtmlElement,
  isBlock,
  isElement,
  rawText,
  textIn,
} from './html-tree.ts';
import type { LeftOutReason } from './pieces.ts';

/** By block: the reason for which it is left out, or that it is not. Blocks that are not here are as those around them. */
export type Regions = ReadonlyMap<HtmlElement, LeftOutReason | 'article'>;

/** Finds the elements that hold a page's main text; null where it finds none. */
export type FindMainText = (root: HtmlElement) => ReadonlySet<HtmlElement> | null;

export function regionsOf(root: HtmlElement, findMainText: FindMainText | undefined): Regions {
  const isPage = isWebPage(root);
  const regions = new Map<HtmlElement, LeftOutReason | 'article'>();
  const main = isPage ? (findMainText?.(root) ?? null) : null;
  const said = namedArticle(root);
  // Where most of the main text stands outside of what is named, the name is another's, such as a teaser's.
  const named = said && main && ownWords(said, main) * 2 < ownWords(root, main) ? null : said;
  const whole = wordCount(rawText(named ?? root));
  const walk = (element: HtmlElement, state: LeftOutReason | 'article', isIn: boolean): void => {
    const within = isIn || element === named;
    let own = state;
    if (isBlock(element)) {
      const junk = isPage ? junkReason(element, whole) : null;
      const taken = within && (main === null || main.has(element));
      own = junk ?? (isLasting(state) ? state : taken ? 'article' : 'outside-article');
      if (own !== state) regions.set(element, own);
    }
    for (const child of elementsOf(element)) walk(child, own, within);
  };
  walk(root, 'article', named === null);
  return regions;
}

/** Within what is left out for what it is, nothing is the article. */
function isLasting(state: LeftOutReason | 'article'): boolean {
  return state !== 'article' && state !== 'outside-article';
}

/** The article element with the most text, or the main one, where it holds a good part of the page. */
function namedArticle(root: HtmlElement): HtmlElement | null {
  const total = rawText(root).length;
  const candidates = [...allElements(root)].filter(
    (element) =>
      element.tagName === 'article' || element.tagName === 'main' || attributeOf(element, 'role') === 'main',
  );
  const sized = candidates.map((element) => ({ element, size: rawText(element).length }));
  const article = sized
    .filter(({ element }) => element.tagName === 'article')
    .reduce<(typeof sized)[number] | null>((best, one) => (best && best.size >= one.size ? best : one), null);
  if (article && article.size * 4 >= total) return article.element;
  const main = sized.find(({ element, size }) => element.tagName !== 'article' && size * 4 >= total);
  return main?.element ?? null;
}

/** How many words stand in these elements themselves, as far as they are within this one. */
function ownWords(element: HtmlElement, taken: ReadonlySet<HtmlElement>): number {
  return wordCount(textWithin(element, taken));
}

function textWithin(element: HtmlElement, taken: ReadonlySet<HtmlElement>): string {
  const own = taken.has(element)
    ? element.childNodes
        .map((child) => ('value' in child && child.nodeName === '#text' ? (child.value ?? '') : ''))
        .join(' ')
    : '';
  return [own, ...elementsOf(element).map((child) => textWithin(child, taken))].join(' ');
}

function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

const kinds: { reason: LeftOutReason; name: RegExp }[] = [
  {
    reason: 'advertisement',
    name: /(^|[\s_-])(ads?|adv|advert|advertisement|advertising|anzeige|werbung|sponsored|sponsor|outbrain|taboola|dfp|adslot|adunit)([\s_-]|$)/i,
  },
  {
    reason: 'comment',
    name: /(^|[\s_-])(comments?|comment-?list|commentlist|respond|disqus|discussion|kommentare?|disqus_thread|replies)([\s_-]|$)/i,
  },
  {
    reason: 'related',
    name: /(^|[\s_-])(related|recommended|recommendations?|read-?more|readmore|more-(stories|articles|news|from|on)|also-read|most-?(read|popular|viewed)|trending|teasers?|teaser-?list|mehr-zum-thema|linklist|further-reading)([\s_-]|$)/i,
  },
  {
    reason: 'form',
    name: /(^|[\s_-])(newsletter|subscribe|subscription|signup|sign-up|abo-?box|paywall)([\s_-]|$)/i,
  },
  {
    reason: 'outside-article',
    name: /(^|[\s_-])(share|sharing|share-?bar|social|social-?(bar|media|links|share|buttons)|sharedaddy|addthis|breadcrumbs?|cookie|cookie-?(banner|consent)|skip-?link|tags-?list|author-?box|print-?button|toolbar)([\s_-]|$)/i,
  },
];

const containers: ReadonlySet<string> = new Set([
  'div',
  'section',
  'aside',
  'ul',
  'ol',
  'nav',
  'form',
  'footer',
  'fieldset',
  'details',
]);

const relatedLead =
  /^(lesen sie (auch|mehr|dazu|weiter)|mehr (zum thema|dazu|aus|von)|auch interessant|das könnte (sie|dich) (auch )?interessieren|weitere (artikel|themen|meldungen)|zum thema|meistgelesen|verwandte (artikel|themen)|related|read (more|also|next|this)|also read|more (on|from|stories|in)|see also|recommended|most (read|popular|viewed)|you (may|might) (also )?like|up next|don['’]t miss|trending)/i;

/** Why a block is none of the article, whatever it stands in; null for what may be. */
function junkReason(element: HtmlElement, whole: number): LeftOutReason | null {
  const { tagName } = element;
  if (tagName === 'nav' || attributeOf(element, 'role') === 'navigation')
    return isMost(element, whole) ? null : 'outside-article';
  if (!containers.has(tagName) || attributeOf(element, 'data-pull-quote') !== null) return null;
  const text = rawText(element).trim();
  if (text === '' || isMost(element, whole)) return null;
  if (tagName === 'form' || tagName === 'fieldset') return isForm(element) ? 'form' : null;
  const name = `${attributeOf(element, 'class') ?? ''} ${attributeOf(element, 'id') ?? ''}`;
  const named = kinds.find((kind) => kind.name.test(name));
  if (named) return named.reason;
  if (/^(advertisement|anzeige|werbung|ad)$/i.test(text)) return 'advertisement';
  if (relatedLead.test(text) && linkShare(element) > 0.4) return 'related';
  if (tagName === 'aside' && linkShare(element) > 0.6) return 'related';
  return null;
}

/** Some pages stand in a form, or bear such a name, as a whole. */
function isMost(element: HtmlElement, whole: number): boolean {
  return wordCount(rawText(element)) * 2.5 > whole;
}

/** Something to fill in, and not only text that happens to stand in a form. */
function isForm(element: HtmlElement): boolean {
  return findElement(element, 'input', 'button', 'select', 'textarea') !== null;
}

/** How much of the text is links, the headings above it apart. */
function linkShare(element: HtmlElement): number {
  let linked = 0;
  let all = 0;
  const walk = (part: HtmlElement, inLink: boolean): void => {
    for (const child of part.childNodes) {
      if (isElement(child)) {
        if (!/^h[1-6]$/.test(child.tagName)) walk(child, inLink || child.tagName === 'a');
        continue;
      }
      const size = (textIn(child) ?? '').replace(/\s+/g, ' ').trim().length;
      all += size;
      if (inLink) linked += size;
    }
  };
  walk(element, false);
  return linked / Math.max(1, all);
}
