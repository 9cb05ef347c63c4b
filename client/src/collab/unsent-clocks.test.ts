import { expect, test } from 'vitest';
import { UnsentClocks } from './unsent-clocks.ts';

test('a change is unsent until it is acknowledged, also while one types on', () => {
  const clocks = new UnsentClocks();
  expect(clocks.first).toBe(Number.POSITIVE_INFINITY);
  for (const clock of [10, 11, 12]) clocks.note(clock);
  clocks.keep(3, true);
  expect(clocks.first).toBe(10);
  clocks.note(13);
  clocks.keep(2, true);
  expect(clocks.first).toBe(12);
  clocks.keep(0, true);
  expect(clocks.first).toBe(Number.POSITIVE_INFINITY);
});

test('what was written without a connection is unsent until all of it is acknowledged', () => {
  const clocks = new UnsentClocks();
  for (const clock of [20, 21, 22]) {
    clocks.note(clock);
    clocks.keep(clock, false);
  }
  // Back again: the connection counts all of that as one, and what is typed from now on beside it.
  clocks.keep(1, true);
  clocks.note(23);
  clocks.keep(2, true);
  expect(clocks.first).toBe(20);
  clocks.keep(1, true);
  expect(clocks.first).toBe(23);
});
