// The library of pictures on the HTTP interface: what is known of each beside its bytes, and where it is used.
import { z } from 'zod';
import { pictureTextLimits } from '../article/content.ts';
import { licenceStates } from '../article/licences.ts';
import { focusPattern, machineSourceTypes, sourceTypes } from '../article/picture-settings.ts';
import { stages } from '../article/stages.ts';
import { idSchema } from '../id-schema.ts';
import type { ArticleId, MediaId, UserId } from '../ids.ts';
import { cleanLine, cleanText } from '../text/characters.ts';

/** The longest that people may say of a picture, in characters. */
export const pictureFactLimits = {
  ...pictureTextLimits,
  source: 200,
  copyright: 500,
  usageTerms: 1000,
} as const;
export type PictureFact = keyof typeof pictureFactLimits;
/** What people say of a picture in the library. */
export const pictureFacts = Object.keys(pictureFactLimits) as PictureFact[];

/** The longest name of a file that is kept, in characters. */
export const maxFileName = 200;

/** Which pictures are listed; all where nothing is said. `expiring` ones may be published for some days only, `expired` ones not any longer. */
export const pictureFilters = [
  'unused',
  'expiring',
  'expired',
  'machine-made',
  'without-alt',
  'without-credit',
] as const;
export type PictureFilter = (typeof pictureFilters)[number];

const mediaId = idSchema<MediaId>();
const userId = idSchema<UserId>();
const articleId = idSchema<ArticleId>();

/** A day, as `2026-12-31`. */
const daySchema = z.iso.date();

/** A picture of the library. */
export const pictureSchema = z.object({
  id: mediaId,
  width: z.number().int(),
  height: z.number().int(),
  mime: z.string(),
  /** In bytes. */
  size: z.number().int(),
  /** As the file came; empty where nobody said. */
  fileName: z.string(),
  /** What is proposed where the picture is used anew, as are credit and alt. */
  caption: z.string(),
  credit: z.string(),
  alt: z.string(),
  source: z.string(),
  copyright: z.string(),
  usageTerms: z.string(),
  /** The last day on which it may be published, by the calendar of the site's zone; null where there is none. */
  licenceEnd: daySchema.nullable(),
  /** How that stands today. */
  licence: z.enum(licenceStates),
  /** How a machine took part in it, as people say; null where nobody has said anything. */
  sourceType: z.enum(sourceTypes).nullable(),
  /** The same, as its file says. */
  fileSourceType: z.enum(machineSourceTypes).nullable(),
  /** What follows from both and from the credit. */
  machineMade: z.enum(machineSourceTypes).nullable(),
  /** The point that crops keep, as `30,20`; null for the middle. */
  focus: z.string().regex(focusPattern).nullable(),
  uploadedBy: userId,
  createdAt: z.iso.datetime(),
  changedBy: userId.nullable(),
  changedAt: z.iso.datetime().nullable(),
  /** How many articles show it, in their text or on their public page. */
  uses: z.number().int(),
});
export type Picture = z.infer<typeof pictureSchema>;

/** Which pictures of the library are wanted; `cursor` is the last page’s `next`. */
export const pictureQuerySchema = z.object({
  /** Words of caption, credit, alternative text, source and file name. */
  query: z.string().trim().max(200).optional(),
  /** Who uploaded it. */
  by: idSchema<UserId>(z.string().max(64)).optional(),
  show: z.enum(pictureFilters).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(60),
});
export type PictureQuery = z.input<typeof pictureQuerySchema>;

/** The newest first. */
export const picturePageSchema = z.object({
  pictures: z.array(pictureSchema),
  /** What to send as `cursor` for the next page; null where this is the last one. */
  next: z.string().nullable(),
});

/** An article that shows a picture. */
export const pictureUseSchema = z.object({
  article: articleId,
  headline: z.string(),
  stage: z.enum(stages),
  archived: z.boolean(),
  /** Whether its text, as it stands, shows it. */
  inText: z.boolean(),
  /** Whether social networks are to show it with links to the article. */
  isSocial: z.boolean(),
  /** Whether its public page shows it. */
  isPublic: z.boolean(),
});
export type PictureUse = z.infer<typeof pictureUseSchema>;

/** Where else a picture may be used. */
export const otherPictureUses = ['author', 'person', 'site'] as const;

/** All that is known of one. */
export const wholePictureSchema = pictureSchema.extend({
  /** The end of its licence as its file says it, and the last day that follows in the site's zone; null where it says none. */
  fileLicence: z.object({ says: z.string(), lastDay: daySchema }).nullable(),
  usedIn: z.array(pictureUseSchema),
  /** Beside articles: in profiles of authors, as the face of somebody at the desk, as the logo of the site. */
  usedElsewhere: z.array(z.enum(otherPictureUses)),
});
export type WholePicture = z.infer<typeof wholePictureSchema>;

const words = (fact: PictureFact) => {
  const isText = fact === 'caption' || fact === 'usageTerms';
  return z
    .string()
    .overwrite(isText ? cleanText : cleanLine)
    .trim()
    .max(pictureFactLimits[fact]);
};

/** What people say of a picture. */
export const pictureFactsSchema = z
  .object({
    caption: words('caption'),
    credit: words('credit'),
    alt: words('alt'),
    source: words('source'),
    copyright: words('copyright'),
    usageTerms: words('usageTerms'),
    licenceEnd: daySchema.nullable(),
    sourceType: z.enum(sourceTypes).nullable(),
    focus: z.string().regex(focusPattern).nullable(),
  })
  .partial();
export type SaidOfPicture = z.infer<typeof pictureFactsSchema>;

/**
 * A change. `before` is what each changed fact was when it was looked at: where somebody has changed the same one since, nothing
 * is changed and the answer is `conflict` with `errors` at these facts.
 */
export const pictureChangeSchema = z.object({ changes: pictureFactsSchema, before: pictureFactsSchema });
export type PictureChange = z.input<typeof pictureChangeSchema>;

/** A public article with pictures that may not be published any longer. */
export const expiredStorySchema = z.object({
  article: articleId,
  headline: z.string(),
  slug: z.string().nullable(),
  pictures: z.array(z.object({ id: mediaId, caption: z.string(), licenceEnd: daySchema })),
});
/** All such stories. */
export const expiredStoriesSchema = z.array(expiredStorySchema);
export type ExpiredStory = z.infer<typeof expiredStorySchema>;
