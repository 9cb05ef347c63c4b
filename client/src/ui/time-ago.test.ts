import { describe, expect, test } from 'vitest';
import { timeAgo } from './time-ago.tsx';

const now = new Date('2026-03-10T12:00:00Z');
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('how long ago something was', () => {
  test('is said in the largest fitting unit', () => {
    expect(timeAgo(before(5), now, 'en')).toBe('now');
    expect(timeAgo(before(5 * 60), now, 'en')).toBe('5 min. ago');
    expect(timeAgo(before(3 * 3600), now, 'en')).toBe('3 hr. ago');
    expect(timeAgo(before(24 * 3600), now, 'en')).toBe('yesterday');
    expect(timeAgo(before(24 * 3600), now, 'de')).toBe('gestern');
  });

  test('becomes a date after a week, with the year where it is another one', () => {
    expect(timeAgo(before(20 * 86_400), now, 'en')).toBe('Feb 18');
    expect(timeAgo(before(400 * 86_400), now, 'en')).toBe('Feb 3, 2025');
  });

  test('is never in the future, whatever the clocks say', () => {
    expect(timeAgo(before(-120), now, 'en')).toBe('now');
  });
});
