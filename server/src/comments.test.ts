// What CONTRIBUTING.md asks of comments: each file begins with what it is for, and what other rooms use says what it is.
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';

const top = new URL('../../', import.meta.url).pathname;
const isForTests = (file: string) => /(\.test|\.d|testing|child)\.tsx?$|\/(testing|bench|chaos)\//.test(file);
const files = globSync('{shared,server,client}/src/**/*.{ts,tsx}', { cwd: top }).filter(
  (file) => !isForTests(file),
);
const texts = new Map(files.map((file) => [file, readFileSync(top + file, 'utf8')]));

/** The folder below `src`, or the file itself where it lies there: rooms are what ARCHITECTURE.md lists. */
const roomOf = (file: string) => /^\w+\/src\/[^/]+/.exec(file)?.[0] ?? file;

/** Which names of which file a file of another room imports, as `file name`. */
const used = new Set(
  [...texts].flatMap(([file, text]) =>
    [...text.matchAll(/^(?:import|export) (?:type )?\{([^}]*)\} from '([^']+)';$/gm)].flatMap(
      ([, names = '', module = '']) => {
        const from = module.startsWith('@galley/shared/')
          ? module.replace('@galley/shared/', 'shared/src/')
          : posix.join(posix.dirname(file), module);
        if (!texts.has(from) || roomOf(from) === roomOf(file)) return [];
        return names.split(',').flatMap((name) => {
          const bare =
            name
              .trim()
              .replace(/^type /, '')
              .split(' as ')[0] ?? '';
          return bare === '' ? [] : `${from} ${bare}`;
        });
      },
    ),
  ),
);

/** Whether a doc comment ends just above the line. */
const isCommented = (lines: readonly string[], at: number) => /^(\/\*\*.*| )\*\/$/.test(lines[at - 1] ?? '');

test('each file begins with what it is for', () => {
  const bare = [...texts].filter(([, text]) => !/^(#!.*\n)?\/[/*]/.test(text)).map(([file]) => file);
  expect(bare).toEqual([]);
});

test('what another room uses has a doc comment; a type of a schema or a list has that one’s', () => {
  const bare = [...texts].flatMap(([file, text]) => {
    const lines = text.split('\n');
    return lines.flatMap((line, at) => {
      const name =
        /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|class|interface|type) (\w+)/.exec(
          line,
        )?.[1];
      if (name === undefined || !used.has(`${file} ${name}`)) return [];
      // A type of a schema or of a list says what that says.
      const source = /^export type \w+ = .*\btypeof (\w+)/.exec(line)?.[1];
      const said =
        source === undefined
          ? at
          : lines.findIndex((one) => RegExp(`^(export )?const ${source}\\b`).test(one));
      return isCommented(lines, at) || isCommented(lines, said) ? [] : `${file} ${name}`;
    });
  });
  expect(bare).toEqual([]);
});
