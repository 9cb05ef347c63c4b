// What an import recognizes in a file. It changes nothing and reads at most pictures beside the file, so it runs in a thread of its own.
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
import { readJson } from '@galley/shared/article/formats/json-in.ts';
import { readMarkdown } from '@galley/shared/article/formats/markdown-in.ts';
import { withNotices } from '@galley/shared/article/formats/notices.ts';
import { recognize } from '@galley/shared/article/formats/recognize.ts';
import { readText } from '@galley/shared/article/formats/text-in.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import type { Language } from '@galley/shared/language.ts';
import { decodeText } from './decode-text.ts';
import { isMail, readMail } from './mail-in.ts';
import { findMainText } from './main-text.ts';
import { pictureBeside } from './picture-beside.ts';
import { readDocx } from './word/read-docx.ts';

export interface ImportFile {
  bytes: Uint8Array;
  format: ImportFormat;
  /** The sections of the template that the text is to be recognized for. */
  sections: readonly SectionSpec[];
  /** Of the article; English where it is left out. */
  language?: Language;
  /** The desk's own origin, whose pictures are known again. */
  desk?: string;
  /** The folder of the file, whose pictures come with it; nothing outside of `root` is read. */
  folder?: { path: string; root: string };
}

export type ReadOutcome =
  | { outcome: 'read'; preview: Omit<ImportPreview, 'timeZone'> }
  | { outcome: 'refused'; fault: ImportFault };

export async function readFile(input: ImportFile): Promise<ReadOutcome> {
  const { sections } = input;
  const file = await findIn(input);
  if (file.outcome === 'refused') return file;
  const { found: all, facts, lost: before } = withNotices(file);
  const { found, dropped } = withoutExcessPictures(all);
  if (found.length === 0) return { outcome: 'refused', fault: 'empty' };
  if (found.length > maxPieces) return { outcome: 'refused', fault: 'too-long' };
  const pieces = recognize({ found, facts }, sections);
  const lost = joinedLosses([...before, { what: 'pictures', count: dropped }]);
  return { outcome: 'read', preview: { pieces, facts, lost } };
}

type FoundOutcome = ({ outcome: 'read' } & FoundFile) | { outcome: 'refused'; fault: ImportFault };

async function findIn({
  bytes: given,
  format,
  language = 'en',
  desk = '',
  folder,
}: ImportFile): Promise<FoundOutcome> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const options = {
    language,
    desk: desk === '' ? null : desk,
    ...(folder && { pictureAt: (path: string) => pictureBeside(path, folder) }),
  };
  const readers = {
    text: readText,
    markdown: (text: string) => readMarkdown(text, options),
    html: (text: string) => readHtml(text, { ...options, findMainText }),
  };
  if (format === 'docx') return await readDocx(bytes);
  if (format === 'mail') return { outcome: 'read', ...(await readMail(bytes, readers)) };
  const decoded = decodeText(bytes, { html: format === 'html' });
  if (decoded.outcome === 'refused') return decoded;
  if (format === 'json') {
    const file = readJson(decoded.text);
    return file ? { outcome: 'read', ...file } : { outcome: 'refused', fault: 'wrong-kind' };
  }
  // A mail that was saved or pasted whole has its header above the text.
  if (format === 'text' && isMail(decoded.text))
    return { outcome: 'read', ...(await readMail(bytes, readers)) };
  return { outcome: 'read', ...readers[format](decoded.text) };
}

const maxPictures = 50;
/** In base 64, of all pictures together: they go to the browser and come back one by one. */
const maxPictureLetters = 40 * 1024 * 1024;

/** Pictures that are too many or too large to be taken over leave their words behind. */
function withoutExcessPictures(all: readonly Found[]): { found: Found[]; dropped: number } {
  let left = maxPictureLetters;
  let taken = 0;
  let dropped = 0;
  const found = all.flatMap((one): Found[] => {
    if (one.type !== 'picture' || one.data === '') return [one];
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
