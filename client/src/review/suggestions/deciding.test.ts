// What is said of decisions: many at once as one sentence, and which suggestions can be decided on at all.
import type { DecisionAnswer } from '@galley/shared/api/suggestions.ts';
import { newId, type SuggestionId } from '@galley/shared/ids.ts';
import { expect, test, vi } from 'vitest';
import { isDecidable, summary } from './deciding.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';

vi.mock('i18next', () => ({
  default: { t: (key: string, { count }: { count: number }) => `${count} ${key.split('.').at(-1)}` },
}));

type Result = DecisionAnswer['results'][number];
const resultOf = (outcome: Result['outcome']): Result => ({
  id: newId<SuggestionId>(),
  outcome,
  suggestion: null,
  now: null,
});

test('what became of many is counted, the good news first, and what did not happen is not said', () => {
  const outcomes = ['stale', 'accepted', 'sealed', 'accepted', 'unknown', 'accepted'] as const;
  expect(summary(outcomes.map(resultOf))).toBe('3 accepted, 1 stale, 1 sealed, 1 unknown');
  expect(summary([])).toBe('');
});

test('only what is open, and as the server has it, can be decided on', () => {
  const of = (one: object) => isDecidable(one as ShownSuggestion);
  expect([of({ state: 'open' }), of({ state: 'accepted' }), of({ state: 'open', waiting: {} })]).toEqual([
    true,
    false,
    false,
  ]);
});
