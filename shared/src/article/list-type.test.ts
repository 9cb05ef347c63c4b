import { expect, test } from 'vitest';
import { listLabel, numberOfRoman, romanNumeral } from './list-type.ts';

test('items are counted in numbers, letters and Roman numerals', () => {
  expect([1, 26, 27, 28, 53].map((number) => listLabel(number, 'a'))).toEqual(['a', 'z', 'aa', 'ab', 'ba']);
  expect([1, 4, 1999].map((number) => listLabel(number, 'I'))).toEqual(['I', 'IV', 'MCMXCIX']);
  expect([0, 4000].map((number) => listLabel(number, 'i'))).toEqual(['0', '4000']);
  expect(listLabel(0, 'A')).toBe('0');
  expect(listLabel(7, null)).toBe('7');
});

test('Roman numerals are read as they are written, and words are none', () => {
  for (let number = 1; number < 4000; number += 1)
    expect(numberOfRoman(romanNumeral(number)), String(number)).toBe(number);
  for (const word of ['', 'iiii', 'vx', 'mild', 'dim', 'ic']) expect(numberOfRoman(word), word).toBeNull();
});
