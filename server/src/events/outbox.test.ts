import { webhookKinds } from '@galley/shared/api/webhooks.ts';
import { type ArticleId, newId, type ThreadId, type UserId } from '@galley/shared/ids.ts';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { headerSessions } from '../articles/testing.ts';
import { until } from '../collab/testing.ts';
import { createTargets } from '../net/targets.ts';
import { createNotifications } from '../notifications/notifications.ts';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage, onPostgres, waitingFor } from '../storage/testing.ts';
import { addEditors, startDesk, TestEditor } from '../testing/desk-process.ts';
import { openReceiver } from '../webhooks/testing.ts';
import { createWebhookStore } from '../webhooks/webhook-store.ts';
import { createWebhooks } from '../webhooks/webhooks.ts';
import type { DeskEvent } from './desk-events.ts';
import { createOutbox } from './outbox.ts';

const log = pino({ level: 'silent' });
const [amy, ben] = ['amy', 'ben'] as [UserId, UserId];
const later = (ms: number) => new Date(Date.now() + ms);
const url = 'https://desk.example';

/** An event of which Ben and each webhook hear. */
function comment(): DeskEvent {
  const about = { article: newId<ArticleId>(), thread: newId<ThreadId>(), by: amy };
  return { type: 'commented', ...about, body: 'Look', mentions: [ben], participants: [] };
}

/** What a process has that handles events. Its outbox does nothing by itself before it is started. */
function openNode(storage: Storage) {
  const outbox = createOutbox(storage, log);
  const announced: unknown[] = [];
  const rest = { storage, sessions: headerSessions, events: outbox, url, log };
  const notifications = createNotifications({
    ...rest,
    live: { announce: (event, to) => void announced.push([event, to]) },
    emails: { ready: true, enqueue: async () => {}, wake: () => {} },
    siteName: async () => 'The Post',
    mailWaitMs: 3_600_000,
  });
  const webhooks = createWebhooks({
    ...rest,
    targets: createTargets([]),
    send: async () => ({ outcome: 'answered', status: 204, answer: '' }),
  });
  return {
    outbox,
    announced,
    /** An act that consists of nothing but its event. */
    act: (event: DeskEvent) =>
      storage.db.transaction().execute((transaction) => outbox.emit(transaction, event)),
    close: async () => {
      await outbox.close();
      await notifications.close();
      await webhooks.close();
    },
  };
}

const addWebhook = (storage: Storage) =>
  createWebhookStore(storage).create({ url: 'https://hook.example', kinds: [...webhookKinds] }, amy);

/** How many rows there are of what was handled, and of what is still to be handled. */
async function counts({ db }: Storage) {
  const tables = ['deskEvent', 'webhookDelivery', 'notification', 'notificationMail'] as const;
  const count = async (table: (typeof tables)[number]) =>
    (await db.selectFrom(table).selectAll().execute()).length;
  return Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await count(table)])));
}

const nothing = { deskEvent: 0, webhookDelivery: 0, notification: 0, notificationMail: 0 };
const one = { deskEvent: 0, webhookDelivery: 1, notification: 1, notificationMail: 1 };

