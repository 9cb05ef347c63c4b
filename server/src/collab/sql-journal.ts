// The journal on the database. Commits are grouped: at once when nothing is under way, and while one is, what comes in
// gathers for the next. Entries are committed in the order in which they came, one group after the other.
import type { DocumentName, UserId } from '@galley/shared/ids.ts';
import type { Transaction } from 'kysely';
import type { Logger } from 'pino';
import { firstInLine } from '../storage/connection-line.ts';
import { lockNames } from '../storage/dialect.ts';
import { holdingTransaction } from '../storage/held-transaction.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { isImpossible } from '../storage/unavailable.ts';
import { inSpan } from '../tracing/spans.ts';
import type { Outcome, WrittenGroup } from './group-rows.ts';
import { type Journal, type JournalEntry, JournalFullError, type MergeOptions } from './journal.ts';
import { entriesAfter, mergeOld } from './journal-history.ts';
import { sealedIn, wasCommitted, writeEntries } from './journal-rows.ts';
import { JournalWriter } from './journal-thread.ts';
import { beginQuarantine, endQuarantine, lastGood, openQuarantine } from './quarantine.ts';
import { noSeals, type Seals } from './seals.ts';
import { SnapshotWriter } from './snapshot-writer.ts';
import { readDocument, readStates, updatesSince } from './snapshots.ts';

export interface JournalOptions {
  log: Logger;
  /** Says which sections are sealed; without it none are. */
  seals?: Seals;
  /** Called in the transaction in which a document's quarantine begins: events that others hear of are written there. */
  onQuarantine?: (transaction: Transaction<Tables>, document: DocumentName) => Promise<void>;
  /** How many bytes may wait for their commit before `append` refuses. */
  maxWaitingBytes?: number;
  /** After how many updates or bytes of a document its snapshot is renewed. */
  snapshotEvery?: number;
  snapshotEveryBytes?: number;
  /** Called when a snapshot has been written, which took so many ms. */
  onSnapshot?: ((ms: number) => void) | undefined;
  /** The first pause after a failed commit, in ms; it doubles up to `maxRetryMs`. */
  retryMs?: number;
  maxRetryMs?: number;
  /** A commit that takes longer, in ms, counts as delayed while it goes on. */
  slowMs?: number;
}

/** Opens the journal of a storage. */
export function createJournal(storage: Storage, options: JournalOptions): Journal {
  return new SqlJournal(storage, options);
}

interface Waiting extends JournalEntry {
  resolve(position: number): void;
  reject(error: unknown): void;
}

/** No group is larger, so that none holds the database, or this process, for long. */
const maxGroup = { entries: 250, bytes: 4 * 1024 * 1024 };

/** What an entry takes in memory beside its bytes, roughly. */
const entryOverhead = 512;

/**
 * Under load the database pauses so many times as long as the last commit took, so that more gather for the next; a thread
 * that waits for the disk takes nobody's time meanwhile.
 */
const pause = { times: 4, timesInThread: 1, longestMs: 10 };

class SqlJournal implements Journal {
  #storage: Storage;
  #log: Logger;
  #seals: Seals;
  #maxWaitingBytes: number;
  #retryMs: number;
  #maxRetryMs: number;
  #slowMs: number;
  #snapshots: SnapshotWriter;
  /** On the embedded database. */
  #writer: JournalWriter | null = null;
  #onQuarantine: NonNullable<JournalOptions['onQuarantine']>;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  /** Runs while entries wait. */
  #committing: Promise<void> | null = null;
  #lastCommit = { took: 0, ended: 0 };
  /** A commit was asked for and its answer got lost: whether the first entries that wait are in the journal is not known. */
  #inDoubt: WrittenGroup | null = null;
  /** So many entries go one by one, to find the one for which the database refuses its whole group. */
  #oneByOne = 0;
  #failures = 0;
  #state: 'saving' | 'delayed' = 'saving';
  #stateListeners: ((state: 'saving' | 'delayed') => void)[] = [];
  #endPause: () => void = () => {};
  #isDraining = false;
  #hasGivenUp = false;

