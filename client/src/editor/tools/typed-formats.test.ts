import { expect, test } from 'vitest';
import { isFormat } from './typed-formats.ts';

test.each(['**bold**', ' **bold words**', '*so*', ' *so it is*', '~~gone~~', '`a * b`'])(
  '%j is a format',
  (typed) => {
    expect(isFormat(typed)).toBe(true);
  },
);

test.each([' * 3 *', ' ** b **', '__init__', ' _____', ' * a*', ' *a *', ' ~~ a ~~'])(
  '%j is none',
  (typed) => {
    expect(isFormat(typed)).toBe(false);
  },
);
