// Pictures in HTML. One of the desk's own stays; one that comes within the file can be uploaded; one that is elsewhere on
// the web is known by its address, and fetched only when somebody asks for it. Any other is lost.
import { uploadTypes } from '../picture-files.ts';
import type { PictureSetting } from '../picture-settings.ts';
import { isSafeLink } from '../schema/attributes.ts';
import { type Found, line } from './found.ts';
import type { BlockParts } from './html-block-parts.ts';
import { isStandIn } from './html-lazy-pictures.ts';
import { attributeOf, classesOf, type HtmlElement } from './html-tree.ts';
import { textNode } from './inline.ts';

const own = /^\/media\/([0-9a-z]{4,40})(?:\/\d+)?$/;
/** Whether this can be the id of one of the desk's pictures. */
export function isPictureId(text: string): boolean {
  return own.test(`/media/${text}`);
}

const inFile = /^data:([a-z]+\/[a-z0-9.+-]+);base64,([A-Za-z0-9+/=\s]+)$/;

/** What is said of a picture beside it. */
export interface PictureWords {
  caption: string;
  credit: string;
  /** How it is placed, and what it is, where a desk's own HTML says so. */
  settings?: Partial<Record<PictureSetting, string>>;
}

/** One of the desk's pictures, as the block that it is in an article. */
function ownPicture(picture: PictureWords & { media: string; alt: string }): Found {
  const { media, alt, caption, credit, settings = {} } = picture;
  return { type: 'block', block: { type: 'figure', attrs: { media, alt, caption, credit, ...settings } } };
}

/** What is found in an `img` with these words; nothing for pictures that only count readers or decorate. */
export function pictureFrom(
  image: HtmlElement,
  { caption, credit, settings = {} }: PictureWords,
  { lost }: Pick<BlockParts, 'lost'>,
): Found[] {
  const source = attributeOf(image, 'src')?.trim() ?? '';
  const alt = (attributeOf(image, 'alt') ?? '').replace(/\s+/g, ' ').trim();
  const media = own.exec(source)?.[1];
  if (media !== undefined) return [ownPicture({ media, alt, caption, credit, settings })];
  if (isTiny(image)) return [];
  const [, mime, data] = inFile.exec(source) ?? [];
  const standIn = isStandIn(source);
  if (mime !== undefined && data !== undefined && !standIn && uploadTypes.some((type) => type === mime)) {
    return [{ type: 'picture', mime, data: data.replace(/\s/g, ''), remote: null, alt, caption, credit }];
  }
  if (/^https?:/i.test(source) && isSafeLink(source) && !standIn)
    return [{ type: 'picture', mime: '', data: '', remote: source, alt, caption, credit }];
  const said = [caption, credit].filter(Boolean);
  if (attributeOf(image, 'src') === '') said.unshift(...(alt === '' ? [] : [alt]));
  else if (!standIn || alt !== '' || said.length > 0)
    lost.push({ what: 'pictures', count: 1, ...(alt === '' ? {} : { words: [alt] }) });
  return said.map((words) => line({ is: 'plain' }, [textNode(words)]));
}

/** The title that Markdown gives a picture, or a page where it says more than the alternative text. */
export function titleOf(image: HtmlElement): string {
  const title = attributeOf(image, 'title')?.trim() ?? '';
  return title === attributeOf(image, 'alt')?.trim() ? '' : title;
}

/** The character that a small picture stands for, as many systems show emoji; null for other pictures. */
export function emojiOf(image: HtmlElement): string | null {
  const alt = attributeOf(image, 'alt') ?? '';
  const named = classesOf(image).some((name) => /^(wp-)?(emoji|smiley)$/i.test(name));
  return /^\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{M}|\u200d){0,10}$/u.test(alt) &&
    (named || isSmall(image))
    ? alt
    : null;
}

/** Whether two images show the same picture, perhaps in two sizes that a parameter names. */
export function samePicture(a: HtmlElement, b: HtmlElement): boolean {
  const [first, second] = [a, b].map((image) => attributeOf(image, 'src')?.trim() ?? '');
  if (!first || !second || first.startsWith('data:')) return first === second && first !== '';
  return first.split(/[?#]/, 1)[0] === second.split(/[?#]/, 1)[0];
}

function isTiny(image: HtmlElement): boolean {
  return ['width', 'height'].some((side) => /^[0-3](px)?$/.test(attributeOf(image, side) ?? ''));
}

function isSmall(image: HtmlElement): boolean {
  return ['width', 'height'].some((side) => /^([0-9]|[1-3][0-9])(px)?$/.test(attributeOf(image, side) ?? ''));
}
