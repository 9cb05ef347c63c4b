// How much a job on an article's history has to read, in bytes: all of it, for it decides whether a thread does it.
import { sizeOf } from '../collab/contents.ts';
import type { AuthorshipSources, WorkSources } from './history-jobs.ts';

/** A run of carried words is five numbers. */
const bytesOfCarried = 5 * 8;
/** A place of a session of work is a few numbers and ids. */
const bytesOfPlace = 100;

/** Of what tells whose the words of an article are. */
export function sizeOfAuthorship({ states, rows, carried }: Omit<AuthorshipSources, 'owners'>): number {
  return sizeOf(states) + sizeOf(rows.map(({ bytes }) => bytes)) + carried.length * bytesOfCarried;
}

/** Of rows of a journal and what a timeline knows before them. */
export function sizeOfWork({ state, rows, open, carried }: WorkSources): number {
  const read = sizeOf([...rows.map(({ bytes }) => bytes), ...(state ? [state] : [])]);
  const places = open.reduce((sum, work) => sum + work.places.size, 0);
  return read + carried.carried.length + carried.removed.length + places * bytesOfPlace;
}
