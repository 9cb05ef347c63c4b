// An article as the bytes or the text of a file. Pure but for the time that it takes, so it runs in a thread.
import type { ExportFormat } from '@galley/shared/api/exports.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import type { ExportSource } from '@galley/shared/article/formats/exported.ts';
import { writeHtml } from '@galley/shared/article/formats/html-out.ts';
import { writeJson } from '@galley/shared/article/formats/json-out.ts';
import { writeMarkdown } from '@galley/shared/article/formats/markdown-out.ts';
import { writeText } from '@galley/shared/article/formats/text-out.ts';
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { type JsonBytes, parsedJson } from '../workers/json.ts';
import type { DocxSource } from './docx-out.ts';

export interface FileSource extends Omit<DocxSource, 'content'> {
  format: ExportFormat;
  content: JsonBytes<ArticleContent>;
}

const writers: Record<Exclude<ExportFormat, 'docx'>, (source: ExportSource) => string> = {
  markdown: writeMarkdown,
  html: writeHtml,
  text: writeText,
  json: writeJson,
};

export async function writeFile({ format, content, ...about }: FileSource): Promise<string | Uint8Array> {
  const source = { ...about, content: parsedJson(content) };
  if (format !== 'docx')
    return writers[format]({ ...source, pictureAddress: (media) => source.url + picturePath(media) });
  // Its library is large, and few threads need it.
  const { writeDocx } = await import('./docx-out.ts');
  return await writeDocx(source);
}
