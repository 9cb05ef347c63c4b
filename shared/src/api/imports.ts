// Imports on the HTTP interface. The server takes a file's bytes and answers with what
// was recognized in it, as pieces that the person may correct; nothing is stored. Corrected pieces become content in the
// browser (article/formats/compose.ts), and that becomes a new article or goes into one that is there.
import { z } from 'zod';
import { articleContentSchema } from '../article/content.ts';
import { foundFactsSchema, importPieceSchema, lostSchema } from '../article/formats/pieces.ts';
import { searchAndSocialShape } from '../article/search-and-social.ts';
import { slugSchema } from '../article/slug-schema.ts';
import { idSchema } from '../id-schema.ts';
import type { SiteSectionId, TemplateId } from '../ids.ts';
import { languages } from '../language.ts';
import { cleanName } from '../text/characters.ts';
import { embargoSchema, tagsSchema } from './articles.ts';

/** Which files an import reads. */
export const importFormats = ['text', 'markdown', 'html', 'docx', 'mail', 'json'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** The most bytes of each format that an import takes. */
export const importLimits: Record<ImportFormat, number> = {
  text: 2 * 1024 * 1024,
  markdown: 2 * 1024 * 1024,
  html: 10 * 1024 * 1024,
  docx: 25 * 1024 * 1024,
  mail: 25 * 1024 * 1024,
  json: 10 * 1024 * 1024,
};

/** How many pieces an import may have; no article has as many. */
export const maxPieces = 5000;

/** Why a file can't be read. It is the message of the problem's error at the path `file`. */
export const importFaults = [
  /** There is no text in it. */
  'empty',
  /** It is some other kind of file under this name. */
  'wrong-kind',
  /** A Word document of the time before DOCX. */
  'old-word',
  /** It is protected by a password. */
  'encrypted',
  /** It is damaged or cut off. */
  'broken',
  /** It unfolds to far more than it seems, or takes too long to read. */
  'too-much',
  /** Its text is in an encoding that can't be recognized. */
  'encoding',
  /** It has more lines than an article can have. */
  'too-long',
] as const;
export type ImportFault = (typeof importFaults)[number];

/** What a file is, and for which template and language it is read. */
export const importQuerySchema = z.object({
  format: z.enum(importFormats),
  template: idSchema<TemplateId>(z.string().max(40)),
  language: z.enum(languages),
});

/** What was recognized: the input's pieces in their order, each with what it was taken for. */
export const importPreviewSchema = z.object({
  pieces: z.array(importPieceSchema),
  facts: foundFactsSchema,
  /** What could not be taken over, a kind once. */
  lost: z.array(lostSchema),
  /** The desk's time zone, on whose clocks the embargo is given, as `2026-12-01T07:00`. */
  timeZone: z.string(),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

/**
 * What is put into an article. `append` puts all sections at the end; `fill` first fills empty sections of the same kind.
 * Headline, dek, byline, slug, embargo, section of the site and how it is shown elsewhere are only set where there is none, tags are
 * added to those that are there. Of the head, what finds its place taken becomes the first paragraphs of the text.
 */
export const articleImportSchema = z.object({
  content: articleContentSchema,
  byline: z.string().overwrite(cleanName).max(200).default(''),
  mode: z.enum(['append', 'fill']),
  slug: slugSchema.optional(),
  tags: tagsSchema.optional(),
  siteSection: idSchema<SiteSectionId>().optional(),
  /** Refused, before any text is put in, as any other embargo would be. */
  embargo: embargoSchema.optional(),
  searchTitle: searchAndSocialShape.searchTitle.optional(),
  searchDescription: searchAndSocialShape.searchDescription.optional(),
  canonical: searchAndSocialShape.canonical.optional(),
  /** A machine made the text: all that comes into the article is marked so. */
  machineMade: z.boolean().default(false),
});
export type ArticleImport = z.input<typeof articleImportSchema>;

/** Places of an article's head that hold one text. */
export const takenPlaces = ['headline', 'dek', 'byline'] as const;
export type TakenPlace = (typeof takenPlaces)[number];

/**
 * Its answer: how many sections were filled and how many were added, which places held another text already, so that the
 * imported one is a paragraph now, and whether another article has the slug.
 */
export const articleImportResultSchema = z.object({
  filled: z.number().int(),
  added: z.number().int(),
  taken: z.array(z.enum(takenPlaces)),
  slugTaken: z.boolean(),
});
export type ArticleImportResult = z.infer<typeof articleImportResultSchema>;
