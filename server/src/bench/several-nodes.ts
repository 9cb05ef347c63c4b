// Several whole Galleys, a process each, on one PostgreSQL and one Redis, with a database of their own.
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { type ArticleId, newId } from '@galley/shared/ids.ts';
import { openStorage } from '../storage/open.ts';
import type { Storage } from '../storage/storage.ts';
import { administer, postgresUrl } from '../storage/test-postgres.ts';
import { isWithoutRedis, redisUrl } from '../testing/redis.ts';
import { becomeAdmin, secret, signedInRows, unset } from './galley.ts';
import { type MeasuredServer, startMeasured } from './server-process.ts';

/** What is lacking for several nodes; null where all is there. */
export async function lacksForNodes(): Promise<string | null> {
  const noPostgres = await administer(async () => {}).then(
    () => null,
    () => 'PostgreSQL (DATABASE_URL, or its standard local port)',
  );
  const noRedis = isWithoutRedis ? 'Redis (REDIS_URL, or its standard local port)' : null;
  const lacking = [noPostgres, noRedis].filter((one) => one !== null);
  return lacking.length === 0 ? null : `several nodes need ${lacking.join(' and ')}`;
}

/** A database with articles and people, on which nodes can be started again and again. */
export interface NodesDatabase {
  articles: ArticleId[];
  /** The cookies of so many editors an article, in the articles' order. */
  cookies: string[][];
  /**
   * Starts so many nodes; people come from pages of this address, by a proxy that is trusted or without one. Without a bus, `alone`,
   * there may be one.
   */
  start(count: number, origin: string | null, options?: { alone: boolean }): Promise<MeasuredServer[]>;
  /** Looks into the database. */
  look<T>(work: (storage: Storage) => Promise<T>): Promise<T>;
  /** Removes it; to be called when no node runs on it. */
  remove(): Promise<void>;
}

/** Makes the database with so many articles of this content and so many editors each. */
export async function makeNodesDatabase(
  content: ArticleContent,
  { articles: count, people }: { articles: number; people: number },
): Promise<NodesDatabase> {
  const name = `galley_bench_${newId()}`;
  const url = postgresUrl(name);
  await administer((client) => client.query(`create database "${name}"`));
  const start: NodesDatabase['start'] = async (nodes, origin, { alone } = { alone: false }) => {
    const started: MeasuredServer[] = [];
    const env = {
      ...unset,
      ...{ PORT: '0', DATA_DIR: '', DEMO: 'off', LOG_LEVEL: 'silent', SECRET: secret },
      ...{ DATABASE_URL: url, REDIS_URL: alone ? '' : redisUrl },
      ...(origin === null ? {} : { ALLOWED_ORIGINS: origin, TRUST_PROXY: '1' }),
    };
    while (started.length < nodes) started.push(await startMeasured('galley-server.ts', env));
    return started;
  };
  const look: NodesDatabase['look'] = async (work) => {
    const storage = await openStorage({ url, dataDir: '' });
    try {
      return await work(storage);
    } finally {
      await storage.close();
    }
  };

  const [first] = await start(1, null, { alone: true });
  if (!first) throw new Error('No node was started.');
  const articles: ArticleId[] = [];
  try {
    const base = `http://127.0.0.1:${first.port}`;
    const cookie = await becomeAdmin(base, first.setupToken);
    const body = JSON.stringify({ template: 'news', language: 'en', content });
    const headers = { cookie, origin: base, 'content-type': 'application/json' };
    while (articles.length < count) {
      const answer = await fetch(`${base}/api/articles`, { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(`No article was made: ${answer.status} ${await answer.text()}`);
      articles.push(((await answer.json()) as { id: ArticleId }).id);
    }
  } finally {
    await first.stop();
  }
  const cookies = await look(async ({ db }) => {
    const all = articles.map(() => Array.from({ length: people }, () => signedInRows('editor')));
    for (const some of all) {
      await db
        .insertInto('user')
        .values(some.map(({ user }) => ({ ...user, image: null, picture: null, lastSeenAt: null })))
        .execute();
      await db
        .insertInto('session')
        .values(some.map(({ session }) => ({ ...session, ipAddress: null, userAgent: null, seenAt: null })))
        .execute();
    }
    return all.map((some) => some.map(({ cookie }) => cookie));
  });
  return {
    articles,
    cookies,
    start,
    look,
    remove: () => administer((client) => client.query(`drop database if exists "${name}" with (force)`)),
  };
}
