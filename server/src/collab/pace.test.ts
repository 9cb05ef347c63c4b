// The pace of a person goes on when they close all of their sockets and come back.
import type { UserId } from '@galley/shared/ids.ts';
import { expect, it } from 'vitest';
import { paceLimits } from './limits.ts';
import { OpeningPace } from './opening-pace.ts';
import { Paces } from './pace.ts';

const amy = 'amy' as UserId;

it('brings whoever comes back no tokens that they have spent', () => {
  const paces = new Paces();
  const pace = paces.join(amy);
  pace.spend(2 * paceLimits.burst);
  for (let round = 0; round < 10; round += 1) {
    paces.leave(amy);
    expect(paces.join(amy)).toBe(pace);
  }
  expect(pace.isFull).toBe(false);
});

it('forgets who has gone and has spent nothing', () => {
  const paces = new Paces();
  const pace = paces.join(amy);
  paces.leave(amy);
  expect(paces.join(amy)).not.toBe(pace);
});

it('lets one open as many sockets as may be opened at once, and others theirs', () => {
  const openings = new OpeningPace({ perSecond: 0.001, burst: 3 });
  const answers = Array.from({ length: 5 }, () => openings.take('amy'));
  expect(answers).toEqual([true, true, true, false, false]);
  expect(openings.take('ben')).toBe(true);
});

it('knows who opened many while thousands of others come by', () => {
  const openings = new OpeningPace({ perSecond: 0.001, burst: 1 });
  for (let other = 0; other < 20_000; other += 1) expect(openings.take(`${other}`)).toBe(true);
  expect(openings.take('19999')).toBe(false);
});
