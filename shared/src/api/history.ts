// An article's history on the HTTP interface: sessions of work, versions, how it stood at a moment, what differs, restoring,
// and who wrote what.
import { z } from 'zod';
import { articleContentSchema } from '../article/content.ts';
import { idSchema } from '../id-schema.ts';
import { type ArticleId, isId, type SectionId, type ThreadId, type UserId, type VersionId } from '../ids.ts';
import { articleComparisonSchema } from '../review/comparison.ts';

const userId = idSchema<UserId>();
const sectionId = idSchema<SectionId>();
const versionId = idSchema<VersionId>();
const articleId = idSchema<ArticleId>();
const threadId = idSchema<ThreadId>();

/** Where somebody worked in a session: a section, or `head` for headline, dek and lead image. */
export const workPlaceSchema = z.object({
  place: z.union([z.literal('head'), z.literal('outline'), sectionId]),
  /** What the section was called then; empty for other places. */
  kind: z.string(),
  title: z.string(),
  /** Characters that came and went. */
  inserted: z.number().int(),
  deleted: z.number().int(),
});
export type WorkPlace = z.infer<typeof workPlaceSchema>;

/** What one person did without a longer pause. */
export const workSessionSchema = z.object({
  id: z.string(),
  /** Null for what Galley itself did. */
  author: userId.nullable(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** The journal position of its first edit; how the article stood before is the moment of the number below. */
  first: z.number().int(),
  /** The journal position of its last edit: how the article stood then is the moment of that number. */
  position: z.number().int(),
  places: z.array(workPlaceSchema),
});
export type WorkSession = z.infer<typeof workSessionSchema>;

/** Why a version was kept: by a person who named it, or by Galley before something that changes much. */
export const versionKinds = ['named', 'publish', 'restore', 'import', 'accept'] as const;
export type VersionKind = (typeof versionKinds)[number];

/** A named or automatic point in the journal. */
export const versionSchema = z.object({
  id: versionId,
  article: articleId,
  kind: z.enum(versionKinds),
  /** Empty for automatic versions that nobody has named. */
  name: z.string(),
  position: z.number().int(),
  createdBy: userId.nullable(),
  createdAt: z.iso.datetime(),
});
export type Version = z.infer<typeof versionSchema>;

/** What was done with a section, as far as the timeline tells it. */
export const timelineActs = ['ready', 'taken-back', 'approved', 'returned', 'reopened', 'voided'] as const;

/** Something that happened beside the text: with a section, in a conversation, or with the public page. */
export const timelineEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('section'),
    id: z.string(),
    at: z.iso.datetime(),
    /** Null for Galley itself. */
    by: userId.nullable(),
    section: sectionId,
    act: z.enum(timelineActs),
    /** What the author reads with a return, or why a section was reopened; empty for none. */
    note: z.string(),
  }),
  z.object({
    type: z.enum(['thread-opened', 'thread-resolved', 'thread-reopened']),
    id: z.string(),
    at: z.iso.datetime(),
    by: userId.nullable(),
    thread: threadId,
    /** Where the thread is; null for the head and the whole article. */
    section: sectionId.nullable(),
    /** How its first comment begins; empty where that was deleted. */
    text: z.string(),
  }),
  z.object({
    type: z.literal('withdrawn'),
    id: z.string(),
    at: z.iso.datetime(),
    by: userId.nullable(),
    /** What readers read; empty for nothing. */
    note: z.string(),
  }),
  z.object({
    /** Words were marked as made by a machine, or are no longer. */
    type: z.enum(['machine-marked', 'machine-unmarked']),
    id: z.string(),
    at: z.iso.datetime(),
    by: userId,
    /** Where the words were then; null for the head and for several sections. */
    section: sectionId.nullable(),
    /** How many letters and digits. */
    letters: z.number().int(),
  }),
]);
export type TimelineEvent = z.infer<typeof timelineEventSchema>;

