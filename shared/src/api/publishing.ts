// Publishing on the HTTP interface: readiness, revisions, what changed since, the public page's state.
import { z } from 'zod';
import { authorSchema } from '../article/authors.ts';
import { articleContentSchema } from '../article/content.ts';
import { machineSourceTypes } from '../article/picture-settings.ts';
import { publicSectionSchema } from '../article/public/public-section.ts';
import { readinessCodes, readinessItemSchema } from '../article/readiness-item.ts';
import { nothingElsewhere, shownElsewhereSchema } from '../article/search-and-social.ts';
import { partOfSeriesSchema } from '../article/series.ts';
import { idSchema } from '../id-schema.ts';
import type { ArticleId, SiteSectionId, UserId } from '../ids.ts';
import { languages } from '../language.ts';
import { articleComparisonSchema } from '../review/comparison.ts';
import { machineReviewSchema, machineTextSchema } from './machine-made.ts';

const articleId = idSchema<ArticleId>();
const userId = idSchema<UserId>();

/** What a public note is. Only the first two say that something was wrong or could be misread. */
export const noteKinds = ['correction', 'clarification', 'update'] as const;
export type NoteKind = (typeof noteKinds)[number];

/** What was published once. */
export const revisionSchema = z.object({
  article: articleId,
  number: z.number().int(),
  publishedAt: z.iso.datetime(),
  publishedBy: userId,
  /** SHA-256 of the canonical content, in hex. */
  hash: z.string(),
  /** What the public reads of a correction; empty for none. */
  note: z.string(),
  noteKind: z.enum(noteKinds),
});
export type Revision = z.infer<typeof revisionSchema>;

/** What a revision knows besides its text, all of it as it was then. */
export const revisionMetadataSchema = z.object({
  language: z.enum(languages),
  byline: z.string(),
  /** Whom the byline named then. Revisions from before there were authors have the byline alone. */
  authors: z.array(authorSchema).nullable().default(null),
  template: z.string(),
  sections: z.array(publicSectionSchema),
  words: z.number().int(),
  /** What the article is about. Revisions from before there were tags have none. */
  tags: z.array(z.string()).default([]),
  /** The section of the site that it went into, as that was called then; pages call it by its present name. */
  siteSection: z.object({ id: idSchema<SiteSectionId>(), name: z.string() }).nullable().default(null),
  /** How it is shown elsewhere. Revisions of former times say nothing of it. */
  elsewhere: shownElsewhereSchema.default(nothingElsewhere),
  /** Other articles that readers are led to, by their headlines then. */
  related: z.array(z.object({ id: articleId, headline: z.string() })).default([]),
  /** Articles that tell the same story in other languages, by their headlines then. Pages ask which of them are public now. */
  translations: z.array(z.object({ id: articleId, headline: z.string() })).default([]),
  /** The series that it is a part of; null for none, as in revisions of former times. */
  series: partOfSeriesSchema.nullable().default(null),
  /** When the article's first revision went out. */
  firstPublishedAt: z.iso.datetime(),
  /** The lead picture's size; null where there is none. */
  lead: z
    .object({ width: z.number().int(), height: z.number().int(), widths: z.array(z.number().int()) })
    .nullable(),
  /** The pictures that a machine made or had a part in, by their ids, in IPTC's terms. Revisions of former times say nothing of it. */
  machineMade: z.record(z.string(), z.enum(machineSourceTypes)).default({}),
  /** How much of the text a machine made, and who has reviewed it; null where that was nothing or nobody had marked any. */
  machineText: machineTextSchema.extend({ review: machineReviewSchema }).nullable().default(null),
});
export type RevisionMetadata = z.infer<typeof revisionMetadataSchema>;

/** A revision with all that was published. */
export const wholeRevisionSchema = revisionSchema.extend({
  slug: z.string(),
  metadata: revisionMetadataSchema,
  content: articleContentSchema,
  html: z.string(),
});
export type WholeRevision = z.infer<typeof wholeRevisionSchema>;

/** What of the article's settings differs between two states of it. */
export const settingsChangeSchema = z.object({
  /** `authors` where the byline is the same and stands for others. */
  field: z.enum([
    ...['slug', 'byline', 'authors', 'language', 'tags', 'siteSection'],
    ...['searchTitle', 'searchDescription', 'socialPicture', 'canonical', 'related'],
    ...['translations', 'series', 'socialTitle'],
  ] as const),
  before: z.string(),
  after: z.string(),
});
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

/** Why a scheduled publication did not take place: a readiness code, or something else that stands against it. */
export const heldCodes = [
  ...readinessCodes,
  'text-changed',
  'published-meanwhile',
  'slug-taken',
  'archived',
  'beyond-limits',
  'nothing-new',
  'under-embargo',
  'expired',
] as const;
export type HeldCode = (typeof heldCodes)[number];

/** A publication that waits for its time. */
export const scheduledSchema = z.object({
  at: z.iso.datetime(),
  /** In which it was chosen. */
  timeZone: z.string(),
  by: userId,
  note: z.string(),
  /** The text or the settings are not what was scheduled any longer: as it stands, it will be held. */
  changed: z.boolean(),
  /** Its time has come, but it could not be published: when that was, and why. */
  held: z.object({ at: z.iso.datetime(), why: z.array(z.enum(heldCodes)) }).nullable(),
});
export type Scheduled = z.infer<typeof scheduledSchema>;

