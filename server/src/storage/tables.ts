// The rows of Galley, for Kysely. Times are ISO 8601 strings in UTC, truth values 0 and 1, JSON is text: so SQLite
// and PostgreSQL hold the same values. Bytes are the one type that the databases name differently (see dialect.ts).
import type { Region } from '@galley/shared/article/region.ts';
import type {
  ArticleId,
  CommentId,
  DocumentName,
  MediaId,
  SectionId,
  SiteSectionId,
  StyleWordId,
  SuggestionId,
  TemplateId,
  ThreadId,
  UserId,
  VersionId,
} from '@galley/shared/ids.ts';
import type { Generated } from 'kysely';

/** better-auth's four tables, with what Galley adds to a user. Their columns are better-auth's to name. */
export interface UserTable {
  id: UserId;
  name: string;
  email: string;
  emailVerified: number;
  image: string | null;
  createdAt: string;
  updatedAt: string;
  role: string;
  active: number;
  color: string;
  language: string;
  picture: MediaId | null;
  lastSeenAt: string | null;
  /** `12` or `24`; null for what is usual in the person's language. */
  clock: Generated<string | null>;
  /** Whether the tour through the desk was seen. */
  tourSeen: Generated<number>;
  /** Whether public pages may name them as one who wrote or approved. */
  namedPublicly: Generated<number>;
  /** Signing in asks for a code beside the password; the name is better-auth's. */
  twoFactorEnabled: Generated<number>;
  /** An operator's admin, whose password counts although passwords are switched off. */
  passwordAlways: Generated<number>;
  /** How many passkeys the person has. */
  passkeys: Generated<number>;
}

interface SessionTable {
  id: string;
  userId: UserId;
  token: string;
  expiresAt: string;
  ipAddress: string | null;
  userAgent: string | null;
  createdAt: string;
  updatedAt: string;
  /** When it was last used, to the minute; null for one that has not been since there is this column. */
  seenAt: string | null;
  /** `provider` or `passkey`; null where a password has opened it. */
  openedBy: Generated<string | null>;
}

interface PasskeyTable {
  id: string;
  user: UserId;
  name: string;
  /** As the browser names it, in base64url. */
  credentialId: string;
  /** A COSE key in base64url. */
  publicKey: string;
  /** How often the device says that it was used; 0 for those that do not count. */
  counter: number;
  /** JSON: how the device is reached. */
  transports: string;
  createdAt: string;
  usedAt: string | null;
}

interface AccountTable {
  id: string;
  userId: UserId;
  accountId: string;
  providerId: string;
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
  accessTokenExpiresAt: string | null;
  refreshTokenExpiresAt: string | null;
  scope: string | null;
  password: string | null;
  createdAt: string;
  updatedAt: string;
}

interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expiresAt: string;
  createdAt: string;
  updatedAt: string;
}

/** Invitations; `tokenHash` is all that is known of the link. */
export interface InviteTable {
  id: string;
  tokenHash: string;
  email: string | null;
  role: string;
  createdBy: UserId;
  createdAt: string;
  expiresAt: string;
  acceptedAt: string | null;
  acceptedBy: UserId | null;
}

/** A person's authenticator, as better-auth keeps it; secret and codes are encrypted. */
interface TwoFactorTable {
  id: string;
  userId: UserId;
  secret: string;
  backupCodes: string;
  /** 0 until the first code was right. */
  verified: number | null;
  failedVerificationCount: number | null;
  lockedUntil: string | null;
}

/** Codes that were given in the last minutes, each of which counts once. */
interface UsedCodeTable {
  hash: string;
  at: string;
}

/** A link by which a person sets a new password; it is deleted when it is used. */
interface PasswordResetTable {
  id: string;
  tokenHash: string;
  user: UserId;
  /** The admin who made it; null for one that was sent by e-mail. */
  createdBy: UserId | null;
  createdAt: string;
  expiresAt: string;
}

/** Small facts about the installation, such as `seeded` and `setupTokenHash`. */
interface SettingTable {
  key: string;
  value: string;
}

/** Templates. `version` counts up with each change, so that two admins do not overwrite each other. */
export interface TemplateTable {
  id: TemplateId;
  /** `TemplateContent` as JSON. */
  content: string;
  version: number;
  archived: number;
  createdAt: string;
  updatedAt: string;
}

