// What was published, what is to be, and who may see it before.
import type { ArticleId, UserId, WorkId } from '@galley/shared/ids.ts';

/** What was published; append-only. */
export interface RevisionTable {
  article: ArticleId;
  number: number;
  slug: string;
  /** `RevisionMetadata` as JSON: language, byline, template with its labels, dates. */
  metadata: string;
  /** `ArticleContent` as JSON. */
  content: string;
  html: string;
  hash: string;
  note: string;
  /** `NoteKind`: what the note is. */
  noteKind: string;
  publishedBy: UserId;
  publishedAt: string;
}

/** Written with the revision and never changed. */
interface PassportTable {
  article: ArticleId;
  number: number;
  /** `Passport` as canonical JSON. */
  passport: string;
  /** The journal's when it was made: from its rows up to there everything can be recomputed. */
  position: number;
  /** The names by which people stand in it, by their ids, as JSON; the others are “the desk”. */
  people: string;
}

/** A key that signs passports; those of former times stay. */
interface DeskKeyTable {
  id: string;
  /** As PEM. */
  publicKey: string;
  /** As PEM, encrypted with the signing secret. */
  secretKey: string;
  createdAt: string;
  /** 1 for the one that signs, else null. */
  current: number | null;
}

/** Slugs never lead elsewhere once public: each belongs to one article for good. */
interface SlugTable {
  slug: string;
  article: ArticleId;
  createdAt: string;
}

/** The tags of live revisions, by which the public site lists them; see publishing/live-lists.ts. */
interface LiveTagTable {
  article: ArticleId;
  slug: string;
}

/** The authors of live revisions, likewise, by their slugs: see `authorSlug`. */
interface LiveAuthorTable {
  article: ArticleId;
  slug: string;
}

/** Articles that tell the same story, each in another language: as the desk has it; see storage/translations.ts. */
interface TranslationTable {
  article: ArticleId;
  work: WorkId;
  /** The article's. */
  language: string;
}

/** The same as one of them was last published with it. */
interface LiveTranslationTable {
  article: ArticleId;
  work: WorkId;
}

/** The parts of series that are public: see publishing/live-lists.ts. */
interface LivePartTable {
  article: ArticleId;
  /** `seriesKey` of its name. */
  series: string;
  place: number | null;
}

interface WithdrawalTable {
  article: ArticleId;
  note: string;
  withdrawnBy: UserId;
  withdrawnAt: string;
}

/** A publication that waits for its time; see publishing/schedule.ts. */
export interface ScheduleTable {
  /** The article's. */
  id: ArticleId;
  at: string;
  /** In which it was chosen. */
  timeZone: string;
  /** What was looked at when it was scheduled; see `PublishRequest`. */
  hash: string;
  after: number;
  note: string;
  by: UserId;
  createdAt: string;
  attempts: number;
  /** Null where it is held. */
  nextAt: string | null;
  heldAt: string | null;
  /** Codes as a JSON array. */
  heldWhy: string | null;
}

/** When articles are withdrawn by themselves; see publishing/expiry.ts. */
interface ExpiryTable {
  /** The article's. */
  id: ArticleId;
  at: string;
  /** In which it was chosen. */
  timeZone: string;
  /** What the public reads in its place then. */
  note: string;
  by: UserId;
  attempts: number;
  /** Null where the time has come while nothing was public. */
  nextAt: string | null;
}

/** A link by which people outside see an article that is not public; see previews/preview-links.ts. */
export interface PreviewLinkTable {
  id: string;
  tokenHash: string;
  article: ArticleId;
  /** For whom it is, in its maker's words. */
  for: string;
  createdBy: UserId;
  createdAt: string;
  expiresAt: string;
  openedAt: string | null;
}

/** These tables by their names. */
export interface PublishingTables {
  revision: RevisionTable;
  passport: PassportTable;
  deskKey: DeskKeyTable;
  slug: SlugTable;
  liveTag: LiveTagTable;
  liveAuthor: LiveAuthorTable;
  translation: TranslationTable;
  liveTranslation: LiveTranslationTable;
  livePart: LivePartTable;
  withdrawal: WithdrawalTable;
  schedule: ScheduleTable;
  expiry: ExpiryTable;
  previewLink: PreviewLinkTable;
}
