import { expect, test } from 'vitest';
import { localTime, nextFullHour } from './schedule-time.ts';

test('a time is filled in on the clocks of the desk, in summer and in winter', () => {
  expect(localTime(new Date('2026-12-01T06:05:00Z'), 'Europe/Berlin')).toBe('2026-12-01T07:05');
  expect(localTime(new Date('2026-07-01T22:05:00Z'), 'Europe/Berlin')).toBe('2026-07-02T00:05');
});

test('a schedule begins with a full hour that is far enough away', () => {
  expect(nextFullHour(new Date('2026-12-01T06:05:00Z')).toISOString()).toBe('2026-12-01T08:00:00.000Z');
  expect(nextFullHour(new Date('2026-12-01T06:00:00Z')).toISOString()).toBe('2026-12-01T07:00:00.000Z');
});
