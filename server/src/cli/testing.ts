// Runs the command line for tests, each time as a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** Where a database is. */
export interface Place {
  url?: string | undefined;
  dataDir: string;
  /** The desk's, where it has one. */
  secret?: string;
  /** Further environment variables. */
  settings?: Readonly<Record<string, string>>;
}

/** Runs a command as an operator does; `typed` is what comes by standard input. */
export async function galley(
  { url = '', dataDir, secret = '', settings = {} }: Place,
  args: string[],
  typed = '',
) {
  const entry = fileURLToPath(new URL('./main.ts', import.meta.url));
  const env = {
    ...process.env,
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    REDIS_URL: '',
    PUBLIC_URL: '',
    SECRET: secret,
    ...settings,
  };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args], { env });
  child.stdin.end(typed);
  const [out, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, out, errors };
}
