// Word documents, read by way of the HTML that mammoth makes of them: one rule decides there what has a place in an
// article. mammoth reads no file but this one and follows no link.
import type { ImportFault, Lost } from '@galley/shared/api/imports.ts';
import { uploadTypes } from '@galley/shared/api/media.ts';
import mammoth from 'mammoth';
import { zipState } from './zip.ts';

export type DocxHtml =
  | {
      outcome: 'read';
      html: string;
      /** Among them pictures of kinds that only Word knows. */
      lost: Lost[];
    }
  | { outcome: 'refused'; fault: ImportFault };

const limits = { entries: 5000, bytes: 120 * 1024 * 1024 };

/** What mammoth has no rule for, by the names that Word, LibreOffice and Google give in files of every language. */
const styleMap = [
  "p[style-name='Title'] => p.document-title:fresh",
  "p[style-name='Subtitle'] => p.subtitle:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Quotations'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => aside.pull-quote > p:fresh",
  "p[style-name='Caption'] => p:fresh",
  "p[style-name='caption'] => p:fresh",
];

/** The document as HTML, its pictures within. */
export async function docxToHtml(file: Buffer): Promise<DocxHtml> {
  const start = file.toString('latin1', 0, 4);
  if (start === '\xd0\xcf\x11\xe0') {
    // Both are in Microsoft's older container; it names its parts in UTF-16.
    const locked = file.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    return { outcome: 'refused', fault: locked ? 'encrypted' : 'old-word' };
  }
  if (start !== 'PK\x03\x04') return { outcome: 'refused', fault: 'wrong-kind' };
  const state = zipState(file, limits);
  if (state !== 'sound') return { outcome: 'refused', fault: state };
  let picturesLost = 0;
  const convertImage = mammoth.images.imgElement(async (image) => {
    if (uploadTypes.some((type) => type === image.contentType))
      return { src: `data:${image.contentType};base64,${await image.readAsBase64String()}` };
    picturesLost += 1;
    return { src: '' };
  });
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: file },
      { styleMap, convertImage, includeEmbeddedStyleMap: false, externalFileAccess: false },
    );
    return { outcome: 'read', html: value, lost: [{ what: 'pictures', count: picturesLost }] };
  } catch (error) {
    // Sound as a ZIP, but not a document: mammoth says so in words only.
    const other = error instanceof Error && /Could not find/.test(error.message);
    return { outcome: 'refused', fault: other ? 'wrong-kind' : 'broken' };
  }
}
