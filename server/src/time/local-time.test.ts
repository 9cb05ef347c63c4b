import { describe, expect, test } from 'vitest';
import { momentOf } from './local-time.ts';

const berlin = 'Europe/Berlin';
const at = (local: string, timeZone = berlin, occurrence?: 'first' | 'second') =>
  momentOf({ local, timeZone, occurrence }, new Date('2026-03-01T00:00:00Z'));

describe('a time on the clocks of a zone', () => {
  test.each([
    ['2026-12-01T07:00', berlin, '2026-12-01T06:00:00.000Z'],
    ['2026-07-01T07:00', berlin, '2026-07-01T05:00:00.000Z'],
    ['2026-07-01T07:00', 'America/New_York', '2026-07-01T11:00:00.000Z'],
    ['2026-07-01T07:00', 'Asia/Kathmandu', '2026-07-01T01:15:00.000Z'],
    ['2026-03-29T01:59', berlin, '2026-03-29T00:59:00.000Z'],
    ['2026-03-29T03:00', berlin, '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T03:00', berlin, '2026-10-25T02:00:00.000Z'],
  ])('%s in %s', (local, zone, expected) => {
    expect(at(local, zone)).toEqual({ outcome: 'moment', at: new Date(expected) });
  });

  test('that the night in spring skips is refused with what clocks show there', () => {
    expect(at('2026-03-29T02:30')).toMatchObject({
      field: 'local',
      why: 'time-skipped',
      sentence: 'That night clocks in Europe/Berlin go from 02:00 to 03:00.',
    });
    // By half an hour.
    expect(at('2026-10-04T02:15', 'Australia/Lord_Howe')).toMatchObject({
      sentence: 'That night clocks in Australia/Lord_Howe go from 02:00 to 02:30.',
    });
  });

  test('that the night in autumn shows twice is asked for, and either can be had', () => {
    expect(at('2026-10-25T02:30')).toMatchObject({ field: 'local', why: 'time-twice' });
    expect(at('2026-10-25T02:30', berlin, 'first')).toMatchObject({ at: new Date('2026-10-25T00:30:00Z') });
    expect(at('2026-10-25T02:30', berlin, 'second')).toMatchObject({ at: new Date('2026-10-25T01:30:00Z') });
    // On other nights there is nothing to choose.
    expect(at('2026-12-01T07:00', berlin, 'second')).toMatchObject({ at: new Date('2026-12-01T06:00:00Z') });
  });

  test.each([
    ['2026-13-01T07:00', berlin, 'local', 'time-invalid'],
    ['2026-02-30T07:00', berlin, 'local', 'time-invalid'],
    ['2026-12-01T24:00', berlin, 'local', 'time-invalid'],
    ['2026-03-01T00:59', berlin, 'local', 'time-past'],
    ['2026-03-01T01:00', berlin, 'local', 'time-past'],
    ['2062-03-01T01:00', berlin, 'local', 'time-too-far'],
    ['2026-12-01T07:00', 'Europe/Atlantis', 'timeZone', 'zone-unknown'],
    ['2026-12-01T07:00', '', 'timeZone', 'zone-unknown'],
  ])('%s in %s is refused', (local, zone, field, why) => {
    expect(at(local, zone)).toMatchObject({ outcome: 'refused', field, why });
  });
});
