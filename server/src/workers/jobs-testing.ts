// Jobs for tests of the pool.
import { threadId } from 'node:worker_threads';

/** In which thread it runs; 0 is the main one. */
export function threadOf(_input: unknown): number {
  return threadId;
}

/** Waits until the first number is no longer 0; the second counts who waits. */
export function blocked(signal: Int32Array): number {
  Atomics.add(signal, 1, 1);
  Atomics.notify(signal, 1);
  Atomics.wait(signal, 0, 0);
  return threadId;
}

/** Throws. */
export function failing(why: string): never {
  throw new RangeError(why);
}

/** Ends the thread that it runs in. */
export function dying(_input: unknown): void {
  process.exit(1);
}

/** Ends the thread that it runs in as soon as it has answered. */
export function dyingLater(_input: unknown): number {
  setImmediate(() => process.exit(1));
  return threadId;
}
