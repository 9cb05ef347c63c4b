// Until when a picture may be used, as its file says: a day, or a moment with or without its zone.
import { Temporal } from 'temporal-polyfill';

/** A later year stands for a licence without an end, as in 9999-12-31. */
const lastYear = 2200;

/** What XMP or EXIF write, such as `2026-12-31` or `2026-12-31T12:00:00+01:00`; null for what is no day, or none that ends anything. */
export function readExpiry(written: string): string | null {
  const parts =
    /^(\d{4})[-:](\d\d)[-:](\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/.exec(
      written.trim(),
    );
  if (!parts) return null;
  const [, year = '', month = '', day = '', hour, minute = '00', second = '00', zone = ''] = parts;
  const offset = zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
  const time = hour === undefined ? '' : `T${hour}:${minute}:${second}${offset}`;
  return checked(`${year}-${month}-${day}${time}`);
}

/** The same of IPTC's records, such as `20261231` and `120000+0100`. */
export function readIptcExpiry(date: string, time: string): string | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d\d)(\d\d)$/.exec(date.trim()) ?? [];
  const [, hour, minute, second, zone = ''] = /^(\d\d)(\d\d)(\d\d)([+-]\d{4})?$/.exec(time.trim()) ?? [];
  const at = hour === undefined ? '' : `T${hour}:${minute}:${second}${zone}`;
  return readExpiry(`${year}-${month}-${day}${at}`);
}

function checked(expires: string): string | null {
  try {
    const day = Temporal.PlainDate.from(expires.slice(0, 10), { overflow: 'reject' });
    lastDayOf(expires, 'UTC');
    return day.year > lastYear ? null : expires;
  } catch {
    return null;
  }
}

/**
 * The last day that is free as a whole on the calendars of a zone, as `2026-12-30` of what ends on 31 December at noon. What
 * says no zone of its own means this one.
 */
export function lastDayOf(expires: string, timeZone: string): string {
  if (!expires.includes('T')) return expires;
  const hasZone = /(Z|[+-]\d\d:\d\d)$/.test(expires);
  const local = hasZone
    ? Temporal.Instant.from(expires).toZonedDateTimeISO(timeZone).toPlainDateTime()
    : Temporal.PlainDateTime.from(expires, { overflow: 'reject' });
  // Who means a whole day writes its last minute or second.
  const isWhole = local.hour === 23 && local.minute === 59;
  return (isWhole ? local : local.subtract({ days: 1 })).toPlainDate().toString();
}

/** Of several, what ends first. */
export function earliest(all: readonly string[]): string | undefined {
  return [...all].sort((one, other) => lastDayOf(one, 'UTC').localeCompare(lastDayOf(other, 'UTC')))[0];
}
