// Dates and times as their reader wants them: in the interface's language, and on a clock of 12 or 24 hours, which is the
// language's own where the person has chosen none. Whatever shows a time asks this.
import type { Clock } from '@galley/shared/api/people.ts';
import type { Language } from '@galley/shared/language.ts';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { ClockContext } from './clock-context.ts';

const day = { day: 'numeric', month: 'short' } as const;
const clockTime = { hour: 'numeric', minute: '2-digit' } as const;

/** What is shown of a moment. */
const forms = {
  time: clockTime,
  day,
  dayAndYear: { ...day, year: 'numeric' },
  date: { dateStyle: 'medium' },
  fullDate: { dateStyle: 'full' },
  dateTime: { dateStyle: 'medium', timeStyle: 'short' },
  dayAndTime: { ...day, ...clockTime },
  timeAndZone: { ...clockTime, timeZoneName: 'short' },
  dayTimeAndZone: { ...day, ...clockTime, timeZoneName: 'short' },
  /** With the zone, for times that count in one place. */
  zoned: { ...day, ...clockTime, weekday: 'short', year: 'numeric', timeZoneName: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type TimeForm = keyof typeof forms;

interface TimeOptions {
  language: Language;
  /** Null for the language's own. */
  clock: Clock | null;
  /** Without it this device's. */
  timeZone?: string | undefined;
}

/** A moment in words. */
export function timeText(at: string | Date, form: TimeForm, options: TimeOptions): string {
  return formatOf(form, options).format(new Date(at));
}

/** The same for the signed-in person; for who is not signed in, on the clock of the language. */
export function useTimes(): (at: string | Date, form: TimeForm, timeZone?: string) => string {
  const { i18n } = useTranslation();
  const { clock } = use(ClockContext);
  const language = i18n.language as Language;
  return (at, form, timeZone) => timeText(at, form, { language, clock, timeZone });
}

const made = new Map<string, Intl.DateTimeFormat>();

/** Browsers take long to make a format, and a page shows hundreds of times: each is made once. */
function formatOf(form: TimeForm, { language, clock, timeZone }: TimeOptions): Intl.DateTimeFormat {
  const key = [form, language, clock, timeZone].join();
  const known = made.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(language, {
    ...forms[form],
    ...(clock === null ? {} : { hourCycle: clock === '12' ? 'h12' : 'h23' }),
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  made.set(key, format);
  return format;
}
