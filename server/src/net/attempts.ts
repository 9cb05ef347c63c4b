// What an attempt to send something has come to, and when there is to be another one.
import { nextAttempt } from '../storage/due-rows.ts';
import type { SendOutcome } from './send.ts';

interface Retries {
  /** How long to wait after each attempt that failed, in ms; after the last of them it is given up. */
  waitsMs: readonly number[];
  /** A status of HTTP after which it is given up at once. */
  final?: number;
}

/** What stands in the row of a message after this attempt, the `attempts`-th. What is disabled or under embargo is given up. */
export function judgeAttempt(outcome: SendOutcome, attempts: number, now: Date, { waitsMs, final }: Retries) {
  const response = outcome.outcome === 'answered' ? outcome.status : null;
  const error = outcome.outcome === 'no-answer' ? outcome.error : null;
  if (response !== null && response >= 200 && response < 300)
    return { response, error, status: 'delivered', nextAt: null } as const;
  const wait = waitsMs[attempts - 1];
  const isFinal = response !== null && response === final;
  if (wait === undefined || isFinal || error === 'disabled' || error === 'embargo')
    return { response, error, status: 'failed', nextAt: null } as const;
  const nextAt = nextAttempt(now, 1, wait, wait).toISOString();
  return { response, error, status: 'waiting', nextAt } as const;
}
