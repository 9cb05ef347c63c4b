// When the next digest of a person is due.
import type { Digest } from '@galley/shared/api/notifications.ts';
import { Temporal } from 'temporal-polyfill';

const hourMs = 3_600_000;

/**
 * The next full hour, or the next time that the person's clock shows their hour; always after `now`, and once a day: on
 * the day on which clocks skip the hour it is an hour later, and where they show it twice it is the first time.
 */
export function nextDigest(digest: Digest, now: Date): Date {
  if (digest.every === 'hour') return new Date((Math.floor(now.getTime() / hourMs) + 1) * hourMs);
  const { timeZone, hour } = digest;
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const on = (day: Temporal.PlainDate) => day.toZonedDateTime({ timeZone, plainTime: { hour } });
  const next = on(today).epochMilliseconds > now.getTime() ? on(today) : on(today.add({ days: 1 }));
  return new Date(next.epochMilliseconds);
}
