import type { ProblemCode } from '@galley/shared/api/problem.ts';
import { expect, test } from 'vitest';
import { ApiProblem } from './api.ts';
import { createQueryClient } from './query-client.ts';

const refusal = (code: ProblemCode) => new ApiProblem({ type: 'about:blank', title: '', status: 400, code });

test('what may pass by itself is asked again twice, and a refusal never', () => {
  const retry = createQueryClient().getDefaultOptions().queries?.retry;
  if (typeof retry !== 'function') throw new Error('Retries are decided by what failed.');
  for (const code of ['busy', 'internal', 'storage-unavailable'] as const)
    expect([0, 1, 2].map((failures) => retry(failures, refusal(code)))).toEqual([true, true, false]);
  for (const code of ['too-large', 'not-found', 'conflict'] as const)
    expect(retry(0, refusal(code))).toBe(false);
  expect(retry(0, new Error('a fault of our own'))).toBe(false);
});
