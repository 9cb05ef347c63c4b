import { describe, expect, test } from 'vitest';
import { isFiltered, questionOf, readView, wholeLog, writeView } from './audit-view.ts';

const view = {
  person: 'p000',
  act: 'section.approved',
  article: 'a000',
  from: '2026-03-01',
  to: '2026-03-31',
} as const;

describe('the view of the audit log', () => {
  test('goes into the URL and comes back from it', () => {
    expect(readView(writeView(new URLSearchParams(), view))).toEqual(view);
    expect(writeView(new URLSearchParams('act=person&other=1'), wholeLog).toString()).toBe('other=1');
  });

  test('leaves out what no log could have been asked for', () => {
    const odd = new URLSearchParams("act=anything&person=' or 1=1&article=%00&from=soon&to=2026-13-41");
    expect(readView(odd)).toEqual(wholeLog);
    expect(isFiltered(readView(odd))).toBe(false);
  });

  test('asks for whole days of this place, the last one included', () => {
    const { from, to, ...rest } = questionOf(view);
    expect(new Date(from ?? '')).toEqual(new Date(2026, 2, 1));
    expect(new Date(to ?? '')).toEqual(new Date(2026, 3, 1));
    expect(rest).toEqual({ person: 'p000', act: 'section.approved', article: 'a000' });
    expect(questionOf(wholeLog)).toEqual({});
  });
});
