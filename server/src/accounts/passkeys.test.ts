// Passkeys over HTTP, with an authenticator in software that says what it likes.
import type { UserId } from '@galley/shared/ids.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { TestPasskey } from './passkey-testing.ts';
import { type Browser, openAccounts, type TestAccounts, testPassword } from './testing.ts';

const secret = 'a secret of forty characters, no less!!!';
const wrong = { code: 'wrong-passkey', status: 422 };

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
    await storage.db.deleteFrom('passkey').execute();
    await storage.db.deleteFrom('setting').where('key', '=', 'secondFactorRule').execute();
    await storage.db.updateTable('user').set({ passkeys: 0 }).execute();
    // Limits are of a process.
    await desk.close();
    desk = await openAccounts(storage, { secret });
  });
  afterAll(async () => {
    await desk.close();
    await storage.close();
  });

  const signedIn = async (role: string) => {
    const browser = desk.visitor();
    expect((await browser.signIn(people.get(role)?.email ?? '')).status).toBe(204);
    return browser;
  };
  const begin = async (browser: Browser, password = testPassword) =>
    await browser.ask('POST', '/api/me/passkeys/begin', { password });
  const add = async (browser: Browser, passkey = new TestPasskey(desk.url), name = 'My phone') => {
    const { body: options } = await begin(browser);
    const added = await browser.ask('POST', '/api/me/passkeys', {
      name,
      response: passkey.register(options),
    });
    expect([added.status, added.body]).toMatchObject([201, { name }]);
    return passkey;
  };
  const challenge = async (browser: Browser) =>
    (await browser.ask('POST', '/api/auth/passkey/begin')).body as { challenge: string };
  const signIn = async (
    passkey: TestPasskey,
    lies: Parameters<TestPasskey['sign']>[1] = {},
    browser = desk.visitor(),
  ) => {
    const response = passkey.sign(await challenge(browser), lies);
    return { browser, answer: await browser.ask('POST', '/api/auth/passkey', { response }) };
  };
  const handleOf = (role: string) => Buffer.from(people.get(role)?.id ?? '').toString('base64url');
  const stateOf = async (browser: Browser) => (await browser.ask('GET', '/api/session')).body;

  test('a passkey is added with the password, named, used, and removed', async () => {
    const editor = await signedIn('editor');
    expect((await begin(editor, 'not the password')).body).toMatchObject({ code: 'wrong-credentials' });
    const passkey = await add(editor);
    expect((await stateOf(editor)).me).toMatchObject({ passkeys: 1 });
    const { browser, answer } = await signIn(passkey);
    expect(answer.status).toBe(204);
    expect((await stateOf(browser)).me).toMatchObject({ email: people.get('editor')?.email });

    const [listed] = (await browser.ask('GET', '/api/me/passkeys')).body;
    expect(listed).toMatchObject({ name: 'My phone', usedAt: expect.any(String) });
    const path = `/api/me/passkeys/${listed.id}`;
    expect((await browser.ask('PATCH', path, { name: 'Old phone' })).body).toMatchObject({
      name: 'Old phone',
    });
    const viewer = await signedIn('viewer');
    expect((await viewer.ask('PATCH', path, { name: 'Mine' })).status).toBe(404);
    expect((await viewer.ask('DELETE', path)).status).toBe(404);
    expect((await browser.ask('DELETE', path)).status).toBe(204);
    expect((await signIn(passkey)).answer.body).toMatchObject(wrong);
  });

  describe('nobody is signed in', () => {
    test.each([
      ['for another origin', { origin: 'https://evil.example' }],
      ['for another host', { rpId: 'evil.example' }],
      ['without asking who is there', { verifiesUser: false }],
      ['for another challenge', { challenge: 'bm90IHRoZSBjaGFsbGVuZ2U' }],
      ['as somebody else', { userHandle: Buffer.from('somebody').toString('base64url') }],
    ])('by a passkey that signs %s', async (_what, lies) => {
      const passkey = await add(await signedIn('editor'));
      const { browser, answer } = await signIn(passkey, lies);
      expect(answer.body).toMatchObject(wrong);
      expect((await stateOf(browser)).state).toBe('signed-out');
    });

    test('by what was sent once before, or in another browser', async () => {
      const passkey = await add(await signedIn('editor'));
      const browser = desk.visitor();
      const response = passkey.sign(await challenge(browser));
      const { cookie } = browser;
      const thief = desk.visitor();
      expect((await thief.ask('POST', '/api/auth/passkey', { response })).body).toMatchObject({
        code: 'gone',
      });
      await challenge(thief);
      expect((await thief.ask('POST', '/api/auth/passkey', { response })).body).toMatchObject(wrong);
      expect((await browser.ask('POST', '/api/auth/passkey', { response })).status).toBe(204);
      thief.cookie = cookie;
      expect((await thief.ask('POST', '/api/auth/passkey', { response })).body).toMatchObject({
        code: 'gone',
      });
      expect((await stateOf(thief)).state).toBe('signed-out');
    });

    test('by another key under the id of a passkey that is known', async () => {
      const passkey = await add(await signedIn('editor'));
      const other = new TestPasskey(desk.url);
      const browser = desk.visitor();
      const options = await challenge(browser);
      const forged = {
        ...other.sign(options, { userHandle: handleOf('editor') }),
        id: passkey.sign(options).id,
        rawId: passkey.sign(options).id,
      };
      expect((await browser.ask('POST', '/api/auth/passkey', { response: forged })).body).toMatchObject(
        wrong,
      );
    });

    test('who is deactivated', async () => {
      const passkey = await add(await signedIn('editor'));
      const id = people.get('editor')?.id as UserId;
      await storage.db.updateTable('user').set({ active: 0 }).where('id', '=', id).execute();
      expect((await signIn(passkey)).answer.body).toMatchObject({ code: 'deactivated' });
      await storage.db.updateTable('user').set({ active: 1 }).where('id', '=', id).execute();
    });
  });

  test('nobody adds the passkey of somebody else, or with somebody else’s challenge', async () => {
    const [editor, viewer] = [await signedIn('editor'), await signedIn('viewer')];
    const passkey = await add(editor);
    const { body: options } = await begin(viewer);
    const again = await viewer.ask('POST', '/api/me/passkeys', {
      name: 'x',
      response: passkey.register(options),
    });
    expect(again.body).toMatchObject(wrong);
    const { body: ofEditor } = await begin(editor);
    const fresh = new TestPasskey(desk.url).register(ofEditor);
    viewer.cookie = editor.cookie.split('; ').find((pair) => pair.startsWith('galley.passkey=')) ?? '';
    expect((await viewer.ask('POST', '/api/me/passkeys', { name: 'x', response: fresh })).body).toMatchObject(
      {
        code: 'gone',
      },
    );
    const { body: next } = await begin(editor);
    const lying = new TestPasskey(desk.url).register(next, { verifiesUser: false });
    expect((await editor.ask('POST', '/api/me/passkeys', { name: 'x', response: lying })).body).toMatchObject(
      wrong,
    );
    expect((await signIn(passkey, { userHandle: handleOf('editor') })).answer.status).toBe(204);
  });

  describe('where a second factor is required', () => {
    test('a passkey is one, and the password alone opens nothing, nor adds another', async () => {
      const admin = await signedIn('admin');
      const rule = { secondFactor: 'everybody' };
      expect((await admin.ask('PUT', '/api/access-settings', rule)).status).toBe(403);
      const passkey = await add(admin);
      expect((await admin.ask('PUT', '/api/access-settings', rule)).status).toBe(200);
      expect(await stateOf(admin)).toMatchObject({ state: 'signed-in', secondFactorRequired: true });
      const [own] = (await admin.ask('GET', '/api/me/passkeys')).body;
      const last = await admin.ask('DELETE', `/api/me/passkeys/${own.id}`);
      expect(last.body).toMatchObject({ code: 'second-factor-required' });

      const alone = await signedIn('admin');
      expect(await stateOf(alone)).toMatchObject({ state: 'second-factor-missing', me: { passkeys: 1 } });
      for (const path of ['/api/me/passkeys/begin', '/api/me/second-factor'])
        expect((await alone.ask('POST', path, { password: testPassword })).body).toMatchObject({
          code: 'second-factor-required',
        });
      expect((await signIn(passkey, {}, alone)).answer.status).toBe(204);
      expect((await stateOf(alone)).state).toBe('signed-in');
    });

    test('who has none adds one in place of an authenticator app, and goes on', async () => {
      const admin = await signedIn('admin');
      await add(admin);
      await admin.ask('PUT', '/api/access-settings', { secondFactor: 'everybody' });
      const viewer = await signedIn('viewer');
      expect((await stateOf(viewer)).state).toBe('second-factor-missing');
      await add(viewer);
      expect((await stateOf(viewer)).state).toBe('signed-in');
      const { id } = people.get('viewer') ?? {};
      expect((await admin.ask('POST', `/api/people/${id}/reset-second-factor`)).status).toBe(204);
      expect((await stateOf(await signedIn('viewer'))).me).toMatchObject({ passkeys: 0 });
    });
  });
});
