// What stands beside the files of an export: what the desk knows of each article and picture, and no file of an article says.
import { articleRowSchema } from '@galley/shared/api/articles.ts';
import { pictureSchema } from '@galley/shared/api/pictures.ts';
import { z } from 'zod';

/** The names of the two lists, and of the folder of the pictures. */
export const exportNames = { articles: 'articles.json', pictures: 'pictures.json', media: 'media' } as const;

/** An article of the list: its file, and what is set of it. */
export const exportedArticleSchema = articleRowSchema
  .pick({ id: true, headline: true, language: true, stage: true, slug: true, tags: true })
  .extend({
    file: z.string(),
    createdAt: z.string(),
    editedAt: z.string(),
    /** Missing in exports of earlier versions, as are authors and the section of the site. */
    template: z.object({ id: articleRowSchema.shape.template, name: z.string() }).optional(),
    authors: articleRowSchema.shape.authors.optional(),
    /** By its name. */
    siteSection: z.string().nullable().optional(),
    /** Until when nothing of it is published, in ISO 8601; missing in exports of earlier versions. */
    embargo: z.string().nullable().optional(),
    /** How it is shown elsewhere; missing in exports of earlier versions. */
    searchTitle: z.string().optional(),
    searchDescription: z.string().optional(),
    socialPicture: z.string().nullable().optional(),
    canonical: z.string().nullable().optional(),
    /** Some of its words are marked as made by a machine; no file says which. */
    machineWords: z.literal(true).optional(),
  });
export type ExportedArticle = z.infer<typeof exportedArticleSchema>;

/** A picture of the list: its file within `media`, which is its id at the desk that it is from, and what the library says of it. */
export const exportedPictureSchema = pictureSchema
  .pick({
    caption: true,
    credit: true,
    alt: true,
    source: true,
    copyright: true,
    usageTerms: true,
    licenceEnd: true,
    sourceType: true,
    fileSourceType: true,
    focus: true,
  })
  .extend({ file: z.string(), name: z.string(), type: z.string() });
export type ExportedPicture = z.infer<typeof exportedPictureSchema>;
