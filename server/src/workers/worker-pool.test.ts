import { once } from 'node:events';
import { threadId } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import { jobsIn } from './job.ts';
import { createWorkerPool, type WorkerPool } from './worker-pool.ts';

const module = new URL('./jobs-testing.ts', import.meta.url);
const textJob = jobsIn<typeof import('./jobs-testing.ts')>(module, 'texts');
const fileJob = jobsIn<typeof import('./jobs-testing.ts')>(module, 'files');

let workers: WorkerPool;
afterEach(() => workers.close());

/** What `blocked` waits for. */
const newSignal = () => new Int32Array(new SharedArrayBuffer(8));
const release = (signal: Int32Array) => {
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
};
/** Resolves once so many jobs wait for the signal. */
async function waiting(signal: Int32Array, count: number): Promise<void> {
  for (let there = 0; there < count; there = Atomics.load(signal, 1))
    await Atomics.waitAsync(signal, 1, there).value;
}

test('a small input is worked on in place, a larger one in a thread', async () => {
  workers = createWorkerPool({ inPlaceBytes: 10 });
  expect(await workers.run(textJob('threadOf'), null, 10)).toBe(threadId);
  expect(await workers.run(textJob('threadOf'), null, 11)).not.toBe(threadId);
  expect(await workers.run(textJob('threadOf'), null)).not.toBe(threadId);
});

test('the caller goes on while a job runs', async () => {
  workers = createWorkerPool();
  const signal = newSignal();
  const job = workers.run(textJob('blocked'), signal);
  await waiting(signal, 1);
  release(signal);
  expect(await job).not.toBe(threadId);
});

test('texts find a thread while files take all that they may have', async () => {
  workers = createWorkerPool();
  const signal = newSignal();
  const files = Array.from({ length: 5 }, () => workers.run(fileJob('blocked'), signal));
  await waiting(signal, 2);
  expect(await workers.run(textJob('threadOf'), null)).not.toBe(threadId);
  expect(Atomics.load(signal, 1)).toBe(2);
  release(signal);
  await Promise.all(files);
});

test('more than may wait are refused, and those that wait are done', async () => {
  workers = createWorkerPool({ mostWaiting: 1 });
  const signal = newSignal();
  const running = [1, 2].map(() => workers.run(textJob('blocked'), signal));
  await waiting(signal, 2);
  const next = workers.run(textJob('threadOf'), null);
  await expect(workers.run(textJob('threadOf'), null)).rejects.toMatchObject({ fault: 'full' });
  release(signal);
  await Promise.all([...running, next]);
});

test('a thread that ends costs its job, and the next finds another', async () => {
  workers = createWorkerPool();
  await expect(workers.run(textJob('dying'), null)).rejects.toMatchObject({ fault: 'ended' });
  expect(await workers.run(textJob('threadOf'), null)).not.toBe(threadId);
});

test('what a job throws is thrown, in place and in a thread', async () => {
  workers = createWorkerPool({ inPlaceBytes: 1 });
  for (const size of [1, 2])
    await expect(workers.run(textJob('failing'), 'too far', size)).rejects.toThrow(new RangeError('too far'));
  expect(await workers.run(textJob('threadOf'), null)).not.toBe(threadId);
});

test('an input that can’t be handed over is refused, and its thread is not kept waiting', async () => {
  workers = createWorkerPool();
  await expect(workers.run(textJob('threadOf'), () => {})).rejects.toThrow('could not be cloned');
  expect(await workers.run(textJob('threadOf'), null)).not.toBe(threadId);
});

test('a thread that is kept warm does the first job, and stays', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    workers = createWorkerPool();
    workers.keepWarm([textJob('threadOf')]);
    const signal = newSignal();
    const two = [1, 2].map(() => workers.run(textJob('blocked'), signal));
    await waiting(signal, 2);
    release(signal);
    const threads = await Promise.all(two);
    // Both have had nothing to do for long: one of them is kept.
    vi.advanceTimersByTime(10 * 60_000);
    expect(threads).toContain(await workers.run(textJob('threadOf'), null));
  } finally {
    vi.useRealTimers();
  }
});

test('without one that is kept warm every thread ends', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    workers = createWorkerPool();
    const before = await workers.run(textJob('threadOf'), null);
    vi.advanceTimersByTime(10 * 60_000);
    expect(await workers.run(textJob('threadOf'), null)).not.toBe(before);
  } finally {
    vi.useRealTimers();
  }
});

test.each(['dying', 'dyingLater'] as const)(
  'another thread is kept warm where the one that was has ended: %s',
  async (name) => {
    workers = createWorkerPool();
    const first = once(process, 'worker');
    workers.keepWarm([textJob('threadOf')]);
    await first;
    const another = once(process, 'worker');
    await workers.run(textJob(name), null).catch(() => {});
    const [worker] = await another;
    expect(await workers.run(textJob('threadOf'), null)).toBe(worker.threadId);
  },
);

test('once it is closed nothing is done any more, and no thread begins', async () => {
  workers = createWorkerPool({ inPlaceBytes: 10 });
  workers.keepWarm([textJob('threadOf')]);
  const signal = newSignal();
  const jobs = Array.from({ length: 4 }, () => workers.run(textJob('blocked'), signal));
  const outcomes = Promise.allSettled(jobs);
  await waiting(signal, 2);
  let begun = 0;
  const count = () => {
    begun += 1;
  };
  process.on('worker', count);
  try {
    await workers.close();
    workers.keepWarm([textJob('threadOf')]);
    for (const job of [workers.run(textJob('threadOf'), null), workers.run(textJob('threadOf'), null, 1)])
      await expect(job).rejects.toMatchObject({ fault: 'ended' });
    const ended = { status: 'rejected', reason: { fault: 'ended' } };
    expect(await outcomes).toMatchObject([ended, ended, ended, ended]);
    expect(begun).toBe(0);
  } finally {
    process.off('worker', count);
  }
});

test('a thread that ends while it waits leaves no timer behind', async () => {
  const set = vi.spyOn(globalThis, 'setInterval');
  const cleared = vi.spyOn(globalThis, 'clearInterval');
  try {
    workers = createWorkerPool();
    const another = once(process, 'worker');
    const job = workers.run(textJob('dyingLater'), null);
    const [worker] = await another;
    await job;
    await once(worker, 'exit');
    const minute = set.mock.results.filter((_one, index) => set.mock.calls[index]?.[1] === 60_000);
    expect(minute.length).toBe(1);
    expect(cleared.mock.calls.flat()).toContain(minute[0]?.value);
  } finally {
    set.mockRestore();
    cleared.mockRestore();
  }
});
