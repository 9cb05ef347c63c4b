// From a file to what an article is made of: its text, once its pictures are known, and what is set beside it.
import { lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ImportFormat, importLimits } from '@galley/shared/api/imports.ts';
import { maxUploadBytes } from '@galley/shared/api/media.ts';
import { picturesOf } from '@galley/shared/article/article-pictures.ts';
import { type ArticleContent, emptyLead } from '@galley/shared/article/content.ts';
import { compose } from '@galley/shared/article/formats/compose.ts';
import { contentOfDeskArticle } from '@galley/shared/article/formats/desk-article.ts';
import { type DeskArticle, readDeskArticle } from '@galley/shared/article/formats/json-in.ts';
import type { FoundFacts, PicturePiece } from '@galley/shared/article/formats/pieces.ts';
import { type broughtTexts, fittingTexts } from '@galley/shared/article/search-and-social.ts';
import type { Template } from '@galley/shared/article/template.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import { isId } from '@galley/shared/ids.ts';
import { type Language, languages } from '@galley/shared/language.ts';
import { decodeText } from '../imports/decode-text.ts';
import { readFileJob } from '../imports/file-jobs.ts';
import { importFaultWords } from '../imports/import-faults.ts';
import { type WorkerPool, WorkerPoolError } from '../workers/worker-pool.ts';
import { exportNames } from './export-list.ts';
import type { Source } from './import-sources.ts';
import { quoted, wordsOfLost, wordsOfPieces } from './import-words.ts';

/** A picture that comes along. */
export interface ComingPicture {
  /** By which the text knows it. */
  key: string;
  bytes: Buffer;
  /** The file's; empty where it has none. */
  name: string;
  /** From a desk's export, which keeps pictures as they are. */
  isExported: boolean;
  /** What stands in its place where it can't be kept. */
  words: string;
}

/** A file that was read. */
export interface ReadSource {
  language: Language;
  /** What it says of itself beside its text. */
  facts: Pick<FoundFacts, 'slug' | 'tags' | 'siteSection' | 'embargo' | (typeof broughtTexts)[number]>;
  /** The key of the picture for social networks, among `pictures` or `known`. */
  socialPicture: string | null;
  pictures: ComingPicture[];
  /** Pictures by ids of a desk that do not come along: this desk may have them. */
  known: readonly string[];
  /** What is not taken over, a line each. */
  leftOut: string[];
  /** The text and its byline with these pictures, by their keys. */
  composed(pictures: ReadonlyMap<string, MediaId>): { content: ArticleContent; byline: string };
}

/** Why a file is not imported, in words for the operator. */
export class ReadingError extends Error {
  override readonly name = 'ReadingError';
}

interface ReadingOptions {
  template: Template;
  /** Where the file says nothing. */
  language: Language;
  /** Whether `language` counts whatever the file says. */
  isChosen: boolean;
  /** The desk's own origin. */
  desk: string;
  root: string;
  workers: WorkerPool;
}

/** The file's bytes. Throws a `ReadingError` for one that is too large. */
export function bytesOf({ path, format }: Source): Buffer {
  const most = importLimits[format];
  if (statSync(path).size > most)
    throw new ReadingError(`It is larger than ${most / 1024 / 1024} MB, which is the most for its kind.`);
  return readFileSync(path);
}

/** Reads a file. Throws a `ReadingError` where it is none that can be imported. */
export async function readSource(
  source: Source,
  bytes: Buffer,
  options: ReadingOptions,
): Promise<ReadSource> {
  const read = await readByFormat(source, bytes, options);
  const key = source.exported?.socialPicture ?? read.socialPicture;
  return key ? withSocialPicture(read, source, key) : read;
}

async function readByFormat(source: Source, bytes: Buffer, options: ReadingOptions): Promise<ReadSource> {
  if (source.format !== 'json') return await readFound(source, bytes, source.format, options);
  const decoded = decodeText(bytes, { html: false });
  const article = decoded.outcome === 'read' ? readDeskArticle(decoded.text) : null;
  if (!article) throw new ReadingError('This JSON is no article that a desk has exported.');
  return readDesk(source, article, options);
}

/** Null where there is no such file, it is too large, or a link. */
function pictureFile(path: string): Buffer | null {
  const about = lstatSync(path, { throwIfNoEntry: false });
  return about?.isFile() && about.size <= maxUploadBytes ? readFileSync(path) : null;
}

