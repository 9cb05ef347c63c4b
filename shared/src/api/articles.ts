// Articles on the HTTP interface: the board's rows and the settings of one.
import { z } from 'zod';
import { authorSchema, bylineOf, maxAuthors } from '../article/authors.ts';
import { articleContentSchema } from '../article/content.ts';
import { searchAndSocialShape } from '../article/search-and-social.ts';
import { seriesShape } from '../article/series.ts';
import { slugSchema } from '../article/slug-schema.ts';
import { stages } from '../article/stages.ts';
import { idSchema } from '../id-schema.ts';
import type { ArticleId, MediaId, SiteSectionId, TemplateId, UserId } from '../ids.ts';
import { languages } from '../language.ts';
import { cleanName } from '../text/characters.ts';
import { dueSchema } from './due-date.ts';
import { problemSchema } from './problem.ts';

const articleId = idSchema<ArticleId>();
const userId = idSchema<UserId>();
const templateId = idSchema<TemplateId>();
const siteSectionId = idSchema<SiteSectionId>();

/** What an article is about: at most so many words or names. */
export const maxTags = 30;
/** In characters. */
export const maxTagLength = 60;

/** Tags as they are kept: trimmed, none empty, none twice, whatever their case. */
export const tagsSchema = z
  .array(z.string().overwrite(cleanName).max(maxTagLength))
  .max(200)
  .transform(eachOnce)
  .pipe(z.array(z.string()).max(maxTags));

/** How long a byline may be, in characters, also one that is made of authors' names. */
export const maxBylineLength = 200;

const authorsSchema = z
  .array(authorSchema)
  .max(maxAuthors)
  .refine((authors) => bylineOf(authors, 'en').length <= maxBylineLength, 'byline-too-long');

/** How many other articles one may lead to: as many as its page shows. */
export const maxRelated = 4;

/** Until when nothing may be public: a moment, or a time on the desk's clocks such as `2026-12-01T07:00`. */
export const embargoSchema = z.union([
  z.iso.datetime({ offset: true }),
  z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/),
]);

/** The first of each, without those that are empty; case makes no difference. */
export function eachOnce(tags: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const tag of tags) {
    const key = tag.toLowerCase();
    if (tag !== '' && !known.has(key)) known.set(key, tag);
  }
  return [...known.values()];
}

/** A row of the board. */
export const articleRowSchema = z.object({
  id: articleId,
  headline: z.string(),
  dek: z.string(),
  slug: z.string().nullable(),
  byline: z.string(),
  /** Whom the byline names, in its order. */
  authors: z.array(authorSchema),
  stage: z.enum(stages),
  template: templateId,
  language: z.enum(languages),
  /** How many words were written. */
  words: z.number().int(),
  /** How many more came with the template and stand as they came. */
  boilerplate: z.number().int(),
  createdBy: userId,
  createdAt: z.iso.datetime(),
  /** When the text last changed and who changed it. */
  editedAt: z.iso.datetime(),
  editedBy: userId.nullable(),
  archivedAt: z.iso.datetime().nullable(),
  /** The number of the revision that the public sees, if any. */
  liveRevision: z.number().int().nullable(),
  /** When it is published by itself; null unless it is scheduled. */
  publishAt: z.iso.datetime().nullable(),
  /** Who has the article, and until when it is wanted. */
  assignee: userId.nullable(),
  dueAt: z.iso.datetime().nullable(),
  /** The last day on which all pictures of its text and of its public page may be published; null where there is none. */
  licenceEnd: z.iso.date().nullable(),
  /** How many threads of it are open. */
  openThreads: z.number().int(),
  /** How many sections it has, and how many of them are approved. */
  sections: z.number().int(),
  approved: z.number().int(),
  tags: z.array(z.string()),
  /** The section of the site that it is in, or is to be in. */
  siteSection: siteSectionId.nullable(),
  /** Until then nothing of it may be public; null for no such time. */
  embargo: z.iso.datetime().nullable(),
  /** How it is shown elsewhere (`article/search-and-social.ts`); empty, or null, for what its text says itself. */
  searchTitle: z.string(),
  socialTitle: z.string(),
  searchDescription: z.string(),
  socialPicture: idSchema<MediaId>().nullable(),
  /** Where it was published first, if that was elsewhere. */
  canonical: z.string().nullable(),
  /** Other articles that readers are led to from it, before those that the site chooses. */
  related: z.array(articleId),
  /** The other articles that tell the same story, each in another language. */
  translations: z.array(articleId),
  /** The series that it is a part of (`article/series.ts`); empty for none. */
  series: z.string(),
  seriesPlace: z.number().int().nullable(),
});
export type ArticleRow = z.infer<typeof articleRowSchema>;

/** By `due`, articles without a due date come last in both directions. */
export const articleSorts = ['edited', 'created', 'due', 'headline', 'words'] as const;

