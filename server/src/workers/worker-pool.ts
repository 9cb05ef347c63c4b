// Threads for work that could hold up everybody else. Each job has a thread to itself, a time limit and a limit of memory; a
// thread that breaks either is ended, and with it nothing but its job.
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { doJob, type Job, type Lane } from './job.ts';
import type { Answer, Question } from './worker-pool.child.ts';

/** Threads for long work: reading and writing files, reading and comparing long texts. */
export interface WorkerPool {
  /**
   * Does the job in a thread, or in place where its input is no larger than `inPlaceBytes`; one whose size is not given always
   * goes to a thread. Throws a `WorkerPoolError` where that took too long or too much memory or too much waits already, and else what
   * the job itself threw.
   */
  run<Input, Result>(job: Job<Input, Result>, input: Input, sizeInBytes?: number): Promise<Result>;
  /**
   * Starts a thread that has these jobs at hand, so that the first does not wait for it. From now on one is always kept: where the
   * last one ends, another takes its place.
   */
  keepWarm(jobs: readonly Job[]): void;
  /** Ends all threads. Jobs under way, those that wait and those that come later reject as `ended`. */
  close(): Promise<void>;
}

/** Why a job was not done. */
export type WorkerPoolFault = 'too-long' | 'too-much-memory' | 'ended' | 'full';

/** A job went beyond its limits, its thread was ended, or too many wait. */
export class WorkerPoolError extends Error {
  override readonly name = 'WorkerPoolError';
  readonly fault: WorkerPoolFault;
  constructor(fault: WorkerPoolFault) {
    super(faultWords[fault]);
    this.fault = fault;
  }
}

const faultWords: Record<WorkerPoolFault, string> = {
  'too-long': 'It took too long.',
  'too-much-memory': 'It took too much memory.',
  ended: 'The thread was ended.',
  full: 'Too much waits for a thread.',
};

export interface WorkerPoolOptions {
  /** How long a job may take. */
  timeoutMs?: number;
  /** What a thread may hold in its heap. */
  memoryMb?: number;
  /** What it may hold in buffers, which stand outside of the heap. */
  buffersMb?: number;
  /** How many jobs of a lane may wait for a thread; more are refused. */
  mostWaiting?: number;
  /** Up to this size an input is worked on in place. */
  inPlaceBytes?: number;
}

/** How many threads a lane may have at once: people who wait for a text find one that no file takes. */
const threadsOf: Record<Lane, number> = { files: 2, texts: 2 };
/** How long a thread waits for more work. */
const idleMs = 60_000;
/** After how long another is begun where the one that is kept has ended by itself. */
const againMs = 1000;
/** How often the memory of a busy thread is looked at. */
const memoryCheckMs = 50;

/** Threads begin when there is work, and end a minute after the last, but for one that is kept warm. */
export function createWorkerPool({
  timeoutMs = 30_000,
  memoryMb = 512,
  buffersMb = 320,
  mostWaiting = 100,
  inPlaceBytes = 16 * 1024,
}: WorkerPoolOptions = {}): WorkerPool {
  const lanes = { files: pLimit(threadsOf.files), texts: pLimit(threadsOf.texts) };
  const idle = new Map<Worker, NodeJS.Timeout>();
  const busy = new Set<Worker>();
  /** What the threads of jobs under way are ended with. */
  const underWay = new Set<(error: Error) => void>();
  let warmModules: readonly string[] | null = null;
  let closed = false;

  const start = () =>
    new Worker(new URL('./worker-pool.child.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
  const hire = (): Worker => {
    const [waiting] = idle.keys();
    const worker = waiting ?? start();
    clearInterval(idle.get(worker));
    idle.delete(worker);
    worker.removeAllListeners();
    busy.add(worker);
    return worker;
  };
  const idleAgain = (worker: Worker) => {
    busy.delete(worker);
    worker.removeAllListeners();
    const leave = () => {
      clearInterval(timer);
      idle.delete(worker);
    };
    worker.on('error', leave);
    // One that ends while it has nothing to do is missed only where it was the one that is kept.
    worker.on('exit', () => {
      leave();
      // Not at once: one that can't even begin would be hired without end.
      setTimeout(warmUp, againMs).unref();
    });
    worker.unref();
    const timer = setInterval(() => {
      if (warmModules !== null && idle.size + busy.size <= 1) return;
      leave();
      void worker.terminate();
    }, idleMs);
    timer.unref();
    idle.set(worker, timer);
  };
  const ask = (worker: Worker, question: Question) => worker.postMessage(question);
  /** Sees to it that there is a thread where one is to be kept. */
  const warmUp = () => {
    if (closed || warmModules === null || idle.size + busy.size > 0) return;
    const worker = hire();
    for (const module of warmModules) ask(worker, { load: module });
    idleAgain(worker);
  };

  const inThread = (job: Job, input: unknown): Promise<Answer> =>
    new Promise((resolve, reject) => {
      // It waited while the pool was closed.
      if (closed) return reject(new WorkerPoolError('ended'));
      const worker = hire();
      worker.ref();
      let isOpen = true;
      const stopWatching = () => {
        isOpen = false;
        underWay.delete(end);
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
        warmUp();
      };
      underWay.add(end);
      const timer = setTimeout(() => end(new WorkerPoolError('too-long')), timeoutMs);
      const tooMuch = () => end(new WorkerPoolError('too-much-memory'));
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
      worker.on('exit', () => end(new WorkerPoolError('ended')));
      worker.on('message', (answer: Answer) => {
        stopWatching();
        idleAgain(worker);
        resolve(answer);
      });
      try {
        ask(worker, { job: { module: job.module, name: job.name }, input });
      } catch (error) {
        end(error instanceof Error ? error : new Error(String(error)));
      }
    });

  return {
    run: async <Input, Result>(
      job: Job<Input, Result>,
      input: Input,
      sizeInBytes = Number.POSITIVE_INFINITY,
    ): Promise<Result> => {
      if (closed) throw new WorkerPoolError('ended');
      if (sizeInBytes <= inPlaceBytes) return await doJob(job, input);
      const lane = lanes[job.lane];
      if (lane.pendingCount >= mostWaiting) throw new WorkerPoolError('full');
      const answer = await lane(() => inThread(job, input));
      if (!answer.done) throw answer.error;
      // The thread answers what it was asked.
      return answer.result as Result;
    },
    keepWarm: (jobs) => {
      warmModules = [...new Set(jobs.map((job) => job.module))];
      warmUp();
    },
    close: async () => {
      closed = true;
      const workers = [...idle.keys(), ...busy];
      for (const timer of idle.values()) clearInterval(timer);
      idle.clear();
      for (const end of [...underWay]) end(new WorkerPoolError('ended'));
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
