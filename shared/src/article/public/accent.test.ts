import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast } from '../../text/colors.ts';
import { accentShades } from './accent.ts';

test('a color that can be read stays as it is, and is lightened for the dark', () => {
  const { light, dark } = accentShades('#2440b8');
  expect(light).toBe('#2440b8');
  expect(contrast(dark, '#131416')).toBeGreaterThanOrEqual(4.5);
});

test('whatever color is chosen can be read in both schemes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
      const { light, dark } = accentShades(`#${number.toString(16).padStart(6, '0')}`);
      for (const ground of ['#ffffff', '#f3f4f6'])
        expect(contrast(light, ground)).toBeGreaterThanOrEqual(4.5);
      for (const ground of ['#131416', '#1d1f23']) expect(contrast(dark, ground)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test('WCAG’s own ends: black on white is 21, white on white is 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#ffffff', '#ffffff')).toBe(1);
});
