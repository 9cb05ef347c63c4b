// A time on the clocks of a zone as a person has chosen it, and why the server does not take it.
import { type PublicTimeRefusal, publicTimeRefusals } from '@galley/shared/api/publishing.ts';
import { ApiProblem } from '../app/api.ts';

export interface ChosenTime {
  /** Such as `2026-12-01T07:00`. */
  local: string;
  /** Which of two, on the night on which clocks show it twice; null until it has to be said. */
  occurrence: 'first' | 'second' | null;
}

/** What is sent of it. */
export function timeInput({ local, occurrence }: ChosenTime) {
  return { local, ...(occurrence !== null && { occurrence }) };
}

/**
 * Why the server does not take the time; null where it refuses something else. An empty or half a time is none to it. `place` is
 * where in what was sent the time stands.
 */
export function timeRefusalOf(error: Error | null, place = ''): PublicTimeRefusal | null {
  if (!(error instanceof ApiProblem)) return null;
  const [at] = (error.problem.errors ?? []).filter(
    ({ path }) => path === `${place}local` || path === `${place}timeZone`,
  );
  if (!at) return null;
  return publicTimeRefusals.find((why) => why === at.message) ?? 'time-invalid';
}
