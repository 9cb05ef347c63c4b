// Figures and galleries: every picture with its own caption and credit, wherever the page puts them.
import { linesOf } from '../fit-blocks.ts';
import { dataOf, settingsIn } from '../picture-settings.ts';
import type { Found } from './found.ts';
import type { BlockParts } from './html-block-parts.ts';
import { isPictureId, pictureFrom, samePicture, titleOf } from './html-pictures.ts';
import {
  allElements,
  attributeOf,
  findElement,
  type HtmlElement,
  isElement,
  rawText,
  textIn,
} from './html-tree.ts';
import { inlineText } from './inline.ts';

/** The pictures of a figure with their words; a figure around something else is only that. */
export function figureFrom(element: HtmlElement, parts: BlockParts): Found[] | null {
  if (!findElement(element, 'img') || findElement(element, 'table', 'blockquote', 'pre', 'iframe'))
    return null;
  const media = attributeOf(element, 'data-media');
  const image = findElement(element, 'img');
  if (media !== null && image && isPictureId(media)) {
    // A desk's own HTML names everything apart; whose picture it is its address says.
    const caption = attributeOf(element, 'data-caption') ?? '';
    const credit = attributeOf(element, 'data-credit') ?? '';
    const settings = settingsIn((name) => attributeOf(element, dataOf(name)));
    return pictureFrom(image, { caption, credit, settings }, parts);
  }
  return findElement(element, 'figure') ? null : picturesWith(element, parts);
}

/** A box of a picture and its caption that is no `figure`, as several systems write it. */
export function pictureBox(element: HtmlElement, parts: BlockParts): Found[] | null {
  if (findElement(element, 'figure', 'table', 'ul', 'ol', 'blockquote', 'iframe', 'h1', 'h2')) return null;
  const images = [...allElements(element)].filter(({ tagName }) => tagName === 'img');
  if (images.length !== 1) return null;
  const named = [...allElements(element)].filter(
    (one) => one !== element && (isCaption(one) || isCredit(one)),
  );
  const captioned = outermost(named).reduce((sum, one) => sum + lettersIn(one), 0);
  return named.length > 0 && captioned === lettersIn(element) ? picturesWith(element, parts) : null;
}

function lettersIn(element: HtmlElement): number {
  return rawText(element).replace(/\s/g, '').length;
}

/** Each picture within, with the caption and the credit that belong to it. */
function picturesWith(element: HtmlElement, parts: BlockParts): Found[] {
  const images = [...allElements(element)].filter(({ tagName }) => tagName === 'img');
  const shown = images.filter(
    (image, index) => !images.slice(0, index).some((before) => samePicture(before, image)),
  );
  const words = wordsBeside(element, parts);
  return shown.flatMap((image, index) => {
    const own = shown.length === words.captions.length;
    const last = index === shown.length - 1;
    const captions = own ? [words.captions[index] ?? ''] : last ? words.captions : [];
    const credits =
      words.credits.length === shown.length ? [words.credits[index] ?? ''] : last ? words.credits : [];
    const caption = captions.filter(Boolean).join(' ');
    return pictureFrom(
      image,
      { caption: caption || (last || own ? titleOf(image) : ''), credit: credits.filter(Boolean).join(' ') },
      parts,
    );
  });
}

/** All words of the figure: a caption a `figcaption`, credits apart, and what else there is as captions. */
function wordsBeside(element: HtmlElement, parts: BlockParts): { captions: string[]; credits: string[] } {
  const captions: string[] = [];
  const credits: string[] = [];
  const take = (text: string, credit: boolean) => {
    const lead = creditLead.exec(text);
    if (lead && !credit) credits.push(text.slice(lead[0].length));
    else if (credit) credits.push(text.replace(creditLead, ''));
    else if (text !== '' && !captions.includes(text)) captions.push(text);
  };
  const walk = (part: HtmlElement): string => {
    const rest: string[] = [];
    for (const child of part.childNodes) {
      if (!isElement(child)) rest.push(textIn(child) ?? '');
      else if (isCredit(child)) take(wordsIn(child, parts), true);
      else if (isCaption(child)) take(walk(child), false);
      else if (child.tagName === 'br') rest.push(' ');
      else if (holdsWords(child)) rest.push(walk(child), ' ');
      else if (child.tagName !== 'img')
        rest.push(wordsIn(child, parts), /^(p|div|figcaption)$/.test(child.tagName) ? ' ' : '');
    }
    return rest.join('').replace(/\s+/g, ' ').trim();
  };
  take(walk(element), false);
  return { captions, credits: credits.filter(Boolean) };
}

/** Whether there are captions, credits or pictures further in. */
function holdsWords(element: HtmlElement): boolean {
  return [...allElements(element)].some((one) => one.tagName === 'img' || isCaption(one) || isCredit(one));
}

function isCaption(element: HtmlElement): boolean {
  if (element.tagName === 'figcaption') return true;
  return /(^|[\s_-])(caption|captiontext|bildunterschrift|bildtext|legende)([\s_-]|$)/i.test(
    attributeOf(element, 'class') ?? '',
  );
}

function isCredit(element: HtmlElement): boolean {
  const name = `${attributeOf(element, 'class') ?? ''} ${attributeOf(element, 'itemprop') ?? ''}`;
  if (element.tagName === 'figcaption') return /(^|[\s_-])(credit|copyright)([\s_-]|$)/i.test(name);
  if (element.tagName === 'small') return true;
  return /(^|[\s_-])(credits?|copyright|copyrightholder|copyrightnotice|credittext|creditline|photographer|fotograf|bildnachweis|bildquelle|image-?source|attribution)([\s_-]|$)/i.test(
    name,
  );
}

/** A picture in a paragraph of its own, perhaps with words in italics behind it: its caption, or its credit. */
export function pictureParagraph(element: HtmlElement, parts: BlockParts): Found[] | null {
  const inner = element.childNodes.filter((child) => isElement(child) || (textIn(child) ?? '').trim() !== '');
  const [image, words, ...more] = inner.filter((part) => !isElement(part) || part.tagName !== 'br');
  if (!image || !isElement(image) || image.tagName !== 'img' || more.length > 0) return null;
  const title = titleOf(image);
  if (!words) return pictureFrom(image, { caption: title, credit: '' }, parts);
  if (!isElement(words) || words.tagName !== 'em') return null;
  const said = wordsIn(words, parts);
  const credit = creditLead.exec(said);
  if (credit) return pictureFrom(image, { caption: title, credit: said.slice(credit[0].length) }, parts);
  const apart = title === '' ? { caption: said, credit: '' } : { caption: title, credit: said };
  return pictureFrom(image, apart, parts);
}

const creditLead =
  /^(?:Photo|Foto|Fotos|Photos|Bild|Picture|Image|Credit|Photograph|Photography|Fotografie)(?: by)?:\s*/i;

function wordsIn(element: HtmlElement, { read }: BlockParts): string {
  return read(element).flatMap(wordsOf).join(' ');
}

function wordsOf(found: Found): string[] {
  if (found.type === 'line') return [inlineText(found.inline)];
  return found.type === 'block' ? linesOf(found.block).map(inlineText) : [];
}

/** Those that stand in none of the others. */
function outermost(elements: readonly HtmlElement[]): HtmlElement[] {
  return elements.filter(
    (one) => !elements.some((other) => other !== one && [...allElements(other)].includes(one)),
  );
}
