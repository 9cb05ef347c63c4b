// Times on the clocks of a time zone: on two nights a year clocks skip an hour or show one twice.
import { isTimeZone } from '@galley/shared/api/notifications.ts';
import type { TimeRefusal } from '@galley/shared/api/publishing.ts';
import { Temporal } from 'temporal-polyfill';

export interface LocalTime {
  /** Such as `2026-12-01T07:00`. */
  local: string;
  timeZone: string;
  /** Which of two, on the night on which clocks show it twice. */
  occurrence?: 'first' | 'second' | undefined;
}

export type Moment =
  | { outcome: 'moment'; at: Date }
  | { outcome: 'refused'; field: 'local' | 'timeZone'; why: TimeRefusal; sentence: string };

/** For mistyped years: nobody schedules beyond this. */
const maxDaysAhead = 730;

/** When that is, if it is once, ahead of `now` and not too far. */
export function momentOf(time: LocalTime, now: Date): Moment {
  const moment = anyMomentOf(time, now);
  if (moment.outcome === 'moment' && moment.at <= now) return refused('time-past', 'That time has passed.');
  return moment;
}

/**
 * Until when nothing may be public: what is written is a moment in ISO 8601, or a time on the clocks of the zone. Of two
 * such times it is the later one, so that nothing is public too early.
 */
export function embargoOf(written: string, timeZone: string, now: Date): Moment {
  if (/^.{10}T\d\d:\d\d$/.test(written))
    return anyMomentOf({ local: written, timeZone, occurrence: 'second' }, now);
  const at = new Date(written);
  return Number.isNaN(at.getTime())
    ? refused('time-invalid', `${written} is no time.`)
    : withinReason(at, now);
}

/** What clocks of the zone show at a moment, such as `2026-12-01T07:00`. */
export function clockTime(at: Date, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The day that calendars of the zone show at a moment, or so many days later, such as `2026-12-01`. */
export function calendarDay(at: Date, timeZone: string, daysLater = 0): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDate().add({ days: daysLater }).toString();
}

/** When that is, if it is once and not too far ahead. */
function anyMomentOf({ local, timeZone, occurrence }: LocalTime, now: Date): Moment {
  if (!isTimeZone(timeZone)) return refused('zone-unknown', `There is no time zone ${timeZone}.`);
  const written = plainDateTime(local);
  if (!written) return refused('time-invalid', `${local} is no time.`);
  const first = written.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const second = written.toZonedDateTime(timeZone, { disambiguation: 'later' });
  const isTwice = first.epochMilliseconds !== second.epochMilliseconds;
  if (isTwice && !first.toPlainDateTime().equals(written)) {
    const { from, to } = skippedHour(first, second);
    return refused('time-skipped', `That night clocks in ${timeZone} go from ${from} to ${to}.`);
  }
  if (isTwice && occurrence === undefined)
    return refused(
      'time-twice',
      `That night clocks in ${timeZone} show ${local.slice(11)} twice: say which occurrence is meant, the first (UTC${first.offset}) or the second (UTC${second.offset}).`,
    );
  const at = occurrence === 'second' ? second : first;
  return withinReason(new Date(at.epochMilliseconds), now);
}

/** The first year of a time; an earlier one is a slip of the keyboard. */
const firstYear = 2000;

function withinReason(at: Date, now: Date): Moment {
  if (at.getUTCFullYear() < firstYear) return refused('time-past', `That is before the year ${firstYear}.`);
  const days = (at.getTime() - now.getTime()) / 86_400_000;
  if (days > maxDaysAhead) return refused('time-too-far', 'That is more than two years ahead.');
  return { outcome: 'moment', at };
}

function refused(why: TimeRefusal, sentence: string): Moment {
  const field = why === 'zone-unknown' ? 'timeZone' : 'local';
  return { outcome: 'refused', field, why, sentence };
}

/** What clocks show before and after they are put forward. */
function skippedHour(before: Temporal.ZonedDateTime, after: Temporal.ZonedDateTime) {
  const turn = before.getTimeZoneTransition('next') ?? after;
  const clock = (time: Temporal.ZonedDateTime) => time.toPlainTime().toString({ smallestUnit: 'minute' });
  return { from: clock(turn.toInstant().toZonedDateTimeISO(before.offset)), to: clock(turn) };
}

function plainDateTime(local: string): Temporal.PlainDateTime | null {
  try {
    return Temporal.PlainDateTime.from(local, { overflow: 'reject' });
  } catch {
    return null;
  }
}
