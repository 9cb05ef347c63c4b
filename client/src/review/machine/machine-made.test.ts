// How much of a part a machine made, as a share that never says none of some, nor all of most.
import { expect, test } from 'vitest';
import { shareOf } from './machine-made.ts';

test.each([
  [0, 0, 0],
  [0, 500, 0],
  [1, 5000, 0.01],
  [250, 500, 0.5],
  [4999, 5000, 0.99],
  [500, 500, 1],
])('%i of %i letters are %d', (machine, letters, share) => {
  expect(shareOf({ machine, letters })).toBe(share);
});
