// A whole Galley in a process and a data folder of its own, with one person who is signed in and may do everything.
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { type ArticleId, newId, type UserId } from '@galley/shared/ids.ts';
import Database from 'better-sqlite3';
import { databaseFile, openStorage } from '../storage/open.ts';
import type { Storage } from '../storage/storage.ts';
import { type MeasuredServer, startMeasured } from './server-process.ts';

type BenchRole = 'editor' | 'reviewer' | 'viewer';

export interface Galley {
  server: MeasuredServer;
  url: string;
  /** The person's cookie, as `name=value`. */
  cookie: string;
  /** Asks over HTTP as this person; gives the answer's body. */
  ask(method: string, path: string, body?: unknown): Promise<unknown>;
  newArticle(content: ArticleContent): Promise<ArticleId>;
  /** Makes another person, who is signed in; gives their cookie. Without a password, which would take a while to hash. */
  newPerson(role: BenchRole): string;
  /** Stops it and looks at what it leaves in its database, if that is wanted; the data folder goes. */
  stop(look?: (storage: Storage) => Promise<void>): Promise<void>;
}

/** Starts a Galley; `fill` may put rows into its database before, `settings` are environment variables. */
export async function startGalley(
  fill?: (storage: Storage) => Promise<void>,
  settings: Record<string, string> = {},
): Promise<Galley> {
  const dataDir = mkdtempSync(join(tmpdir(), 'galley-bench-'));
  if (fill) await withStorage(dataDir, fill);
  const server = await startMeasured('galley-server.ts', {
    ...unset,
    PORT: '0',
    DATA_DIR: dataDir,
    DEMO: 'off',
    LOG_LEVEL: 'silent',
    SECRET: secret,
    ...settings,
  });
  const url = `http://127.0.0.1:${server.port}`;
  let database: Database.Database | undefined;
  const cookie = await becomeAdmin(url, server.setupToken);
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(url + path, {
      method,
      headers: { cookie, origin: url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return await response.json();
  };
  return {
    server,
    url,
    cookie,
    ask,
    newPerson: (role) => {
      database ??= new Database(databaseFile(dataDir));
      return addPerson(database, role);
    },
    newArticle: async (content) => {
      const made = await ask('POST', '/api/articles', { template: 'news', language: 'en', content });
      return (made as { id: ArticleId }).id;
    },
    stop: async (look) => {
      database?.close();
      await server.stop();
      if (look) await withStorage(dataDir, look);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What the person's own settings would change of the measured server. */
export const unset = Object.fromEntries(
  ['DATABASE_URL', 'REDIS_URL', 'PUBLIC_URL', 'ALLOWED_ORIGINS', 'HOST', 'TRUST_PROXY'].map((name) => [
    name,
    '',
  ]),
);

/** Sets an empty Galley up; gives the admin's cookie. */
export async function becomeAdmin(url: string, token: string | null): Promise<string> {
  const response = await fetch(`${url}/api/setup`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({
      token,
      name: 'Bench',
      email: 'bench@test.example',
      password: 'as fast as can be',
      language: 'en',
    }),
  });
  const [cookie] = response.headers.getSetCookie();
  if (!response.ok || cookie === undefined)
    throw new Error(`Nobody could sign in: ${response.status} ${await response.text()}`);
  return cookie.split(';', 1)[0] ?? '';
}

/** Of all measured servers: with it the bench signs sessions itself. */
export const secret = 'as good as any secret for the time of a benchmark';

/** Rows of a person and a session as better-auth makes them at a sign-in, and the cookie that goes with them. */
export function signedInRows(role: BenchRole) {
  const id = newId<UserId>();
  const token = newId();
  const now = new Date();
  const at = now.toISOString();
  const until = new Date(now.getTime() + 24 * 3600 * 1000).toISOString();
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  return {
    user: {
      ...{
        id,
        name: `Person ${id}`,
        email: `${id}@test.example`,
        emailVerified: 1,
        createdAt: at,
        updatedAt: at,
      },
      ...{ role, active: 1, color: '#3450c9', language: 'en' },
    },
    session: { id: newId(), userId: id, token, expiresAt: until, createdAt: at, updatedAt: at },
    cookie: `galley.session_token=${encodeURIComponent(`${token}.${signature}`)}`,
  };
}

function addPerson(database: Database.Database, role: BenchRole): string {
  const { user, session, cookie } = signedInRows(role);
  for (const [table, row] of Object.entries({ user, session })) {
    const columns = Object.keys(row);
    database
      .prepare(
        `insert into "${table}" (${columns.map((name) => `"${name}"`).join(', ')})
         values (${columns.map((name) => `@${name}`).join(', ')})`,
      )
      .run(row);
  }
  return cookie;
}

async function withStorage(dataDir: string, work: (storage: Storage) => Promise<void>): Promise<void> {
  const storage = await openStorage({ dataDir });
  try {
    await work(storage);
  } finally {
    await storage.close();
  }
}
