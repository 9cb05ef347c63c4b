import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const repository = new URL('../../', import.meta.url);
const folder = 'shared/src/yjs/';

/** Names of Yjs' private parts, and functions that hand them out or take them. */
const insides =
  /\.(_item|_start|_map|redone)\b|\{[^{}\n]*\b(_item|_start|_map|redone)\b[^{}\n]*\}|\bstore\.clients\b|\b(getItem(CleanStart|CleanEnd)?|findIndexSS|iterateDeletedStructs)\(\s*\w+(\.\w+)*,|\bnew (Y\.)?(Item|GC)\(|instanceof Y\.(Item|GC|ContentType)\b/;

it('only one folder reads the insides of Yjs', () => {
  const files = globSync('{shared,server,client}/{src,e2e}/**/*.{ts,tsx}', { cwd: repository.pathname });
  expect(files.some((file) => file.startsWith(folder))).toBe(true);
  const found = files
    .filter((file) => !file.startsWith(folder))
    .flatMap((file) =>
      readFileSync(new URL(file, repository), 'utf8')
        .split('\n')
        .flatMap((line, index) => (insides.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    );
  expect(found).toEqual([]);
});

it('the version of Yjs is the one that shared/src/yjs/contract.test.ts was written for', () => {
  const yjs = readFileSync(new URL('node_modules/yjs/package.json', repository), 'utf8');
  expect((JSON.parse(yjs) as { version: string }).version).toBe('13.6.33');
});
