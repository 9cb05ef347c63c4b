import { expect, test } from 'vitest';
import { holdsAnything, isMachineMade } from './import-draft.ts';

const draft = (part: object) => ({ ...empty, ...part }) as Parameters<typeof isMachineMade>[0];
const empty = { text: '', source: null, facts: {}, machineMade: null };

test('whether a machine made a text is what the person says, else what the file says', () => {
  expect(isMachineMade(draft({}))).toBe(false);
  expect(isMachineMade(draft({ facts: { machineMade: 'all' } }))).toBe(true);
  expect(isMachineMade(draft({ facts: { machineMade: 'part' } }))).toBe(false);
  expect(isMachineMade(draft({ facts: { machineMade: 'all' }, machineMade: false }))).toBe(false);
  expect(isMachineMade(draft({ machineMade: true }))).toBe(true);
});

test('a draft holds something once there are words or a file', () => {
  expect(holdsAnything(draft({}))).toBe(false);
  expect(holdsAnything(draft({ text: ' \n' }))).toBe(false);
  expect(holdsAnything(draft({ text: 'Words' }))).toBe(true);
  expect(holdsAnything(draft({ source: { type: 'file' } }))).toBe(true);
});
