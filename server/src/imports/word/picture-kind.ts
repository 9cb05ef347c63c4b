// Which kind of picture a file is, by its first bytes: names and what a document says of its pictures can be wrong.
import type { uploadTypes } from '@galley/shared/article/picture-files.ts';

type PictureType = (typeof uploadTypes)[number];

/** The kind, as far as an upload may be of it; null for all others. */
export function fileTypeOf(bytes: Buffer): PictureType | null {
  const start = bytes.toString('latin1', 0, 32);
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(start)) return 'image/gif';
  if (/^RIFF[\s\S]{4}WEBP/.test(start)) return 'image/webp';
  return /^[\s\S]{4}ftyp(?:avif|avis|[\s\S]{8,20}?avif)/.test(start) ? 'image/avif' : null;
}
