// An article as a file in the format that somebody asks for.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import type { ExportFormat } from '@galley/shared/api/exports.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { exportedElsewhere } from '@galley/shared/article/formats/exported.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import { type JsonBytes, parsedJson } from '../workers/json.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import type { DocxPicture } from './docx-blocks.ts';
import { writeFileJob, writeWordJob } from './file-jobs.ts';
import type { FileSource } from './write-file.ts';

export interface ExportedFile {
  name: string;
  mime: string;
  body: string | Uint8Array;
}

export interface ExportOptions {
  content: JsonBytes<ArticleContent>;
  row: Pick<
    ArticleRow,
    | 'byline'
    | 'language'
    | 'slug'
    | 'tags'
    | 'embargo'
    | 'searchTitle'
    | 'searchDescription'
    | 'socialPicture'
    | 'canonical'
  >;
  /** The section of the site that it is in, by its name. */
  siteSection: string | null;
  template: { sections: readonly SectionSpec[] };
  /** Where the desk is, without a path. */
  url: string;
  /** The picture as it is kept; null where it is lost. */
  picture(id: string): Promise<DocxPicture | null>;
  /** Writes the file. */
  workers: Pick<WorkerPool, 'run'>;
}

const formats: Record<ExportFormat, { ending: string; mime: string }> = {
  markdown: { ending: 'md', mime: 'text/markdown; charset=utf-8' },
  html: { ending: 'html', mime: 'text/html; charset=utf-8' },
  text: { ending: 'txt', mime: 'text/plain; charset=utf-8' },
  json: { ending: 'json', mime: 'application/json; charset=utf-8' },
  docx: {
    ending: 'docx',
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
};

/** The article in this format, with its name and media type. */
export async function exportFile(format: ExportFormat, options: ExportOptions): Promise<ExportedFile> {
  const { ending, mime } = formats[format];
  const { row, url, workers } = options;
  const content = parsedJson(options.content);
  const source: FileSource = {
    format,
    content: options.content,
    byline: row.byline,
    language: row.language,
    tags: row.tags,
    siteSection: options.siteSection,
    embargo: row.embargo,
    elsewhere: exportedElsewhere(row),
    sections: options.template.sections,
    url,
    pictures: format === 'docx' ? await picturesOf(content, options.picture) : new Map(),
  };
  // Of a Word document even a short one takes long, and its library much memory.
  const body =
    format === 'docx'
      ? await workers.run(writeWordJob, source)
      : await workers.run(writeFileJob, source, options.content.byteLength);
  return { name: `${nameOf(content.headline, row.slug)}.${ending}`, mime, body };
}

/** RFC 6266: the name as it is for browsers, and in ASCII for whatever else. */
export function contentDisposition(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** The headline as a file's name on any system, or else the slug. */
function nameOf(headline: string, slug: string | null): string {
  const name = headline
    .toWellFormed()
    .replace(/[\p{C}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
    .replace(/^\.+|[. ]+$/g, '')
    .toWellFormed();
  return name || slug || 'article';
}

async function picturesOf(
  { lead, sections }: ArticleContent,
  picture: ExportOptions['picture'],
): Promise<Map<string, DocxPicture>> {
  const figures = sections.flatMap(({ blocks }) => blocks.filter(({ type }) => type === 'figure'));
  const ids = new Set([lead.media, ...figures.map(({ attrs }) => String(attrs?.media ?? ''))]);
  ids.delete('');
  const pictures = new Map<string, DocxPicture>();
  for (const id of ids) {
    const found = await picture(id);
    if (found) pictures.set(id, found);
  }
  return pictures;
}
