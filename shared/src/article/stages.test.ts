import { describe, expect, test } from 'vitest';
import { handMoves, handStages, mayMove, stages } from './stages.ts';

describe('the stages of an article', () => {
  test('are set by hand only to draft, review and ready', () => {
    for (const from of stages)
      for (const to of stages) if (mayMove(from, to, 'hand')) expect(handStages).toContain(to);
  });

  test('lead from every stage to the public page or away from it, but never around a withdrawal', () => {
    expect(mayMove('ready', 'published', 'publishing')).toBe(true);
    expect(mayMove('published', 'published', 'publishing')).toBe(true);
    expect(mayMove('published', 'withdrawn', 'publishing')).toBe(true);
    expect(mayMove('draft', 'withdrawn', 'publishing')).toBe(false);
    expect(mayMove('ready', 'published', 'hand')).toBe(false);
  });

  test('a published article stays so until it is withdrawn', () => {
    expect(handMoves('published')).toEqual([]);
    expect(handMoves('withdrawn')).toEqual(['draft']);
  });

  test('no article is moved to the stage that it has', () => {
    for (const stage of stages) expect(mayMove(stage, stage, 'hand')).toBe(false);
  });
});
