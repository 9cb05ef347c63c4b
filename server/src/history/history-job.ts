// The work of this room that threads do.
import { jobsIn } from '../workers/job.ts';

/** A job of `history-jobs.ts` by its name. */
export const historyJob = jobsIn<typeof import('./history-jobs.ts')>(
  new URL('./history-jobs.ts', import.meta.url),
  'texts',
);
