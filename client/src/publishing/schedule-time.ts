// When somebody may want to publish who has not chosen yet.
const hourMs = 3_600_000;

/** The next full hour that is at least an hour away: what somebody may mean who has not chosen yet. */
export function nextFullHour(now: Date): Date {
  return new Date(Math.ceil((now.getTime() + hourMs) / hourMs) * hourMs);
}
