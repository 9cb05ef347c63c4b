import { describe, expect, test } from 'vitest';
import { acceptedEncodings, namesTag } from './encodings.ts';

describe('what a reader’s program accepts', () => {
  test.each([
    [undefined, ['identity']],
    ['', ['identity']],
    ['gzip', ['gzip', 'identity']],
    ['gzip, deflate, br, zstd', ['br', 'gzip', 'identity']],
    ['br;q=0.5, gzip;q=0.8', ['gzip', 'br', 'identity']],
    ['gzip;q=0', ['identity']],
    ['br;q=0, gzip', ['gzip', 'identity']],
    ['identity, gzip;q=0.5', ['identity', 'gzip']],
    ['*', ['br', 'gzip', 'identity']],
    ['*;q=0, gzip', ['gzip']],
    ['gzip;q=0, *', ['br', 'identity']],
    ['identity;q=0, br', ['br']],
    ['*;q=0', ['identity']],
    ['zstd', ['identity']],
    ['GZIP ; Q=1', ['gzip', 'identity']],
    ['x-gzip', ['gzip', 'identity']],
    ['gzip;q=nonsense', ['identity']],
    [';;,=,q', ['identity']],
  ])('%s', (header, expected) => {
    expect(acceptedEncodings(header)).toEqual(expected);
    expect(acceptedEncodings(header)).toEqual(expected);
  });

  test.each([
    ['"a"', true],
    ['W/"a"', true],
    ['*', true],
    ['"b", W/"a"', true],
    ['"a-br"', false],
    ['a', false],
    ['', false],
  ])('%s names the tag "a": %s', (header, expected) => {
    expect(namesTag(header, '"a"')).toBe(expected);
  });
});