forEachStorage((database) => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const thing of open.splice(0).reverse()) await thing.close();
  });
  const opened = <T extends { close(): Promise<void> }>(thing: T): T => {
    open.push(thing);
    return thing;
  };
  const begin = async () => {
    const place = await database();
    const storage = opened(await place.open());
    await addWebhook(storage);
    return { place, storage, node: opened(openNode(storage)) };
  };

  test('what a process had committed when it died is handled by the next one', async () => {
    const place = await database();
    const before = await place.open();
    await addWebhook(before);
    const dying = openNode(before);
    await dying.act(comment());
    expect(await counts(before)).toEqual({ ...nothing, deskEvent: 1 });
    await dying.close();
    await before.close();

    const storage = opened(await place.open());
    const next = opened(openNode(storage));
    next.outbox.start();
    await until(() => next.announced.length > 0);
    expect(await counts(storage)).toEqual(one);
    expect(next.announced).toEqual([[{ type: 'inbox' }, ben]]);
  });

  test('a process that is killed before it could handle an event loses nobody’s message', async () => {
    const place = await database();
    await addEditors(place, ['amy', 'ben']);
    const receiver = opened(await openReceiver());
    const settings = { WEBHOOK_ALLOW: '127.0.0.1' };
    const columns = '"id", "url", "secret", "kinds", "enabled", "createdAt", "createdBy"';
    const values = `'hook', '${receiver.url}', 'whsec_AAAA', '["thread.commented"]', 1, 'now', 'amy'`;
    await place.run(`insert into "webhook" (${columns}) values (${values})`);
    // No message finds its queue while the first process lives.
    await place.run('alter table "webhookDelivery" rename to "away"');
    const first = await startDesk(place, { settings });
    const writer = await TestEditor.signIn('amy', first);
    const reader = await TestEditor.signIn('ben', first);
    const { me } = (await reader.ask('GET', '/api/session')).body;
    const about = await writer.newArticle();
    const { status } = await writer.ask('POST', `/api/articles/${about}/threads`, {
      id: newId(),
      subject: { type: 'article' },
      comment: { id: newId(), body: `@[${me.id}] look` },
    });
    expect(status).toBe(201);
    expect((await reader.ask('GET', '/api/notifications')).body.unread).toBe(0);
    await first.kill();
    await place.run('alter table "away" rename to "webhookDelivery"');

    const second = await startDesk(place, { settings });
    opened({ close: async () => void (await second.kill('SIGTERM')) });
    await receiver.heard(1);
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
      type: 'thread.commented',
      data: { article: about },
    });
    const again = await TestEditor.signIn('ben', second);
    expect((await again.ask('GET', '/api/notifications')).body.unread).toBe(1);
  }, 120_000);

  test('of an act that is rolled back nobody hears', async () => {
    const { storage, node } = await begin();
    const act = storage.db.transaction().execute(async (transaction) => {
      await node.outbox.emit(transaction, comment());
      throw new Error('It can’t be done.');
    });
    await expect(act).rejects.toThrow('It can’t be done.');
    await node.outbox.run();
    expect(await counts(storage)).toEqual(nothing);
    expect(node.announced).toEqual([]);
  });

  test('an event that comes a second time makes no second message, notification or e-mail', async () => {
    const { storage, node } = await begin();
    await node.act(comment());
    const row = await storage.db.selectFrom('deskEvent').selectAll().executeTakeFirstOrThrow();
    await node.outbox.run();
    await storage.db.insertInto('deskEvent').values(row).execute();
    await node.outbox.run();
    expect(await counts(storage)).toEqual(one);
    expect(node.announced).toHaveLength(1);
  });

  test('messages and notifications have the time of what happened, however late they are', async () => {
    const { storage, node } = await begin();
    await node.act(comment());
    const at = '2026-01-02T03:04:05.678Z';
    await storage.db.updateTable('deskEvent').set({ createdAt: at }).execute();
    await node.outbox.run();
    const { payload } = await storage.db.selectFrom('webhookDelivery').selectAll().executeTakeFirstOrThrow();
    expect(JSON.parse(payload).timestamp).toBe(at);
    expect(await storage.db.selectFrom('notification').select('at').execute()).toEqual([{ at }]);
  });

  test('an event that can’t be handled is kept for another time, and holds up no others', async () => {
    const { storage, node } = await begin();
    let isBroken = true;
    const bad = comment();
    const handled: ArticleId[] = [];
    node.outbox.on(async (_, { event }) => {
      if (isBroken && event.article === bad.article) throw new Error('Not now');
      return () => void handled.push(event.article);
    });
    const good = comment();
    await node.act(bad);
    await node.act(good);
    await node.outbox.run();
    expect(handled).toEqual([good.article]);
    expect(await counts(storage)).toEqual({ ...one, deskEvent: 1 });
    isBroken = false;
    await node.outbox.run();
    expect(handled).toEqual([good.article]);
    await node.outbox.run(later(2000));
    expect(handled).toEqual([good.article, bad.article]);
    expect(await counts(storage)).toEqual({
      deskEvent: 0,
      webhookDelivery: 2,
      notification: 2,
      notificationMail: 2,
    });
  });
});

onPostgres((database) => {
  const two = async () => {
    const place = await database();
    const storages = [await place.open(), await place.open()] as const;
    await addWebhook(storages[0]);
    const nodes = [openNode(storages[0]), openNode(storages[1])] as const;
    const close = async () => {
      for (const node of nodes) await node.close();
      for (const storage of storages) await storage.close();
    };
    return { storage: storages[0], nodes, close };
  };

  test('two nodes at one outbox handle each event once', async () => {
    const { storage, nodes, close } = await two();
    for (let count = 0; count < 60; count += 1) await nodes[count % 2 ? 1 : 0].act(comment());
    await Promise.all(nodes.map(({ outbox }) => outbox.run()));
    expect(await counts(storage)).toEqual({
      deskEvent: 0,
      webhookDelivery: 60,
      notification: 60,
      notificationMail: 60,
    });
    expect(nodes.flatMap(({ announced }) => announced)).toHaveLength(60);
    await close();
  });

  test('a node that is thought dead and goes on all the same tells nobody twice', async () => {
    const { storage, nodes, close } = await two();
    const [slow, other] = nodes;
    const isReached = Promise.withResolvers<void>();
    const mayGoOn = Promise.withResolvers<void>();
    slow.outbox.on(async () => {
      isReached.resolve();
      await mayGoOn.promise;
      return undefined;
    });
    let handled = 0;
    other.outbox.on(async () => {
      handled += 1;
      return undefined;
    });
    await slow.act(comment());
    const slowly = slow.outbox.run();
    await isReached.promise;
    const taking = other.outbox.run(later(60_000));
    await until(async () => (await waitingFor(storage)) > 0);
    mayGoOn.resolve();
    await Promise.all([slowly, taking]);
    expect(handled).toBe(0);
    expect(await counts(storage)).toEqual(one);
    expect([slow.announced.length, other.announced.length]).toEqual([1, 0]);
    await close();
  });
});
