import { personColors } from '@galley/shared/api/people.ts';
import { contrast } from '@galley/shared/text/colors.ts';
import { describe, expect, test } from 'vitest';
import { readableInk, readableOn } from './readable-on.ts';

describe('text on a person’s color', () => {
  test('is white on dark colors and black on light ones', () => {
    expect(readableOn('#1f2a60')).toBe('#ffffff');
    expect(readableOn('#ffe08a')).toBe('#000000');
  });
});

describe('a person’s color as text', () => {
  test.each(['#ffffff', '#1f1e1c'])('is read with ease on %s', (paper) => {
    for (const color of [...personColors, '#ffff00', '#000080'])
      expect(contrast(readableInk(color, paper), paper)).toBeGreaterThanOrEqual(4.5);
  });
});
