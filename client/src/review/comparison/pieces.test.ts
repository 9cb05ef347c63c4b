import { compareTexts } from '@galley/shared/review/compare-texts.ts';
import { describe, expect, test } from 'vitest';
import { linesOf } from './pieces.tsx';

describe('a compared list', () => {
  test('is cut into its items, each with its own words that came and went', () => {
    expect(linesOf(compareTexts('Ferries\nBuses', 'Ferries\nNight buses'))).toEqual([
      [{ type: 'same', text: 'Ferries' }],
      [
        { type: 'removed', text: 'Buses' },
        { type: 'added', text: 'Night buses' },
      ],
    ]);
  });

  test('shows an item that came on a line of its own', () => {
    expect(linesOf(compareTexts('Ferries and more of them', 'Ferries and more of them\nTrains'))).toEqual([
      [{ type: 'same', text: 'Ferries and more of them' }],
      [{ type: 'added', text: 'Trains' }],
    ]);
  });
});
