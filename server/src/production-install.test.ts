// What is installed for production is enough to run Galley: what only tests and tools use is not there.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from './accounts/testing.ts';
import { startKillable } from './storage/killable.ts';

const top = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'galley-production-'));
  const files = [
    'package.json',
    'package-lock.json',
    '.npmrc',
    'client/package.json',
    'server/package.json',
    'server/bin',
    'server/src',
    'shared/package.json',
    'shared/src',
  ];
  for (const file of files) cpSync(join(top, file), join(folder, file), { recursive: true });
  // The packages are in npm's cache since Galley itself was installed.
  const args = ['ci', '--omit=dev', '--workspace=server', '--prefer-offline', '--no-audit', '--no-fund'];
  execFileSync('npm', args, { cwd: folder, stdio: 'pipe' });
});
afterAll(() => rmSync(folder, { recursive: true }));

test('an install without development packages starts and serves', async () => {
  expect(existsSync(join(folder, 'node_modules', 'typescript'))).toBe(false);
  const entry = pathToFileURL(join(folder, 'server', 'src', 'main.ts'));
  const quiet = { DATABASE_URL: '', REDIS_URL: '', PUBLIC_URL: '', LOG_LEVEL: 'silent', PORT: '0', HOST: '' };
  const galley = startKillable(entry, { env: { ...quiet, DATA_DIR: join(folder, 'data') } });
  const url = /at (http:\/\/\S+)\/desk/.exec(await galley.line(/^Galley is at/))?.[1] ?? '';
  expect((await new Browser(url).ask('GET', '/')).status).toBe(200);
  expect(await galley.kill('SIGTERM')).toBe(0);
});
