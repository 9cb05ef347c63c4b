import { describe, expect, it } from 'vitest';
import { earliest, lastDayOf, readExpiry, readIptcExpiry } from './file-licence.ts';

describe('the end of a licence in a file', () => {
  it.each([
    ['2026-12-31', '2026-12-31'],
    [' 2026-12-31T12:00:00Z ', '2026-12-31T12:00:00Z'],
    ['2026-12-31T12:00', '2026-12-31T12:00:00'],
    ['2026-12-31T12:00:30.5+0100', '2026-12-31T12:00:30+01:00'],
    ['2026:12:31 12:00:00', '2026-12-31T12:00:00'],
  ])('is read from XMP: %j', (written, read) => {
    expect(readExpiry(written)).toBe(read);
  });

  it.each([
    ['20261231', '', '2026-12-31'],
    ['20261231', '235959+0100', '2026-12-31T23:59:59+01:00'],
    ['20261231', '120000', '2026-12-31T12:00:00'],
    ['20261231', 'noon', '2026-12-31'],
  ])('is read from IPTC: %j %j', (date, time, read) => {
    expect(readIptcExpiry(date, time)).toBe(read);
  });

  it.each([
    '',
    '2026',
    '2026-12',
    '2026-02-30',
    '2026-12-31T25:00',
    '00000000',
    '31.12.2026',
    'never',
    '9999-12-31',
  ])('is none where nothing ends: %j', (written) => {
    expect([readExpiry(written), readIptcExpiry(written, '')]).toEqual([null, null]);
  });

  it.each([
    // A day is free until its end, wherever the house is.
    ['2026-12-31', 'Asia/Tokyo', '2026-12-31'],
    ['2026-12-31', 'America/New_York', '2026-12-31'],
    // The last second of a day means the day, a time within it not.
    ['2026-12-31T23:59:59+01:00', 'Europe/Berlin', '2026-12-31'],
    ['2026-12-31T23:59:00', 'Europe/Berlin', '2026-12-31'],
    ['2026-12-31T12:00:00', 'Europe/Berlin', '2026-12-30'],
    ['2027-01-01T00:00:00', 'Europe/Berlin', '2026-12-31'],
    // The end of a day elsewhere is another hour here.
    ['2026-12-31T23:59:59-05:00', 'Europe/Berlin', '2026-12-31'],
    ['2026-12-31T23:59:59+01:00', 'America/New_York', '2026-12-30'],
    ['2026-12-31T22:59:59Z', 'Europe/Berlin', '2026-12-31'],
  ])('%s is in %s the end of %s', (expires, zone, day) => {
    expect(lastDayOf(expires, zone)).toBe(day);
  });

  it('is of several the first', () => {
    expect(earliest(['2026-12-31', '2026-12-31T12:00:00', '2027-01-01'])).toBe('2026-12-31T12:00:00');
    expect(earliest([])).toBeUndefined();
  });
});
