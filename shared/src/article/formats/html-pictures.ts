// Pictures in HTML. One of the desk's own stays; one that comes within the file can be uploaded; one that is elsewhere is
// never fetched: it leaves a link to where it is.
import { uploadTypes } from '../../api/media.ts';
import { isSafeLink } from '../schema/attributes.ts';
import { type Found, line } from './found.ts';
import { attributeOf, type HtmlElement } from './html-tree.ts';
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
}

/** What is found in an `img` with these words; nothing for pictures that only count readers. */
export function pictureFrom(image: HtmlElement, { caption, credit }: PictureWords): Found[] {
  const source = attributeOf(image, 'src')?.trim() ?? '';
  const alt = (attributeOf(image, 'alt') ?? '').replace(/\s+/g, ' ').trim();
  const media = own.exec(source)?.[1];
  if (media !== undefined) {
    return [{ type: 'block', block: { type: 'figure', attrs: { media, alt, caption, credit } } }];
  }
  const [, mime, data] = inFile.exec(source) ?? [];
  if (mime !== undefined && data !== undefined && uploadTypes.some((type) => type === mime)) {
    return [{ type: 'picture', mime, data: data.replace(/\s/g, ''), remote: null, alt, caption, credit }];
  }
  if (isTiny(image)) return [];
  const linked = /^https?:/i.test(source) && isSafeLink(source);
  const text = alt || (linked ? fileName(source) : '');
  const marks = linked ? [{ type: 'link', attrs: { href: source } }] : [];
  const said = [caption, credit].filter(Boolean);
  const lines = [...(text === '' ? [] : [textNode(text, marks)]), ...said.map((words) => textNode(words))];
  return lines.map((node) => line({ is: 'plain' }, [node]));
}

/** The title that Markdown gives a picture, or a page where it says more than the alternative text. */
export function titleOf(image: HtmlElement): string {
  const title = attributeOf(image, 'title')?.trim() ?? '';
  return title === attributeOf(image, 'alt')?.trim() ? '' : title;
}

function isTiny(image: HtmlElement): boolean {
  return ['width', 'height'].some((side) => /^[0-3](px)?$/.test(attributeOf(image, side) ?? ''));
}

function fileName(address: string): string {
  const path = address.split(/[?#]/, 1)[0] ?? '';
  return path.split('/').filter(Boolean).at(-1) ?? address;
}
