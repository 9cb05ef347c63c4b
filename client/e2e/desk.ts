// The desk that browser tests run against: the real server as `npm start` runs it, on a free port and a data folder of its
// own, with the demo people; `openAs` gives a browser of its own to each person.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test';
import { ServerLog, verified } from './server-log.ts';

export { expect };

/** The demo people by first name; see server/src/demo.ts. */
export type DemoPerson = 'nora' | 'jonas' | 'amira' | 'tomas' | 'grace';

export interface Server {
  url: string;
  /** Kills the server as a power loss would. */
  kill(): Promise<void>;
  /** Starts it again on the same port and the same data. */
  restart(): Promise<void>;
  /** Puts a row that can't be read behind the last one of an article's journal, as a damaged disk would; while it is stopped. */
  damage(article: string): void;
  /** Keeps the database from being written to until the function that it gives is called. */
  holdDatabase(): () => void;
  log: ServerLog;
}

interface WorkerFixtures {
  /** Tests that change how the demo people sign in name a desk of their own by `test.use`; it has a server of its own. */
  deskName: string;
  server: Server;
}

interface TestFixtures {
  /** Opens a page of its own as this person, signed in. */
  openAs: (person: DemoPerson, path?: string, options?: BrowserContextOptions) => Promise<Page>;
  /** Makes a new article of the News template and gives its id. */
  newArticle: (
    person?: DemoPerson,
    options?: { language?: 'en' | 'de'; template?: string },
  ) => Promise<string>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  deskName: ['shared', { scope: 'worker', option: true }],
  server: [
    async ({ deskName }, use) => {
      const dataDir = mkdtempSync(join(tmpdir(), `galley-e2e-${deskName}-`));
      const log = new ServerLog(`${dataDir}.log`);
      let isDamaged = false;
      let running = await startServer(dataDir, '0', log);
      const server: Server = {
        url: running.url,
        log,
        kill: () => stop(running, 'SIGKILL'),
        restart: async () => {
          running = await startServer(dataDir, new URL(running.url).port, log);
        },
        damage: (article) => {
          isDamaged = true;
          const database = new DatabaseSync(join(dataDir, 'galley.sqlite'));
          const document = `article/${article}`;
          database
            .prepare(
              `insert into "update" ("document", "position", "bytes", "author", "clients", "at")
              select ?, max("position") + 1, x'ff', null, '[]', ? from "update" where "document" = ?`,
            )
            .run(document, new Date().toISOString(), document);
          database.close();
        },
        holdDatabase: () => {
          const database = new DatabaseSync(join(dataDir, 'galley.sqlite'));
          database.exec('begin immediate');
          return () => database.close();
        },
      };
      await use(server);
      await stop(running, 'SIGTERM');
      const leaks = await log.leaks();
      const faults = isDamaged ? null : await verified(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
      rmSync(`${dataDir}.log`);
      expect(leaks, 'nothing of people’s in the log').toEqual([]);
      expect(faults, 'galley verify').toBe(null);
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  openAs: async ({ server, browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (person, path = '/desk', options = {}) => {
      const context = await browser.newContext({ baseURL: server.url, ...options });
      contexts.push(context);
      await signIn(context, server.url, person);
      await server.log.listen(context);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },

  newArticle: async ({ server, browser }, use) => {
    await use(async (person = 'amira', options = {}) => {
      const context = await browser.newContext({ baseURL: server.url });
      await signIn(context, server.url, person);
      const response = await context.request.post('/api/articles', {
        headers: { origin: server.url },
        data: { template: options.template ?? 'news', language: options.language ?? 'en' },
      });
      if (!response.ok()) throw new Error(`No article was made: ${await response.text()}`);
      const { id } = (await response.json()) as { id: string };
      await context.close();
      return id;
    });
  },
});

async function signIn(context: BrowserContext, url: string, person: DemoPerson): Promise<void> {
  const response = await context.request.post('/api/auth/sign-in/email', {
    headers: { origin: url },
    data: { email: `${person}@demo.example`, password: 'galley-demo' },
  });
  if (!response.ok())
    throw new Error(`${person} could not sign in: ${response.status()} ${await response.text()}`);
}

interface Running {
  url: string;
  process: ChildProcess;
  /** Resolves once it has ended and all that it said has come. */
  closed: Promise<void>;
}

function startServer(dataDir: string, port: string, log: ServerLog): Promise<Running> {
  const child = spawn('node', ['server/src/main.ts'], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: port,
      DEMO: 'on',
      LOG_LEVEL: 'debug',
      DATABASE_URL: '',
      REDIS_URL: '',
      // Where the tests' own receivers listen.
      WEBHOOK_ALLOW: '127.0.0.1',
      PICTURE_ALLOW: '127.0.0.1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  log.keep(child.stdout);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`The server ended with ${code} before it listened.`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /Galley is at (http:\/\/\S+?)\/desk/.exec(line)?.[1];
      if (url) resolve({ url, process: child, closed });
    });
  });
}

function stop({ process, closed }: Running, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  process.kill(signal);
  return closed;
}

/** Resolves once what was handed to this browser's databases so far is in them: a reader waits for earlier writers. */
export async function writtenOnDevice(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name ?? '');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const done = () => {
            database.close();
            resolve();
          };
          const [first] = database.objectStoreNames;
          if (first === undefined) return done();
          const reading = database.transaction([...database.objectStoreNames], 'readonly');
          reading.oncomplete = done;
          reading.objectStore(first).count();
        };
      });
    }
  });
}

/** Changes a person's role, or whether they are active, as an admin does. */
export async function changePerson(admin: Page, name: string, change: object): Promise<void> {
  const people = (await (await admin.request.get('/api/members')).json()) as { id: string; name: string }[];
  const person = people.find((one) => one.name === name);
  const origin = new URL(admin.url()).origin;
  const response = await admin.request.patch(`/api/people/${person?.id}`, {
    headers: { origin },
    data: change,
  });
  expect(response.ok(), await response.text()).toBe(true);
}
