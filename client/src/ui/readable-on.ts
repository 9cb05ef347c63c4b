// Colors that people chose, so that text on them and in them can be read.
import { contrast, luminanceOf, mixed } from '@galley/shared/text/colors.ts';

/** Black or white, whichever reads better on this color (`#rrggbb`), by the relative luminance of WCAG 2. */
export function readableOn(color: string): '#000000' | '#ffffff' {
  // Where black and white reach the same contrast: (L + 0.05)² = 1.05 · 0.05.
  return luminanceOf(color) > 0.179 ? '#000000' : '#ffffff';
}

const inks = new Map<string, string>();

/** The color (`#rrggbb`) as text on this paper: mixed with black or white as far as it takes to be read with ease. */
export function readableInk(color: string, paper: string): string {
  // Few people and two papers, but hundreds of suggestions.
  const key = `${color} ${paper}`;
  const ink = inks.get(key) ?? mixedInk(color, paper);
  inks.set(key, ink);
  return ink;
}

function mixedInk(color: string, paper: string): string {
  const end = readableOn(paper);
  for (let share = 0; share < 100; share += 5) {
    const ink = mixed(color, end, share / 100);
    if (contrast(ink, paper) >= 4.8) return ink;
  }
  return end;
}
