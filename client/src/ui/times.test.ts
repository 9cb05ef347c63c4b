import type { Clock } from '@galley/shared/api/people.ts';
import type { Language } from '@galley/shared/language.ts';
import { describe, expect, test } from 'vitest';
import { type TimeForm, timeText } from './times.ts';

const evening = '2026-03-10T18:05:00Z';
/** Browsers put narrow spaces between the hour and its half of the day. */
const shown = (form: TimeForm, language: Language, clock: Clock | null) =>
  timeText(evening, form, { language, clock, timeZone: 'UTC' }).replace(/\s/g, ' ');

describe('a time', () => {
  test('is on the clock of its language, unless the person has chosen one', () => {
    expect(shown('time', 'en', null)).toBe('6:05 PM');
    expect(shown('time', 'de', null)).toBe('18:05');
    expect(shown('time', 'en', '24')).toBe('18:05');
    expect(shown('time', 'de', '12')).toBe('6:05 PM');
    expect(timeText('2026-03-10T00:30:00Z', 'time', { language: 'en', clock: '24', timeZone: 'UTC' })).toBe(
      '00:30',
    );
  });

  test.each(['time', 'dateTime', 'dayAndTime', 'zoned'] as const)('keeps to the clock as “%s”', (form) => {
    expect(shown(form, 'en', '24')).toContain('18:05');
    expect(shown(form, 'en', '24')).not.toMatch(/[AP]M/);
    expect(shown(form, 'de', '12')).toMatch(/6:05 PM/);
  });

  test('is shown with its zone where it counts in one place', () => {
    const zone = { timeZone: 'Europe/Berlin', clock: null };
    expect(timeText('2026-12-01T06:05:00Z', 'zoned', { ...zone, language: 'de' })).toMatch(
      /Di\..*2026.*07:05.*MEZ/,
    );
    expect(timeText('2026-07-01T22:05:00Z', 'zoned', { ...zone, language: 'en' })).toMatch(
      /Thu, Jul 2, 2026.*12:05/,
    );
  });

  test('has none of it in dates alone', () => {
    expect(shown('date', 'en', '24')).toBe('Mar 10, 2026');
    expect(shown('fullDate', 'de', '12')).toBe('Dienstag, 10. März 2026');
  });
});
