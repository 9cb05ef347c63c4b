// Times of publication as fields want them, on the clocks of the desk's time zone.
/** What a field for a date and a time is filled with, such as `2026-12-01T07:00`. */
export function localTime(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

const hourMs = 3_600_000;

/** The next full hour that is at least an hour away: what somebody may mean who has not chosen yet. */
export function nextFullHour(now: Date): Date {
  return new Date(Math.ceil((now.getTime() + hourMs) / hourMs) * hourMs);
}
