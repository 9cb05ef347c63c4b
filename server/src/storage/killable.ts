// Processes for tests of what survives a crash: they are started, say in lines on their standard output how far they
// have come, and are killed in the middle of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface KillableOptions {
  args?: readonly string[];
  /** Beside the environment of the tests. */
  env?: Readonly<Record<string, string>>;
}

export interface Killable {
  /** What it has printed so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line that has the pattern, printed already or later; rejects where the process ends before. */
  line(pattern: RegExp): Promise<string>;
  /** Stops it where it is, as a machine that swaps or is moved does, or lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** Ends it with this signal; resolves with its exit code once it is gone and all that it printed is in `lines`. */
  kill(signal?: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

/** Starts a TypeScript file as a process of its own. It ends with the tests, whatever happens to them. */
export function startKillable(entry: URL, { args = [], env = {} }: KillableOptions = {}): Killable {
  const child = spawn(process.execPath, [fileURLToPath(entry), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endWithTests = () => void child.kill('SIGKILL');
  process.once('exit', endWithTests);
  // Unlike `exit`, `close` comes after everything that was printed has been read.
  const closed = once(child, 'close').then(([code]) => {
    process.off('exit', endWithTests);
    return code as number | null;
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  return {
    lines,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (line: string) => {
          if (!pattern.test(line)) return;
          reader.off('line', look);
          resolve(line);
        };
        reader.on('line', look);
        lines.forEach(look);
        void closed.then((code) =>
          reject(new Error(`The process ended with ${code} before it said ${pattern}.`)),
        );
      }),
    signal: (signal) => void child.kill(signal),
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      return await closed;
    },
  };
}
