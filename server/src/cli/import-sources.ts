// What there is to import at a path: the articles of an export with its lists, and files of their own.
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import type { ImportFormat } from '@galley/shared/api/imports.ts';
import { z } from 'zod';
import { messageOf } from '../storage/open.ts';
import { CommandError } from './command-error.ts';
import {
  type ExportedArticle,
  type ExportedPicture,
  exportedArticleSchema,
  exportedPictureSchema,
  exportNames,
} from './export-list.ts';

/** A file that becomes an article. */
export interface Source {
  path: string;
  /** As it is named to the operator. */
  name: string;
  format: ImportFormat;
  /** What the export's list says of it; null for a file of its own. */
  exported: ExportedArticle | null;
}

export interface Sources {
  /** Nothing outside of it is read. */
  root: string;
  sources: Source[];
  /** Articles of the list whose files are not there. */
  missing: ExportedArticle[];
  /** Files of kinds that no import reads, pictures aside. */
  passedOver: string[];
  /** What the export says of its pictures, by their names in its folder. */
  pictures: ReadonlyMap<string, ExportedPicture>;
}

const formats: Record<string, ImportFormat | undefined> = {
  '.txt': 'text',
  '.text': 'text',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html',
  '.htm': 'html',
  '.docx': 'docx',
  // The reader says what to do with one.
  '.doc': 'docx',
  '.eml': 'mail',
  '.json': 'json',
};
const pictureEndings = new Set(['.jpg', '.jpeg', '.png', '.webp', '.avif', '.gif', '.svg', '.tif', '.tiff']);

/** Looks at a file or a folder with all folders in it. Links are not followed. Throws a `CommandError` where nothing is to be imported. */
export function sourcesAt(path: string): Sources {
  const about = attempt(() => statSync(realpathSync(path)), path);
  if (about.isFile()) return ofFile(path);
  const articles = list(join(path, exportNames.articles), exportedArticleSchema);
  const pictures = list(join(path, exportNames.pictures), exportedPictureSchema) ?? [];
  const own = new Set(articles ? Object.values(exportNames).map((name) => join(path, name)) : []);
  const files = attempt(() => filesIn(path), path).filter(
    (file) => !own.has(file) && !own.has(dirname(file)),
  );
  const byFile = new Map(articles?.map((one) => [join(path, basename(one.file)), one]));
  const named = [...byFile.keys()].filter((file) => files.includes(file));
  const all = [...named, ...files.filter((file) => !byFile.has(file))];
  const sources = all.flatMap((file): Source[] => {
    const format = formats[extname(file).toLowerCase()];
    return format
      ? [{ path: file, name: relative(path, file), format, exported: byFile.get(file) ?? null }]
      : [];
  });
  const missing = [...byFile].filter(([file]) => !files.includes(file)).map(([, one]) => one);
  if (sources.length === 0 && missing.length === 0)
    throw new CommandError(`There is nothing in ${path} that can be imported.`);
  return {
    root: path,
    sources,
    missing,
    passedOver: files
      .filter((file) => {
        const ending = extname(file).toLowerCase();
        return formats[ending] === undefined && !pictureEndings.has(ending);
      })
      .map((file) => relative(path, file)),
    pictures: new Map(pictures.map((one) => [one.file, one])),
  };
}

/** A file of an export that is named alone has the lists beside it. */
function ofFile(path: string): Sources {
  const folder = dirname(path);
  const format = formats[extname(path).toLowerCase()];
  if (!format) throw new CommandError(`${path} is of a kind that can't be imported.`);
  const articles = list(join(folder, exportNames.articles), exportedArticleSchema) ?? [];
  const pictures = list(join(folder, exportNames.pictures), exportedPictureSchema) ?? [];
  const name = basename(path);
  const exported = articles.find((one) => basename(one.file) === name) ?? null;
  return {
    root: folder,
    sources: [{ path, name, format, exported }],
    missing: [],
    passedOver: [],
    pictures: new Map(pictures.map((one) => [one.file, one])),
  };
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

/** A list of an export; null where there is none, or a file of this name that is something else. */
function list<Entry>(file: string, entry: z.ZodType<Entry>): Entry[] | null {
  if (!existsSync(file)) return null;
  const value = parsed(attempt(() => readFileSync(file, 'utf8'), file));
  if (!Array.isArray(value)) return null;
  const read = z.array(entry).safeParse(value);
  if (!read.success) throw new CommandError(`${file} is damaged: ${z.prettifyError(read.error)}`);
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function attempt<T>(read: () => T, path: string): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new CommandError(`There is no file and no folder ${path}.`);
    throw new CommandError(`${path} can't be read: ${messageOf(error)}`);
  }
}
