import type { SuggestionId } from '@galley/shared/ids.ts';
import type { Hunk } from '@galley/shared/review/suggestions/hunks.ts';
import { describe, expect, test } from 'vitest';
import { type KnownPlace, matchHunks } from './match-hunks.ts';

const id = (name: string) => name as SuggestionId;
const hunk = (from: number, to: number, forkFrom: number, forkTo: number): Hunk => ({
  from,
  to,
  forkFrom,
  forkTo,
  type: 'text',
});
const known = (name: string, base: [number, number] | null, fork: [number, number] | null): KnownPlace => ({
  id: id(name),
  base: base && { from: base[0], to: base[1] },
  fork: fork && { from: fork[0], to: fork[1] },
});
const idsOf = (places: readonly KnownPlace[], hunks: readonly Hunk[]) => {
  let count = 0;
  const fresh = () => {
    count += 1;
    return id(`new${count}`);
  };
  return matchHunks(places, hunks, fresh).map((own) => own.id);
};

describe('the suggestion of a replacement', () => {
  test('stays the same while somebody types on at its place', () => {
    expect(idsOf([known('a', [5, 5], [5, 8])], [hunk(5, 5, 5, 9)])).toEqual(['a']);
  });

  test('stays the same when an insertion becomes a replacement', () => {
    expect(idsOf([known('a', [5, 5], [5, 8])], [hunk(2, 5, 2, 5)])).toEqual(['a']);
  });

  test('is a new one at another place', () => {
    expect(idsOf([known('a', [5, 5], [5, 8])], [hunk(5, 5, 5, 8), hunk(20, 24, 23, 23)])).toEqual([
      'a',
      'new1',
    ]);
  });

  test('is the one with more in common where two have become one', () => {
    expect(idsOf([known('a', [1, 3], null), known('b', [4, 20], null)], [hunk(1, 20, 1, 2)])).toEqual(['b']);
  });

  test('is given to one of two into which it was cut', () => {
    expect(idsOf([known('a', [1, 20], null)], [hunk(1, 12, 1, 1), hunk(15, 20, 4, 4)])).toEqual([
      'a',
      'new1',
    ]);
  });

  test('is found in the fork alone, when the text under it has changed', () => {
    expect(idsOf([known('a', null, [7, 12])], [hunk(30, 30, 7, 12)])).toEqual(['a']);
    expect(idsOf([known('a', null, [7, 7])], [hunk(30, 34, 7, 7)])).toEqual(['a']);
  });
});
