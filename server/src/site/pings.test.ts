import type { Ping } from '@galley/shared/api/pings.ts';
import { type ArticleId, newId } from '@galley/shared/ids.ts';
import { type Atom, type Json, parseFeed, type Rss } from 'feedsmith';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { headerSessions } from '../articles/testing.ts';
import { until } from '../collab/testing.ts';
import { createOutbox } from '../events/outbox.ts';
import { createSend } from '../net/send.ts';
import { createTargets } from '../net/targets.ts';
import { askToPublish, draft, plainArticle, publish, published } from '../publishing/testing.ts';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { openReceiver, type Receiver } from '../webhooks/testing.ts';
import { changeSettings, readerOf } from './page-testing.ts';
import { createPings } from './pings.ts';
import { noSections } from './site-sections.ts';

const key = 'a1b2c3d4e5f6';
const minute = 60_000;

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let engine: Receiver;
  let hub: Receiver;

  beforeAll(async () => {
    desk = await openDesk(await database(), { WEBHOOK_ALLOW: '127.0.0.1' });
    admin = await desk.as('admin');
  });
  afterAll(() => desk.close());
  beforeEach(async () => {
    engine = await openReceiver();
    hub = await openReceiver();
    const { status } = await changeSettings(admin, {
      indexNow: { key, endpoint: `${engine.url}/indexnow` },
      hubs: [`${hub.url}/hub`],
    });
    expect(status).toBe(200);
  });
  afterEach(async () => {
    await engine.close();
    await hub.close();
  });

  /** The messages that have come, once there are so many. */
  const heard = async (count: number) => {
    await Promise.all([engine.heard(count), hub.heard(count)]);
    const pages = engine.received.map(({ body }) => JSON.parse(body));
    const feeds = hub.received.map(({ body }) => new URLSearchParams(body));
    return { pages, feeds };
  };
  const state = async (): Promise<Ping[]> => (await admin.ask('GET', '/api/site-pings')).body;

  test('search engines and the hub hear of an article that is published, corrected under a new slug, and withdrawn', async () => {
    const id = await draft(admin, {
      content: plainArticle('Ferry'),
      slug: 'ferry',
      language: 'de',
      tags: ['Fähre'],
    });
    await publish(admin, id);
    const first = await heard(1);
    expect(first.pages).toEqual([
      {
        host: new URL(desk.url).host,
        key,
        keyLocation: `${desk.url}/${key}.txt`,
        urlList: [`${desk.url}/articles/ferry`],
      },
    ]);
    expect((await readerOf(desk.url)(`/${key}.txt`)).text).toBe(key);
    expect(engine.received[0]).toMatchObject({ path: '/indexnow' });
    expect(hub.received[0]).toMatchObject({
      path: '/hub',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const [form] = first.feeds;
    expect(form?.get('hub.mode')).toBe('publish');
    expect(form?.getAll('hub.url')).toEqual([
      ...['', '/de', '/tags/faehre'].flatMap((list) =>
        ['feed.xml', 'rss.xml', 'feed.json'].map((file) => `${desk.url}${list}/${file}`),
      ),
      `${desk.url}/corrections.xml`,
      `${desk.url}/de/corrections.xml`,
    ]);
    // Each of them is a feed that is there.
    for (const address of form?.getAll('hub.url') ?? [])
      expect((await readerOf(desk.url)(new URL(address).pathname)).status, address).toBe(200);

    await admin.ask('PATCH', `/api/articles/${id}`, { slug: 'new-ferry', tags: ['Hafen'] });
    await publish(admin, id, 'It sails on Monday.');
    const second = await heard(2);
    expect(second.pages[1].urlList).toEqual([`${desk.url}/articles/new-ferry`, `${desk.url}/articles/ferry`]);
    // The feed that the article has left must be read anew too.
    for (const tag of ['faehre', 'hafen'])
      expect(second.feeds[1]?.getAll('hub.url')).toContain(`${desk.url}/tags/${tag}/feed.xml`);

    await admin.ask('POST', `/api/articles/${id}/withdraw`, { note: 'Unfounded.' });
    const third = await heard(3);
    expect(third.pages[2].urlList).toContain(`${desk.url}/articles/new-ferry`);
    expect(third.feeds[2]?.getAll('hub.url')).toContain(`${desk.url}/de/feed.xml`);
    await until(async () => (await state()).every(({ status }) => status === 'delivered'));
    expect(await state()).toEqual([
      expect.objectContaining({ kind: 'indexnow', target: `${engine.url}/indexnow`, response: 204 }),
      expect.objectContaining({ kind: 'websub', target: `${hub.url}/hub`, response: 204 }),
    ]);
  });

  test('search engines hear nothing of a page in whose place they are to name another', async () => {
    const id = await draft(admin, { content: plainArticle('Taken over'), slug: 'taken-over' });
    await admin.ask('PATCH', `/api/articles/${id}`, { canonical: 'https://elsewhere.example/first' });
    await publish(admin, id);
    await hub.heard(1);
    const own = await draft(admin, { content: plainArticle('Our own'), slug: 'our-own' });
    await publish(admin, own);
    // Events are handled in their order, so what was to be sent of the first one is sent.
    const { pages, feeds } = await heard(1);
    await hub.heard(2);
    expect(pages.map(({ urlList }) => urlList)).toEqual([[`${desk.url}/articles/our-own`]]);
    expect(feeds[0]?.getAll('hub.url')).toContain(`${desk.url}/feed.xml`);
  });

  test('a message that is not taken is tried again, and admins see why', async () => {
    engine.answer({ status: 403 });
    await published(admin, { content: plainArticle('Refused'), slug: 'refused' });
    await heard(1);
    await until(async () => (await state())[0]?.response === 403);
    const [ping] = await state();
    expect(ping).toMatchObject({ kind: 'indexnow', status: 'waiting', error: null });
    expect(Date.parse(ping?.nextAt ?? '')).toBeGreaterThan(Date.parse(ping?.lastAt ?? ''));
  });

  test('every feed names its hub and itself, in the answer’s head and in its text', async () => {
    const read = readerOf(desk.url);
    const at = `${hub.url}/hub`;
    // The second answer comes from memory.
    for (const path of ['/feed.xml', '/de/rss.xml', '/feed.json', '/corrections.xml'])
      for (const _ of [1, 2])
        expect((await read(path)).headers.link, path).toBe(
          `<${at}>; rel="hub", <${desk.url}${path}>; rel="self"`,
        );
    const atom = parseFeed((await read('/feed.xml')).text).feed as Atom.Feed<string>;
    expect(atom.links).toContainEqual(expect.objectContaining({ rel: 'hub', href: at }));
    const rss = parseFeed((await read('/rss.xml')).text).feed as Rss.Feed<string>;
    expect(rss.atom?.links).toContainEqual(expect.objectContaining({ rel: 'hub', href: at }));
    const json = parseFeed((await read('/feed.json')).text).feed as Json.Feed<string>;
    expect(json.hubs).toEqual([{ type: 'WebSub', url: at }]);
    await changeSettings(admin, { hubs: [] });
    expect((await read('/feed.xml')).headers.link).toBeUndefined();
    expect((await read('/feed.xml')).text).not.toContain('rel="hub"');
  });

  test('nobody hears of an article under embargo', async () => {
    const id = await draft(admin, {
      content: plainArticle('Secret'),
      slug: 'secret',
      embargo: new Date(Date.now() + 30 * 24 * 60 * minute).toISOString().slice(0, 16),
    });
    expect((await askToPublish(admin, id)).status).not.toBe(201);
    await published(admin, { content: plainArticle('Open'), slug: 'open' });
    const { pages } = await heard(1);
    expect(pages).toHaveLength(1);
    expect(pages[0].urlList).toEqual([`${desk.url}/articles/open`]);
  });

  describe('a message in the queue', () => {
    const openQueue = async (storage: Storage, hubs: () => string[]) => {
      const { settings } = (await admin.ask('GET', '/api/site-settings')).body;
      const pings = createPings({
        storage,
        sessions: headerSessions,
        events: createOutbox(storage, log),
        currentSite: async () => ({ url: 'https://site.example', authors: new Map(), sections: noSections }),
        settings: {
          read: async () => ({ ...settings, indexNow: { ...settings.indexNow, key: '' }, hubs: hubs() }),
        },
        url: 'https://site.example',
        send: createSend(createTargets(['127.0.0.1'])),
        log,
      });
      const createdAt = new Date(Date.now() + minute).toISOString();
      const row = { id: 'one', event: 'event', article: newId<ArticleId>(), kind: 'websub', target: hub.url };
      const state = {
        attempts: 0,
        nextAt: createdAt,
        status: 'waiting',
        lastAt: null,
        response: null,
        error: null,
      };
      await storage.db
        .insertInto('ping')
        .values({ ...row, ...state, revision: 1, createdAt })
        .execute();
      const look = () =>
        storage.db.selectFrom('ping').select(['status', 'attempts', 'nextAt', 'error']).executeTakeFirst();
      return { ...pings, look };
    };
    const log = pino({ level: 'silent' });
    /** Runs all attempts but the last; gives in how many minutes that one is due. */
    const waitOften = async (queue: Awaited<ReturnType<typeof openQueue>>): Promise<number> => {
      let minutes = 2;
      let attempts = 0;
      for (const wait of [1, 5, 30, 120, 480]) {
        await queue.run(later(minutes));
        attempts += 1;
        expect(await queue.look()).toMatchObject({ status: 'waiting', attempts });
        // Not before its time.
        await queue.run(later(minutes + wait * 0.9));
        expect(await queue.look()).toMatchObject({ attempts });
        minutes += wait * 1.3;
      }
      return minutes;
    };
    const later = (minutes: number) => new Date(Date.now() + minutes * minute);

    test('is tried again later and later, and given up after half a day', async () => {
      const storage = await (await database()).open();
      const queue = await openQueue(storage, () => [hub.url]);
      hub.answer({ status: 503 });
      const minutes = await waitOften(queue);
      expect(hub.received).toHaveLength(5);
      await queue.run(later(minutes));
      expect(await queue.look()).toEqual({ status: 'failed', attempts: 6, nextAt: null, error: null });
      await queue.forget(later(minutes));
      expect(await queue.look()).toBeDefined();
      await queue.forget(later(8 * 24 * 60));
      expect(await queue.look()).toBeUndefined();
      await queue.close();
      await storage.close();
    });

    test('that can’t be put together is given up in the same way', async () => {
      const storage = await (await database()).open();
      const queue = await openQueue(storage, () => {
        throw new Error('Settings that nobody can read');
      });
      await queue.run(later(await waitOften(queue)));
      const error = 'no-message';
      expect(await queue.look()).toEqual({ status: 'failed', attempts: 6, nextAt: null, error });
      await queue.close();
      await storage.close();
      expect(hub.received).toEqual([]);
    });

    test('counts no outage of the database as an answer', async () => {
      const storage = await (await database()).open();
      const queue = await openQueue(storage, () => {
        throw Object.assign(new Error('The database is away'), { code: 'ECONNREFUSED' });
      });
      await queue.run(later(2));
      expect(await queue.look()).toMatchObject({ status: 'waiting', error: null });
      await queue.close();
      await storage.close();
    });

    test('does not leave once its hub is no longer in the settings', async () => {
      const storage = await (await database()).open();
      const queue = await openQueue(storage, () => []);
      await queue.run(later(2));
      expect(await queue.look()).toMatchObject({ status: 'failed', error: 'disabled' });
      await queue.close();
      await storage.close();
      expect(hub.received).toEqual([]);
    });
  });
});