/** Articles: what is set of them, and what the board shows of their documents. */
export interface ArticleTable {
  id: ArticleId;
  template: TemplateId;
  language: string;
  slug: string | null;
  byline: string;
  /** `Author[]` as JSON; null where they are those that the byline names. */
  authors: Generated<string | null>;
  stage: string;
  /** What follows is projected from the document after it changes. */
  headline: string;
  /** What the board sorts headlines by: see articles/headline-key.ts. */
  headlineKey: Generated<string>;
  dek: string;
  /** Those that were written; boilerplate that nobody has changed is counted apart. */
  words: number;
  boilerplate: Generated<number>;
  /** The ids of the sections that it shows, as a JSON array. */
  sections: Generated<string>;
  /** Up to which journal position these, and the article's entry in the search index, were made; 0 to have them made anew. */
  projected: Generated<number>;
  createdBy: UserId;
  createdAt: string;
  editedAt: string;
  editedBy: UserId | null;
  archivedAt: string | null;
  liveRevision: number | null;
  /** The language of the live revision, by which the public site lists it. */
  liveLanguage: Generated<string | null>;
  /** What feeds call the article; see publishing/feed-ids.ts. */
  feedId: Generated<string | null>;
  /** Of a scheduled one: when it is published. */
  publishAt: Generated<string | null>;
  /** What it is about: a list of texts as JSON. */
  tags: Generated<string>;
  /** Until when nothing of it may be public. */
  embargo: Generated<string | null>;
  /** The section of the site that it is in, and the one that its live revision is in. */
  siteSection: Generated<SiteSectionId | null>;
  liveSiteSection: Generated<SiteSectionId | null>;
  /** How it is shown elsewhere: see `article/search-and-social.ts`. */
  searchTitle: Generated<string>;
  searchDescription: Generated<string>;
  socialPicture: Generated<MediaId | null>;
  canonical: Generated<string | null>;
  /** The ids of other articles that readers are led to from it, as a JSON array. */
  related: Generated<string>;
  /** Who has the article, and until when it is wanted. */
  assignee: Generated<UserId | null>;
  dueAt: Generated<string | null>;
}

/** Words that texts have or had: see search-words.ts. */
interface SearchWordTable {
  /** Without accents. */
  word: string;
  /** As it was written, in lower case. */
  shown: string;
  length: number;
  /** Its first and its last letters. */
  start: string;
  ending: string;
}

/** The journal: every update of every document, in the order of its commit. */
interface UpdateTable {
  document: DocumentName;
  /** 1, 2, 3 ... within the document, without gaps. */
  position: number;
  bytes: Uint8Array;
  /** Who wrote it; null for what Galley itself did, such as seeding. */
  author: UserId | null;
  /** The Yjs client ids whose structs it brings, as a JSON array of numbers. */
  clients: string;
  at: string;
}

/** The merged state of a document up to a journal position: a cache. */
interface SnapshotTable {
  document: DocumentName;
  position: number;
  bytes: Uint8Array;
  at: string;
}

/** Journal rows that can't be read and are kept aside: see collab/quarantine.ts. */
interface QuarantineTable {
  document: DocumentName;
  /** The last position that is not in it. */
  after: number;
  /** The last position that is; null while it is open and all that follows is. */
  upTo: number | null;
  reason: string;
  foundAt: string;
  endedAt: string | null;
  endedBy: UserId | null;
}

