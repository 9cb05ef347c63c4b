// A thread of the pool: it does one job after the other, and what a job throws is an answer like any other.
import { parentPort } from 'node:worker_threads';
import { doJob, type Job } from './job.ts';

/** What a thread is asked for: a job, or nothing but to have its module at hand. */
export type Question = { job: Pick<Job, 'module' | 'name'>; input: unknown } | { load: string };

export type Answer = { done: true; result: unknown } | { done: false; error: unknown };

parentPort?.on('message', async (question: Question) => {
  // A module that can't be loaded says so when a job asks for it.
  if ('load' in question) await import(question.load).catch(() => {});
  else parentPort?.postMessage(await answerTo(question));
});

async function answerTo({ job, input }: Extract<Question, { job: unknown }>): Promise<Answer> {
  try {
    return { done: true, result: await doJob<unknown, unknown>(job, input) };
  } catch (error) {
    return { done: false, error };
  }
}
