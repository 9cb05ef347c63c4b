// The documents of articles: the journal, and what is read from it.
import type { ArticleId, DocumentName, UserId, VersionId } from '@galley/shared/ids.ts';
import type { Generated } from 'kysely';

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

/** These tables by their names. */
export interface JournalTables {
  update: UpdateTable;
  snapshot: SnapshotTable;
  quarantine: QuarantineTable;
  client: ClientTable;
  workSession: WorkSessionTable;
  historyCursor: HistoryCursorTable;
  origins: OriginsTable;
  version: VersionTable;
}