/** Which person a Yjs client id of a document belongs to: the one who first used it. Null for Galley itself. */
interface ClientTable {
  document: DocumentName;
  client: number;
  author: UserId | null;
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

/** Words that somebody marked as made by a machine, or took that mark off; rows never change. */
interface MachineMarkTable {
  article: ArticleId;
  /** 1, 2, 3 ... within the article: of the same words the last one counts. */
  number: number;
  /** 1 for marked, 0 for taken off. */
  made: number;
  /** The characters as which the words were written: `[client, clock, length][]` as JSON. */
  spans: string;
  /** Where they were then; null for the head and for several sections. */
  section: SectionId | null;
  /** How many letters and digits. */
  letters: number;
  by: UserId;
  at: string;
}

/** That people have reviewed a text of which a machine made a part; rows never change. */
interface MachineReviewTable {
  article: ArticleId;
  /** 1, 2, 3 ... within the article. */
  number: number;
  /** Of the whole text. */
  hash: string;
  /** The number of the newest mark then. */
  marks: number;
  /** Who bears the editorial responsibility, as readers read it. */
  responsible: string;
  by: UserId;
  at: string;
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

/** Sections of the site, in the order of their places; see site/site-sections.ts. */
interface SiteSectionTable {
  id: SiteSectionId;
  name: string;
  slug: string;
  description: string;
  place: number;
  version: number;
}

/** The addresses that sections of the site have or had, which no other section gets. */
interface SiteSectionSlugTable {
  slug: string;
  section: SiteSectionId;
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

/** The house style list; see checks/house-style.ts. */
interface StyleWordTable {
  id: StyleWordId;
  avoid: string;
  prefer: string;
  note: string;
  /** `en`, `de` or `both`. */
  language: string;
  owner: UserId;
  version: number;
}

/** Profiles of authors, which the site shows; see site/author-profiles.ts. */
interface AuthorTable {
  slug: string;
  kind: string;
  name: string;
  bio: string;
  picture: string | null;
  link: string;
  version: number;
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

/** A program outside that takes over what is public; see site/subscribers.ts. */
export interface SubscriberTable {
  id: string;
  tokenHash: string;
  /** Who it is, in its maker's words. */
  name: string;
  createdBy: UserId;
  createdAt: string;
  usedAt: string | null;
}

/** One row: counts up with each change of what the public may read. */
interface SiteVersionTable {
  id: number;
  version: number;
}

/** How a section stands. A section without a row is open and nobody's. */
export interface SectionStateTable {
  article: ArticleId;
  section: SectionId;
  /** `SectionState`; an approved section is sealed. */
  state: string;
  owner: UserId | null;
  dueAt: string | null;
  /** Of approved sections: the hash of the text that was approved, by whom and when. */
  approvedHash: string | null;
  approvedBy: UserId | null;
  approvedAt: string | null;
}

/** What was done with sections; append-only. */
export interface SectionEventTable {
  article: ArticleId;
  /** 1, 2, 3 ... within the article. */
  number: number;
  section: SectionId;
  /** `SectionEventKind`. */
  kind: string;
  /** Null for Galley itself. */
  by: UserId | null;
  at: string;
  note: string;
  /** Of `assigned`. */
  owner: UserId | null;
  dueAt: string | null;
  /** Of `approved`: the hash of the text. Of `voided`: the hash of the text that stood there then. */
  hash: string | null;
}

interface MediaTable {
  id: MediaId;
  hash: string;
  mime: string;
  width: number;
  height: number;
  uploadedBy: UserId;
  createdAt: string;
  /** `PictureNotes` as JSON; null for pictures from before they were read. */
  notes: string | null;
}

/** What is known of a picture beside its bytes, under the same id. */
export interface PictureTable {
  id: MediaId;
  mime: string;
  width: number;
  height: number;
  /** Of what is kept, in bytes, renderings aside. */
  size: number;
  /** As the file came; empty where nobody said. */
  fileName: string;
  /** What is proposed where it is used anew, as are credit, alt and focus. */
  caption: string;
  credit: string;
  alt: string;
  source: string;
  copyright: string;
  usageTerms: string;
  /** The last day on which it may be published, as `2026-12-31`; null where there is none. */
  licenceEnd: string | null;
  /** How a machine took part in it, as people said: `SourceType`. */
  sourceType: string | null;
  /** The same, as its file says. */
  fileSourceType: string | null;
  /** What follows from both and from the credit. */
  machineMade: string | null;
  focus: string | null;
  /** 0 for what nobody uploaded for articles: pictures of people’s profiles. */
  listed: number;
  /** 0 for pictures from before uses were noted: these are never erased. */
  tracked: number;
  uploadedBy: UserId;
  createdAt: string;
  changedBy: UserId | null;
  changedAt: string | null;
  /** Counts the changes. */
  version: number;
  deletedAt: string | null;
}

/** Which article shows which picture: in its text, on its public page, or in its history alone. */
interface PictureUseTable {
  article: ArticleId;
  picture: MediaId;
  place: 'text' | 'public' | 'social' | 'earlier';
}

/** A file of a picture: what is kept of it, a rendering, or one as AVIF. Each is written once, under a key of its own. */
interface MediaFileTable {
  /** The SHA-256 of its bytes in hex, a hyphen, and an id that no other file ever gets. */
  key: string;
  media: MediaId;
  /** `original`, a width such as `480`, or `480.avif`. */
  name: string;
  mime: string;
  /** In bytes. */
  size: number;
  /** Where its bytes are. */
  place: PicturePlace;
  /** It counts while it is kept; before, its bytes are on their way, and afterwards they are to be erased. */
  state: 'writing' | 'kept' | 'erasing';
  /** Since when. */
  at: string;
}

/** Where the bytes of a picture's file can be. */
export type PicturePlace = 'database' | 'folder' | 'bucket';

/** The bytes of files that are in the database. */
interface MediaBytesTable {
  key: string;
  bytes: Uint8Array;
}

/** A picture of which renderings as AVIF are still to be made. */
interface AvifJobTable {
  id: MediaId;
  attempts: number;
  /** Null where it was given up. */
  nextAt: string | null;
}

/** Discussions beside a text. */
export interface ThreadTable {
  id: ThreadId;
  article: ArticleId;
  /** `ThreadSubject` as JSON. */
  subject: string;
  blocking: number;
  state: string;
  resolvedBy: UserId | null;
  resolvedAt: string | null;
  createdBy: UserId;
  createdAt: string;
}

/** What is said in threads; one that was deleted has no body. */
export interface CommentTable {
  id: CommentId;
  thread: ThreadId;
  author: UserId;
  body: string;
  createdAt: string;
  editedAt: string | null;
  deletedAt: string | null;
}

interface ReactionTable {
  comment: CommentId;
  emoji: string;
  user: UserId;
}

/** Proposed changes, whatever became of them. */
export interface SuggestionTable {
  id: SuggestionId;
  article: ArticleId;
  /** Whose text it would change. */
  region: Region;
  author: UserId;
  /** `SuggestionChange` as JSON. */
  change: string;
  state: string;
  createdAt: string;
  updatedAt: string;
  decidedBy: UserId | null;
  decidedAt: string | null;
}

interface NotificationTable {
  id: string;
  user: UserId;
  kind: string;
  article: ArticleId;
  section: SectionId | null;
  /** Or the suggestion, whose card stands among the threads. */
  thread: ThreadId | SuggestionId | null;
  by: UserId | null;
  text: string;
  at: string;
  readAt: string | null;
  /** 0 where the person does not want such things in their inbox: the row is there for an e-mail alone. */
  inbox: Generated<number>;
  /** Of which row of `deskEvent` it came. */
  event: string | null;
  /** Of `ready`: the sections' ids as a JSON array, one for each line of the text. Older rows have null. */
  sections: Generated<string | null>;
  /** Of `article-assigned` by an act on several articles: what its notifications have in common, and the articles' ids as a JSON array. */
  together: Generated<string | null>;
  articles: Generated<string | null>;
}

/** How a person wants to be notified. */
interface NotificationSettingTable {
  user: UserId;
  /** `NotificationSettings` as JSON. */
  settings: string;
  updatedAt: string;
}

/** Notifications that are to become an e-mail, and when. */
interface NotificationMailTable {
  notification: string;
  user: UserId;
  due: string;
  digest: number;
}

/** E-mails that wait to be sent; sent ones are gone. */
interface MailTable {
  id: string;
  user: UserId;
  subject: string;
  text: string;
  html: string;
  createdAt: string;
  attempts: number;
  nextAt: string | null;
}

/** What has happened and is still to be handled; see events/outbox.ts. */
interface DeskEventTable {
  id: string;
  /** `DeskEvent` as JSON. */
  event: string;
  createdAt: string;
  attempts: number;
  nextAt: string;
}

/** Programs that hear of what happens. */
export interface WebhookTable {
  id: string;
  url: string;
  secret: string;
  /** The secret before, and until when it is still signed with. */
  oldSecret: string | null;
  oldSecretUntil: string | null;
  /** `WebhookKind[]` as JSON. */
  kinds: string;
  enabled: number;
  createdAt: string;
  createdBy: UserId;
}

/** What was sent to webhooks or is to be; see storage/due-rows.ts. */
export interface WebhookDeliveryTable {
  id: string;
  webhook: string;
  /** Of which row of `deskEvent` it came; null for a test message. */
  event: string | null;
  /** `DeliveryKind`. */
  kind: string;
  /** The body as it is sent. */
  payload: string;
  createdAt: string;
  attempts: number;
  nextAt: string | null;
  status: string;
  /** Of the last attempt. */
  lastAt: string | null;
  durationMs: number | null;
  response: number | null;
  answer: string;
  error: string | null;
}

/** What search engines and hubs are sent of what has changed. */
export interface PingTable {
  id: string;
  /** Of which row of `deskEvent` it came. */
  event: string;
  article: ArticleId;
  /** The newest one when it happened. */
  revision: number;
  /** `PingKind`. */
  kind: string;
  /** To where it is sent. */
  target: string;
  createdAt: string;
  attempts: number;
  nextAt: string | null;
  status: string;
  /** Of the last attempt. */
  lastAt: string | null;
  response: number | null;
  error: string | null;
}

/** What one person did without a longer pause, read from the journal. */
export interface WorkSessionTable {
  id: string;
  article: ArticleId;
  author: UserId | null;
  startedAt: string;
  endedAt: string;
  /** The journal positions of its first and its last edit. */
  first: number;
  position: number;
  /** `WorkPlace[]` as JSON. */
  places: string;
}

/** Up to which journal position the sessions of work were read, and old rows were merged. */
interface HistoryCursorTable {
  article: ArticleId;
  position: number;
  mergedByMinute: Generated<number>;
  mergedByDay: Generated<number>;
}

interface OriginsTable {
  article: ArticleId;
  /** `Carried` as JSON, each as its numbers in a row. */
  carried: string;
  /** `Removed` as JSON, likewise. */
  removed: string;
}

/** Articles as they stood at a position of their journal. */
export interface VersionTable {
  id: VersionId;
  article: ArticleId;
  kind: string;
  name: string;
  position: number;
  createdBy: UserId | null;
  createdAt: string;
  /** `ArticleContent` as gzipped JSON. */
  content: Uint8Array;
}

/** The audit log; append-only. */
interface AuditTable {
  id: string;
  at: string;
  who: UserId | null;
  /** `AuditAct`. */
  act: string;
  article: ArticleId | null;
  section: SectionId | null;
  person: UserId | null;
  template: TemplateId | null;
  /** `AuditDetails` as JSON. */
  details: string;
  /** Of two rows with the same one the first stays. */
  once: string | null;
}

/** What the command line has imported. */
interface ImportedTable {
  /** An article of another desk, or the hash of a file's bytes. */
  source: string;
  article: ArticleId;
  at: string;
}

/** All tables by their names. */
export interface Tables {
  user: UserTable;
  session: SessionTable;
  account: AccountTable;
  passkey: PasskeyTable;
  verification: VerificationTable;
  invite: InviteTable;
  passwordReset: PasswordResetTable;
  twoFactor: TwoFactorTable;
  usedCode: UsedCodeTable;
  setting: SettingTable;
  template: TemplateTable;
  article: ArticleTable;
  imported: ImportedTable;
  searchWord: SearchWordTable;
  storyWord: SearchWordTable;
  styleWord: StyleWordTable;
  update: UpdateTable;
  snapshot: SnapshotTable;
  quarantine: QuarantineTable;
  client: ClientTable;
  revision: RevisionTable;
  passport: PassportTable;
  machineMark: MachineMarkTable;
  machineReview: MachineReviewTable;
  deskKey: DeskKeyTable;
  slug: SlugTable;
  liveTag: LiveTagTable;
  siteSection: SiteSectionTable;
  siteSectionSlug: SiteSectionSlugTable;
  liveAuthor: LiveAuthorTable;
  author: AuthorTable;
  subscriber: SubscriberTable;
  withdrawal: WithdrawalTable;
  siteVersion: SiteVersionTable;
  schedule: ScheduleTable;
  expiry: ExpiryTable;
  previewLink: PreviewLinkTable;
  sectionState: SectionStateTable;
  sectionEvent: SectionEventTable;
  media: MediaTable;
  mediaFile: MediaFileTable;
  mediaBytes: MediaBytesTable;
  avifJob: AvifJobTable;
  picture: PictureTable;
  pictureUse: PictureUseTable;
  notification: NotificationTable;
  notificationSetting: NotificationSettingTable;
  notificationMail: NotificationMailTable;
  mail: MailTable;
  thread: ThreadTable;
  comment: CommentTable;
  reaction: ReactionTable;
  suggestion: SuggestionTable;
  deskEvent: DeskEventTable;
  webhook: WebhookTable;
  webhookDelivery: WebhookDeliveryTable;
  ping: PingTable;
  workSession: WorkSessionTable;
  historyCursor: HistoryCursorTable;
  origins: OriginsTable;
  version: VersionTable;
  audit: AuditTable;
}
