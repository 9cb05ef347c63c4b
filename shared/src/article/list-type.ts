// How numbered lists count: in numbers, in letters, in Roman numerals.

/** As HTML's `type` says it: letters or Roman numerals, small or capital. Numbers are null. */
export const listTypes = ['a', 'A', 'i', 'I'] as const;
export type ListType = (typeof listTypes)[number];

/** How a list of blocks counts; null for numbers. */
export function listTypeOf(value: unknown): ListType | null {
  return listTypes.find((type) => type === value) ?? null;
}

/** What stands before an item with this number, such as `3`, `c` or `iii`; numbers that have no such sign as numbers. */
export function listLabel(number: number, type: ListType | null): string {
  if (type === 'a' && number >= 1) return letters(number);
  if (type === 'A' && number >= 1) return letters(number).toUpperCase();
  if (type === 'i' && number >= 1 && number < 4000) return romanNumeral(number);
  if (type === 'I' && number >= 1 && number < 4000) return romanNumeral(number).toUpperCase();
  return String(number);
}

/** The number in Roman numerals, in small letters: from 1 to 3999. */
export function romanNumeral(value: number): string {
  let left = Math.min(value, 3999);
  let text = '';
  for (const [worth, sign] of romans) {
    text += sign.repeat(Math.floor(left / worth));
    left %= worth;
  }
  return text;
}

/** What a Roman numeral in small letters stands for; null for what is none. */
export function numberOfRoman(letters: string): number | null {
  let rest = letters;
  let sum = 0;
  for (const [worth, sign] of romans) {
    while (rest.startsWith(sign)) {
      rest = rest.slice(sign.length);
      sum += worth;
    }
  }
  return rest === '' && sum > 0 && romanNumeral(sum) === letters ? sum : null;
}

/** After z comes aa, after that ab, as browsers count. */
function letters(value: number): string {
  let left = value;
  let text = '';
  while (left > 0) {
    left -= 1;
    text = String.fromCharCode(97 + (left % 26)) + text;
    left = Math.floor(left / 26);
  }
  return text;
}

const romans: readonly [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];
