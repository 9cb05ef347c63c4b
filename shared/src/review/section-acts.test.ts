import { describe, expect, test } from 'vitest';
import { type Role, roles } from '../access/roles.ts';
import { type ActName, type SectionState, sectionStates } from '../api/section-states.ts';
import type { UserId } from '../ids.ts';
import { type ActCase, actRules, refusalOf, wroteAlone } from './section-acts.ts';

const [me, other] = ['me', 'other'] as [UserId, UserId];
const acts = Object.keys(actRules) as ActName[];

/** Which act starts where, and who may: spelled out once more, so that a change of the rules must be meant. */
const table: Record<ActName, { from: readonly SectionState[]; by: readonly Role[] }> = {
  assign: { from: ['open', 'ready', 'approved'], by: ['admin', 'editor'] },
  'mark-ready': { from: ['open'], by: ['admin', 'editor'] },
  'take-back': { from: ['ready'], by: ['admin', 'editor'] },
  approve: { from: ['ready'], by: ['admin', 'reviewer'] },
  return: { from: ['ready'], by: ['admin', 'reviewer'] },
  reopen: { from: ['approved'], by: ['admin', 'editor'] },
};

const caseOf = (rest: Partial<ActCase>): ActCase => ({
  role: 'admin',
  me,
  state: 'ready',
  writers: [other],
  fourEyes: true,
  ...rest,
});

describe.each(acts)('to %s a section', (act) => {
  test.each(roles)('as %s', (role) => {
    const state = actRules[act].from[0] ?? 'open';
    expect(refusalOf(act, caseOf({ role, state }))).toBe(table[act].by.includes(role) ? null : 'not-allowed');
  });

  test.each(sectionStates)('that is %s', (state) => {
    expect(refusalOf(act, caseOf({ state }))).toBe(table[act].from.includes(state) ? null : 'wrong-state');
  });
});

describe('four eyes', () => {
  test('keep the one who wrote a text alone from approving it, and from nothing else', () => {
    expect(refusalOf('approve', caseOf({ writers: [me] }))).toBe('own-text');
    expect(refusalOf('return', caseOf({ writers: [me] }))).toBeNull();
    expect(refusalOf('approve', caseOf({ writers: [me], fourEyes: false }))).toBeNull();
  });

  test('are enough where somebody else has a part in the text, or nobody wrote it', () => {
    expect(refusalOf('approve', caseOf({ writers: [me, other] }))).toBeNull();
    expect(refusalOf('approve', caseOf({ writers: [] }))).toBeNull();
    expect(wroteAlone(me, [])).toBe(false);
  });
});
