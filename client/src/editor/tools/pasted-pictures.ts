// The pictures in pasted HTML: those that come along as data are uploaded, those elsewhere on the web can't be.
import type { Language } from '@galley/shared/language.ts';
import { copiedHere } from '../copied-html.ts';
import { readPasted } from '../pasted-html.ts';

export interface PastedPictures {
  /** There is nothing but pictures: a file that comes along is what was meant. */
  onlyPictures: boolean;
  files: File[];
  /** How many pictures are left behind. */
  lost: number;
}

/** What is to be done about the pictures in HTML from the clipboard; an empty text has none. */
export function picturesIn(html: string, language: Language): PastedPictures {
  if (html === '') return { onlyPictures: true, files: [], lost: 0 };
  if (copiedHere(html)) return { onlyPictures: false, files: [], lost: 0 };
  const { found, lost } = readPasted(html, language);
  const pictures = found.filter((one) => one.type === 'picture');
  const files = pictures.flatMap(({ mime, data }, index) => fileOf(mime, data, index + 1) ?? []);
  const others = lost.reduce((sum, { what, count }) => (what === 'pictures' ? sum + count : sum), 0);
  return {
    onlyPictures: pictures.length === found.length,
    files,
    lost: pictures.length - files.length + others,
  };
}

function fileOf(type: string, data: string, number: number): File | null {
  if (data === '') return null;
  try {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    return new File([bytes], `${number}.${type.replace(/^image\//, '')}`, { type });
  } catch {
    return null;
  }
}