/** What a timeline is asked for: everything, or one kind of entry. Versions come with each page, and withdrawals are asked for with them. */
export const timelineKinds = ['all', 'work', 'review', 'comments', 'versions'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** What a timeline is asked for, the newest first; `before` is the `next` of the last page. */
export const historyQuerySchema = z.object({
  before: z.iso.datetime().optional(),
  author: idSchema<UserId>(z.string().max(40)).optional(),
  section: idSchema<SectionId>(z.string().max(40)).optional(),
  kind: z.enum(timelineKinds).default('all'),
});
/** A page of the timeline, the newest first. */
export const historySchema = z.object({
  /** Sessions of work. */
  works: z.array(workSessionSchema),
  events: z.array(timelineEventSchema),
  /** All versions of the article. */
  versions: z.array(versionSchema),
  next: z.iso.datetime().nullable(),
});
export type History = z.infer<typeof historySchema>;

/** A version's name: of one that is kept, or that is named anew. */
export const versionNameSchema = z.object({ name: z.string().trim().min(1).max(120) });

/** A moment of an article: now, a journal position, or a version's id. */
export const momentSchema = z.string().regex(/^(now|[1-9]\d{0,9}|v-[0-9a-z]{16})$/);
export type Moment = z.infer<typeof momentSchema>;

/** The moment of a version. */
export function momentOfVersion(id: VersionId): Moment {
  return `v-${id}`;
}

/** The version that a moment names; null for moments of another kind. */
export function versionOfMoment(moment: Moment): VersionId | null {
  const id = moment.startsWith('v-') ? moment.slice('v-'.length) : null;
  return isId<VersionId>(id) ? id : null;
}

/** How an article stood at a moment. */
export const momentContentSchema = z.object({ content: articleContentSchema });

/** Between which moments to compare; from 0 everything is new. */
export const comparisonQuerySchema = z.object({
  from: z.union([z.literal('0'), momentSchema]),
  to: momentSchema,
});
/** What differs between two moments. */
export const comparisonSchema = z.object({ comparison: articleComparisonSchema });

/**
 * Restoring brings the whole article, or the named sections, back to how they stood. It is an edit
 * like any other, in the name of the person who asks. Refused with `sealed` where approved sections would change; the
 * problem's `errors` name them by their ids, and nothing is changed or kept. Those in `except` are left as they are.
 */
export const restoreSchema = z.object({
  moment: momentSchema,
  sections: z
    .array(idSchema<SectionId>(z.string().max(40)))
    .max(500)
    .nullable(),
  except: z
    .array(idSchema<SectionId>(z.string().max(40)))
    .max(500)
    .default([]),
});
export type Restore = z.input<typeof restoreSchema>;
/** What restoring did. */
export const restoreResultSchema = z.object({
  /** The version that holds what stood there before. */
  kept: versionSchema,
  /** The sections that were changed. */
  sections: z.array(sectionId),
});

/** A run of text by one author, written at about one time. */
export const passageSchema = z.object({
  text: z.string(),
  author: userId.nullable(),
  at: z.iso.datetime().nullable(),
});
export type Passage = z.infer<typeof passageSchema>;

/** Authorship as data, or with `csv` the same as a file. */
export const authorshipQuerySchema = z.object({ format: z.enum(['json', 'csv']).default('json') });
/** Whose words are whose, passage by passage. */
export const authorshipSchema = z.object({
  places: z.array(
    z.object({
      place: z.union([z.enum(['headline', 'dek']), sectionId]),
      kind: z.string(),
      title: z.string(),
      blocks: z.array(z.object({ type: z.string(), passages: z.array(passageSchema) })),
    }),
  ),
  /** Of each author how many characters of the present text are theirs. */
  shares: z.array(z.object({ author: userId.nullable(), characters: z.number().int() })),
});
export type Authorship = z.infer<typeof authorshipSchema>;
