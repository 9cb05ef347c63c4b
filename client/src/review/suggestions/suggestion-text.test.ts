// What a suggestion does, as cards and titles say it.
import type { NodeJson } from '@galley/shared/article/content.ts';
import { h, p, t } from '@galley/shared/article/testing.ts';
import type {
  LineChange,
  SectionChange,
  SuggestionChange,
} from '@galley/shared/review/suggestions/suggestion-change.ts';
import { expect, test } from 'vitest';
import { kindOf, lineParts, shownTexts } from './suggestion-text.ts';

const line = (before: string, after: string): LineChange => ({ type: 'line', before, after });
const words = (before: NodeJson[], after: NodeJson[]): SectionChange => {
  return { type: 'text', block: 'block', prefix: '', suffix: '', at: 0, before, after };
};
const blocks = (before: NodeJson[], after: NodeJson[]): SectionChange => {
  return { type: 'blocks', before, after, parent: null, previous: null, next: null };
};
const bold: NodeJson = { ...t('nine'), marks: [{ type: 'bold' }] };

test.each<[kind: string, change: SuggestionChange]>([
  ['insert', words([], [t('nine')])],
  ['delete', words([t('nine')], [])],
  ['replace', words([t('nine')], [t('eight')])],
  ['format', words([t('nine')], [bold])],
  ['insert', blocks([], [p('More.')])],
  ['delete', blocks([p('More.')], [])],
  ['format', blocks([p('More.')], [h(2, 'More.')])],
  ['insert', line('', 'A dek')],
  ['delete', line('A dek', '')],
  ['insert', line('The mayor spoke', 'The mayor spoke freely')],
  ['delete', line('The mayor spoke freely', 'The mayor spoke')],
  ['replace', line('The mayor spoke', 'The major spoke')],
  ['replace', line('The mayor spoke', 'The major spoke freely')],
])('%s: %j', (kind, change) => {
  expect(kindOf(change)).toBe(kind);
});

test('of a line the words that differ stand on the card, piece by piece', () => {
  expect(lineParts(line('The mayor spoke for an hour', 'The major spoke for two hours'))).toEqual([
    { before: 'mayor', after: 'major' },
    { before: 'an hour', after: 'two hours' },
  ]);
  expect(lineParts(line('', 'A dek'))).toEqual([{ before: '', after: 'A dek' }]);
});

test('blocks are their lines', () => {
  expect(shownTexts(blocks([p('One.'), p('Two.')], [p('One and two.')]))).toEqual({
    before: 'One.\nTwo.',
    after: 'One and two.',
  });
  expect(shownTexts(line('', 'A dek'))).toEqual({ before: '', after: 'A dek' });
});
