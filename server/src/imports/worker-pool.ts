// Threads for the reading and making of files. Each job has a thread to itself, a time limit and a limit of memory; a
// thread that breaks either is ended, and with it nothing but its job.
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import type { Answer, Work } from './worker-pool.child.ts';

/** Threads for work that could hold up everybody else: reading and writing files. */
export interface WorkerPool {
  /**
   * Does the work in a thread. Throws a `WorkerPoolError` where that took too long or too much memory, and else what the
   * work itself threw.
   */
  run<Kind extends keyof Work>(kind: Kind, input: Work[Kind]['takes']): Promise<Work[Kind]['gives']>;
  close(): Promise<void>;
}

/** A job went beyond its limits. */
export class WorkerPoolError extends Error {
  override readonly name = 'WorkerPoolError';
}

export interface WorkerPoolOptions {
  /** How long a job may take. */
  timeoutMs?: number;
  /** What a thread may hold in its heap. */
  memoryMb?: number;
  /** What it may hold in buffers, which stand outside of the heap. */
  buffersMb?: number;
}

const threads = 2;
/** How long a thread waits for more work. */
const idleMs = 60_000;
/** How often the memory of a busy thread is looked at. */
const memoryCheckMs = 50;

/** Threads begin when there is work, and end a minute after the last. */
export function createWorkerPool({
  timeoutMs = 30_000,
  memoryMb = 512,
  buffersMb = 320,
}: WorkerPoolOptions = {}): WorkerPool {
  const limit = pLimit(threads);
  const idle = new Map<Worker, NodeJS.Timeout>();
  const busy = new Set<Worker>();

  const hire = (): Worker => {
    const [waiting] = idle.keys();
    const worker =
      waiting ??
      new Worker(new URL('./worker-pool.child.ts', import.meta.url), {
        resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      });
    clearTimeout(idle.get(worker));
    idle.delete(worker);
    worker.removeAllListeners();
    busy.add(worker);
    return worker;
  };
  const idleAgain = (worker: Worker) => {
    busy.delete(worker);
    worker.removeAllListeners();
    // One that fails while it has nothing to do is not missed.
    worker.on('error', () => idle.delete(worker));
    worker.unref();
    const timer = setTimeout(() => {
      idle.delete(worker);
      void worker.terminate();
    }, idleMs);
    timer.unref();
    idle.set(worker, timer);
  };

  const work = (kind: keyof Work, input: unknown): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const worker = hire();
      worker.ref();
      let isOpen = true;
      const stopWatching = () => {
        isOpen = false;
        clearTimeout(timer);
        clearInterval(memoryCheck);
      };
      const end = (error: Error) => {
        stopWatching();
        busy.delete(worker);
        worker.removeAllListeners();
        // What it says in dying is of no interest any more.
        worker.on('error', () => {});
        void worker.terminate();
        reject(error);
      };
      const timer = setTimeout(() => end(new WorkerPoolError('It took too long.')), timeoutMs);
      const tooMuch = () => end(new WorkerPoolError('It took too much memory.'));
      // Node's own limit is for the heap alone, and what is unpacked goes into buffers. The thread
      // answers between two steps of its work, also within a long calculation.
      const memoryCheck = setInterval(async () => {
        const heap = await worker.getHeapStatistics().catch(() => null);
        if (isOpen && heap && heap.external_memory > buffersMb * 1024 * 1024) tooMuch();
      }, memoryCheckMs);
      worker.on('error', (error) => {
        const full = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        if (full) tooMuch();
        else end(error);
      });
      worker.on('exit', () => end(new WorkerPoolError('The thread was ended.')));
      worker.on('message', (answer: Answer) => {
        stopWatching();
        idleAgain(worker);
        resolve(answer);
      });
      worker.postMessage({ kind, input });
    });

  return {
    run: async (kind, input) => {
      const answer = await limit(() => work(kind, input));
      if (!answer.done) throw answer.error;
      // The thread answers what it was asked.
      return answer.result as Work[typeof kind]['gives'];
    },
    close: async () => {
      await Promise.all([...idle.keys(), ...busy].map((worker) => worker.terminate()));
    },
  };
}
