// The work of this room that threads do.
import { jobsIn } from '../workers/job.ts';

/** Recognizes what a file holds. */
export const readFileJob = jobsIn<typeof import('./read-file.ts')>(
  new URL('./read-file.ts', import.meta.url),
  'files',
)('readFile');

const writeFile = new URL('./write-file.ts', import.meta.url);

/** Writes an article as a file of text. */
export const writeFileJob = jobsIn<typeof import('./write-file.ts')>(writeFile, 'texts')('writeFile');

/** Writes an article as a Word document, which takes long: nobody who waits for a text waits for it. */
export const writeWordJob = jobsIn<typeof import('./write-file.ts')>(writeFile, 'files')('writeFile');
