// The site's own color, as light and as dark pages show it: as the newsroom chose it where it can be read there, else as
// near to it as can be.
import { contrast, mixed } from '../../text/colors.ts';

/** What WCAG 2.2 asks of text against its ground (1.4.3), with a little more for rounding; thin light letters need more. */
const readable = { light: 4.55, dark: 7 };
/** The grounds on which the color stands: the paper and the tint of the style sheet, in each scheme. */
const lightGrounds = ['#ffffff', '#f3f4f6'];
const darkGrounds = ['#131416', '#1d1f23'];

/** The color (`#rrggbb`) for light and for dark pages, changed as little as makes it readable there. */
export function accentShades(accent: string): { light: string; dark: string } {
  return {
    light: shade(accent, '#000000', lightGrounds, readable.light),
    dark: shade(accent, '#ffffff', darkGrounds, readable.dark),
  };
}

/** Mixed with as little of `towards` as makes it readable on every ground. */
function shade(color: string, towards: string, grounds: readonly string[], ratio: number): string {
  for (let share = 0; share < 100; share += 1) {
    const shown = mixed(color, towards, share / 100);
    if (grounds.every((ground) => contrast(shown, ground) >= ratio)) return shown;
  }
  return towards;
}
