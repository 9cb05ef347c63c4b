// What is in a page's source and not on the page: hidden elements, and words for screen readers alone, which say again or
// explain what is seen.
import { attributeOf, classesOf, type HtmlElement, isElement, rawText, styleOf } from './html-tree.ts';
import type { Lost } from './pieces.ts';

export function takeOutHidden(root: HtmlElement): Lost[] {
  const hidden: string[] = [];
  const walk = (element: HtmlElement): void => {
    element.childNodes = element.childNodes.filter((child) => {
      if (!isElement(child)) return true;
      if (!isHidden(child)) {
        walk(child);
        return true;
      }
      const words = rawText(child).replace(/\s+/g, ' ').trim();
      if (words !== '' && !outOfText.has(child.tagName)) hidden.push(words);
      return false;
    });
  };
  walk(root);
  return [{ what: 'hidden-text', count: hidden.length, words: hidden }];
}

/** Hidden or not, their text is none of the page's. */
const outOfText: ReadonlySet<string> = new Set([
  'head',
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'option',
]);

/** A page may hide itself as a whole until its scripts have run. */
const whole: ReadonlySet<string> = new Set(['html', 'head', 'body', 'main', 'article']);

const forScreenReaders: ReadonlySet<string> = new Set(
  `sr-only sronly visually-hidden visuallyhidden visuallyHidden screen-reader-text screen-reader-only screenreader
  screenreader-only assistive-text element-invisible show-for-sr a11y-hidden cdk-visually-hidden u-visually-hidden
  u-hiddenVisually is-visually-hidden is-sr-only hidden-visually accessibly-hidden off-screen offscreen`.split(
    /\s+/,
  ),
);

function isHidden(element: HtmlElement): boolean {
  if (whole.has(element.tagName)) return false;
  if (attributeOf(element, 'hidden') !== null || styleOf(element, 'display') === 'none') return true;
  if (styleOf(element, 'mso-hide') === 'all') return true;
  if (/^(hidden|collapse)$/.test(styleOf(element, 'visibility') ?? '')) return true;
  if (element.tagName === 'dialog' && attributeOf(element, 'open') === null) return true;
  // A picture that screen readers are to skip is seen by everybody else.
  const picture = element.tagName === 'img' || element.tagName === 'picture';
  if (attributeOf(element, 'aria-hidden') === 'true' && !picture) return true;
  return classesOf(element).some((name) => forScreenReaders.has(name));
}
