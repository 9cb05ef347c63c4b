import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Role } from '@galley/shared/access/roles.ts';
import { type Delivery, webhookKinds } from '@galley/shared/api/webhooks.ts';
import { type ArticleId, newId, type TemplateId, type UserId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import express from 'express';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { headerSessions } from '../articles/testing.ts';
import type { DeskEvent } from '../events/desk-events.ts';
import { createOutbox } from '../events/outbox.ts';
import { handleErrors } from '../http/error-handler.ts';
import { createSend } from '../net/send.ts';
import { createTargets } from '../net/targets.ts';
import { draft, plainArticle, publish } from '../publishing/testing.ts';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage, onPostgres } from '../storage/testing.ts';
import { openDesk } from '../testing/desk.ts';
import { deliveryLeaseMs } from './deliveries.ts';
import { signedHeaders } from './signature.ts';
import { openReceiver, type Receiver } from './testing.ts';
import { createWebhooks, type WebhooksOptions } from './webhooks.ts';

const log = pino({ level: 'silent' });
const second = 1000;
const hour = 3_600_000;
const day = 86_400_000;
const later = (ms: number) => new Date(Date.now() + ms);
const by = 'amy' as UserId;
const article = 'article' as ArticleId;
const published = { type: 'published', article, revision: 3, by, concerned: [] } as const;

let receiver: Receiver;
beforeEach(async () => {
  receiver = await openReceiver();
});
afterEach(() => receiver.close());

