// The second step of signing in, with codes that the test computes itself as RFC 6238 says.
import { totpCode } from '@galley/shared/access/authenticator-testing.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type Browser, openAccounts, type TestAccounts, testPassword } from './testing.ts';

const secret = 'a secret of forty characters, no less!!!';
const password = testPassword;

forEachStorage((database) => {
  let storage: Storage;
  let desk: TestAccounts;
  const people = new Map<string, { id: string; email: string }>();

  beforeAll(async () => {
    storage = await (await database()).open();
    desk = await openAccounts(storage, { secret });
    for (const role of ['admin', 'editor', 'viewer'] as const) people.set(role, await desk.person(role));
  });
  afterEach(async () => {
    await storage.db.deleteFrom('twoFactor').execute();
    await storage.db.deleteFrom('usedCode').execute();
    await storage.db.updateTable('user').set({ twoFactorEnabled: 0 }).execute();
    // Limits are of a process.
    await desk.close();
    desk = await openAccounts(storage, { secret });
  });
  afterAll(async () => {
    await desk.close();
    await storage.close();
  });

  const email = 'editor@test.example';
  const personOf = (role: string) => people.get(role) ?? { id: '', email: '' };
  const signedIn = async (role: string) => {
    const browser = desk.visitor();
    expect((await browser.signIn(personOf(role).email)).status).toBe(204);
    return browser;
  };
  const editor = () => signedIn('editor');
  const begin = async (browser: Browser) => {
    const { status, body } = await browser.ask('POST', '/api/me/second-factor', { password });
    expect(status).toBe(201);
    return body as { uri: string; recoveryCodes: string[] };
  };
  /** Sets a second factor up with the code of the half minute before, so that the present one is still to be used. */
  const withFactor = async () => {
    const browser = await editor();
    const made = await begin(browser);
    const code = await totpCode(made.uri, -1);
    expect((await browser.ask('POST', '/api/me/second-factor/confirm', { code })).status).toBe(204);
    return { browser, ...made };
  };
  const atSecondStep = async () => {
    const browser = desk.visitor();
    const answer = await browser.signIn(email);
    expect([answer.status, answer.body]).toEqual([200, { secondStep: true }]);
    return browser;
  };
  const give = (browser: Browser, code: string) => browser.ask('POST', '/api/auth/second-step', { code });
  const isIn = async (browser: Browser) => (await browser.ask('GET', '/api/people')).status === 200;

  describe('a second factor', () => {
    test('is asked for once it is confirmed, and not before', async () => {
      const browser = await editor();
      const { uri, recoveryCodes } = await begin(browser);
      expect(recoveryCodes).toHaveLength(10);
      expect(await isIn(await editor())).toBe(true);
      const wrong = await browser.ask('POST', '/api/me/second-factor/confirm', { code: '12345x' });
      expect(wrong.body).toMatchObject({ code: 'wrong-code', errors: [{ path: 'code' }] });
      const code = await totpCode(uri, -1);
      expect((await browser.ask('POST', '/api/me/second-factor/confirm', { code })).status).toBe(204);
      expect((await browser.ask('GET', '/api/session')).body.me).toMatchObject({ secondFactor: true });

      const other = await atSecondStep();
      expect(await isIn(other)).toBe(false);
      expect((await give(other, await totpCode(uri))).status).toBe(204);
      expect((await other.ask('GET', '/api/session')).body.me).toMatchObject({ email });
    });

    test('is set up and ended with the password alone', async () => {
      const browser = await editor();
      const guess = { password: 'not the password' };
      expect((await browser.ask('POST', '/api/me/second-factor', guess)).status).toBe(401);
      const { browser: own } = await withFactor();
      for (const path of ['/end', '/recovery-codes'])
        expect((await own.ask('POST', `/api/me/second-factor${path}`, guess)).status).toBe(401);
      expect((await own.ask('POST', '/api/me/second-factor', { password })).status).toBe(409);
      expect((await own.ask('POST', '/api/me/second-factor/end', { password })).status).toBe(204);
      expect(await isIn(own)).toBe(true);
      expect(await isIn(await editor())).toBe(true);
    });

    test('keeps neither key nor recovery codes readable in the database', async () => {
      const { uri, recoveryCodes } = await withFactor();
      const rows = JSON.stringify(await storage.db.selectFrom('twoFactor').selectAll().execute());
      expect(rows).not.toContain(new URL(uri).searchParams.get('secret'));
      for (const code of recoveryCodes) expect(rows).not.toContain(code);
    });
  });

  describe('a code', () => {
    test('counts once, even twice at the same time', async () => {
      const { uri } = await withFactor();
      const code = await totpCode(uri);
      const browsers = [await atSecondStep(), await atSecondStep()];
      const answers = await Promise.all(browsers.map((browser) => give(browser, code)));
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 422]);
      expect((await give(await atSecondStep(), code)).body).toMatchObject({ code: 'wrong-code' });
    });

    test('may have blanks, and each recovery code counts once', async () => {
      const { uri, recoveryCodes } = await withFactor();
      const code = await totpCode(uri);
      expect((await give(await atSecondStep(), `${code.slice(0, 3)} ${code.slice(3)} `)).status).toBe(204);
      const [first = '', second = ''] = recoveryCodes;
      expect((await give(await atSecondStep(), first)).status).toBe(204);
      expect((await give(await atSecondStep(), first)).status).toBe(422);
      expect((await give(await atSecondStep(), second)).status).toBe(204);
    });

    test('of recovery is worth nothing once there are new ones', async () => {
      const { browser, recoveryCodes } = await withFactor();
      const renewed = await browser.ask('POST', '/api/me/second-factor/recovery-codes', { password });
      expect((await give(await atSecondStep(), recoveryCodes[0] ?? '')).status).toBe(422);
      expect((await give(await atSecondStep(), renewed.body.recoveryCodes[0])).status).toBe(204);
    });
  });

  describe('who guesses', () => {
    test('has five codes for a password, and ten in all', async () => {
      const { uri } = await withFactor();
      const first = await atSecondStep();
      const statuses = [];
      for (let guess = 0; guess < 6; guess += 1) statuses.push((await give(first, `guess-${guess}`)).status);
      expect(statuses).toEqual([422, 422, 422, 422, 422, 410]);
      const second = await atSecondStep();
      for (let guess = 0; guess < 5; guess += 1) await give(second, `guess-${guess}`);
      const third = await atSecondStep();
      expect((await give(third, await totpCode(uri))).body).toMatchObject({ code: 'too-many-requests' });
      expect(await isIn(third)).toBe(false);
    });

    test('gets nowhere without the password, with another’s cookie or with their own session', async () => {
      const { uri } = await withFactor();
      expect((await give(desk.visitor(), await totpCode(uri))).body).toMatchObject({ code: 'gone' });
      const forged = desk.visitor();
      forged.cookie = 'galley.two_factor=2fa-made-up.signature';
      expect((await give(forged, await totpCode(uri))).body).toMatchObject({ code: 'gone' });
      // With a session of somebody else the code is still judged as that of the person whose password was given.
      const browser = await signedIn('viewer');
      const before = browser.cookie;
      expect((await browser.signIn(email)).status).toBe(200);
      browser.cookie = before;
      expect(await isIn(browser)).toBe(false);
      browser.cookie = (await signedIn('viewer')).cookie;
      expect(await isIn(browser)).toBe(true);
      expect((await give(browser, 'no-such-code')).status).toBe(422);
      expect((await give(browser, await totpCode(uri))).status).toBe(204);
      expect((await browser.ask('GET', '/api/session')).body.me).toMatchObject({ email });
    });

    test('can’t go round the second step by a forgotten password or better-auth’s own paths', async () => {
      const { browser, uri } = await withFactor();
      const admin = await signedIn('admin');
      const { id } = personOf('editor');
      const { body } = await admin.ask('POST', `/api/people/${id}/reset-link`);
      const token = String(body.link).split('/').at(-1);
      const accepted = await desk.visitor().ask('POST', '/api/password-resets/accept', { token, password });
      expect(accepted.status).toBe(204);
      expect(await isIn(browser)).toBe(false);
      const waiting = await atSecondStep();
      for (const path of [
        'disable',
        'enable',
        'get-totp-uri',
        'verify-totp',
        'verify-backup-code',
        'send-otp',
      ])
        expect(
          (await waiting.ask('POST', `/api/auth/two-factor/${path}`, { password, code: '1' })).status,
        ).toBe(404);
      expect(await isIn(waiting)).toBe(false);
      expect((await give(waiting, await totpCode(uri))).status).toBe(204);
    });

    test('and is deactivated in between does not come in', async () => {
      const { uri } = await withFactor();
      const waiting = await atSecondStep();
      const admin = await signedIn('admin');
      const { id } = personOf('editor');
      await admin.ask('PATCH', `/api/people/${id}`, { active: false });
      expect((await give(waiting, await totpCode(uri))).body).toMatchObject({ code: 'deactivated' });
      await admin.ask('PATCH', `/api/people/${id}`, { active: true });
    });
  });

  test('an admin resets the second factor of somebody else, who has lost it', async () => {
    await withFactor();
    const admin = await signedIn('admin');
    const path = (role: string) => `/api/people/${personOf(role).id}/reset-second-factor`;
    expect((await admin.ask('POST', path('admin'))).body).toMatchObject({ code: 'own-account' });
    expect((await (await signedIn('viewer')).ask('POST', path('editor'))).status).toBe(403);
    const members = (await admin.ask('GET', '/api/members')).body as {
      email: string;
      secondFactor: boolean;
    }[];
    expect(members.find((member) => member.email === email)).toMatchObject({ secondFactor: true });
    expect((await admin.ask('POST', path('editor'))).status).toBe(204);
    expect(await isIn(await editor())).toBe(true);
    expect((await admin.ask('POST', path('editor'))).status).toBe(404);
    expect(await storage.db.selectFrom('twoFactor').select('id').execute()).toEqual([]);
  });
});