/** The picture for social networks comes along as those of the text do. */
function withSocialPicture(read: ReadSource, { path }: Source, key: string): ReadSource {
  const there = [...read.pictures.map((one) => one.key), ...read.known].includes(key);
  if (there) return { ...read, socialPicture: key };
  const { pictures, known } = deskPicture(join(dirname(path), exportNames.media), key, '');
  return {
    ...read,
    socialPicture: key,
    pictures: [...read.pictures, ...pictures],
    known: [...read.known, ...known],
  };
}

/** A picture of a desk: it comes along where its file does, and else this desk may have it. */
function deskPicture(media: string, key: string, words: string) {
  // An id is the name of a file in this folder, and of none elsewhere.
  const bytes = isId(key) ? pictureFile(join(media, key)) : null;
  return bytes
    ? { pictures: [{ key, bytes, name: '', isExported: true, words }], known: [] }
    : { pictures: [], known: [key] };
}

function readDesk({ path }: Source, article: DeskArticle, { template }: ReadingOptions): ReadSource {
  const media = join(dirname(path), exportNames.media);
  const pictures: ComingPicture[] = [];
  const known: string[] = [];
  for (const { media: key, caption, alt } of picturesOf({ ...article, lead: article.lead ?? emptyLead })) {
    if (pictures.some((one) => one.key === key) || known.includes(key)) continue;
    const found = deskPicture(media, key, caption || alt);
    pictures.push(...found.pictures);
    known.push(...found.known);
  }
  const { language, tags, siteSection, embargo, byline } = article;
  return {
    language,
    facts: {
      ...(tags && { tags }),
      ...(siteSection !== undefined && { siteSection }),
      ...(embargo !== undefined && { embargo }),
      ...fittingTexts(article),
    },
    socialPicture: article.socialPicture ?? null,
    pictures,
    known,
    leftOut: [],
    composed: (kept) => ({
      content: contentOfDeskArticle(article, { sections: template.sections, pictures: kept }),
      byline,
    }),
  };
}

async function readFound(
  { path }: Source,
  bytes: Buffer,
  format: Exclude<ImportFormat, 'json'>,
  { template, language: otherwise, isChosen, desk, root, workers }: ReadingOptions,
): Promise<ReadSource> {
  const { sections } = template;
  const outcome = await workers
    .run(readFileJob, {
      bytes,
      format,
      sections,
      language: otherwise,
      desk,
      folder: { path: dirname(path), root },
    })
    .catch((error: unknown) => {
      throw new ReadingError(importFaultWords[error instanceof WorkerPoolError ? 'too-much' : 'broken']);
    });
  if (outcome.outcome === 'refused') throw new ReadingError(importFaultWords[outcome.fault]);
  const { pieces, facts, lost } = outcome.preview;
  const language = (!isChosen && languageOf(facts.language)) || otherwise;
  const coming = pieces.filter(
    (piece): piece is PicturePiece => piece.type === 'picture' && !piece.leftOut && piece.media === null,
  );
  const remote = coming.flatMap((piece) => (piece.data === '' ? [piece.remote ?? ''] : []));
  return {
    language,
    facts,
    socialPicture: null,
    pictures: coming
      .filter(({ data }) => data !== '')
      .map(({ id, data, caption, alt }) => ({
        ...{ key: id, bytes: Buffer.from(data, 'base64'), name: '', isExported: false },
        words: caption || alt,
      })),
    known: [],
    leftOut: [
      ...lost.map(wordsOfLost),
      ...wordsOfPieces(pieces),
      ...(remote.length > 0 ? [`pictures that are elsewhere: ${remote.join(', ')}`] : []),
      ...(facts.published === undefined ? [] : [`when it was published elsewhere: ${facts.published}`]),
      ...(facts.image === undefined ? [] : [`its lead picture: ${quoted(facts.image)}`]),
    ],
    composed: (pictures) => compose(pieces, { sections, language, complete: true, pictures }),
  };
}

/** A language of the desk, as files name them: `de-DE`. */
function languageOf(written = ''): Language | undefined {
  return languages.find((one) => written.toLowerCase().split(/[-_]/, 1)[0] === one);
}
