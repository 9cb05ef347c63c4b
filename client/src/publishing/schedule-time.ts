// When somebody may want to publish, and to withdraw, who has not chosen yet.
const hourMs = 3_600_000;

/** The next full hour that is at least an hour away: what somebody may mean who has not chosen yet. */
export function nextFullHour(now: Date): Date {
  return new Date(Math.ceil((now.getTime() + hourMs) / hourMs) * hourMs);
}

/** The full hour that is a week after that: until when something may be meant to be public. */
export function weekAfter(time: Date): Date {
  return new Date(Math.ceil(time.getTime() / hourMs + 7 * 24) * hourMs);
}
