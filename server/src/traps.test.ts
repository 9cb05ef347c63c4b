// docs/TRAPS.md says of each library where in which version its behavior is, and which test would notice a change.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const top = new URL('../..', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, top), 'utf8');
const versionOf = (folder: string) =>
  (JSON.parse(read(`${folder}/package.json`)) as { version: string }).version;

const folderOf = (name: string) =>
  ['node_modules', 'server/node_modules']
    .map((place) => `${place}/${name}`)
    .find((folder) => existsSync(new URL(`${folder}/package.json`, top))) ?? name;

/** Cells that name a file and what is in it. */
const named = /^`([^`]+)`: (.+)$/;

const sections = read('docs/TRAPS.md')
  .split(/^## /m)
  .slice(1)
  .map((section) => {
    const [, name = '', version = ''] = /^`([^`]+)` (\S+)\n/.exec(section) ?? [];
    const rows = section
      .split('\n')
      .filter((line) => /^\| (?!behavior|---)/.test(line))
      .map((line) => line.slice(2, -2).split(' | '));
    return { name, version, folder: folderOf(name), rows };
  });
const libraries = sections.filter(({ name }) => name !== '');
const places = libraries.flatMap(({ folder, rows }) =>
  rows.map(([, where = '']) => {
    const [, file = '', word = ''] = named.exec(where) ?? [];
    return { path: `${folder}/${file}`, word: word.replaceAll('`', '') };
  }),
);
const tests = sections.flatMap(({ rows }) =>
  rows.map(([, , , noticedBy = '']) => {
    const [, file = '', name = ''] = named.exec(noticedBy) ?? [];
    return { file, name };
  }),
);

test('there are traps', () => {
  expect(places.length).toBeGreaterThan(30);
});

test.each(libraries)('$name $version is what is installed', ({ version, folder }) => {
  expect(versionOf(folder)).toBe(version);
});

test.each(places)('$path has $word', ({ path, word }) => {
  expect(word).not.toBe('');
  expect(read(path)).toContain(word);
});

test.each(tests)('$file has a test: $name', ({ file, name }) => {
  expect(name).not.toBe('');
  expect(read(file)).toContain(name);
});

test('better-sqlite3 runs on this Node', () => {
  expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(22);
});
