// What a person brings in: a file, or text from the clipboard; and how it is to be read.
import { type ImportFormat, importLimits } from '@galley/shared/api/imports.ts';

/** The formats that text from the clipboard can have. */
type PasteFormat = Exclude<ImportFormat, 'docx' | 'mail' | 'json'>;

export type ImportSource =
  | { type: 'file'; file: File; format: ImportFormat }
  | {
      type: 'paste';
      text: string;
      /** What the clipboard had besides the text, as long as the text is what was pasted. */
      html: string | null;
      format: PasteFormat;
    };

const endings: Record<string, ImportFormat | undefined> = {
  txt: 'text',
  text: 'text',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  docx: 'docx',
  eml: 'mail',
  json: 'json',
};

/** What a file picker offers. */
export const acceptedFiles = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'],
  'text/plain': ['.txt', '.text'],
  'text/markdown': ['.md', '.markdown'],
  'text/html': ['.html', '.htm'],
  'message/rfc822': ['.eml'],
  'application/json': ['.json'],
};

/** Why a file is not even sent. */
export type FileRefusal = { why: 'kind' } | { why: 'old-word' } | { why: 'size'; format: ImportFormat };

/** How a file is to be read, by its name; what it really is the server finds out. */
export function sourceOfFile(file: File): ImportSource | FileRefusal {
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  if (ending === 'doc') return { why: 'old-word' };
  const format = endings[ending] ?? (file.type.startsWith('text/') ? 'text' : undefined);
  if (!format) return { why: 'kind' };
  return file.size > importLimits[format] ? { why: 'size', format } : { type: 'file', file, format };
}

/** Pasted text. Formatting counts where it says something: headings, lists, links, bold words. */
export function sourceOfPaste(text: string, html: string | null): ImportSource {
  if (html !== null && isStructured(html)) return { type: 'paste', text, html, format: 'html' };
  return { type: 'paste', text, html, format: isMarkdown(text) ? 'markdown' : 'text' };
}

/** The formats that a source can be read as. */
export function formatsOf(source: ImportSource): readonly ImportFormat[] {
  if (source.type === 'paste')
    return source.html === null ? ['text', 'markdown'] : ['html', 'text', 'markdown'];
  const { format } = source;
  if (format === 'docx' || format === 'mail' || format === 'json') return [format];
  return ['text', 'markdown', 'html'];
}

export function isPasteFormat(format: ImportFormat): format is PasteFormat {
  return format === 'text' || format === 'markdown' || format === 'html';
}

/** Whether two sources are the same file or the same text, in whatever way they are read. */
export function isSameInput(one: ImportSource, other: ImportSource): boolean {
  if (one.type === 'file') return other.type === 'file' && one.file === other.file;
  return other.type === 'paste' && one.text === other.text;
}

/** What is sent to be read. */
export function bodyOf(source: ImportSource): Blob {
  if (source.type === 'file') return new Blob([source.file], { type: 'application/octet-stream' });
  const html = source.format === 'html' && source.html !== null;
  // A page would be read as what it says of its encoding; the clipboard is always UTF-8, which the mark says.
  return new Blob([html ? `\ufeff${source.html}` : source.text], { type: 'application/octet-stream' });
}

function isStructured(html: string): boolean {
  return /<(h[1-6]|ul|ol|table|blockquote|strong|b|em|i|a|img)[\s>]/i.test(html);
}

/** One sign may be chance; headings or several signs are not. */
function isMarkdown(text: string): boolean {
  const signs = text.match(/^#{1,6} \S|\*\*\S|\[[^\]\n]+\]\(\S+\)|^```/gm) ?? [];
  return /^#{1,6} \S/m.test(text) ? signs.length > 1 : signs.length > 2;
}
