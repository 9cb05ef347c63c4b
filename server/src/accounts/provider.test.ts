// Signing in by an OpenID Connect provider, against a real one on real sockets.
import { totpCode } from '@galley/shared/access/authenticator-testing.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import type { ProviderConfig } from './provider-config.ts';
import { openProvider, type TestProvider } from './provider-testing.ts';
import { type Answer, type Browser, openAccounts, type TestAccounts, testPassword } from './testing.ts';

const roles = {
  claim: 'groups',
  roles: [
    ['desk', 'admin'],
    ['writers', 'editor'],
  ],
} as const;

forEachStorage((database) => {
  let storage: Storage;
  let idp: TestProvider;
  let desk: TestAccounts;
  const people = new Map<string, { id: string; email: string }>();
  const secret = 'a secret of forty characters, no less!!!';

  const open = async (settings: Partial<ProviderConfig> = { roles }, passwords = true) => {
    await desk?.close();
    desk = await openAccounts(storage, { secret, provider: idp.config(settings), passwords });
    idp.trust(desk.url);
  };
  beforeAll(async () => {
    storage = await (await database()).open();
    idp = await openProvider();
    await open();
    for (const role of ['admin', 'viewer'] as const) people.set(role, await desk.person(role));
  });
  afterEach(async () => {
    vi.useRealTimers();
    await open();
  });
  afterAll(async () => {
    await desk.close();
    await idp.close();
    await storage.close();
  });

  const somebody = (name: string, more: Record<string, unknown> = {}) => {
    const claims = {
      email: `${name}@test.example`,
      email_verified: true,
      name: `${name} at the provider`,
      groups: ['writers'],
      ...more,
    };
    idp.signsIn = { subject: `subject of ${name}`, claims };
  };
  const stateOf = async (browser: Browser) => (await browser.ask('GET', '/api/session')).body;
  /** A browser in which the person of this role has signed in with their password. */
  const withPassword = async (role: string) => {
    const browser = desk.visitor();
    expect((await browser.signIn(`${role}@test.example`)).status).toBe(204);
    return browser;
  };
  const placeOf = ({ status, headers }: Answer) => [status, headers.get('location')];
  const refused = (why: string) => [303, `/desk/sign-in?refused=${why}`];
  const rowOf = async (name: string) =>
    await storage.db
      .selectFrom('user')
      .selectAll()
      .where('email', '=', `${name}@test.example`)
      .executeTakeFirst();

  describe('who comes by the provider for the first time', () => {
    test('gets an account with the role that follows from their groups, and no password', async () => {
      somebody('wanda', { groups: ['readers', 'writers'], locale: 'de-AT' });
      const browser = desk.visitor();
      const answer = await idp.signIn(browser, { next: '/articles/abc?x=1' });
      expect(placeOf(answer)).toEqual([303, '/desk/articles/abc?x=1']);
      expect(await stateOf(browser)).toMatchObject({
        state: 'signed-in',
        ownPassword: false,
        me: { name: 'wanda at the provider', role: 'editor', language: 'de', email: 'wanda@test.example' },
      });
      const accounts = await storage.db
        .selectFrom('account')
        .selectAll()
        .where('userId', '=', (await rowOf('wanda'))?.id as UserId)
        .execute();
      expect(accounts).toMatchObject([
        { providerId: 'oidc', accessToken: null, idToken: null, password: null },
      ]);
      // The same person again, with another address and more rights.
      somebody('wanda', { email: 'married@test.example', email_verified: false, groups: ['desk'] });
      const again = desk.visitor();
      expect(placeOf(await idp.signIn(again))).toEqual([303, '/desk/']);
      expect((await stateOf(again)).me).toMatchObject({ role: 'admin', email: 'wanda@test.example' });
      expect((await stateOf(browser)).me).toMatchObject({ role: 'admin' });
    });

    test.each([
      ['without a group that has a role', { groups: ['readers'] }, 'no-role'],
      ['without any groups', { groups: undefined }, 'no-role'],
      ['with an address that nobody verified', { email_verified: false }, 'unverified'],
      ['with a word for a verified address', { email_verified: 'yes' }, 'unverified'],
      ['without an address', { email: undefined }, 'unverified'],
    ])('%s gets none', async (_what, claims, why) => {
      somebody('nobody', claims);
      const browser = desk.visitor();
      expect(placeOf(await idp.signIn(browser))).toEqual(refused(why));
      expect((await stateOf(browser)).state).toBe('signed-out');
      expect(await rowOf('nobody')).toBeUndefined();
    });

    test('has to be at the desk already where no claim says which role', async () => {
      await open({ roles: null });
      somebody('stranger');
      expect(placeOf(await idp.signIn(desk.visitor()))).toEqual(refused('not-invited'));
    });
  });

  describe('an account of the desk', () => {
    test('is linked by a verified address alone, and what opened it before opens it no longer', async () => {
      const { email = '', id } = people.get('viewer') ?? {};
      const before = await withPassword('viewer');
      const { body } = await before.ask('POST', '/api/me/second-factor', { password: testPassword });
      await before.ask('POST', '/api/me/second-factor/confirm', { code: await totpCode(body.uri) });
      somebody('viewer', { email_verified: false });
      expect(placeOf(await idp.signIn(desk.visitor()))).toEqual(refused('unverified'));
      expect((await stateOf(before)).state).toBe('signed-in');

      somebody('viewer');
      const browser = desk.visitor();
      expect(placeOf(await idp.signIn(browser))).toEqual([303, '/desk/']);
      expect((await stateOf(browser)).me).toMatchObject({ id, role: 'editor', secondFactor: false });
      expect((await stateOf(before)).state).toBe('signed-out');
      expect((await desk.visitor().signIn(email)).body).toMatchObject({ code: 'wrong-credentials' });

      // Who gets the address later at the provider does not get the account with it.
      somebody('viewer');
      if (idp.signsIn) idp.signsIn.subject = 'subject of a namesake';
      expect(placeOf(await idp.signIn(desk.visitor()))).toEqual(refused('other-account'));
    });

    test('that is deactivated stays closed, and one that loses its groups closes', async () => {
      somebody('leaver');
      const browser = desk.visitor();
      await idp.signIn(browser);
      const admin = await withPassword('admin');
      const path = `/api/people/${(await stateOf(browser)).me.id}`;
      await admin.ask('PATCH', path, { active: false });
      expect(placeOf(await idp.signIn(desk.visitor()))).toEqual(refused('deactivated'));
      await admin.ask('PATCH', path, { active: true });
      expect(placeOf(await idp.signIn(desk.visitor()))).toEqual([303, '/desk/']);
      somebody('leaver', { groups: [] });
      expect(placeOf(await idp.signIn(desk.visitor()))).toEqual(refused('no-role'));
    });

    test('of the last admin stays one', async () => {
      await storage.db
        .updateTable('user')
        .set({ role: 'editor' })
        .where('email', '!=', 'admin@test.example')
        .execute();
      somebody('admin', { groups: ['writers'] });
      const browser = desk.visitor();
      await idp.signIn(browser);
      expect((await stateOf(browser)).me).toMatchObject({ role: 'admin' });
      somebody('successor', { groups: ['desk'] });
      await idp.signIn(desk.visitor());
      somebody('admin', { groups: ['writers'] });
      await idp.signIn(browser);
      expect((await stateOf(browser)).me).toMatchObject({ role: 'editor' });
    });
  });

  describe('nobody comes in', () => {
    const isOut = async (browser: Browser, answer: Answer, why: string) => {
      expect(placeOf(answer)).toEqual(refused(why));
      expect((await stateOf(browser)).state).toBe('signed-out');
    };

    test('with an ID token for another nonce', async () => {
      somebody('wanda');
      const browser = desk.visitor();
      const change = (address: URL) => address.searchParams.set('nonce', 'of-another-sign-in');
      await isOut(browser, await idp.signIn(browser, { change }), 'start-again');
    });

    test('with a state, or in a browser, that did not begin', async () => {
      somebody('wanda');
      const [browser, other] = [desk.visitor(), desk.visitor()];
      const back = await idp.visit(browser);
      await isOut(other, await other.ask('GET', back), 'start-again');
      await idp.visit(other);
      await isOut(other, await other.ask('GET', back), 'start-again');
      other.cookie = 'galley.provider=0123456789abcdef';
      await isOut(other, await other.ask('GET', back), 'start-again');
    });

    test('with a code that was made for another code verifier', async () => {
      somebody('wanda');
      const browser = desk.visitor();
      const change = (address: URL) => address.searchParams.set('code_challenge', 'A'.repeat(43));
      await isOut(browser, await idp.signIn(browser, { change }), 'start-again');
    });

    test('with a code twice, or once it has expired', async () => {
      somebody('wanda');
      const browser = desk.visitor();
      const back = await idp.visit(browser);
      const kept = browser.cookie;
      expect(placeOf(await browser.ask('GET', back))).toEqual([303, '/desk/']);
      const thief = desk.visitor();
      thief.cookie = kept;
      await isOut(thief, await thief.ask('GET', back), 'start-again');

      const late = desk.visitor();
      const address = await idp.visit(late);
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 60_000 });
      await isOut(late, await late.ask('GET', address), 'start-again');
    });

    test('who takes too long', async () => {
      somebody('wanda');
      const browser = desk.visitor();
      const address = await idp.visit(browser);
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
      await isOut(browser, await browser.ask('GET', address), 'start-again');
    });

    test('who gives up, and where the provider does not answer', async () => {
      idp.signsIn = null;
      const browser = desk.visitor();
      await isOut(browser, await idp.signIn(browser), 'cancelled');
      await open({ issuer: 'http://127.0.0.1:9' });
      const other = desk.visitor();
      await isOut(other, await other.ask('GET', '/api/auth/provider'), 'unreachable');
    });

    test('at a place elsewhere that somebody put into the link', async () => {
      somebody('wanda');
      for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', '/\r\nx: y'])
        expect(placeOf(await idp.signIn(desk.visitor(), { next }))).toEqual([303, '/desk/']);
    });
  });

  test('signing out leads on to where the provider’s session ends', async () => {
    const answer = await desk.visitor().ask('GET', '/api/auth/provider/sign-out');
    const address = new URL(answer.headers.get('location') ?? '');
    expect(address.origin).toBe(idp.config().issuer);
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${desk.url}/desk/sign-in`);
  });

  describe('where passwords are switched off', () => {
    test('none counts, and what opened with one is closed, but for an operator’s admin', async () => {
      const reviewer = await desk.person('reviewer');
      const operator = await desk.accounts.addPerson({
        name: 'Operator',
        email: 'operator@test.example',
        password: testPassword,
        role: 'admin',
      });
      const before = await desk.as('reviewer');
      await open({ roles }, false);
      const [other, kept] = [desk.visitor(), desk.visitor()];
      other.cookie = before.cookie;
      expect((await stateOf(other)).state).toBe('signed-out');
      expect(await stateOf(kept)).toMatchObject({
        passwords: false,
        provider: 'Newsroom ID',
        resetByMail: false,
      });
      for (const email of [reviewer.email, 'operator@test.example', 'nobody-at-all@test.example'])
        expect((await kept.signIn(email)).body).toMatchObject({ code: 'passwords-off' });

      await storage.db.updateTable('user').set({ passwordAlways: 1 }).where('id', '=', operator).execute();
      expect((await kept.signIn('operator@test.example', 'not the password')).body).toMatchObject({
        code: 'passwords-off',
      });
      expect((await kept.signIn('operator@test.example')).status).toBe(204);
      expect((await stateOf(kept)).me).toMatchObject({ role: 'admin' });
      const off = { code: 'passwords-off', status: 403 };
      const { id } = reviewer;
      expect((await kept.ask('POST', '/api/invites', { role: 'viewer' })).body).toMatchObject(off);
      expect((await kept.ask('POST', `/api/people/${id}/reset-link`)).body).toMatchObject(off);
      const asked = await kept.ask('POST', '/api/password-resets/request', { email: reviewer.email });
      expect(asked.body).toMatchObject(off);
      somebody('wanda');
      const wanda = desk.visitor();
      expect(placeOf(await idp.signIn(wanda))).toEqual([303, '/desk/']);
    });
  });
});
