// The journal as the rest of the server sees it: the append-only log of every document update, and the truth.
import type { DocumentName, SectionId, UserId } from '@galley/shared/ids.ts';
import type { Transaction } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import type { Quarantine } from './quarantine.ts';
import type { SealedSections } from './seals.ts';

/** One update of one document, as it goes into the journal. */
export interface JournalEntry {
  document: DocumentName;
  /** A Yjs update (version 1 encoding). */
  bytes: Uint8Array;
  /** Null for what Galley itself did. */
  author: UserId | null;
  /** The Yjs client ids whose structs the update brings. */
  clients: readonly number[];
  /** The sections whose seal would forbid it: see `touchedSections` in admission.ts. */
  touches: readonly SectionId[];
}

/** A document as the journal has it. */
export interface JournaledDocument {
  /** Snapshot and later updates merged into one Yjs update. */
  state: Uint8Array;
  position: number;
  /** Whose each Yjs client id is. */
  clients: Map<number, UserId | null>;
  /** Set where later rows can't be read: the state is the last good one, and nothing may be written behind it. */
  quarantine: Quarantine | null;
}

/** A document as the journal has it, in pieces. */
export interface JournaledStates extends Pick<JournaledDocument, 'position' | 'clients'> {
  /** The snapshot and the later updates, oldest first. */
  states: Uint8Array[];
}

/** An entry that is in the journal. */
export interface Journaled extends Omit<JournalEntry, 'document' | 'touches'> {
  position: number;
}

/** A row of the journal as history reads it. Old rows of one person and minute may be one. */
export interface DatedEntry {
  position: number;
  bytes: Uint8Array;
  author: UserId | null;
  /** ISO 8601 in UTC. */
  at: string;
}

/** Which rows to merge: behind `after` up to `upTo`, older than `before`, those of a person within a minute or a day. */
export interface MergeOptions {
  document: DocumentName;
  after: number;
  upTo: number;
  before: string;
  every: 'minute' | 'day';
}

/** All journals. Whatever is given to it is in the database once its promise resolves. */
export interface Journal {
  /**
   * Resolves with the entry's position once it is committed. Commits are grouped. While the database fails it
   * retries with back-off and the promise waits; it rejects with `JournalFullError` when too much is waiting already,
   * with `ClientTakenError` where one of the Yjs client ids belongs to somebody else (another node was faster), with
   * `SealedError` where a section that it touches is sealed by now, and with `QuarantineError`.
   */
  append(entry: JournalEntry): Promise<number>;
  /** Appends in the caller's transaction, under the same conditions; gives the position. */
  appendWithin(transaction: Transaction<Tables>, entry: JournalEntry): Promise<number>;
  /**
   * Runs the work in a transaction during which nothing else gets into this document's journal, on any node. The work
   * must use no other connection to the database: the embedded one has but one.
   */
  exclusively<T>(document: DocumentName, work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** Whether the journal knows a document of this name. */
  has(document: DocumentName): Promise<boolean>;
  /**
   * The document up to the newest committed update, or null where there is none of that name. Where the journal can't be
   * read to its end it begins a quarantine and gives the last good state.
   */
  load(document: DocumentName): Promise<JournaledDocument | null>;
  /**
   * The same, not merged: to be merged where it holds up nobody. Whether all of it can be read is for the reader to see; `load`
   * knows what to do then.
   */
  states(document: DocumentName): Promise<JournaledStates | null>;
  /** The updates behind a position, oldest first: what a node missed. */
  since(document: DocumentName, position: number, within?: Transaction<Tables>): Promise<Journaled[]>;
  /** The document's sealed sections. */
  sealed(document: DocumentName, within?: Transaction<Tables>): Promise<SealedSections>;
  /** The rows behind a position with their times, oldest first, at most `limit`. */
  entries(document: DocumentName, position: number, limit: number): Promise<DatedEntry[]>;
  /**
   * Merges old rows; gives up to which position they are merged, and how many rows that saved. To be asked again while
   * the position advances. What a document is does not change by it, only how finely its past is described.
   */
  mergeOld(input: MergeOptions): Promise<{ position: number; rows: number }>;
  /** The document's open quarantine, or null. */
  quarantine(document: DocumentName): Promise<Quarantine | null>;
  /** Ends the quarantine in a transaction of `exclusively`; gives the position behind which it goes on, or null for none. */
  endQuarantine(transaction: Transaction<Tables>, document: DocumentName, by: UserId): Promise<number | null>;
  /** `delayed` while commits fail. */
  readonly state: 'saving' | 'delayed';
  /** How many bytes of entries wait to be committed. */
  readonly waitingBytes: number;
  onState(listener: (state: 'saving' | 'delayed') => void): void;
  /** Commits what waits; resolves with whether all of it was committed before the deadline. */
  drain(deadlineMs: number): Promise<boolean>;
}

/** Too much waits for the database already: nothing more is taken until it answers. */
export class JournalFullError extends Error {
  override readonly name = 'JournalFullError';
  constructor() {
    super('Too many edits wait for the database.');
  }
}

/** A Yjs client id of the entry belongs to somebody else. */
export class ClientTakenError extends Error {
  override readonly name = 'ClientTakenError';
  readonly client: number;
  constructor(client: number) {
    super(`The Yjs client id ${client} belongs to somebody else.`);
    this.client = client;
  }
}

/** The document is in quarantine: nothing is written to it. */
export class QuarantineError extends Error {
  override readonly name = 'QuarantineError';
  constructor() {
    super('The last changes of this article cannot be read; it is open for reading only.');
  }
}

/** Sections that the entry touches are sealed. */
export class SealedError extends Error {
  override readonly name = 'SealedError';
  readonly sections: readonly SectionId[];
  constructor(sections: readonly SectionId[]) {
    super('The section is approved and closed to edits.');
    this.sections = sections;
  }
}
