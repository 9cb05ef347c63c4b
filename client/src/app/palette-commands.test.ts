// @vitest-environment jsdom
// What the palette offers for what is typed: commands by the beginnings of their words, and first those that are named so.
import { expect, test } from 'vitest';
import { matching } from './palette-commands.tsx';

const commandOf = (label: string, keywords?: string) => ({
  id: label,
  label,
  icon: null,
  run: () => {},
  ...(keywords ? { keywords } : {}),
});
const groups = [
  { label: 'Actions', commands: [commandOf('New article'), commandOf('Import', 'word docx')] },
  { label: 'Go to', commands: [commandOf('Articles'), commandOf('Archive')] },
];
const found = (query: string) => {
  const { named, others } = matching(groups, query);
  const labels = (all: typeof named) => all.flatMap(({ commands }) => commands.map(({ label }) => label));
  return { named: labels(named), others: labels(others) };
};

test('nothing typed names nothing and offers everything', () => {
  expect(found('  ')).toEqual({ named: [], others: ['New article', 'Import', 'Articles', 'Archive'] });
});

test.each([
  ['art', ['Articles'], ['New article']],
  ['AR', ['Articles', 'Archive'], ['New article']],
  ['article new', [], ['New article']],
  ['doc', [], ['Import']],
  ['new x', [], []],
  ['rticle', [], []],
])('%j names %j and offers %j', (query, named, others) => {
  expect(found(query)).toEqual({ named, others });
});
