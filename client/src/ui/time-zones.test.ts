import { expect, test } from 'vitest';
import { timeZoneNames } from './time-zones.ts';

test('the list of time zones has places by their present names, UTC, and the one that is set', () => {
  const names = timeZoneNames('CET');
  for (const name of ['Europe/Berlin', 'Europe/Kyiv', 'Asia/Kolkata', 'UTC', 'CET'])
    expect(names.filter((one) => one === name)).toEqual([name]);
  for (const timeZone of names) expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  expect(names).toEqual(names.toSorted());
});
