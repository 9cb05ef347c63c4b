// From the bytes that somebody uploaded to a picture that is safe to hand on: decoded, turned upright, without the
// camera's notes on place and person, encoded anew. Whose it is and how a machine took part in it stays with it (picture-xmp.ts).
import type { PictureNotes } from '@galley/shared/api/picture-notes.ts';
import { pictureWidths } from '@galley/shared/article/picture-files.ts';
import sharp, { type OutputInfo, type Sharp, type SharpOptions } from 'sharp';
import { isBarePicture } from './bare-picture.ts';
import { readNotes } from './picture-notes.ts';
import { xmpOf } from './picture-xmp.ts';

/** A picture as it is kept, and its smaller renderings. */
export interface Picture extends Rendering {
  height: number;
  renderings: Rendering[];
  notes: PictureNotes;
}

interface Rendering {
  mime: string;
  width: number;
  bytes: Buffer;
}

export type PictureOutcome =
  | { outcome: 'made'; picture: Picture }
  | { outcome: 'refused'; why: 'unsupported-media' | 'unreadable-file' | 'too-large'; detail: string };

/** Longest side of what is kept, in pixels. */
const longestSide = 2560;
/** Largest camera pictures have about 61 million; decoded this takes a quarter of a gigabyte. */
const maxPixels = 64_000_000;
const timeoutSeconds = 20;

const formats = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const;
type Format = (typeof formats)[number];

// The library would also read SVG, PDF, TIFF and more. None of their readers ever sees a stranger's bytes.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
});
// Every picture is decoded once; what its cache would keep is never asked for again.
sharp.cache(false);

/**
 * Makes the picture, or says why these bytes are none. Never throws for what the bytes hold. With `keepsBare` a picture that a desk
 * has kept before stays as it is, byte for byte.
 */
export async function makePicture(
  bytes: Buffer,
  { keepsBare = false }: { keepsBare?: boolean } = {},
): Promise<PictureOutcome> {
  const format = formatOf(bytes);
  if (!format)
    return refused('unsupported-media', 'Only JPEG, PNG, WebP, AVIF and GIF pictures can be uploaded.');
  const options: SharpOptions = { failOn: 'error', limitInputPixels: maxPixels };
  try {
    // The head alone is read here, nothing is decoded.
    const head = sharp(bytes, { ...options, limitInputPixels: false });
    const metadata = await head.metadata();
    const { width, height, pageHeight, format: found } = metadata;
    if (found !== format && !(found === 'heif' && format === 'avif'))
      return refused('unsupported-media', 'The file is not what it begins as.');
    if (width * (pageHeight ?? height) > maxPixels)
      return refused('too-large', `The picture has more than ${maxPixels / 1_000_000} million pixels.`);
    const pixels = await sharp(bytes, options)
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .toColorspace('srgb')
      .raw()
      .timeout({ seconds: timeoutSeconds })
      .toBuffer({ resolveWithObject: true });
    const moving = (metadata.pages ?? 1) > 1 || (format === 'png' && isMovingPng(bytes));
    const notes = { ...readNotes(metadata), ...(moving ? { moving: true as const } : {}) };
    // Cameras fill in EXIF by themselves, an informant's name with it: what leaves with the file is what somebody wrote as its credit.
    const xmp = xmpOf(readNotes({ iptc: metadata.iptc, xmp: metadata.xmp }));
    const isAsItWas = pixels.info.width === width && pixels.info.height === height;
    const kept =
      keepsBare && isAsItWas && isBarePicture(bytes, xmp) ? { bytes, mime: `image/${format}` } : null;
    return {
      outcome: 'made',
      picture: { ...(await encode(pixels.data, pixels.info, { xmp, asItWas: kept })), notes },
    };
  } catch {
    return refused('unreadable-file', 'The picture can’t be decoded; it may be broken or cut off.');
  }
}

async function encode(
  data: Buffer,
  { width, height, channels }: OutputInfo,
  { xmp, asItWas }: { xmp: string | null; asItWas: Pick<Rendering, 'bytes' | 'mime'> | null },
): Promise<Omit<Picture, 'notes'>> {
  const picture = () =>
    withPacket(sharp(data, { raw: { width, height, channels } }).timeout({ seconds: timeoutSeconds }), xmp);
  const { isOpaque } = await picture().stats();
  const renderings: Rendering[] = [];
  for (const wanted of pictureWidths.filter((candidate) => candidate < width)) {
    const rendering = await picture()
      .resize({ width: wanted })
      .webp({ quality: 80, alphaQuality: 90 })
      .toBuffer();
    renderings.push({ mime: 'image/webp', width: wanted, bytes: rendering });
  }
  if (asItWas) return { ...asItWas, width, height, renderings };
  // What is kept is in the formats that every reader, feed and word processor knows.
  const kept = isOpaque
    ? await picture()
        .removeAlpha()
        .jpeg({ quality: 85, mozjpeg: true, chromaSubsampling: '4:4:4' })
        .toBuffer()
    : await picture().png({ compressionLevel: 9 }).toBuffer();
  return { mime: isOpaque ? 'image/jpeg' : 'image/png', width, height, bytes: kept, renderings };
}

/** With this XMP packet in its file, and no other notes; with none where there is no packet. */
export function withPacket(picture: Sharp, xmp: string | null): Sharp {
  return xmp === null ? picture : picture.withXmp(xmp);
}

/** Whether a PNG announces further pictures before its first (APNG), which the library reads over. */
function isMovingPng(bytes: Buffer): boolean {
  let at = 8;
  while (at + 8 <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'acTL') return true;
    if (type === 'IDAT') return false;
    at += 12 + bytes.readUInt32BE(at);
  }
  return false;
}

/** By the first bytes, whatever name or type the file came with. */
function formatOf(bytes: Buffer): Format | null {
  if (bytes.length < 16) return null;
  const at = (offset: number, length: number) => bytes.toString('latin1', offset, offset + length);
  const begins: Record<Format, boolean> = {
    jpeg: at(0, 3) === '\xff\xd8\xff',
    png: at(0, 8) === '\x89PNG\r\n\x1a\n',
    webp: at(0, 4) === 'RIFF' && at(8, 4) === 'WEBP',
    avif: at(4, 4) === 'ftyp' && /avi[fs]/.test(at(8, Math.min(bytes.readUInt32BE(0), 64))),
    gif: at(0, 6) === 'GIF87a' || at(0, 6) === 'GIF89a',
  };
  return formats.find((format) => begins[format]) ?? null;
}

function refused(
  why: Extract<PictureOutcome, { outcome: 'refused' }>['why'],
  detail: string,
): PictureOutcome {
  return { outcome: 'refused', why, detail };
}
