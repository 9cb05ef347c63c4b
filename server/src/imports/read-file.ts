// What an import recognizes in a file. Pure but for the time that it takes, so it runs in a thread of its own.
import {
  type ImportFault,
  type ImportFormat,
  type ImportPreview,
  maxPieces,
} from '@galley/shared/api/imports.ts';
import { maxUploadBytes } from '@galley/shared/api/media.ts';
import { type Found, type FoundFile, joinedLosses, line } from '@galley/shared/article/formats/found.ts';
import { readHtml } from '@galley/shared/article/formats/html-in.ts';
import { textNode } from '@galley/shared/article/formats/inline.ts';
import { readMarkdown } from '@galley/shared/article/formats/markdown-in.ts';
import { recognize } from '@galley/shared/article/formats/recognize.ts';
import { readText } from '@galley/shared/article/formats/text-in.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import { decodeText } from './decode-text.ts';
import { findMainText } from './main-text.ts';
import { readDocx } from './word/read-docx.ts';

export interface ImportFile {
  bytes: Uint8Array;
  format: ImportFormat;
  /** The sections of the template that the text is to be recognized for. */
  sections: readonly SectionSpec[];
}

export type ReadOutcome =
  | { outcome: 'read'; preview: ImportPreview }
  | { outcome: 'refused'; fault: ImportFault };

export async function readFile({ bytes, format, sections }: ImportFile): Promise<ReadOutcome> {
  const file = await findIn(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), format);
  if (file.outcome === 'refused') return file;
  const { facts } = file;
  const { found, dropped } = withoutExcessPictures(file.found);
  if (found.length === 0) return { outcome: 'refused', fault: 'empty' };
  if (found.length > maxPieces) return { outcome: 'refused', fault: 'too-long' };
  const pieces = recognize({ found, facts }, sections);
  const lost = joinedLosses([...file.lost, { what: 'pictures', count: dropped }]);
  return { outcome: 'read', preview: { pieces, facts, lost } };
}

type FoundOutcome = ({ outcome: 'read' } & FoundFile) | { outcome: 'refused'; fault: ImportFault };

async function findIn(bytes: Buffer, format: ImportFormat): Promise<FoundOutcome> {
  if (format === 'docx') return await readDocx(bytes);
  const decoded = decodeText(bytes, { html: format === 'html' });
  if (decoded.outcome === 'refused') return decoded;
  return { outcome: 'read', ...readers[format](decoded.text) };
}

const readers: Record<Exclude<ImportFormat, 'docx'>, (text: string) => FoundFile> = {
  text: readText,
  markdown: readMarkdown,
  html: (text) => readHtml(text, { findMainText }),
};

const maxPictures = 50;
/** In base 64, of all pictures together: they go to the browser and come back one by one. */
const maxPictureLetters = 40 * 1024 * 1024;

/** Pictures that are too many or too large to be taken over leave their words behind. */
function withoutExcessPictures(all: readonly Found[]): { found: Found[]; dropped: number } {
  let left = maxPictureLetters;
  let taken = 0;
  let dropped = 0;
  const found = all.flatMap((one): Found[] => {
    if (one.type !== 'picture') return [one];
    const size = one.data.length;
    if (taken < maxPictures && size <= left && size * 0.75 <= maxUploadBytes) {
      taken += 1;
      left -= size;
      return [one];
    }
    dropped += 1;
    const words = [one.caption || one.alt, one.credit].filter(Boolean).join(' ');
    if (words === '') return [];
    const { leftOut } = one;
    return [{ ...line({ is: 'plain' }, [textNode(words)]), ...(leftOut ? { leftOut } : {}) }];
  });
  return { found, dropped };
}
