import { describe, expect, test } from 'vitest';
import { personColors, profileChangeSchema } from './people.ts';

function luminance(color: string): number {
  const channels = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe('the colors of people', () => {
  test.each(personColors)(
    '%s stands out from paper in both color schemes and carries white text',
    (color) => {
      expect(contrast(color, '#ffffff')).toBeGreaterThan(4.5);
      expect(contrast(color, '#1f1e1c')).toBeGreaterThan(3);
    },
  );

  test('are all different', () => {
    expect(new Set(personColors).size).toBe(personColors.length);
  });

  test('are the only ones that a person can choose', () => {
    expect(profileChangeSchema.safeParse({ color: personColors[3] }).success).toBe(true);
    expect(profileChangeSchema.safeParse({ color: '#ffffff' }).success).toBe(false);
  });
});
