// docs/SPEC.md names the tests that hold each rule, and the rooms' READMEs say which of them answers for it.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const top = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, top), 'utf8');

/** A rule, and the tests that hold it. A test without a file stands in that of the one before. */
const rules = [...read('docs/SPEC.md').matchAll(/^\| ([A-Z]\d+) \| .* \| (`.+) \|$/gm)].map(
  ([, rule = '', heldBy = '']) => {
    let file = '';
    const tests = heldBy.split('; ').map((test) => {
      const [, named = file, name = ''] = /^(?:`([^`]+)`: )?(.+)$/.exec(test) ?? [];
      file = named;
      return { file, name };
    });
    return { rule, tests };
  },
);
const numbers = rules.map(({ rule }) => rule);

/** What the READMEs say of rules, each with the rules that it names; “A1 to A3” are three. */
const claims = globSync('{shared,server,client}/src/**/README.md', { cwd: top.pathname }).flatMap((file) =>
  read(file)
    .split('\n')
    .filter((line) => line.includes('docs/SPEC.md'))
    .flatMap((line) => line.split('. It has '))
    .map((text) => ({ file, text, named: rulesIn(text) })),
);

function rulesIn(text: string): string[] {
  return [...text.matchAll(/\b([A-Z])(\d+)(?: to [A-Z](\d+))?\b/g)].flatMap(([, letter, from, to = from]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => `${letter}${Number(from) + index}`),
  );
}

test('each threat of SECURITY.md names the tests that hold its defense', () => {
  const rows = [...read('SECURITY.md').matchAll(/^\| (?!threat|---)(.+?) \| .+ \| (.+?) \|$/gm)];
  expect(rows.length).toBeGreaterThan(25);
  for (const [, threat, heldBy = ''] of rows) {
    const files = [...heldBy.matchAll(/`([^`]+\.tsx?)`/g)].map(([, file = '']) => file);
    expect(files.length, threat).toBeGreaterThan(0);
    for (const file of files) expect(existsSync(new URL(file, top)), file).toBe(true);
  }
});

test('rules have numbers of their own', () => {
  expect(numbers.length).toBeGreaterThan(80);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test.each(rules)('$rule is held by its tests', ({ tests }) => {
  for (const { file, name } of tests) expect(read(file)).toContain(name);
});

test('each rule is answered for by one room', () => {
  const answered = claims.filter(({ text }) => text.startsWith('Promises: ')).flatMap(({ named }) => named);
  expect(answered.sort()).toEqual(numbers.toSorted());
});

test.each(claims)('$file names rules that there are: $text', ({ named }) => {
  expect(numbers).toEqual(expect.arrayContaining(named));
});