  constructor(storage: Storage, options: JournalOptions) {
    this.#storage = storage;
    this.#log = options.log;
    this.#seals = options.seals ?? noSeals;
    this.#onQuarantine = options.onQuarantine ?? (async () => {});
    this.#maxWaitingBytes = options.maxWaitingBytes ?? 64 * 1024 * 1024;
    this.#retryMs = options.retryMs ?? 100;
    this.#maxRetryMs = options.maxRetryMs ?? 5000;
    this.#slowMs = options.slowMs ?? 1000;
    this.#snapshots = new SnapshotWriter(storage.db, options.log, {
      updates: options.snapshotEvery ?? 500,
      bytes: options.snapshotEveryBytes ?? 2 * 1024 * 1024,
      onWritten: options.onSnapshot,
    });
    const { embedded } = storage;
    if (!embedded) return;
    const writer = new JournalWriter({ file: embedded.file, sealedStatement: this.#seals.sealedStatement });
    embedded.onClose(() => writer.close());
    this.#writer = writer;
  }

  append(entry: JournalEntry): Promise<number> {
    const cost = costOf(entry);
    if (this.#waitingBytes + cost > this.#maxWaitingBytes) return Promise.reject(new JournalFullError());
    this.#waitingBytes += cost;
    return new Promise<number>((resolve, reject) => {
      this.#waiting.push({ ...entry, resolve, reject });
      this.#committing ??= this.#commitAll();
    });
  }

  async appendWithin(transaction: Transaction<Tables>, entry: JournalEntry): Promise<number> {
    const { outcomes } = await writeEntries(transaction, this.#storage.kind, [entry], this.#seals);
    const [outcome] = outcomes;
    if (typeof outcome !== 'number') throw outcome;
    return outcome;
  }

  exclusively<T>(document: DocumentName, work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
    return this.#begin().execute(async (transaction) => {
      await lockNames(transaction, this.#storage.kind, [document]);
      return await holdingTransaction(() => work(transaction));
    });
  }

  async has(document: DocumentName): Promise<boolean> {
    const row = await this.#storage.db
      .selectFrom('update')
      .select('position')
      .where('document', '=', document)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  async load(document: DocumentName) {
    // Whoever opens a document may write soon.
    this.#writer?.start();
    let read = await readDocument(this.#storage.db, document);
    if (read === 'unreadable') {
      await this.#beginQuarantine(document);
      read = await readDocument(this.#storage.db, document);
    }
    // The last good state was read a moment ago.
    if (read === 'unreadable') throw new Error(`${document} can't be read even at its last good position.`);
    if (read === null) return null;
    const { tail, ...journaled } = read;
    this.#snapshots.found(document, tail);
    return journaled;
  }

  quarantine(document: DocumentName) {
    return openQuarantine(this.#storage.db, document);
  }

  endQuarantine(transaction: Transaction<Tables>, document: DocumentName, by: UserId) {
    return endQuarantine(transaction, document, by);
  }

  since(document: DocumentName, position: number, within?: Transaction<Tables>) {
    return updatesSince(within ?? this.#storage.db, document, position);
  }

  sealed(document: DocumentName, within?: Transaction<Tables>) {
    return sealedIn(within ?? this.#storage.db, document, this.#seals);
  }

  entries(document: DocumentName, position: number, limit: number) {
    return entriesAfter(this.#storage.db, document, position, limit);
  }

  states(document: DocumentName) {
    return readStates(this.#storage.db, document);
  }

  mergeOld(input: MergeOptions) {
    return mergeOld(this.#storage, input);
  }

  get state() {
    return this.#state;
  }

  get waitingBytes() {
    return this.#waitingBytes;
  }

  onState(listener: (state: 'saving' | 'delayed') => void): void {
    this.#stateListeners.push(listener);
  }

  async drain(deadlineMs: number): Promise<boolean> {
    this.#isDraining = true;
    this.#endPause();
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), deadlineMs);
    });
    const isClean = await Promise.race([this.#allCommitted(), deadline]);
    // A snapshot that does not come about costs time when the document is opened, and nothing else.
    if (isClean) await Promise.race([this.#snapshots.idle(), deadline]);
    else this.#hasGivenUp = true;
    clearTimeout(timer);
    return isClean;
  }

  async #beginQuarantine(document: DocumentName): Promise<void> {
    const good = await lastGood(this.#storage.db, document);
    if (good === null) return;
    const begun = await this.exclusively(document, async (transaction) => {
      if (!(await beginQuarantine(transaction, document, good))) return false;
      await this.#onQuarantine(transaction, document);
      return true;
    });
    if (begun)
      this.#log.error(
        { document, ...good },
        'A journal can’t be read to its end: the article opens read-only',
      );
  }

  async #allCommitted(): Promise<true> {
    while (this.#committing) await this.#committing;
    return true;
  }

  async #commitAll(): Promise<void> {
    while (this.#waiting.length > 0 && !this.#hasGivenUp) {
      await this.#pause();
      const group = this.#nextGroup();
      const slow = setTimeout(() => this.#announce('delayed'), this.#slowMs);
      try {
        const outcomes = await inSpan('journal.commit', { 'galley.updates': group.length }, () =>
          this.#commit(group),
        );
        this.#failures = 0;
        this.#settle(group, outcomes);
        this.#announce('saving');
      } catch (error) {
        this.#onFailure(group, error);
      } finally {
        clearTimeout(slow);
      }
    }
    this.#committing = null;
  }

  /** Lets entries gather: those that are on the sockets already, under load a little longer, after a failure until the retry. */
  async #pause(): Promise<void> {
    const { took, ended } = this.#lastCommit;
    const times = this.#writer ? pause.timesInThread : pause.times;
    const pauseMs = Math.min(took * times, pause.longestMs) - (performance.now() - ended);
    const longestMs = this.#isDraining ? this.#retryMs : this.#maxRetryMs;
    const retryMs = Math.min(this.#retryMs * 2 ** (this.#failures - 1), longestMs);
    const ms = this.#failures > 0 ? retryMs : pauseMs;
    // Nothing is read from sockets before the event loop has gone round.
    if (ms < 1 || (this.#isDraining && this.#failures === 0)) await new Promise(setImmediate);
    else await this.#sleep(ms);
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #nextGroup(): readonly Waiting[] {
    if (this.#inDoubt) return this.#waiting.slice(0, this.#inDoubt.outcomes.length);
    if (this.#oneByOne > 0) return this.#waiting.slice(0, 1);
    let entries = 0;
    let bytes = 0;
    for (const entry of this.#waiting) {
      bytes += entry.bytes.byteLength;
      if (entries > 0 && (entries === maxGroup.entries || bytes > maxGroup.bytes)) break;
      entries += 1;
    }
    return this.#waiting.slice(0, entries);
  }

  /** Writes a group in one transaction; gives what became of each entry. */
  async #commit(group: readonly JournalEntry[]): Promise<Outcome[]> {
    const { kind } = this.#storage;
    const start = performance.now();
    if (this.#inDoubt) {
      const inDoubt = this.#inDoubt;
      const isThere = () => this.#begin().execute((transaction) => wasCommitted(transaction, kind, inDoubt));
      if (await firstInLine(isThere)) return inDoubt.outcomes;
      this.#inDoubt = null;
    }
    let written: WrittenGroup | null = null;
    try {
      const { outcomes } = await this.#write(group, (group) => {
        written = group;
      });
      const ended = performance.now();
      this.#lastCommit = { took: ended - start, ended };
      return outcomes;
    } catch (error) {
      // What fails after the writing fails in the commit, and may have been done all the same.
      this.#inDoubt = written;
      throw error;
    }
  }

  async #write(
    group: readonly JournalEntry[],
    onWritten: (group: WrittenGroup) => void,
  ): Promise<WrittenGroup> {
    const { db, kind } = this.#storage;
    const writer = this.#writer;
    // Who has the one connection is the only one to write: no transaction of this process meets the thread's.
    if (writer)
      return await firstInLine(() => db.connection().execute(() => writer.commit(group, onWritten)));
    return await this.#begin().execute(async (transaction) => {
      const written = await writeEntries(transaction, kind, group, this.#seals);
      onWritten(written);
      return written;
    });
  }

  /** Each query has to see what was committed while it waited for the lock, whatever the database's default is. */
  #begin() {
    return this.#storage.db.transaction().setIsolationLevel('read committed');
  }

  /** Answers those whose group has been committed. */
  #settle(group: readonly Waiting[], outcomes: Outcome[]): void {
    this.#inDoubt = null;
    this.#oneByOne = Math.max(0, this.#oneByOne - group.length);
    this.#waiting.splice(0, group.length);
    for (const [index, entry] of group.entries()) {
      this.#waitingBytes -= costOf(entry);
      const outcome = outcomes[index];
      if (typeof outcome !== 'number') {
        entry.reject(outcome);
        continue;
      }
      entry.resolve(outcome);
      this.#snapshots.note(entry.document, entry.bytes.byteLength);
    }
  }

  #onFailure(group: readonly Waiting[], error: unknown): void {
    const [first] = group;
    if (first && isImpossible(error)) {
      if (group.length > 1) this.#oneByOne = group.length;
      else this.#refuse(first.document, error);
      return;
    }
    this.#failures += 1;
    this.#log.error(
      { err: error, waiting: this.#waiting.length },
      'The journal could not be written; trying again',
    );
    this.#announce('delayed');
  }

  /** The first entry that waits can't be written, ever; what waits behind it for its document may build on it. */
  #refuse(document: DocumentName, error: unknown): void {
    this.#log.error({ err: error, document }, 'The database takes an update for impossible');
    const refused = this.#waiting.filter((entry) => entry.document === document);
    this.#waiting = this.#waiting.filter((entry) => entry.document !== document);
    this.#oneByOne = Math.max(0, this.#oneByOne - refused.length);
    for (const entry of refused) {
      this.#waitingBytes -= costOf(entry);
      entry.reject(error);
    }
  }

  #announce(state: 'saving' | 'delayed'): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#stateListeners) {
      try {
        listener(state);
      } catch (error) {
        this.#log.error({ err: error }, 'The journal’s state could not be announced');
      }
    }
  }
}

function costOf(entry: JournalEntry): number {
  return entry.bytes.byteLength + entryOverhead;
}
