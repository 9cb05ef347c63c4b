import { createHmac } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { createAuth } from './auth.ts';
import { createPasswords } from './passwords.ts';
import { type Browser, openAccounts, type TestAccounts, testPassword } from './testing.ts';

const secret = 'a secret of forty characters, no less!!!';

forEachStorage((database) => {
  let storage: Storage;
  let desk: TestAccounts;

  beforeAll(async () => {
    storage = await (await database()).open();
    desk = await openAccounts(storage, { secret });
    for (const role of ['admin', 'editor', 'viewer'] as const) await desk.person(role);
  });
  afterAll(async () => {
    await desk.close();
    await storage.close();
  });

  const stateOf = async (browser: Browser) => (await browser.ask('GET', '/api/session')).body.state;

  describe('another site’s page', () => {
    const foreign = { origin: 'https://evil.example' };

    test('can’t sign anybody in, out or up, nor change anything in their name', async () => {
      const victim = await desk.as('admin');
      const { id } = await desk.person('viewer');
      const attempts: [string, string, object][] = [
        ['POST', '/api/auth/sign-in/email', { email: 'admin@test.example', password: testPassword }],
        ['POST', '/api/auth/sign-out', {}],
        ['POST', '/api/auth/change-password', { currentPassword: testPassword, newPassword: 'hijacked!!' }],
        ['PATCH', '/api/me', { name: 'Hijacked' }],
        ['PATCH', `/api/people/${id}`, { role: 'admin' }],
        ['POST', '/api/invites', { role: 'admin' }],
        ['POST', '/api/me/sign-out-everywhere', {}],
      ];
      for (const [method, path, body] of attempts) {
        const answer = await victim.ask(method, path, body, foreign);
        expect(answer.body).toMatchObject({ code: 'foreign-origin', status: 403 });
        expect(answer.headers.getSetCookie()).toEqual([]);
      }
      expect((await victim.ask('GET', '/api/session')).body.me).toMatchObject({ name: 'Admin Person' });
    });

    test('that is none at all is refused by better-auth where cookies come along', async () => {
      const victim = await desk.as('viewer');
      const answer = await victim.ask('POST', '/api/auth/sign-out', {}, { origin: 'null' });
      expect(answer.body).toMatchObject({ code: 'foreign-origin' });
    });
  });

  describe('a cookie', () => {
    test('that was planted before is not the session after signing in', async () => {
      const planted = (await desk.as('viewer')).cookie;
      const victim = desk.visitor();
      victim.cookie = planted;
      await victim.signIn('editor@test.example');
      expect(victim.cookie).not.toBe(planted);
      const attacker = desk.visitor();
      attacker.cookie = planted;
      expect(await stateOf(attacker)).toBe('signed-out');
    });

    test('that is forged, cut short, or signed with another secret opens nothing', async () => {
      const browser = await desk.as('admin');
      const [name = '', value = ''] = browser.cookie.split(/=(.*)/s);
      const [token = '', signature = ''] = decodeURIComponent(value).split('.');
      const otherwise = createHmac('sha256', 'another secret').update(token).digest('base64');
      const [row] = await storage.db
        .selectFrom('session')
        .select('token')
        .where('token', '=', token)
        .execute();
      expect(row?.token).toBe(token);
      for (const forged of [
        token,
        `${token}.`,
        `${token}.${otherwise}`,
        `${token}.${signature.slice(0, -4)}AAA=`,
        `${token.slice(0, -1)}x.${signature}`,
        'null',
        '%E0%A4%A',
        'x'.repeat(5000),
      ]) {
        const attacker = desk.visitor();
        attacker.cookie = `${name}=${forged.startsWith('%') ? forged : encodeURIComponent(forged)}`;
        expect(await stateOf(attacker)).toBe('signed-out');
        expect((await attacker.ask('GET', '/api/people')).status).toBe(401);
      }
      // Its other encoding is the same cookie.
      expect(await stateOf(browser)).toBe('signed-in');
    });

    test('whose session is over opens nothing', async () => {
      const browser = await desk.as('viewer');
      await storage.db
        .updateTable('session')
        .set({ expiresAt: new Date(Date.now() - 1).toISOString() })
        .where('userId', '=', (await desk.person('viewer')).id)
        .execute();
      expect(await stateOf(browser)).toBe('signed-out');
    });

    test('is for https alone where the desk is', async () => {
      const origin = 'https://desk.example';
      const under = await openAccounts(storage, { secret, origin, origins: [origin] });
      // The page that asks is at the https address; the proxy before the desk is left out.
      const answer = await under.visitor().signIn('viewer@test.example', testPassword, { origin });
      expect(answer.status).toBe(204);
      expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-galley\.session_token=.*; Secure/);
      await under.close();
    });

    test('is all that tells the session: its token is in no body', async () => {
      const browser = await desk.as('editor');
      const token = decodeURIComponent(browser.cookie.split(/=(.*)/s)[1] ?? '').split('.')[0] ?? '?';
      for (const path of ['/api/session', '/api/people'])
        expect(JSON.stringify((await browser.ask('GET', path)).body)).not.toContain(token);
      const session = (await desk.accounts.sessions.of({ cookie: browser.cookie }))?.session;
      expect(session).not.toBe(token);
    });
  });

  describe('better-auth’s own paths', () => {
    test('are closed but for those that are needed', async () => {
      const browser = await desk.as('editor');
      for (const path of [
        '/sign-up/email',
        '/update-user',
        '/delete-user',
        '/change-email',
        '/update-session',
        '/request-password-reset',
        '/sign-in/social',
        '/SIGN-UP/email',
        '/./sign-up/email',
        '/sign-in/email/',
      ]) {
        const body = { email: 'new@test.example', password: testPassword, name: 'New', role: 'admin' };
        const answer = await browser.ask('POST', `/api/auth${path}`, body);
        // The last is the way to sign in, which takes neither a name nor a role.
        expect([401, 404, 422]).toContain(answer.status);
      }
      for (const path of ['/get-session', '/list-sessions', '/ok', '/error'])
        expect((await browser.ask('GET', `/api/auth${path}`)).status).toBe(404);
      const users = await storage.db
        .selectFrom('user')
        .select('id')
        .where('email', '=', 'new@test.example')
        .execute();
      expect(users).toEqual([]);
    });

    test('would not let anybody in or up even if they were open', async () => {
      const origin = 'http://desk.example';
      const log = pino({ level: 'silent' });
      const auth = createAuth({
        storage,
        origin,
        origins: [origin],
        secret,
        passwords: createPasswords(),
        log,
        onEnded: () => {},
      });
      const browser = await desk.as('editor');
      const ask = (path: string, body: object) =>
        auth.handler(
          new Request(`${origin}/api/auth${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', origin, cookie: browser.cookie },
            body: JSON.stringify(body),
          }),
        );
      const signUp = {
        email: 'new@test.example',
        password: testPassword,
        name: 'New',
        role: 'admin',
        active: true,
      };
      expect((await ask('/sign-up/email', signUp)).status).toBe(400);
      for (const change of [
        { role: 'admin' },
        { active: true },
        { lastSeenAt: 'x' },
        { name: 'X', role: 'admin' },
      ])
        expect((await ask('/update-user', change)).status).toBe(400);
      expect((await browser.ask('GET', '/api/session')).body.me).toMatchObject({ role: 'editor' });
    });
  });

  describe('bodies that are none', () => {
    test.each([
      ['broken JSON', '{"email":', 400, 'malformed-json'],
      ['a list', '[]', 422, 'invalid-input'],
      ['a number', '7', 400, 'malformed-json'],
      ['far too much', JSON.stringify({ email: 'x'.repeat(20_000) }), 413, 'too-large'],
      [
        'a password of a megabyte’s kind',
        { email: 'editor@test.example', password: 'x'.repeat(5000) },
        422,
        'invalid-input',
      ],
      ['objects for text', { email: { $ne: '' }, password: { $ne: '' } }, 422, 'invalid-input'],
    ])('%s is refused by name', async (_name, body, status, code) => {
      const answer = await desk.visitor().ask('POST', '/api/auth/sign-in/email', body);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(answer.body).toMatchObject({ status, code });
    });

    test('that are no JSON at all are no input', async () => {
      const answer = await desk
        .visitor()
        .ask('POST', '/api/setup', 'token=x', { 'content-type': 'application/x-www-form-urlencoded' });
      expect(answer.body).toMatchObject({ code: 'invalid-input' });
    });
  });
});
