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

/** How well two colors are told apart, from 1 to 21, as WCAG 2 has it. */
export function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(a), luminanceOf(b)].sort((one, other) => one - other);
  return (lighter + 0.05) / (darker + 0.05);
}

function mixed(a: string, b: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [from, to] = [a, b].map((color) => Number.parseInt(color.slice(at, at + 2), 16));
    const value = Math.round((from ?? 0) * (1 - share) + (to ?? 0) * share);
    return value.toString(16).padStart(2, '0');
  });
  return `#${parts.join('')}`;
}

function luminanceOf(color: string): number {
  return (
    0.2126 * channel(color.slice(1, 3)) +
    0.7152 * channel(color.slice(3, 5)) +
    0.0722 * channel(color.slice(5, 7))
  );
}

function channel(hex: string): number {
  const value = Number.parseInt(hex, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
