import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MediaId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Browser } from '../accounts/testing.ts';
import { TestClient, until } from '../collab/testing.ts';
import { draft, plainArticle, published } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { queues } from './queues.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;

  beforeAll(async () => {
    desk = await openDesk(await database(), { METRICS_PORT: '0' });
    admin = await desk.as('admin');
  });
  afterAll(() => desk.close());

  const ask = async (path = '/metrics') => await fetch(`http://127.0.0.1:${desk.metricsPort}${path}`);
  const values = async (): Promise<Map<string, number>> =>
    new Map(
      (await (await ask()).text())
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => {
          const at = line.lastIndexOf(' ');
          return [line.slice(0, at), Number(line.slice(at + 1))];
        }),
    );

  test('edits that are saved, open articles and requests are counted', async () => {
    await published(admin, { content: plainArticle('Counted'), slug: 'counted' });
    const before = await values();
    const article = await draft(admin, { content: plainArticle('Watched') });
    await editAs(desk, 'editor', article, ({ doc }) => {
      const line = doc.getXmlFragment('headline').get(0);
      const words = line instanceof Y.XmlElement ? line.get(0) : null;
      if (!(words instanceof Y.XmlText)) throw new Error('There is no headline.');
      words.insert(0, 'Being ');
    });
    await fetch(`${desk.url}/articles/counted`);
    await fetch(`${desk.url}/articles/counted`);
    const after = await values();
    const growth = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    expect(growth('galley_journal_commit_seconds_count')).toBeGreaterThanOrEqual(1);
    expect(growth('galley_updates_total{outcome="admitted"}')).toBeGreaterThanOrEqual(1);
    expect(growth('galley_site_requests_total{from="memory"}')).toBeGreaterThanOrEqual(1);
    expect(growth('galley_site_requests_total{from="router"}')).toBeGreaterThanOrEqual(1);
    expect(after.get('galley_journal_delayed')).toBe(0);
    expect(after.get('galley_journal_waiting_bytes')).toBe(0);
  });

  test('sockets and articles are counted while they are open', async () => {
    const article = await draft(admin, { content: plainArticle('Open') });
    const socket = { url: `${desk.url.replace('http', 'ws')}/api/collab`, origin: desk.url };
    const client = new TestClient(socket, admin.cookie, article);
    await client.synced();
    const open = await values();
    expect([open.get('galley_connections'), open.get('galley_open_articles')]).toEqual([1, 1]);
    client.close();
    await until(async () => (await values()).get('galley_connections') === 0);
    const events = new WebSocket(`${desk.url.replace('http', 'ws')}/api/live`, {
      headers: { cookie: admin.cookie },
      origin: desk.url,
    });
    await until(async () => (await values()).get('galley_live_connections') === 1);
    events.terminate();
    await until(async () => (await values()).get('galley_live_connections') === 0);
  });

  test('an update that is refused is counted by its reason, and a snapshot with its time', async () => {
    const article = await draft(admin, { content: plainArticle('Refused') });
    const socket = { url: `${desk.url.replace('http', 'ws')}/api/collab`, origin: desk.url };
    const reader = await new TestClient(socket, (await desk.as('viewer')).cookie, article).synced();
    reader.doc.getMap('outline').set('nonsense', 1);
    await until(async () => ((await values()).get('galley_updates_total{outcome="read-only"}') ?? 0) > 0);
    reader.close();
    const count = 'galley_snapshot_seconds_count';
    const before = (await values()).get(count) ?? 0;
    // As many as make a snapshot due.
    await editAs(desk, 'editor', article, ({ doc }) => {
      const line = doc.getXmlFragment('headline').get(0);
      const words = line instanceof Y.XmlElement ? line.get(0) : null;
      if (!(words instanceof Y.XmlText)) throw new Error('There is no headline.');
      for (let letter = 0; letter < 510; letter += 1) words.insert(0, 'x');
      words.delete(0, 505);
    });
    await until(async () => ((await values()).get(count) ?? 0) > before);
  });

  test('they are on their own port only, hold no text, and nothing else is there', async () => {
    expect((await ask('/')).status).toBe(404);
    expect((await fetch(`${desk.url}/metrics`)).status).toBe(404);
    expect(await (await ask()).text()).not.toMatch(/Watched|Counted|@test\.example/);
  });

  test('each metric of the dashboard is served', async () => {
    const dashboard = readFileSync(
      new URL('../../../deploy/grafana-dashboard.json', import.meta.url),
      'utf8',
    );
    const text = await (await ask()).text();
    const named = new Set(dashboard.match(/galley_[a-z0-9_]+/g));
    expect(named.size).toBeGreaterThan(8);
    for (const name of named) expect(text).toContain(name.replace(/_(bucket|count)$/, ''));
  });

  test('queues say how much waits and since when', async () => {
    const storage = await (await database()).open();
    const { db } = storage;
    const now = Date.parse('2026-11-28T12:00:00.000Z');
    const createdAt = '2026-11-28T11:59:00.000Z';
    const row = { event: '{}', createdAt, attempts: 0, nextAt: '2999-01-01T00:00:00.000Z' };
    await db
      .insertInto('deskEvent')
      .values({ ...row, id: 'waits' })
      .execute();
    const events = (await queues(db, now)).find(({ name }) => name === 'events');
    expect(events?.waiting).toBe(1);
    expect(events?.oldestSeconds).toBe(60);
    const mail = (await queues(db, now)).find(({ name }) => name === 'mail');
    expect(mail).toEqual({ name: 'mail', waiting: 0, oldestSeconds: 0 });
    const job = { attempts: 0, nextAt: '2026-11-28T11:58:00.000Z' };
    await db
      .insertInto('avifJob')
      .values({ ...job, id: 'picture' as MediaId })
      .execute();
    const avif = (await queues(db, now)).find(({ name }) => name === 'avif');
    expect(avif).toEqual({ name: 'avif', waiting: 1, oldestSeconds: 120 });
    const names = (await queues(db, now)).map(({ name }) => name);
    expect(names).toEqual(['events', 'mail', 'webhooks', 'pings', 'avif', 'publications']);
    await storage.close();
  });

  test('a port that is taken ends the start with one line that names the setting', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    // A listening server has an address with a port.
    const { port } = other.address() as AddressInfo;
    await expect(openDesk(await database(), { METRICS_PORT: String(port) })).rejects.toThrow(
      new RegExp(`^METRICS_PORT: .*${port}`),
    );
    other.close();
  });
});
