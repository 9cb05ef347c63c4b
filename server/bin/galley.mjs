#!/usr/bin/env node
// The command `galley`: runs the command line on a Node that reads TypeScript, with Galley's own settings.
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = dirname(dirname(dirname(realpathSync(fileURLToPath(import.meta.url)))));
const settings = join(top, '.env');
const bundled = join(top, 'node_modules', 'node', 'bin', 'node');
// Node 24 strips types; an older one hands over to the one that Galley brings.
const isNew = Number(process.versions.node.split('.')[0]) >= 24;
const node = isNew || !existsSync(bundled) ? process.execPath : bundled;
const args = process.argv.slice(2);
// The command runs in Galley's folder, as the server does, so that both mean the same data; a file is where it was named.
const file = args.findIndex(
  (arg, index) => index > 0 && !arg.startsWith('-') && !/^--(?!dry-run$)[a-z-]+$/.test(args[index - 1] ?? ''),
);
if (['backup', 'restore', 'export', 'import'].includes(args[0] ?? '') && file > 0)
  args[file] = resolve(args[file]);
const { status } = spawnSync(
  node,
  [
    '--disable-warning=ExperimentalWarning',
    ...(existsSync(settings) ? [`--env-file=${settings}`] : []),
    join(top, 'server', 'src', 'cli', 'main.ts'),
    ...args,
  ],
  { cwd: top, stdio: 'inherit' },
);
process.exit(status ?? 1);
