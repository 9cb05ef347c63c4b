import { describe, expect, test } from 'vitest';
import { compareTexts } from './compare-texts.ts';
import type { Piece } from './comparison.ts';

const written = (pieces: readonly Piece[]) =>
  pieces
    .map(({ type, text }) => ({ same: text, added: `{+${text}+}`, removed: `{-${text}-}` })[type])
    .join('');

describe('a comparison of two texts', () => {
  test('tells a sentence that was added behind another as a whole', () => {
    expect(written(compareTexts('The good opening.', 'The good opening.Something worse. '))).toBe(
      'The good opening.{+Something worse. +}',
    );
    expect(
      written(compareTexts('The lamp went out.', 'The lamp went out. Only the keeper had seen it.')),
    ).toBe('The lamp went out.{+ Only the keeper had seen it.+}');
  });

  test('tells a sentence that was removed as a whole', () => {
    expect(written(compareTexts('It rained. Nobody came! The end.', 'It rained. The end.'))).toBe(
      'It rained. {-Nobody came! -}The end.',
    );
  });

  test('makes up both texts again', () => {
    const [before, after] = ['„Ja“, sagte sie. „Nein.“', '„Ja.“ Er ging. „Nein“, sagte sie.'];
    const pieces = compareTexts(before, after);
    const without = (left: Piece['type']) =>
      pieces.flatMap(({ type, text }) => (type === left ? [] : [text])).join('');
    expect(without('added')).toBe(before);
    expect(without('removed')).toBe(after);
  });
});
