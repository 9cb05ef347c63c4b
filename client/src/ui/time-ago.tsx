// When something was, as people say it: "5 minutes ago"; the exact time on hover and for machines.
import type { Language } from '@galley/shared/api/people.ts';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

export function TimeAgo({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const now = useNow();
  const language = i18n.language as Language;
  return (
    <time dateTime={at} title={exact(at, language)}>
      {timeAgo(new Date(at), new Date(now), language)}
    </time>
  );
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** "just now", "5 min. ago", "yesterday", and the date for what is older than a week. */
export function timeAgo(at: Date, now: Date, language: Language): string {
  const seconds = Math.max(0, (now.getTime() - at.getTime()) / 1000);
  const { format } = formats(language);
  if (seconds < 45) return format(0, 'second');
  if (seconds < 45 * minute) return format(-Math.max(1, Math.round(seconds / minute)), 'minute');
  if (seconds < 22 * hour) return format(-Math.max(1, Math.round(seconds / hour)), 'hour');
  if (seconds < 7 * day) return format(-Math.max(1, Math.round(seconds / day)), 'day');
  const sameYear = at.getFullYear() === now.getFullYear();
  return (sameYear ? formats(language).day : formats(language).dayAndYear)(at);
}

function exact(at: string, language: Language): string {
  return formats(language).exact(new Date(at));
}

interface Formats {
  format(value: number, unit: Intl.RelativeTimeFormatUnit): string;
  day(at: Date): string;
  dayAndYear(at: Date): string;
  exact(at: Date): string;
}

const made = new Map<Language, Formats>();

/** Browsers take long to make a format, and a page shows hundreds of times: each is made once. */
function formats(language: Language): Formats {
  const known = made.get(language);
  if (known) return known;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options);
  const day = { day: 'numeric', month: 'short' } as const;
  const all: Formats = {
    format: relative.format.bind(relative),
    day: date(day).format,
    dayAndYear: date({ ...day, year: 'numeric' }).format,
    exact: date({ dateStyle: 'medium', timeStyle: 'short' }).format,
  };
  made.set(language, all);
  return all;
}

/** One clock for the whole page, so that hundreds of rows share a timer. */
const clock = {
  now: Date.now(),
  listeners: new Set<() => void>(),
  timer: undefined as ReturnType<typeof setInterval> | undefined,
  subscribe(listener: () => void) {
    if (clock.listeners.size === 0) {
      clock.now = Date.now();
      clock.timer = setInterval(tick, 30_000);
    }
    clock.listeners.add(listener);
    return () => {
      clock.listeners.delete(listener);
      if (clock.listeners.size === 0) clearInterval(clock.timer);
    };
  },
};

function tick(): void {
  clock.now = Date.now();
  for (const listener of clock.listeners) listener();
}

/** The time, twice a minute. */
export function useNow(): number {
  return useSyncExternalStore(clock.subscribe, () => clock.now);
}