/** What the board's lists are asked for. `query` searches the text; `cursor` is the last page's `next`. */
export const articleQuerySchema = z.object({
  query: z.string().trim().max(200).optional(),
  stage: z.enum(stages).optional(),
  template: idSchema<TemplateId>(z.string().max(40)).optional(),
  language: z.enum(languages).optional(),
  /** Who made it or last wrote in it. */
  person: idSchema<UserId>(z.string().max(64)).optional(),
  /** Who has it; `nobody` for articles that nobody has. */
  assignee: z.union([z.literal('nobody'), idSchema<UserId>(z.string().max(64))]).optional(),
  /** The section of the site that it is in; `none` for articles in none. */
  siteSection: z.union([z.literal('none'), idSchema<SiteSectionId>(z.string().max(64))]).optional(),
  archived: z.enum(['no', 'only']).default('no'),
  sort: z.enum(articleSorts).default('edited'),
  direction: z.enum(['ascending', 'descending']).default('descending'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ArticleQuery = z.input<typeof articleQuerySchema>;

/** A page of a list of articles. */
export const articlePageSchema = z.object({
  articles: z.array(articleRowSchema),
  /** What to send as `cursor` for the next page; null where this is the last one. */
  next: z.string().nullable(),
});
export type ArticlePage = z.infer<typeof articlePageSchema>;

/** With the same filters: how many articles of each stage they give, the stage filter aside. */
export const articleCountsSchema = z.record(z.enum(stages), z.number().int());
export type ArticleCounts = z.infer<typeof articleCountsSchema>;

/** For a query that finds nothing: the one that was meant, if another one finds something. */
export const meantQuerySchema = z.object({ query: z.string().nullable() });

/** What a new article is made of. */
export const newArticleSchema = z.object({
  template: templateId,
  language: z.enum(languages),
  /** Where there is no `content`: what the headline starts as. */
  headline: z.string().overwrite(cleanName).max(500).optional(),
  /** The content of an import; without it the template's sections, empty or with their boilerplate. */
  content: articleContentSchema.optional(),
  byline: z.string().overwrite(cleanName).max(maxBylineLength).optional(),
  tags: tagsSchema.optional(),
  siteSection: siteSectionId.optional(),
  embargo: embargoSchema.optional(),
  searchTitle: searchAndSocialShape.searchTitle.optional(),
  searchDescription: searchAndSocialShape.searchDescription.optional(),
  canonical: searchAndSocialShape.canonical.optional(),
  /** A machine made the content: all of it that is no boilerplate is marked so. */
  machineMade: z.boolean().optional(),
});
export type NewArticle = z.input<typeof newArticleSchema>;

/** What is set of an article. */
export const articleChangeSchema = z
  .object({
    slug: slugSchema.nullable(),
    /** Names the authors anew. */
    byline: z.string().overwrite(cleanName).max(maxBylineLength),
    /** Writes the byline anew; goes before one that is sent along. */
    authors: authorsSchema,
    language: z.enum(languages),
    /** Only `draft`, `review` and `ready` by this way; the others come by publishing and withdrawing. */
    stage: z.enum(['draft', 'review', 'ready']),
    archived: z.boolean(),
    /** Somebody active who may write. */
    assignee: userId.nullable(),
    dueAt: dueSchema.nullable(),
    tags: tagsSchema,
    siteSection: siteSectionId.nullable(),
    /** Refused where the article is public already, or is to be before that time. */
    embargo: embargoSchema.nullable(),
    ...searchAndSocialShape,
    /** Each once, and not the article itself; readers see those that are public. */
    related: z
      .array(idSchema<ArticleId>(z.string().max(64)))
      .max(maxRelated)
      .refine((ids) => new Set(ids).size === ids.length, 'An article is named twice.'),
    /** All others, each in another language than this one; what one of them is named with comes along. They name this one from then on. */
    translations: z.array(idSchema<ArticleId>(z.string().max(64))).max(languages.length - 1),
    /** Without a series there is no place either. */
    ...seriesShape,
  })
  .partial();
export type ArticleChange = z.input<typeof articleChangeSchema>;

/** What is changed of several articles at once. */
const sharedChangeSchema = articleChangeSchema.pick({
  stage: true,
  archived: true,
  assignee: true,
  dueAt: true,
  siteSection: true,
});
export type SharedChange = z.input<typeof sharedChangeSchema>;

/** How many articles one request changes at most. */
export const maxChangedAtOnce = 200;

/** Changes of several articles, each judged on its own. */
export const articlesChangeSchema = z.object({
  changes: z
    .array(
      z.object({
        id: idSchema<ArticleId>(z.string().max(64)),
        change: sharedChangeSchema,
        /** Refused with `conflict` where one of these is not so any more. */
        expected: sharedChangeSchema.optional(),
      }),
    )
    .min(1)
    .max(maxChangedAtOnce)
    .refine(
      (changes) => new Set(changes.map(({ id }) => id)).size === changes.length,
      'An article is named twice.',
    ),
});
export type ArticlesChange = z.input<typeof articlesChangeSchema>;

/** What came of each, in the order in which they were sent. */
export const articlesChangeAnswerSchema = z.object({
  outcomes: z.array(
    z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('done'), id: articleId, article: articleRowSchema }),
      z.object({ outcome: z.literal('refused'), id: articleId, problem: problemSchema }),
    ]),
  ),
});
export type ArticleChangeOutcome = z.infer<typeof articlesChangeAnswerSchema>['outcomes'][number];

/** A free slug from the headline, or null where it gives none. */
export const slugSuggestionSchema = z.object({ slug: slugSchema.nullable() });
