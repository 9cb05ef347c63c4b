import { expect, test } from 'vitest';
import { nextFullHour, weekAfter } from './schedule-time.ts';

test('a schedule begins with a full hour that is far enough away', () => {
  expect(nextFullHour(new Date('2026-12-01T06:05:00Z')).toISOString()).toBe('2026-12-01T08:00:00.000Z');
  expect(nextFullHour(new Date('2026-12-01T06:00:00Z')).toISOString()).toBe('2026-12-01T07:00:00.000Z');
});

test('an end is proposed a week later, at a full hour', () => {
  expect(weekAfter(new Date('2026-12-01T06:00:00Z')).toISOString()).toBe('2026-12-08T06:00:00.000Z');
  expect(weekAfter(new Date('2026-12-01T06:05:00Z')).toISOString()).toBe('2026-12-08T07:00:00.000Z');
});
