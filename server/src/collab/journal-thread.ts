// The thread that writes the journal of the embedded database, so that the event loop does not wait for the disk. It may
// end at any moment: what it had in hand then counts as a commit that failed, and the next group starts another thread.
import { Worker } from 'node:worker_threads';
import type { WrittenGroup } from './group-rows.ts';
import { type FromWriter, packGroup, unpackOutcomes, type WriterData } from './group-wire.ts';
import type { JournalEntry } from './journal.ts';

/** The thread ended before it said what became of a group; the cause is what ended it, where that is known. */
export class WriterEndedError extends Error {
  override readonly name = 'WriterEndedError';
  constructor(options?: ErrorOptions) {
    super('The thread that writes the journal has ended.', options);
  }
}

interface UnderWay {
  group: readonly JournalEntry[];
  written: WrittenGroup | null;
  onWritten(written: WrittenGroup): void;
  committed: PromiseWithResolvers<void>;
}

export class JournalWriter {
  #data: WriterData;
  #worker: Worker | null = null;
  #underWay: UnderWay | null = null;
  #ended: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(data: WriterData) {
    this.#data = data;
  }

  /** Starts the thread if it is not there; the first group would do so too, and wait for it. */
  start(): void {
    if (!this.#isClosed) this.#worker ??= this.#started();
  }

  /**
   * Commits a group in a transaction of its own; one at a time, while nobody else in this process writes. `onWritten` is
   * called before the commit: where it throws later, the group may have been committed all the same.
   */
  async commit(
    group: readonly JournalEntry[],
    onWritten: (written: WrittenGroup) => void,
  ): Promise<WrittenGroup> {
    if (this.#isClosed) throw new WriterEndedError();
    this.#worker ??= this.#started();
    const worker = this.#worker;
    post(worker, group);
    const committed = Promise.withResolvers<void>();
    const underWay: UnderWay = { group, written: null, onWritten, committed };
    this.#underWay = underWay;
    worker.ref();
    try {
      await committed.promise;
    } finally {
      this.#underWay = null;
      if (!this.#isClosed) worker.unref();
    }
    if (!underWay.written) throw new Error('The thread committed a group before it wrote it.');
    return underWay.written;
  }

  /** Lets the thread finish what it has in hand; resolves once its connection is closed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#worker?.postMessage('close');
    this.#worker?.ref();
    await this.#ended;
  }

  #started(): Worker {
    const worker = new Worker(new URL('./journal-thread.child.ts', import.meta.url), {
      workerData: this.#data,
    });
    // A thread that has nothing to do keeps no process alive.
    worker.unref();
    worker.on('message', (message: FromWriter) => this.#hear(message));
    let cause: unknown;
    worker.on('error', (error) => {
      cause = error;
    });
    this.#ended = new Promise((resolve) => {
      // Node delivers all that a thread has said before it reports its end.
      worker.on('exit', () => {
        this.#worker = null;
        this.#underWay?.committed.reject(new WriterEndedError({ cause }));
        resolve();
      });
    });
    return worker;
  }

  #hear(message: FromWriter): void {
    const underWay = this.#underWay;
    if (!underWay) return;
    if (message.type === 'written') {
      underWay.written = unpackOutcomes(underWay.group, message);
      underWay.onWritten(underWay.written);
    } else if (message.type === 'committed') underWay.committed.resolve();
    else underWay.committed.reject(withCode(message.error, message.code));
  }
}

function post(worker: Worker, group: readonly JournalEntry[]): void {
  const packed = packGroup(group);
  try {
    worker.postMessage(packed, [packed.bytes.buffer]);
  } catch (error) {
    // As the drivers of databases say it of a value that they can't send.
    throw new TypeError('An entry can’t be handed to the thread that writes it.', { cause: error });
  }
}

/** An error from the thread, with the code that is lost on the way. */
function withCode(error: unknown, code: string | undefined): unknown {
  return error instanceof Error && code !== undefined ? Object.assign(error, { code }) : error;
}
