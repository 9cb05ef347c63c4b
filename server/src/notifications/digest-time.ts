// When the next digest of a person is due.
import type { Digest } from '@galley/shared/api/notifications.ts';

const hourMs = 3_600_000;
const quarterMs = hourMs / 4;

/** The next full hour, or the next time that the person's clock shows their hour; always after `now`. */
export function nextDigest(digest: Digest, now: Date): Date {
  if (digest.every === 'hour') return after(now, hourMs);
  const clock = new Intl.DateTimeFormat('en', {
    timeZone: digest.timeZone,
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  // Clocks differ by quarters of an hour; a day on which the hour is skipped has no digest at it, but the next one has.
  for (let at = after(now, quarterMs); ; at = after(at, quarterMs)) {
    const shown = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    if (shown.hour === digest.hour && shown.minute === 0) return at;
  }
}

function after(time: Date, step: number): Date {
  return new Date((Math.floor(time.getTime() / step) + 1) * step);
}
