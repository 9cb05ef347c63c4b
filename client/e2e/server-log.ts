// What the servers of browser tests say, at the level of debugging: nothing of it may hold a text, a cookie or a password. What
// people type and send is noted as tests run, and looked for in the log afterwards.
import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync, type WriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { BrowserContext, Page } from '@playwright/test';

/** Shorter texts stand in paths, names of fields and the log's own sentences. */
const shortest = 16;
/** The log's own lines; beside them only the demo sign-ins are printed, for whoever starts a demo desk. */
const isEntry = (line: string) => line.startsWith('{');

/** The log of one desk, over all starts of its server. */
export class ServerLog {
  #path: string;
  #file: WriteStream;
  /** What may not stand in it, with what it is. */
  #secrets = new Map<string, string>([['galley-demo', 'a password']]);

  constructor(path: string) {
    this.#path = path;
    this.#file = createWriteStream(path);
  }

  /** Keeps what a process writes. */
  keep(output: Readable): void {
    output.pipe(this.#file, { end: false });
  }

  /** Notes what the people of a context send, and their cookies once they are signed in. */
  async listen(context: BrowserContext): Promise<void> {
    context.on('request', (request) => {
      if (!request.url().includes('/api/')) return;
      try {
        for (const text of textsIn(request.postDataJSON())) this.#note(text, 'what somebody sent');
      } catch {
        // No JSON: a picture or a file.
      }
    });
    context.on('page', (page) => this.#listenToKeys(page));
    for (const { value } of await context.cookies()) this.#secrets.set(value, 'a cookie');
  }

  /** What stands in it and may not, a line each. */
  async leaks(): Promise<string[]> {
    await new Promise((resolve) => this.#file.end(resolve));
    const entries = readFileSync(this.#path, 'utf8').split('\n').filter(isEntry);
    const all = entries.join('\n');
    const found = [...this.#secrets].filter(([secret]) =>
      [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)].some((one) =>
        all.includes(one),
      ),
    );
    return found.map(([secret, what]) => {
      const line = entries.find((entry) => entry.includes(secret)) ?? 'Encoded in a line.';
      return `${what} (${JSON.stringify(secret)}) is in the log: ${line.slice(0, 1000)}`;
    });
  }

  #listenToKeys(page: Page): void {
    const { keyboard } = page;
    for (const method of ['type', 'insertText'] as const) {
      const original = keyboard[method].bind(keyboard);
      keyboard[method] = async (text: string, options?: { delay?: number }) => {
        this.#note(text, 'what somebody typed');
        await original(text, options);
      };
    }
  }

  #note(text: string, what: string): void {
    if (text.length >= shortest && text.trim().includes(' ')) this.#secrets.set(text, what);
  }
}

/** All texts within what was sent. */
function textsIn(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).flatMap(textsIn);
}

/** Recomputes what a data folder says of itself, as an operator would; gives the faults, or null where there are none. */
export async function verified(dataDir: string): Promise<string | null> {
  const child = spawn('node', ['server/bin/galley.mjs', 'verify'], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '', REDIS_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const output of [child.stdout, child.stderr])
    output.on('data', (data: Buffer) => {
      said += data.toString();
    });
  // Not at its exit: what it said may come after that.
  const code = await new Promise((resolve) => child.once('close', resolve));
  return code === 0 ? null : said;
}
