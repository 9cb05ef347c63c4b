// Until when something is to be done.
import { z } from 'zod';

/** The first year in which something may have been due; an earlier one is a slip of the keyboard. */
export const firstDueYear = 2000;

const mostYearsAhead = 5;

/** Whether something can be due then. What was due long ago may be so still. */
export function canBeDue(at: Date, now = new Date()): boolean {
  const last = new Date(now);
  last.setUTCFullYear(last.getUTCFullYear() + mostYearsAhead);
  return at.getUTCFullYear() >= firstDueYear && at <= last;
}

/** A moment in ISO 8601; refused where nothing can be due then. */
export const dueSchema = z.iso.datetime().refine((at) => canBeDue(new Date(at)), {
  error: `A due time is not before the year ${firstDueYear} and at most ${mostYearsAhead} years ahead.`,
});
