// What is published or withdrawn through one node, read through the other: with Redis between them, and without.
import { afterEach, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { silent, until } from '../collab/testing.ts';
import { createBus } from '../events/bus.ts';
import { plainArticle, published } from '../publishing/testing.ts';
import { forEachStorage, onPostgres } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { isWithoutRedis, redisUrl } from '../testing/redis.ts';
import { listings, readerOf } from './page-testing.ts';
import { createSiteVersion } from './site-version.ts';

onPostgres((database) => {
  const desks: OpenDesk[] = [];
  afterEach(async () => {
    for (const desk of desks.splice(0)) await desk.close();
  });

  const twoNodes = async (settings: Record<string, string>) => {
    const place = await database();
    const first = await openDesk(place, settings);
    desks.push(first);
    const second = await openDesk(place, settings);
    desks.push(second);
    return { admin: await first.as('admin'), read: readerOf(second.url) };
  };

  const outputs = [...listings.filter((path) => !path.startsWith('/de')), '/articles/beside'];

  async function publishAndWithdraw(admin: Browser, read: ReturnType<typeof readerOf>) {
    await published(admin, { content: plainArticle('Beside it'), slug: 'beside' });
    await until(async () => (await read('/articles/beside')).status === 200);
    const id = await published(admin, { content: plainArticle('Soon gone'), slug: 'soon-gone' });
    for (const path of [...outputs, '/articles/soon-gone'])
      await until(async () => /soon[ -]gone/i.test((await read(path)).text));
    // All of it is in the second node's memory by now.
    expect((await admin.ask('POST', `/api/articles/${id}/withdraw`, { note: 'Wrong.' })).status).toBe(200);
    await until(async () => (await read('/articles/soon-gone')).status === 410);
    for (const path of [...outputs, '/articles/soon-gone'])
      expect((await read(path)).text, path).not.toMatch(/soon[ -]gone/i);
  }

  test.skipIf(isWithoutRedis)('a withdrawal reaches the other node over the bus', async () => {
    const { admin, read } = await twoNodes({ REDIS_URL: redisUrl });
    await publishAndWithdraw(admin, read);
  });

  test('and without a bus by the site’s version in the database', async () => {
    const { admin, read } = await twoNodes({});
    await publishAndWithdraw(admin, read);
  });
});

forEachStorage((database) => {
  describe('the site’s version', () => {
    test('holds for a second after it was asked for, and not at all once a change is announced', async () => {
      const storage = await (await database()).open();
      let time = 0;
      const bus = createBus(undefined, { id: 'desk', secret: 'secret' }, silent);
      const version = createSiteVersion({ db: storage.db, bus, now: () => time });
      expect(version.known()).toBeNull();
      const first = await version.confirmed();
      expect(version.known()).toBe(first);
      await storage.db.transaction().execute((transaction) => version.raise(transaction));
      // Nobody has said so, so it may stand for its second.
      time = 400;
      expect(version.known()).toBe(first);
      time = 1001;
      expect(version.known()).toBeNull();
      expect(await version.confirmed()).toBe(first + 1);
      await storage.db.transaction().execute((transaction) => version.raise(transaction));
      version.announce();
      expect(version.known()).toBeNull();
      expect(await version.confirmed()).toBe(first + 2);
      // On a busy site it is asked for beside the answers.
      await storage.db.transaction().execute((transaction) => version.raise(transaction));
      time = 1600;
      expect(version.known()).toBe(first + 2);
      await until(() => version.known() === first + 3);
      await storage.close();
    });

    test('an answer that was under way when a change was announced does not count', async () => {
      const storage = await (await database()).open();
      const bus = createBus(undefined, { id: 'desk', secret: 'secret' }, silent);
      const version = createSiteVersion({ db: storage.db, bus, now: () => 0 });
      const early = version.confirmed();
      version.announce();
      await early;
      expect(version.known()).toBeNull();
      await storage.close();
    });
  });
});
