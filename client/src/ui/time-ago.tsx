// When something was, as people say it: "5 minutes ago"; the exact time on hover and for machines.
import type { Language } from '@galley/shared/language.ts';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { createStore } from 'zustand/vanilla';
import { timeText, useTimes } from './times.ts';
import { whileListened } from './while-listened.ts';

/** `at` is ISO 8601. It stays true while it is shown. */
export function TimeAgo({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const now = useNow();
  const time = useTimes();
  const language = i18n.language as Language;
  return (
    <time dateTime={at} title={time(at, 'dateTime')}>
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
  const { format } = relative(language);
  if (seconds < 45) return format(0, 'second');
  if (seconds < 45 * minute) return format(-Math.max(1, Math.round(seconds / minute)), 'minute');
  if (seconds < 22 * hour) return format(-Math.max(1, Math.round(seconds / hour)), 'hour');
  if (seconds < 7 * day) return format(-Math.max(1, Math.round(seconds / day)), 'day');
  const sameYear = at.getFullYear() === now.getFullYear();
  return timeText(at, sameYear ? 'day' : 'dayAndYear', { language, clock: null });
}

interface Relative {
  format(value: number, unit: Intl.RelativeTimeFormatUnit): string;
}

const made = new Map<Language, Relative>();

/** Browsers take long to make a format, and a page shows hundreds of times: each is made once. */
function relative(language: Language): Relative {
  const known = made.get(language);
  if (known) return known;
  const relativeTime = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const formats = { format: relativeTime.format.bind(relativeTime) };
  made.set(language, formats);
  return formats;
}

/** One clock for the whole page, so that hundreds of rows share a timer. */
const clock = createStore(() => ({ now: Date.now() }));
const tick = () => clock.setState({ now: Date.now() });
const subscribe = whileListened(clock, () => {
  tick();
  const timer = setInterval(tick, 30_000);
  return () => clearInterval(timer);
});

/** The time, twice a minute. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => clock.getState().now);
}
