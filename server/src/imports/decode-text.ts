// From the bytes of a text file to its text: UTF-16 with its mark, UTF-8, what a page says of itself, or Windows-1252,
// which is what older mail programs and systems send. What could only be guessed is refused rather than garbled.
import type { ImportFault } from '@galley/shared/api/imports.ts';

export type Decoded = { outcome: 'read'; text: string } | { outcome: 'refused'; fault: ImportFault };

/** The text of the file; a page of HTML may name its own encoding. */
export function decodeText(bytes: Uint8Array, { html }: { html: boolean }): Decoded {
  if (hasSignature(bytes)) return refused('wrong-kind');
  const text = decoded(bytes, 'utf-8');
  // Who saves a page in UTF-8 may leave standing what it said of its encoding before. Text of another one beyond ASCII is
  // hardly ever UTF-8 by chance.
  const isUtf8 = text !== null && /\P{ASCII}/u.test(text);
  const marked = encodingMark(bytes) ?? (html && !isUtf8 ? declaredEncoding(bytes) : null);
  if (marked !== null) {
    const said = decoded(bytes, marked);
    return said === null ? refused('encoding') : checked(said);
  }
  if (text !== null) return checked(text);
  // Text in which some letters are UTF-8 and some are not was damaged on its way.
  if (isPartlyUtf8(bytes)) return refused('encoding');
  return checked(decoded(bytes, 'windows-1252') ?? '');
}

function refused(fault: ImportFault): Decoded {
  return { outcome: 'refused', fault };
}

/** Other kinds of files by their first bytes, as far as they could pass for text. */
function hasSignature(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  return ['%PDF-', '{\\rtf', 'PK\x03\x04', '\xd0\xcf\x11\xe0', '\x89PNG', '\xff\xd8\xff', 'GIF8'].some(
    (signature) => start.startsWith(signature),
  );
}

function encodingMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null;
}

/** As browsers look for it: within the first kilobyte. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  return /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(start)?.[1] ?? null;
}

/** Null for an unknown encoding and for bytes that are not in it. */
function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function isPartlyUtf8(bytes: Uint8Array): boolean {
  const letters = new TextDecoder('utf-8').decode(bytes).match(/\P{ASCII}/gu) ?? [];
  return letters.some((letter) => letter !== '\ufffd');
}

const control = /(?![\t\n\v\f\r\u0085])\p{Cc}/gu;

/** Text has letters, and hardly any of the characters that only machines read. */
function checked(text: string): Decoded {
  if (text.includes('\u0000') || (text.match(control) ?? []).length > text.length / 100)
    return refused('wrong-kind');
  return { outcome: 'read', text };
}
