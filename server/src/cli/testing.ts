// Runs the command line for tests.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { run } from './commands.ts';

/** Where a database is. */
export interface Place {
  url?: string | undefined;
  dataDir: string;
  /** The desk's, where it has one. */
  secret?: string;
  /** Further environment variables. */
  settings?: Readonly<Record<string, string>>;
}

/** Runs a command as an operator does, in a process of its own; `typed` is what comes by standard input. */
export async function galley(place: Place, args: string[], typed = '') {
  const entry = fileURLToPath(new URL('./main.ts', import.meta.url));
  const env = settingsOf(place);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args], { env });
  child.stdin.end(typed);
  const [out, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, out, errors };
}

/** As `galley`, but in the test's own process, which spares it the start: one at a time, and without standard input. */
export async function galleyHere(place: Place, args: string[]) {
  const [out, errors] = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')];
  for (const printer of [out, errors]) printer.mockReturnValue(undefined);
  try {
    const code = await run(args, settingsOf(place));
    return { code, out: printedBy(out), errors: printedBy(errors) };
  } finally {
    for (const printer of [out, errors]) printer.mockRestore();
  }
}

function printedBy({ mock }: { mock: { calls: unknown[][] } }): string {
  return mock.calls.map(([line]) => `${line}\n`).join('');
}

function settingsOf({ url = '', dataDir, secret = '', settings = {} }: Place): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    REDIS_URL: '',
    PUBLIC_URL: '',
    SECRET: secret,
    ...settings,
  };
}
