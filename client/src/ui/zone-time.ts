// Wall clocks of a time zone, as fields for a date and a time want them: such as `2026-12-01T07:00`.

/** What the clocks of the zone show at a moment. */
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
  // A year is being typed digit by digit, and the first ones are those of the first centuries.
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * When clocks of the zone show this: the first time, on the night on which they show it twice. In the hour that they skip it is
 * as long after the beginning of that hour as is written. Gives an invalid date for what is no time.
 */
export function momentAt(local: string, timeZone: string): Date {
  const written = Date.parse(`${local}Z`);
  if (Number.isNaN(written)) return new Date(Number.NaN);
  const offset = (at: number) => Date.parse(`${localTime(new Date(at), timeZone)}Z`) - at;
  const first = written - offset(written - dayMs);
  const second = written - offset(first);
  return new Date(second + offset(second) === written ? second : first);
}

/** No zone is further from UTC, and none changes its clocks twice within it. */
const dayMs = 86_400_000;
