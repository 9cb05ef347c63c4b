import { expect, test } from 'vitest';
import { localTime, momentAt } from './zone-time.ts';

test('a time is filled in on the clocks of the zone, in summer and in winter', () => {
  expect(localTime(new Date('2026-12-01T06:05:00Z'), 'Europe/Berlin')).toBe('2026-12-01T07:05');
  expect(localTime(new Date('2026-07-01T22:05:00Z'), 'Europe/Berlin')).toBe('2026-07-02T00:05');
});

test.each([
  ['2026-12-01T07:05', 'Europe/Berlin', '2026-12-01T06:05:00.000Z'],
  ['2026-07-02T00:05', 'Europe/Berlin', '2026-07-01T22:05:00.000Z'],
  ['2026-03-29T01:59', 'Europe/Berlin', '2026-03-29T00:59:00.000Z'],
  ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  // Clocks skip this one: an hour and a half after midnight comes half past three.
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  // They show this one twice.
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
  ['2026-01-01T00:30', 'Pacific/Kiritimati', '2025-12-31T10:30:00.000Z'],
  ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ['2026-12-01T07:05', 'UTC', '2026-12-01T07:05:00.000Z'],
])('clocks show %s in %s at %s', (local, zone, moment) => {
  expect(momentAt(local, zone).toISOString()).toBe(moment);
});

test('a year that is typed digit by digit is a year on the way', () => {
  for (const year of ['0002', '0020', '0202', '2026']) {
    const moment = momentAt(`${year}-12-02T08:00`, 'Europe/Berlin');
    expect(localTime(moment, 'Europe/Berlin')).toBe(`${year}-12-02T08:00`);
  }
});

test('what is no time is no moment', () => {
  expect(Number.isNaN(momentAt('soon', 'UTC').getTime())).toBe(true);
});
