// The ways of an import to the server: to be read, and to become an article or a part of one.
import { type ArticleRow, eachOnce, maxTags } from '@galley/shared/api/articles.ts';
import {
  type ArticleImportResult,
  type ImportFault,
  type ImportPreview,
  importFaults,
} from '@galley/shared/api/imports.ts';
import type { ProblemCode } from '@galley/shared/api/problem.ts';
import { type SiteSection, sectionCalled } from '@galley/shared/api/site-sections.ts';
import { compose } from '@galley/shared/article/formats/compose.ts';
import type { FoundFacts, ImportPiece, PicturePiece } from '@galley/shared/article/formats/pieces.ts';
import { fittingTexts } from '@galley/shared/article/search-and-social.ts';
import { slugSchema } from '@galley/shared/article/slug-schema.ts';
import type { Template } from '@galley/shared/article/template.ts';
import { articleRoutes } from '@galley/shared/contract/articles.ts';
import { importRoutes } from '@galley/shared/contract/imports.ts';
import { mediaRoutes } from '@galley/shared/contract/media.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import { ApiProblem, call } from '../app/api.ts';
import { problemCode } from '../app/problem-text.ts';
import type { ImportTarget } from './import-draft.ts';
import { bodyOf, type ImportSource } from './import-source.ts';

/** Has a file or a text read. */
export function readSource(
  source: ImportSource,
  template: Template,
  language: Language,
): Promise<ImportPreview> {
  const query = { format: source.format, template: template.id, language };
  return call(importRoutes.readFile, { query, body: bodyOf(source) });
}

/** Why a file can't be read; null for any other error. */
export function faultOf(error: unknown): ImportFault | null {
  if (!(error instanceof ApiProblem)) return null;
  const { message } = error.problem.errors?.find(({ path }) => path === 'file') ?? {};
  return importFaults.find((fault) => fault === message) ?? null;
}

export interface Submission {
  pieces: readonly ImportPiece[];
  template: Template;
  language: Language;
  target: ImportTarget;
  mode: 'fill' | 'append';
  /** All that comes in is marked as made by a machine. */
  machineMade: boolean;
  /** What the file says of its text; the article takes its slug, its tags, its section of the site and its embargo. */
  facts: FoundFacts;
  /** Those that the site has. */
  siteSections: readonly SiteSection[];
  /** Pictures that an earlier try has uploaded, by their pieces; more are added. */
  uploaded: Map<string, MediaId>;
  onUpload: (number: number, count: number) => void;
}

export type Submitted =
  /** `slugRefused` is the slug of the file where another article has it. */
  | { type: 'new'; article: ArticleRow; picturesRefused: number; slugRefused: string | null }
  | { type: 'open'; result: ArticleImportResult; picturesRefused: number; slugRefused: string | null };

/** Uploads the pictures, then makes the article or puts the text into the open one. */
export async function submitImport(submission: Submission): Promise<Submitted> {
  const { pieces, template, language, target, mode, facts, siteSections, uploaded } = submission;
  const picturesRefused = await uploadPictures(submission);
  const { content, byline } = compose(pieces, {
    sections: template.sections,
    language,
    complete: target.type === 'new',
    pictures: uploaded,
  });
  const tags = eachOnce(facts.tags ?? []).slice(0, maxTags);
  const section = sectionCalled(siteSections, facts.siteSection ?? '');
  const settings = {
    tags,
    ...(submission.machineMade && { machineMade: true }),
    ...(section && { siteSection: section.id }),
    ...(facts.embargo && { embargo: facts.embargo }),
    ...fittingTexts(facts),
  };
  if (target.type === 'new') {
    const article = await call(articleRoutes.createArticle, {
      body: {
        template: template.id,
        language,
        byline,
        content,
        ...settings,
      },
    });
    return { type: 'new', ...(await withSlug(article, facts.slug || undefined)), picturesRefused };
  }
  const slug = facts.slug || null;
  const isSlug = slugSchema.safeParse(slug).success;
  const result = await call(importRoutes.importContent, {
    params: { id: target.article },
    body: { content, byline, mode, ...settings, ...(slug !== null && isSlug ? { slug } : {}) },
  });
  const slugRefused = result.slugTaken || (slug !== null && !isSlug) ? slug : null;
  return { type: 'open', result, picturesRefused, slugRefused };
}

/** The article with the slug that its file names; one that is taken or no slug stays away, for it can be chosen later. */
async function withSlug(
  article: ArticleRow,
  slug: string | undefined,
): Promise<{ article: ArticleRow; slugRefused: string | null }> {
  if (slug === undefined) return { article, slugRefused: null };
  if (!slugSchema.safeParse(slug).success) return { article, slugRefused: slug };
  try {
    const changed = await call(articleRoutes.changeArticle, { params: { id: article.id }, body: { slug } });
    return { article: changed, slugRefused: null };
  } catch (error) {
    if (error instanceof ApiProblem) return { article, slugRefused: slug };
    throw error;
  }
}

/** What is wrong with a picture is no reason to keep the text back: it leaves its words. */
const refusals: ReadonlySet<ProblemCode | null> = new Set<ProblemCode>([
  'unreadable-file',
  'unsupported-media',
  'too-large',
]);

async function uploadPictures({ pieces, uploaded, onUpload }: Submission): Promise<number> {
  const pictures = pieces.filter(
    (piece): piece is PicturePiece => piece.type === 'picture' && !piece.leftOut && piece.data !== '',
  );
  let refused = 0;
  for (const [index, picture] of pictures.entries()) {
    if (uploaded.has(picture.id)) continue;
    onUpload(index + 1, pictures.length);
    try {
      const body = new Blob([bytesOf(picture.data)], { type: picture.mime });
      const { id } = await call(mediaRoutes.uploadPicture, { body });
      uploaded.set(picture.id, id);
    } catch (error) {
      if (!refusals.has(problemCode(error))) throw error;
      refused += 1;
    }
  }
  return refused;
}

/** Has the server fetch a picture that is elsewhere on the web. */
export async function fetchPicture(address: string): Promise<MediaId> {
  return (await call(mediaRoutes.fetchPicture, { body: { address } })).id;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
