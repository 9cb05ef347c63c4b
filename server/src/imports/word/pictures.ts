// Pictures in a Word document: what kind they are by their bytes, and what is said of them.
import { isAutomaticAlt } from '@galley/shared/article/alt-texts.ts';
import type { FoundPicture } from '@galley/shared/article/formats/found.ts';
import { uploadTypes } from '@galley/shared/article/picture-files.ts';
import { fileTypeOf } from './picture-kind.ts';
import { descendants, type XmlElement } from './xml.ts';

export interface PictureSource {
  /** The bytes of a part, where it was there. */
  bytes: (name: string) => Buffer | undefined;
  relationship: (id: string) => { target: string; external: boolean } | undefined;
}

/** What stands in a drawing: pictures, or the count and words of what can't be taken over. */
export interface Drawn {
  pictures: FoundPicture[];
  lost: string[];
}

/** The picture that an `a:blip` or a `v:imagedata` refers to, with an alternative text. */
export function readPicture(reference: XmlElement, alt: string, source: PictureSource): Drawn {
  const { attributes } = reference;
  const id =
    attributes['r:embed'] || attributes['r:id'] || attributes['r:link'] || attributes['r:href'] || '';
  const words = isAutomaticAlt(alt) ? '' : alt.replace(/\s+/g, ' ').trim();
  const found = (mime: string, data: string, remote: string | null): Drawn => ({
    pictures: [{ type: 'picture', mime, data, remote, alt: words, caption: '', credit: '' }],
    lost: [],
  });
  const relationship = source.relationship(id);
  if (!relationship) return { pictures: [], lost: words === '' ? [] : [words] };
  if (relationship.external) {
    return /^https?:\/\/[^/]/.test(relationship.target) && URL.canParse(relationship.target)
      ? found('', '', new URL(relationship.target).href)
      : { pictures: [], lost: [words] };
  }
  const bytes = source.bytes(relationship.target);
  const mime = bytes && fileTypeOf(bytes);
  return bytes && mime && uploadTypes.some((type) => type === mime)
    ? found(mime, bytes.toString('base64'), null)
    : { pictures: [], lost: [words] };
}

/** The alternative text that a drawing gives; none for what is only there for decoration. */
export function altOf(properties: XmlElement | undefined): string {
  if (!properties) return '';
  const decorative = descendants(properties, 'adec:decorative')[0];
  if (decorative && decorative.attributes.val !== '0') return '';
  const { descr = '', title = '' } = properties.attributes;
  return descr.trim() || title.trim();
}

/** Whether the drawing is switched off. */
export function isHiddenDrawing(properties: XmlElement | undefined): boolean {
  return ['1', 'true', 'on'].includes(properties?.attributes.hidden ?? '');
}

/** Whether a VML shape is the line that a divider is made of. */
export function isRule(shape: XmlElement): boolean {
  return ['t', 'true'].includes(shape.attributes['o:hr'] ?? '');
}

/** Takes the credit out of a caption that ends with one: `A pier. Photo: Ada Flux`. */
export function withCredit(caption: string): { caption: string; credit: string } {
  const match = creditEnd.exec(caption);
  if (!match) return { caption, credit: '' };
  const credit = (match[1] ?? match[2] ?? '').trim();
  return credit === '' ? { caption, credit: '' } : { caption: caption.slice(0, match.index).trim(), credit };
}

const creditEnd =
  /(?:^|\s)(?:\((?:Fotos?|Photos?|Bild|Bilder)\s?:\s*([^()]{1,200})\)|(?:Fotos?|Photos?|Bild|Bilder)\s?:\s*([^()]{1,200}))$/;