/** Webhooks over a storage, with their routes on a free port. */
async function openHooks(storage: Storage, options: Partial<WebhooksOptions> = {}) {
  const outbox = createOutbox(storage, log);
  const url = 'https://desk.example';
  const rest = {
    events: outbox,
    url,
    targets: createTargets(['127.0.0.1']),
    sessions: headerSessions,
    log,
    ...options,
  };
  const webhooks = createWebhooks({ storage, ...rest });
  const server = express().use(webhooks.router).use(handleErrors(log)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const ask = async (method: string, path: string, body?: unknown, role: Role = 'admin') => {
    const response = await fetch(`http://127.0.0.1:${port}/api/webhooks${path}`, {
      method,
      headers: { 'x-test-role': role, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  };
  return {
    ...webhooks,
    announce: async (event: DeskEvent) => {
      await storage.db.transaction().execute((transaction) => outbox.emit(transaction, event));
      await outbox.run();
    },
    ask,
    add: async (at = `${receiver.url}/hook`, kinds: readonly string[] = webhookKinds) => {
      const { status, body } = await ask('POST', '', { url: at, kinds });
      if (status !== 201) throw new Error(`No webhook was made: ${JSON.stringify(body)}`);
      return { id: body.webhook.id as string, secret: body.secret as string };
    },
    deliveries: async (id: string): Promise<Delivery[]> =>
      (await ask('GET', `/${id}/deliveries`)).body.deliveries,
    close: async () => {
      await webhooks.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

forEachStorage((database) => {
  let storage: Storage;
  const opened: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    storage = await (await database()).open();
  });
  afterEach(async () => {
    for (const hooks of opened.splice(0)) await hooks.close();
    await storage.db.deleteFrom('webhookDelivery').execute();
    await storage.db.deleteFrom('webhook').execute();
  });
  afterAll(() => storage.close());
  const open = async (options: Partial<WebhooksOptions> = {}) => {
    const hooks = await openHooks(storage, options);
    opened.push(hooks);
    return hooks;
  };

  describe('what is sent', () => {
    test('says what happened, to what, by whom and where, and is signed with the webhook’s secret', async () => {
      const hooks = await open();
      const { id, secret } = await hooks.add();
      await hooks.announce(published);
      await receiver.heard(1);
      await hooks.run();
      const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = receiver.received;
      expect(path).toBe('/hook');
      expect(headers['content-type']).toBe('application/json');
      const message = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      expect(key.length).toBeGreaterThanOrEqual(24);
      const signature = createHmac('sha256', key).update(message).digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${signature}`);
      expect(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(30);
      const url = `https://desk.example/desk/articles/${article}`;
      expect(JSON.parse(body)).toEqual({
        type: 'article.published',
        timestamp: expect.any(String),
        data: { article, headline: '', url, page: null, by, revision: 3 },
      });
      expect(await hooks.deliveries(id)).toMatchObject([
        {
          id: headers['webhook-id'],
          kind: 'article.published',
          status: 'delivered',
          attempts: 1,
          response: 204,
        },
      ]);
    });

    test('goes to the webhooks that want to hear of it and are switched on', async () => {
      const hooks = await open();
      await hooks.add(`${receiver.url}/wanted`, ['article.published']);
      await hooks.add(`${receiver.url}/other`, ['article.withdrawn']);
      const off = await hooks.add(`${receiver.url}/off`);
      await hooks.ask('PATCH', `/${off.id}`, { enabled: false });
      await hooks.announce(published);
      await hooks.run();
      await receiver.heard(1);
      expect(receiver.received.map(({ path }) => path)).toEqual(['/wanted']);
    });

    describe('of an article under embargo', () => {
      const setEmbargo = (embargo: Date | null) =>
        storage.db
          .updateTable('article')
          .set({ embargo: embargo?.toISOString() ?? null })
          .where('id', '=', article)
          .execute();
      beforeEach(async () => {
        const now = new Date().toISOString();
        const row = {
          ...{
            id: article,
            template: 'blank' as TemplateId,
            language: 'en',
            slug: null,
            byline: '',
            stage: 'draft',
          },
          ...{ headline: 'Kept back', dek: '', words: 0, createdBy: by, createdAt: now, editedAt: now },
          ...{ editedBy: null, archivedAt: null, liveRevision: null, embargo: null },
        };
        await storage.db.insertInto('article').values(row).execute();
      });
      afterEach(() => storage.db.deleteFrom('article').execute());

      test('is nothing', async () => {
        const hooks = await open();
        await hooks.add();
        await setEmbargo(later(day));
        await hooks.announce({ type: 'stage-changed', article, by, from: 'draft', to: 'review' });
        await hooks.run();
        expect(receiver.received).toEqual([]);
        await setEmbargo(new Date());
        await hooks.announce({ type: 'stage-changed', article, by, from: 'review', to: 'ready' });
        await receiver.heard(1);
        await hooks.run();
        expect(receiver.received.map(({ body }) => JSON.parse(body).data.to)).toEqual(['ready']);
      });

      test('is nothing that was queued before it was set, and the log says why until it is sent by hand', async () => {
        const hooks = await open();
        const { id } = await hooks.add();
        receiver.answer({ status: 503 });
        await hooks.announce({ type: 'stage-changed', article, by, from: 'draft', to: 'review' });
        await receiver.heard(1);
        await hooks.run();
        receiver.answer({ status: 204 });
        await setEmbargo(later(day));
        await hooks.run(later(hour));
        expect(receiver.received).toHaveLength(1);
        const [held] = await hooks.deliveries(id);
        expect(held).toMatchObject({ status: 'failed', nextAt: null, response: null, error: 'embargo' });
        await hooks.ask('POST', `/${id}/deliveries/${held?.id}/retry`);
        await hooks.run();
        expect(receiver.received).toHaveLength(1);
        await setEmbargo(null);
        await hooks.ask('POST', `/${id}/deliveries/${held?.id}/retry`);
        await receiver.heard(2);
        await hooks.run();
        expect(await hooks.deliveries(id)).toMatchObject([{ status: 'delivered', error: null }]);
      });

      test('is a trial of the webhook all the same', async () => {
        const hooks = await open();
        const { id } = await hooks.add();
        await setEmbargo(later(day));
        await hooks.ask('POST', `/${id}/test`);
        await receiver.heard(1);
        expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ type: 'webhook.test' });
      });
    });

    test('never holds what people wrote', async () => {
      const hooks = await open();
      await hooks.add();
      const thread = newId<never>();
      const body = 'Nobody may know';
      await hooks.announce({ type: 'commented', article, thread, by, body, mentions: [], participants: [] });
      const section = newId<never>();
      await hooks.announce({ type: 'section-returned', article, section, by, note: body, concerned: [] });
      await receiver.heard(2);
      expect(JSON.stringify(receiver.received)).not.toContain(body);
    });

    test('is signed by a renewed secret, and by the one before for a day more', async () => {
      const hooks = await open();
      const { id } = await hooks.add();
      receiver.answer({ status: 500 });
      const renewed = await hooks.ask('POST', `/${id}/secret`);
      expect(renewed.body.secret).toMatch(/^whsec_/);
      await hooks.ask('POST', `/${id}/test`);
      await receiver.heard(1);
      await hooks.run();
      await hooks.run(later(day + 60 * second));
      const count = receiver.received.map(
        ({ headers }) => String(headers['webhook-signature']).split(' ').length,
      );
      expect(count).toEqual([2, 1]);
    });
  });

  describe('a message that does not arrive', () => {
    test('is tried again under the same id, each time after a longer while, and given up after a day', async () => {
      const hooks = await open();
      const { id } = await hooks.add();
      receiver.answer({ status: 503, body: 'Not now' });
      await hooks.ask('POST', `/${id}/test`);
      await receiver.heard(1);
      await hooks.run();
      const waits: number[] = [];
      for (let attempt = 1; attempt < 8; attempt += 1) {
        const [row] = await hooks.deliveries(id);
        expect(row).toMatchObject({ status: 'waiting', attempts: attempt, response: 503, answer: 'Not now' });
        const next = Date.parse(row?.nextAt ?? '');
        waits.push(next - Date.parse(row?.lastAt ?? ''));
        await hooks.run(new Date(next - second));
        expect(receiver.received).toHaveLength(attempt);
        await hooks.run(new Date(next));
        expect(receiver.received).toHaveLength(attempt + 1);
      }
      expect(await hooks.deliveries(id)).toMatchObject([{ status: 'failed', attempts: 8, nextAt: null }]);
      await hooks.run(later(40 * day));
      expect(receiver.received).toHaveLength(8);
      expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      expect(waits[0]).toBeLessThan(40 * second);
      const all = waits.reduce((sum, wait) => sum + wait);
      expect(all / day).toBeGreaterThan(0.9);
      expect(all / day).toBeLessThan(1.25);
    });

    test('can be sent once more by hand, whatever came of it', async () => {
      const hooks = await open();
      const { id } = await hooks.add();
      receiver.answer({ status: 410 });
      const { body } = await hooks.ask('POST', `/${id}/test`);
      await receiver.heard(1);
      await hooks.run();
      receiver.answer({ status: 200, body: 'Thanks' });
      const retry = `/${id}/deliveries/${body.id}/retry`;
      expect((await hooks.ask('POST', retry)).status).toBe(409);
      await hooks.ask('PATCH', `/${id}`, { enabled: true });
      expect((await hooks.ask('POST', retry)).body).toMatchObject({ id: body.id, status: 'waiting' });
      await receiver.heard(2);
      await hooks.run();
      expect(await hooks.deliveries(id)).toMatchObject([
        { status: 'delivered', answer: 'Thanks', error: null },
      ]);
      expect((await hooks.ask('POST', `/${id}/deliveries/none/retry`)).status).toBe(404);
    });

    test('of which the receiver says that it is gone switches the webhook off, and what waits is not sent', async () => {
      const hooks = await open();
      const { id } = await hooks.add();
      receiver.answer({ status: 500 });
      await hooks.announce(published);
      await receiver.heard(1);
      await hooks.run();
      receiver.answer({ status: 410 });
      await hooks.announce(published);
      await receiver.heard(2);
      await hooks.run(later(day));
      const count = receiver.received.length;
      await hooks.run(later(2 * day));
      expect((await hooks.ask('GET', '')).body).toMatchObject([{ id, enabled: false }]);
      expect((await hooks.deliveries(id)).map(({ status }) => status)).toEqual(['failed', 'failed']);
      expect(receiver.received).toHaveLength(count);
      const acts = await storage.db.selectFrom('audit').select(['act', 'who', 'details']).execute();
      expect(acts).toContainEqual({
        act: 'webhook.changed',
        who: null,
        details: JSON.stringify({ host: `127.0.0.1:${receiver.port}`, enabled: false }),
      });
    });

    test('is not sent where an answer leads, and not more than a kilobyte of an answer is kept', async () => {
      const hooks = await open();
      const { id } = await hooks.add();
      const location = `${receiver.url}/elsewhere`;
      receiver.answer({ status: 307, headers: { location }, body: 'x'.repeat(100_000) });
      await hooks.ask('POST', `/${id}/test`);
      await receiver.heard(1);
      await hooks.run();
      const [row] = await hooks.deliveries(id);
      expect(row).toMatchObject({ status: 'waiting', response: 307, answer: 'x'.repeat(1024) });
      expect(receiver.received.map(({ path }) => path)).toEqual(['/hook']);
    });

    test('for want of a listener says so', async () => {
      const hooks = await open();
      const { id } = await hooks.add();
      await receiver.close();
      await hooks.ask('POST', `/${id}/test`);
      await hooks.run();
      expect(await hooks.deliveries(id)).toMatchObject([{ error: 'connection-refused', response: null }]);
      receiver = await openReceiver();
    });

    test('holds up no others, and is sent by the next start where this one ends meanwhile', async () => {
      const hooks = await openHooks(storage);
      const { id } = await hooks.add(`${receiver.url}/slow`, ['article.published']);
      receiver.answer(null);
      await hooks.announce(published);
      await receiver.heard(1);
      receiver.answer({ status: 204 });
      await hooks.add(`${receiver.url}/quick`, ['article.withdrawn']);
      await hooks.announce({ type: 'withdrawn', article, by, concerned: [] });
      await receiver.heard(2);
      expect(receiver.received[1]?.path).toBe('/quick');
      await hooks.close();
      const next = await open();
      expect(await next.deliveries(id)).toMatchObject([{ status: 'waiting' }]);
      await next.run(later(deliveryLeaseMs + second));
      expect(receiver.received.filter(({ path }) => path === '/slow')).toHaveLength(2);
    });

    test('because its process died is sent by another, once that one may be thought dead', async () => {
      let reached = () => {};
      const taken = new Promise<void>((resolve) => {
        reached = resolve;
      });
      const dying = await openHooks(storage, { send: () => new Promise(() => reached()) });
      const { id } = await dying.add();
      await dying.ask('POST', `/${id}/test`);
      await taken;
      // It takes nothing more, and never comes to the end of what it has.
      void dying.close();
      const hooks = await open();
      await hooks.run(later(deliveryLeaseMs / 2));
      expect(receiver.received).toEqual([]);
      await hooks.run(later(deliveryLeaseMs + second));
      expect(receiver.received).toHaveLength(1);
    });
  });

  describe('no request goes within the house', () => {
    test.each([
      ['http://127.0.0.1:1/', 'private-address'],
      ['http://localhost:1/', 'private-address'],
      ['http://2130706433/', 'private-address'],
      ['http://0x7f.1/', 'private-address'],
      ['http://0/', 'private-address'],
      ['http://169.254.169.254/latest/meta-data', 'private-address'],
      ['http://[::1]/', 'private-address'],
      ['http://[::ffff:10.0.0.1]/', 'private-address'],
      ['http://[64:ff9b::10.0.0.1]/', 'private-address'],
      ['http://nothing.invalid/', 'unknown-host'],
      ['http://user:password@1.1.1.1/', 'credentials'],
      ['ftp://1.1.1.1/', 'not-http'],
      ['file:///etc/passwd', 'not-http'],
      ['desk.example', 'not-http'],
    ])('%s is not taken for a webhook', async (url, why) => {
      const hooks = await open({ targets: createTargets([]) });
      const errors = [{ path: 'url', message: why }];
      const refused = { status: 422, body: { code: 'invalid-input', errors } };
      expect(await hooks.ask('POST', '', { url, kinds: webhookKinds })).toMatchObject(refused);
      const { id } = await hooks.add('http://1.1.1.1/');
      expect(await hooks.ask('PATCH', `/${id}`, { url })).toMatchObject(refused);
      expect((await hooks.ask('GET', '')).body).toMatchObject([{ url: 'http://1.1.1.1/' }]);
    });

    test('not to a name that meant something else when the webhook was made', async () => {
      const answers = ['1.1.1.1', '127.0.0.1'];
      const resolve = async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }];
      const hooks = await open({ targets: createTargets([], resolve) });
      const { id } = await hooks.add(`http://hook.example:${receiver.port}/`);
      await hooks.ask('POST', `/${id}/test`);
      await hooks.run();
      expect(await hooks.deliveries(id)).toMatchObject([{ status: 'waiting', error: 'private-address' }]);
      expect(receiver.received).toEqual([]);
    });

    test('not to a name one of whose addresses is within it', async () => {
      const resolve = async () => [
        { address: '1.1.1.1', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ];
      const { status } = await (await open({ targets: createTargets([], resolve) })).ask('POST', '', {
        url: 'http://hook.example/',
        kinds: webhookKinds,
      });
      expect(status).toBe(422);
    });

    test('not to an address that was let through when the webhook was made', async () => {
      const before = await openHooks(storage);
      const { id } = await before.add();
      await before.close();
      const hooks = await open({ targets: createTargets([]) });
      await hooks.ask('POST', `/${id}/test`);
      await hooks.run();
      expect(await hooks.deliveries(id)).toMatchObject([{ status: 'waiting', error: 'private-address' }]);
      expect(receiver.received).toEqual([]);
    });

    test('but to the hosts that the configuration names, at the address that was checked and no other', async () => {
      let asked = 0;
      const resolve = async () => {
        asked += 1;
        return [{ address: '127.0.0.1', family: 4 }];
      };
      const hooks = await open({ targets: createTargets(['hook.example'], resolve) });
      const { id } = await hooks.add(`http://hook.example:${receiver.port}/inside`);
      expect(asked).toBe(1);
      await hooks.ask('POST', `/${id}/test`);
      await receiver.heard(1);
      expect(asked).toBe(2);
      expect(receiver.received[0]?.headers.host).toBe(`hook.example:${receiver.port}`);
    });
  });

  test('an attempt that takes too long is broken off', async () => {
    receiver.answer(null);
    const controller = new AbortController();
    const send = createSend(createTargets(['127.0.0.1']));
    const sending = send({ url: receiver.url, headers: {}, body: '{}' }, controller.signal);
    await receiver.heard(1);
    controller.abort(new DOMException('Too long', 'TimeoutError'));
    expect(await sending).toEqual({ outcome: 'no-answer', error: 'timeout' });
  });

  test('a secret is shown when it is made and nowhere else', async () => {
    const hooks = await open();
    const { id, secret } = await hooks.add();
    await hooks.ask('POST', `/${id}/test`);
    await receiver.heard(1);
    const answers = [
      await hooks.ask('GET', ''),
      await hooks.ask('PATCH', `/${id}`, { kinds: ['article.published'] }),
      await hooks.ask('GET', `/${id}/deliveries`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(JSON.stringify(answers)).not.toContain(secret);
    expect(JSON.stringify(await storage.db.selectFrom('audit').selectAll().execute())).not.toContain('whsec');
  });

  test('the log goes on page by page, without what is older than thirty days or of a removed webhook', async () => {
    const hooks = await open();
    const { id } = await hooks.add();
    for (let count = 0; count < 35; count += 1) await hooks.announce(published);
    await receiver.heard(35);
    await hooks.run();
    const { body: first } = await hooks.ask('GET', `/${id}/deliveries`);
    const { body: rest } = await hooks.ask('GET', `/${id}/deliveries?cursor=${first.next}`);
    const ids = [...first.deliveries, ...rest.deliveries].map((delivery: Delivery) => delivery.id);
    expect([first.deliveries.length, new Set(ids).size, rest.next]).toEqual([30, 35, null]);
    expect((await hooks.ask('GET', `/${id}/deliveries?cursor=none`)).status).toBe(422);
    await hooks.forget(later(29 * day));
    expect(await hooks.deliveries(id)).toHaveLength(30);
    await hooks.forget(later(31 * day));
    expect(await hooks.deliveries(id)).toEqual([]);

    await hooks.announce(published);
    await receiver.heard(36);
    expect((await hooks.ask('DELETE', `/${id}`)).status).toBe(204);
    expect(await storage.db.selectFrom('webhookDelivery').select('id').execute()).toEqual([]);
    expect((await hooks.ask('GET', `/${id}/deliveries`)).status).toBe(404);
  });

  test.each(['editor', 'reviewer', 'viewer'] as const)('%s has nothing to do with webhooks', async (role) => {
    const hooks = await open();
    const { id } = await hooks.add();
    const answers = [
      await hooks.ask('GET', '', undefined, role),
      await hooks.ask('POST', '', { url: receiver.url, kinds: webhookKinds }, role),
      await hooks.ask('POST', `/${id}/secret`, undefined, role),
      await hooks.ask('GET', `/${id}/deliveries`, undefined, role),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });
});

forEachStorage((database) => {
  test('what people do at a desk reaches its webhooks', async () => {
    const desk = await openDesk(await database(), { WEBHOOK_ALLOW: '127.0.0.1' });
    const admin = await desk.as('admin');
    const editor = await desk.as('editor');
    await admin.ask('POST', '/api/webhooks', { url: receiver.url, kinds: webhookKinds });
    const id = await draft(editor, { content: plainArticle('Announced'), slug: 'harbor' });
    const { content } = (await admin.ask('GET', `/api/articles/${id}/moments/now`)).body;
    const [section] = content.sections;
    const acts = `/api/articles/${id}/sections/${section.id}/acts`;
    await editor.ask('PATCH', `/api/articles/${id}`, { stage: 'review' });
    await editor.ask('POST', acts, { act: 'mark-ready' });
    await admin.ask('POST', acts, { act: 'approve', hash: sectionHash(section) });
    await publish(admin, id);
    await admin.ask('POST', `/api/articles/${id}/withdraw`, {});
    await receiver.heard(4);
    const received = receiver.received.map(({ body }) => JSON.parse(body));
    const page = `${desk.url}/articles/harbor`;
    const about = { article: id, headline: 'Announced', url: `${desk.url}/desk/articles/${id}`, page };
    const adminId = (await desk.person('admin')).id;
    const editorId = (await desk.person('editor')).id;
    const expected = [
      ['article.stage-changed', { ...about, by: editorId, from: 'draft', to: 'review' }],
      ['section.approved', { ...about, by: adminId, section: section.id }],
      ['article.published', { ...about, by: adminId, revision: 1 }],
      ['article.withdrawn', { ...about, by: adminId }],
    ];
    expect(received.map(({ type, data }) => [type, data])).toEqual(expect.arrayContaining(expected));
    expect(received).toHaveLength(4);
    await desk.close();
  });
});

onPostgres((database) => {
  test('two nodes that empty one queue send each message once', async () => {
    const place = await database();
    const storages = [await place.open(), await place.open()] as const;
    const nodes = [await openHooks(storages[0]), await openHooks(storages[1])] as const;
    await nodes[0].add();
    for (let count = 0; count < 40; count += 1) await nodes[count % 2 ? 1 : 0].announce(published);
    await Promise.all(nodes.map((node) => node.run()));
    await receiver.heard(40);
    await Promise.all(nodes.map((node) => node.run(later(second))));
    expect(receiver.received).toHaveLength(40);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(40);
    for (const node of nodes) await node.close();
    for (const storage of storages) await storage.close();
  });
});

test('signatures are those of Standard Webhooks', () => {
  const message = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
  };
  expect(signedHeaders(message, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])['webhook-signature']).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});