/** When the article is withdrawn by itself. */
export const expirySchema = z.object({
  at: z.iso.datetime(),
  /** In which it was chosen. */
  timeZone: z.string(),
  by: userId,
  /** What the public reads in the page's place then. */
  note: z.string(),
});
export type Expiry = z.infer<typeof expirySchema>;

/** How an article stands to its public page. */
export const publicationSchema = z.object({
  readiness: z.array(readinessItemSchema),
  /** The newest first. */
  revisions: z.array(revisionSchema),
  /** The number of the revision that the public sees, if any. */
  live: z.number().int().nullable(),
  /** Where the public page is, or will be; null without a slug. */
  url: z.string().nullable(),
  /**
   * Whether the text, the slug, the byline, the tags, the section of the site, the language or how it is shown elsewhere differ, as they
   * stand now, from the page that the public sees; null without such a page.
   */
  differs: z.boolean().nullable(),
  withdrawn: z.boolean(),
  /** What the public reads in the page's place; null unless it is withdrawn. */
  withdrawal: z.object({ note: z.string(), at: z.iso.datetime(), by: userId }).nullable(),
  scheduled: scheduledSchema.nullable(),
  /** While its time has passed and nothing is public, nothing is published either. */
  expiry: expirySchema.nullable(),
  /** How much of the text a machine made, and the review of it as it stands; null where that is nothing. */
  machineText: machineTextSchema.extend({ review: machineReviewSchema.nullable() }).nullable(),
  /** The last day on which it may be published for the sake of its pictures; null where there is none. */
  licenceEnd: z.iso.date().nullable(),
  /**
   * Of the checks of spelling and grammar where the template lets them block: whether they were made. What is not checked does
   * not block. `off` where they can't block, `none` where the desk has no server for them.
   */
  languageCheck: z.enum(['off', 'none', 'done', 'unreachable']),
  /** The desk's time zone, in which times of publication are chosen. */
  timeZone: z.string(),
  /** The hash of the content as it stands now: say it back when publishing what was looked at. */
  hash: z.string(),
});
export type Publication = z.infer<typeof publicationSchema>;

/** A time on the clocks of a zone. */
const clockTime = {
  /** Such as `2026-12-01T07:00`. */
  local: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/),
  /** Of the IANA database; without it the desk's own. */
  timeZone: z.string().max(60).optional(),
  occurrence: z.enum(['first', 'second']).optional(),
};

/** When the article is withdrawn by itself, and what the public reads then; takes the place of what was set before. */
export const expireSchema = z.object({ ...clockTime, note: z.string().trim().max(500).default('') });
export type ExpireRequest = z.input<typeof expireSchema>;

/**
 * What is published. Refused with `conflict` where the text has changed
 * since `hash` was read, or somebody published after the revision `after`; with `not-ready`, and a readiness code for
 * each of the `errors`, where something is missing.
 */
export const publishSchema = z.object({
  hash: z.string().max(100),
  /** The number of the newest revision when the caller looked; 0 where there was none. */
  after: z.number().int().min(0),
  note: z.string().trim().max(500).default(''),
  noteKind: z.enum(noteKinds).default('correction'),
  /** Set with it, or taken away: when it is withdrawn by itself. What was set stays without it. Refused at `expiry.local`. */
  expiry: expireSchema.nullable().optional(),
});
export type PublishRequest = z.input<typeof publishSchema>;

/** Why a time is refused; said in `errors` of the problem, at `local` or `timeZone`. */
export const timeRefusals = [
  'time-invalid',
  'time-past',
  'time-too-far',
  /** Clocks go forward and skip it. */
  'time-skipped',
  /** Clocks go back and show it twice: `occurrence` has to say which one is meant. */
  'time-twice',
  'zone-unknown',
  /** The article may not be public by then. */
  'under-embargo',
] as const;
export type TimeRefusal = (typeof timeRefusals)[number];

/** Why a time of publication or of withdrawal is refused, said likewise. */
export const publicTimeRefusals = [
  ...timeRefusals,
  /** It is to be withdrawn by then. */
  'after-expiry',
  /** It is not published by then. */
  'before-publication',
] as const;
export type PublicTimeRefusal = (typeof publicTimeRefusals)[number];

/**
 * When it is published, also for another time. Refused as
 * publishing is, and with `invalid-input` where the time can't be.
 */
export const scheduleSchema = publishSchema.omit({ noteKind: true }).extend(clockTime);
export type ScheduleRequest = z.input<typeof scheduleSchema>;

/** What the public reads in the page's place. */
export const withdrawSchema = z.object({ note: z.string().trim().max(500).default('') });
export type WithdrawRequest = z.input<typeof withdrawSchema>;

/** From one revision to another, or to the text as it stands now. */
export const changesQuerySchema = z.object({
  /** 0 stands for nothing, before the first revision. Without it: the live revision, else the newest. */
  from: z.coerce.number().int().min(0).optional(),
  /** Without it: the text as it stands now. */
  to: z.coerce.number().int().min(1).optional(),
});
/** What differs between two revisions, or a revision and the text as it stands. */
export const changesSchema = z.object({
  from: z.number().int(),
  to: z.number().int().nullable(),
  settings: z.array(settingsChangeSchema),
  comparison: articleComparisonSchema,
});
export type Changes = z.infer<typeof changesSchema>;
