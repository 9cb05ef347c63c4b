// How sections stand, what is said and suggested, and which words a machine made.
import type { Region } from '@galley/shared/article/region.ts';
import type { ArticleId, CommentId, SectionId, SuggestionId, ThreadId, UserId } from '@galley/shared/ids.ts';

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

/** These tables by their names. */
export interface ReviewTables {
  machineMark: MachineMarkTable;
  machineReview: MachineReviewTable;
  sectionState: SectionStateTable;
  sectionEvent: SectionEventTable;
  thread: ThreadTable;
  comment: CommentTable;
  reaction: ReactionTable;
  suggestion: SuggestionTable;
}
