// The rule that asks people for a second factor, over HTTP and on the raw sockets.
import { totpCode } from '@galley/shared/access/authenticator-testing.ts';
import type { Role } from '@galley/shared/access/roles.ts';
import { contract } from '@galley/shared/contract/contract.ts';
import type { Route } from '@galley/shared/contract/define-route.ts';
import { newId } from '@galley/shared/ids.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { galley } from '../cli/testing.ts';
import { draft, plainArticle } from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { type Browser, testPassword } from './testing.ts';

// Some of these start processes.
vi.setConfig({ testTimeout: 120_000 });

const required = { code: 'second-factor-required', status: 403 };

forEachStorage((database, kind) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  /** An admin with a second factor. */
  let admin: Browser;
  let article: string;

  beforeAll(async () => {
    place = await database();
    desk = await openDesk(place);
    admin = await desk.as('admin');
    for (const role of ['editor', 'viewer'] as const) await desk.person(role);
    article = await draft(admin, { content: plainArticle('Guarded') });
    await withFactor(admin);
  });
  afterEach(async () => {
    await rule('off');
    for (const role of ['editor', 'viewer'] as const)
      await admin.ask('POST', `/api/people/${(await desk.person(role)).id}/reset-second-factor`);
  });
  afterAll(() => desk.close());

  async function withFactor(browser: Browser): Promise<string[]> {
    const { status, body } = await browser.ask('POST', '/api/me/second-factor', { password: testPassword });
    expect(status).toBe(201);
    const code = await totpCode(body.uri, -1);
    expect((await browser.ask('POST', '/api/me/second-factor/confirm', { code })).status).toBe(204);
    return body.recoveryCodes;
  }
  const rule = async (secondFactor: string, browser = admin) =>
    await browser.ask('PUT', '/api/access-settings', { secondFactor });
  const stateOf = async (browser: Browser) => (await browser.ask('GET', '/api/session')).body;

  /** How a raw client's socket ends; `open` for one that is greeted, as by the presence of everybody. */
  function socketOf(browser: Browser, path: string, node: { url: string } = desk) {
    const url = node.url.replace('http', 'ws');
    const socket = new WebSocket(url + path, { origin: node.url, headers: { cookie: browser.cookie } });
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    const opened = new Promise<'open'>((resolve) => socket.once('message', () => resolve('open')));
    return { first: () => Promise.race([closed, opened]), closed };
  }

  describe('who must have a second factor and has none', () => {
    test('gets nothing but the way to set one up, by any route', async () => {
      const editor = await desk.as('editor');
      expect((await rule('everybody')).status).toBe(200);
      expect(await stateOf(editor)).toMatchObject({ state: 'second-factor-missing', me: { role: 'editor' } });
      const routes = Object.values(contract).flatMap((group) => Object.values<Route>(group));
      const closed = routes.filter(({ action }) => action !== 'public');
      const open: string[] = [];
      for (const { method, path } of closed) {
        const asked = path.replace(':id', article).replace(/:\w+/g, () => newId<string>());
        const { body, status } = await editor.ask(method, asked);
        if (body?.code !== 'second-factor-required') open.push(`${method} ${path} ${status}`);
      }
      expect(open.sort()).toEqual([
        'POST /api/me/passkeys 422',
        'POST /api/me/passkeys/begin 422',
        'POST /api/me/second-factor 422',
        'POST /api/me/second-factor/confirm 422',
      ]);
    });

    test('sets one up after signing in, and goes on', async () => {
      await rule('everybody');
      const viewer = await desk.as('viewer');
      expect((await viewer.ask('GET', '/api/people')).body).toMatchObject(required);
      await withFactor(viewer);
      expect(await stateOf(viewer)).toMatchObject({ state: 'signed-in', secondFactorRequired: true });
      expect((await viewer.ask('GET', '/api/people')).status).toBe(200);
      const end = await viewer.ask('POST', '/api/me/second-factor/end', { password: testPassword });
      expect(end.body).toMatchObject(required);
      expect((await stateOf(viewer)).me).toMatchObject({ secondFactor: true });
    });

    test('signs out, and in as somebody else, all the same', async () => {
      const editor = await desk.as('editor');
      await rule('everybody');
      const { cookie } = editor;
      expect((await editor.ask('POST', '/api/auth/sign-out')).status).toBe(204);
      editor.cookie = cookie;
      expect(await stateOf(editor)).toMatchObject({ state: 'signed-out', ended: true });
    });

    test.each(['/api/collab', '/api/live'])(
      'has no socket at %s, and one that is open closes',
      async (path) => {
        const editor = await desk.as('editor');
        const live = socketOf(editor, '/api/live');
        expect(await live.first()).toBe('open');
        const watched = path === '/api/live' ? live : socketOf(editor, path);
        await rule('everybody');
        expect(await watched.closed).toBe(4401);
        expect(await socketOf(editor, path).first()).toBe(4401);
        expect(await socketOf(admin, '/api/live').first()).toBe('open');
      },
    );
  });

  test('the rule for admins leaves others alone, until they become one', async () => {
    const viewer = await desk.as('viewer');
    await rule('admins');
    expect(await stateOf(viewer)).toMatchObject({ state: 'signed-in', secondFactorRequired: false });
    const { id } = await desk.person('viewer');
    const become = (role: Role) => admin.ask('PATCH', `/api/people/${id}`, { role });
    await become('admin');
    expect((await viewer.ask('GET', '/api/members')).body).toMatchObject(required);
    await become('viewer');
    expect((await viewer.ask('GET', '/api/people')).status).toBe(200);
  });

  test('nobody asks others for what they do not have, and only admins do', async () => {
    const { id } = await desk.person('editor');
    await admin.ask('PATCH', `/api/people/${id}`, { role: 'admin' });
    const other = await desk.as('editor');
    expect((await rule('everybody', other)).body).toMatchObject(required);
    expect((await other.ask('GET', '/api/access-settings')).body).toEqual({ secondFactor: 'off' });
    expect((await rule('off', other)).status).toBe(200);
    expect((await rule('sometimes', admin)).status).toBe(422);
    await admin.ask('PATCH', `/api/people/${id}`, { role: 'editor' });
    expect((await rule('off', other)).body).toMatchObject({ code: 'not-allowed' });
  });

  // The embedded database has one node alone.
  if (kind === 'postgres') {
    test('the rule closes sockets at another node, even where the nodes can’t tell each other', async () => {
      const node = await openDesk(place);
      const socket = socketOf(await desk.as('editor'), '/api/live', node);
      expect(await socket.first()).toBe('open');
      await rule('everybody');
      expect(await socket.closed).toBe(4401);
      await node.close();
    });
  }

  test('the command line resets a lost second factor: the next sign-in sets up another', async () => {
    const editor = await desk.as('editor');
    await withFactor(editor);
    await rule('everybody');
    const { email } = await desk.person('editor');
    const reset = (address: string) => galley(place, ['admin', 'reset-second-factor', '--email', address]);
    const done = await reset(email);
    expect([done.code, done.out]).toEqual([0, expect.stringContaining('password alone')]);
    await vi.waitFor(async () => expect((await stateOf(editor)).state).toBe('second-factor-missing'), 10_000);
    const again = await desk.as('editor');
    expect((await again.ask('GET', '/api/people')).body).toMatchObject(required);
    expect((await reset(email)).out).toContain('has no second factor');
    const nobody = await reset('nobody@test.example');
    expect([nobody.code, nobody.errors]).toEqual([1, expect.stringContaining('Nobody at this desk')]);
  });
});
