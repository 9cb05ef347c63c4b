// docs/SPEC.md names the test that holds each rule: those tests must be there.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const top = new URL('../..', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, top), 'utf8');
const rules = [...read('docs/SPEC.md').matchAll(/^\| ([A-Z]\d+) \| .* \| `([^`]+)`: (.+) \|$/gm)].map(
  ([, rule = '', file = '', name = '']) => ({ rule, file, name }),
);

test('rules have numbers of their own', () => {
  const numbers = rules.map(({ rule }) => rule);
  expect(numbers.length).toBeGreaterThan(30);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test.each(rules)('$rule is held by a test', ({ file, name }) => {
  expect(read(file)).toContain(name);
});
