// The work of this room that threads do.
import { jobsIn } from '../workers/job.ts';

/** Recognizes what a file holds. */
export const readFileJob = jobsIn<typeof import('./read-file.ts')>(
  new URL('./read-file.ts', import.meta.url),
  'files',
)('readFile');

/** Writes an article as a file. */
export const writeFileJob = jobsIn<typeof import('./write-file.ts')>(
  new URL('./write-file.ts', import.meta.url),
  'texts',
)('writeFile');
