// Pictures that a page's script would load when they are scrolled to: until then there is a stand-in of a pixel or two,
// and where the picture is stands in other attributes, beside it, or in what is there for browsers without scripts.
import {
  allElements,
  attributeOf,
  elementsOf,
  type HtmlElement,
  isElement,
  setAttribute,
} from './html-tree.ts';

export function findLazyPictures(root: HtmlElement): void {
  for (const parent of allElements(root)) {
    for (const child of elementsOf(parent)) {
      if (child.tagName === 'amp-img') rename(child, 'img');
      if (child.tagName === 'img') setAddress(child, parent);
    }
    if (elementsOf(parent).some(({ tagName }) => tagName === 'noscript')) takeFromNoscript(parent);
  }
}

function rename(element: HtmlElement, tagName: string): void {
  element.tagName = tagName;
  element.nodeName = tagName;
}

const lazyAttributes = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy',
  'data-original-src',
  'data-hi-res-src',
  'data-full-src',
  'data-src-large',
  'data-image',
  'data-url',
];
const lazySets = ['data-srcset', 'data-lazy-srcset', 'data-original-set', 'srcset'];

function setAddress(image: HtmlElement, parent: HtmlElement): void {
  const source = attributeOf(image, 'src')?.trim() ?? '';
  const named = lazyAttributes.map((name) => attributeOf(image, name)?.trim()).find(isAddress);
  const address = named ?? (isStandIn(source) ? fromSets(image, parent) : null);
  if (address) setAttribute(image, 'src', address);
}

function fromSets(image: HtmlElement, parent: HtmlElement): string | null {
  const own = lazySets.map((name) => attributeOf(image, name));
  const sources = elementsOf(parent).filter(
    ({ tagName }) => parent.tagName === 'picture' && tagName === 'source',
  );
  const beside = sources.flatMap((source) => lazySets.map((name) => attributeOf(source, name)));
  return [...own, ...beside].map((set) => largestIn(set ?? '')).find((address) => address !== null) ?? null;
}

/** A picture that is there without scripts replaces the stand-in before it, or stands for itself. */
function takeFromNoscript(parent: HtmlElement): void {
  parent.childNodes = parent.childNodes.flatMap((child) => {
    if (!isElement(child) || child.tagName !== 'noscript') return [child];
    const images = [...allElements(child)].filter(({ tagName }) => tagName === 'img');
    for (const image of images) setAddress(image, child);
    const pictures = images.filter((image) => isAddress(attributeOf(image, 'src') ?? undefined));
    const shown = [...allElements(parent)].filter((one) => one.tagName === 'img' && !images.includes(one));
    return pictures.filter((picture) => {
      const address = attributeOf(picture, 'src') ?? '';
      if (shown.some((one) => samePicture(attributeOf(one, 'src') ?? '', address))) return false;
      const standIn = shown.find((one) => isStandIn(attributeOf(one, 'src')?.trim() ?? ''));
      if (standIn) setAttribute(standIn, 'src', address);
      return standIn === undefined;
    });
  });
}

function samePicture(a: string, b: string): boolean {
  const path = (address: string) => address.replace(/^https?:/, '').split(/[?#]/, 1)[0];
  return path(a) === path(b);
}

function isAddress(text: string | undefined): text is string {
  return text !== undefined && /^(https?:\/\/|\/|\.{0,2}\/?[\w%-]+[/.])/i.test(text) && !isStandIn(text);
}

/** Whether an address shows no picture: none at all, a pixel within the page, a file whose name says so. */
export function isStandIn(address: string): boolean {
  if (address === '' || address === '#' || address.startsWith('about:')) return true;
  if (/^data:image\/svg/i.test(address)) return address.length < 2000;
  if (/^data:image\/gif/i.test(address)) return address.length < 200;
  return /(^|[/_-])(blank|spacer|placeholder|transparent|pixel|empty|loading|1x1|lazy)[\w-]*\.(gif|png|svg|webp)(\?|$)/i.test(
    address,
  );
}

/** The address of the widest picture of a `srcset`, whose parts end in a width, a density or nothing. */
function largestIn(set: string): string | null {
  let best: { address: string; size: number } | null = null;
  // Addresses may hold commas; those between the parts follow a size or stand before a blank.
  for (const part of set.split(/(?<=\s[\d.]+[wxh])\s*,\s*|,\s+/)) {
    const [address = '', size = ''] = part.trim().split(/\s+/);
    const candidate = { address, size: Number.parseFloat(size) || 0 };
    if (isAddress(address) && (!best || candidate.size > best.size)) best = candidate;
  }
  return best?.address ?? null;
}
