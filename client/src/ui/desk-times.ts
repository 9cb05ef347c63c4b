// Times that count on the desk's clocks, whatever clock this device has: when something is due or to be published. They are
// entered and shown there, and the zone is named where this device's clock shows something else.
import { use } from 'react';
import { ClockContext } from './clock-context.ts';
import { type TimeForm, useTimes } from './times.ts';
import { localTime, momentAt } from './zone-time.ts';

interface DeskTimes {
  zone: string;
  /** The desk's time zone where this device has another clock, else null. */
  foreignZone: string | null;
  /** A moment in words, with the zone where it needs one. */
  text(at: string | Date, form: keyof typeof zoned): string;
  /** On which day of the desk's calendar a moment is, such as `2026-12-01`. */
  dayOf(at: string | Date): string;
  /** Whether it is on the day that it is at the desk now. */
  isToday(at: string | Date): boolean;
  /** A moment as fields for a date and a time want it; empty for none. */
  field(at: string | null): string;
  /** The moment, in ISO 8601, of what such a field holds; null for an empty one. */
  moment(field: string): string | null;
}

const zoned = {
  time: 'timeAndZone',
  dayAndTime: 'dayTimeAndZone',
  dateTime: 'zoned',
} as const satisfies Partial<Record<TimeForm, TimeForm>>;

/** Times on the desk's clocks, to be shown and to be entered. */
export function useDeskTimes(): DeskTimes {
  const text = useTimes();
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = use(ClockContext).deskZone ?? own;
  const day = (at: string | Date) => localTime(new Date(at), zone).slice(0, 10);
  const differs = (at: Date) => localTime(at, zone) !== localTime(at, own);
  return {
    zone,
    foreignZone: differs(new Date()) ? zone : null,
    text: (at, form) => text(at, differs(new Date(at)) ? zoned[form] : form, zone),
    dayOf: day,
    isToday: (at) => day(at) === day(new Date()),
    field: (at) => (at === null ? '' : localTime(new Date(at), zone)),
    moment: (field) => (field === '' ? null : momentAt(field, zone).toISOString()),
  };
}
