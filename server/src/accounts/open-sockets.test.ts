import type { Role } from '@galley/shared/access/roles.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { TestClient, until } from '../collab/testing.ts';
import { draft, plainArticle } from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import type { Browser } from './testing.ts';

/** Galley's own close code: the session is over, and the client is not to come back by itself. */
const notSignedIn = 4401;

forEachStorage((database, kind) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let admin: Browser;
  let article: ArticleId;
  const open: { close(): void }[] = [];

  beforeAll(async () => {
    place = await database();
    desk = await openDesk(place);
    admin = await desk.as('admin');
    article = await draft(admin, { content: plainArticle('Open') });
  });
  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });
  afterAll(() => desk.close());

  /** Both sockets that a browser at the desk has, at this node. */
  async function sockets(browser: Browser, node: { url: string } = desk) {
    const url = node.url.replace('http', 'ws');
    const client = new TestClient({ url: `${url}/api/collab`, origin: node.url }, browser.cookie, article);
    const live = new WebSocket(`${url}/api/live`, { origin: node.url, headers: { cookie: browser.cookie } });
    open.push(client, live);
    const events: string[] = [];
    live.on('message', (data) => events.push(JSON.parse(String(data)).type));
    const codes: number[] = [];
    live.on('close', (code) => codes.push(code));
    client.provider.on('disconnect', ({ event }: { event: { code: number } }) => {
      codes.push(event.code);
      // As the desk's own client does: it is not to come back by itself.
      if (event.code === notSignedIn) void client.disconnect();
    });
    await client.synced();
    await until(() => events.length > 0);
    return { client, events, codes };
  }

  const change = async (role: Role, input: object) => {
    const { id } = await desk.person(role);
    return await admin.ask('PATCH', `/api/people/${id}`, input);
  };

  describe('open sockets', () => {
    test('close when their person is deactivated, and open again once they are back', async () => {
      const browser = await desk.as('editor');
      const { codes } = await sockets(browser);
      await change('editor', { active: false });
      await until(() => codes.length === 2);
      expect(codes).toEqual([notSignedIn, notSignedIn]);
      await change('editor', { active: true });
      await sockets(await desk.as('editor'));
    });

    test('stay, with other rights, when their person’s role changes', async () => {
      const { client, codes, events } = await sockets(await desk.as('editor'));
      client.text('text').insert(0, 'Before. ');
      await client.saved();
      await change('editor', { role: 'viewer' });
      await until(() => client.messages.some((message) => message.type === 'access' && !message.write));
      await until(() => events.includes('session'));
      client.text('text').insert(0, 'After. ');
      await until(() => client.messages.some((message) => message.type === 'refused'));
      const { body } = await admin.ask('GET', `/api/articles/${article}/moments/now`);
      expect(JSON.stringify(body)).toContain('Before.');
      expect(JSON.stringify(body)).not.toContain('After.');
      expect(codes).toEqual([]);
      await change('editor', { role: 'editor' });
      await until(() => client.messages.some((message) => message.type === 'access' && message.write));
    });

    test('close with their session, and those of other sessions stay', async () => {
      const [here, there] = [await desk.as('reviewer'), await desk.as('reviewer')];
      const [mine, others] = [await sockets(here), await sockets(there)];
      await here.ask('POST', '/api/auth/sign-out', {});
      await until(() => mine.codes.length === 2);
      expect(mine.codes).toEqual([notSignedIn, notSignedIn]);
      expect(others.codes).toEqual([]);
      await there.ask('POST', '/api/me/sign-out-everywhere', {});
      await until(() => others.codes.length === 2);
    });
  });

  // The embedded database has one node alone.
  if (kind === 'postgres') {
    test('open sockets at another node close and change as well, even where the nodes can’t tell each other', async () => {
      const node = await openDesk(place);
      const { client, codes } = await sockets(await desk.as('editor'), node);
      await change('editor', { role: 'reviewer' });
      await until(() => client.messages.some((message) => message.type === 'access' && !message.write));
      await change('editor', { role: 'editor' });
      await until(() => client.messages.some((message) => message.type === 'access' && message.write));
      await change('editor', { active: false });
      await until(() => codes.length === 2);
      expect(codes).toEqual([notSignedIn, notSignedIn]);
      await change('editor', { active: true });
      await node.close();
    });
  }
});
