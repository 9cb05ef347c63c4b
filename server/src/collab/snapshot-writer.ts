// When snapshots are made: after so many updates or bytes of a document, one at a time, beside the commits.
import type { DocumentName } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Tables } from '../storage/tables.ts';
import { type Tail, writeSnapshot } from './snapshots.ts';

export class SnapshotWriter {
  #db: Kysely<Tables>;
  #log: Logger;
  #limit: Tail;
  #onWritten: ((ms: number) => void) | undefined;
  /** What this process has written since it last made a snapshot of the document. */
  #tails = new Map<DocumentName, Tail>();
  #due = new Set<DocumentName>();
  #writing: Promise<void> | null = null;

  /** A snapshot is due where either number of `limit` is reached. */
  constructor(
    db: Kysely<Tables>,
    log: Logger,
    { onWritten, ...limit }: Tail & { onWritten?: ((ms: number) => void) | undefined },
  ) {
    this.#db = db;
    this.#log = log;
    this.#limit = limit;
    this.#onWritten = onWritten;
  }

  /** An update of this document has been committed. */
  note(document: DocumentName, bytes: number): void {
    const tail = this.#tails.get(document) ?? { updates: 0, bytes: 0 };
    tail.updates += 1;
    tail.bytes += bytes;
    this.#tails.set(document, tail);
    this.found(document, tail);
  }

  /** The document's snapshot leaves this much out: other processes write too, or end before they make theirs. */
  found(document: DocumentName, { updates, bytes }: Tail): void {
    if (updates < this.#limit.updates && bytes < this.#limit.bytes) return;
    this.#tails.delete(document);
    this.#due.add(document);
    this.#writing ??= this.#writeAll();
  }

  /** Resolves once no snapshot is due. */
  async idle(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #writeAll(): Promise<void> {
    for (const document of this.#due) {
      this.#due.delete(document);
      try {
        const begun = performance.now();
        await writeSnapshot(this.#db, document);
        this.#onWritten?.(performance.now() - begun);
      } catch (error) {
        // A snapshot is a cache: the next one covers what this one would have.
        this.#log.warn({ err: error, document }, 'A snapshot could not be written');
      }
    }
    this.#writing = null;
  }
}
