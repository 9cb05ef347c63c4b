import { roles } from '@galley/shared/access/roles.ts';
import {
  createdInviteSchema,
  inviteSchema,
  memberSchema,
  meSchema,
  openInviteSchema,
  personColors,
  personSchema,
  sessionStateSchema,
} from '@galley/shared/api/people.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import type { SessionChange } from './sessions.ts';
import { type Browser, openAccounts, type TestAccounts, testPassword } from './testing.ts';

const newcomer = (token: string, email = 'newcomer@test.example') => ({
  token,
  name: 'New Comer',
  email,
  password: testPassword,
  language: 'de',
});

forEachStorage((database) => {
  let storage: Storage;
  let desk: TestAccounts;
  let admin: Browser;
  let changes: SessionChange[];

  beforeAll(async () => {
    storage = await (await database()).open();
    desk = await openAccounts(storage);
    for (const role of roles) await desk.person(role);
    admin = await desk.as('admin');
    desk.accounts.sessions.onChange((change) => changes.push(change));
  });
  beforeEach(() => {
    changes = [];
  });
  afterAll(async () => {
    await desk.close();
    await storage.close();
  });

  const sessionOf = async (browser: Browser) =>
    sessionStateSchema.parse((await browser.ask('GET', '/api/session')).body);

  async function invitation(invite: object = { role: 'editor' }): Promise<{ id: string; token: string }> {
    const answer = await admin.ask('POST', '/api/invites', invite);
    expect(answer.status).toBe(201);
    const created = createdInviteSchema.parse(answer.body);
    return { id: created.invite.id, token: created.link.split('/').at(-1) ?? '' };
  }

  describe('signing in', () => {
    test('opens a session in a cookie that no script can read', async () => {
      const browser = desk.visitor();
      expect(await sessionOf(browser)).toEqual({
        state: 'signed-out',
        demo: null,
        ended: false,
        resetByMail: false,
        passwords: true,
        provider: null,
      });
      const answer = await browser.signIn('EDITOR@test.example');
      expect(answer.status).toBe(204);
      expect(answer.body).toBe('');
      const [cookie] = answer.headers.getSetCookie();
      expect(cookie).toMatch(/^galley\.session_token=.*; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=Lax/);
      const state = await sessionOf(browser);
      expect(state).toMatchObject({
        state: 'signed-in',
        me: { email: 'editor@test.example', role: 'editor' },
        timeZone: 'Europe/Berlin',
      });
    });

    test('says no more than that the address or the password is wrong', async () => {
      const wrong = await desk.visitor().signIn('editor@test.example', 'not the password');
      const nobody = await desk.visitor().signIn('nobody@test.example', 'not the password');
      expect(wrong.status).toBe(401);
      expect(wrong.body).toMatchObject({ code: 'wrong-credentials' });
      expect(nobody.body).toEqual(wrong.body);
    });

    test('replaces the session that the browser had', async () => {
      const browser = await desk.as('editor');
      const before = browser.cookie;
      await browser.signIn('viewer@test.example');
      const old = desk.visitor();
      old.cookie = before;
      expect((await sessionOf(old)).state).toBe('signed-out');
      expect(await sessionOf(browser)).toMatchObject({ me: { role: 'viewer' } });
    });

    test('ends with signing out, at once and for every holder of the cookie', async () => {
      const browser = await desk.as('editor');
      const copy = desk.visitor();
      copy.cookie = browser.cookie;
      expect((await sessionOf(copy)).state).toBe('signed-in');
      expect((await browser.ask('POST', '/api/auth/sign-out', {})).status).toBe(204);
      expect(browser.cookie).toBe('');
      expect((await sessionOf(copy)).state).toBe('signed-out');
      const { id } = await desk.person('editor');
      expect(changes).toMatchObject([{ type: 'ended', user: id }]);
    });

    test('can be undone everywhere', async () => {
      const [one, other] = [await desk.as('reviewer'), await desk.as('reviewer')];
      expect((await one.ask('POST', '/api/me/sign-out-everywhere')).status).toBe(204);
      expect((await sessionOf(one)).state).toBe('signed-out');
      expect(await sessionOf(other)).toMatchObject({ state: 'signed-out', ended: true });
      expect(changes.map((change) => change.type)).toEqual(['ended', 'ended']);
    });

    test('needs the new password after a change, which ends all other sessions', async () => {
      const { token } = await invitation();
      const browser = desk.visitor();
      await browser.ask('POST', '/api/invites/accept', newcomer(token, 'changer@test.example'));
      const other = desk.visitor();
      await other.signIn('changer@test.example');
      const change = (currentPassword: string, newPassword: string) =>
        browser.ask('POST', '/api/auth/change-password', { currentPassword, newPassword });

      expect((await change('wrong', 'another long one')).body).toMatchObject({ code: 'wrong-credentials' });
      expect((await change(testPassword, 'short')).body).toMatchObject({
        code: 'invalid-input',
        errors: [{ path: 'newPassword' }],
      });
      expect((await change(testPassword, 'another long one')).status).toBe(204);
      expect((await sessionOf(browser)).state).toBe('signed-in');
      expect((await sessionOf(other)).state).toBe('signed-out');
      expect((await desk.visitor().signIn('changer@test.example')).status).toBe(401);
      expect((await desk.visitor().signIn('changer@test.example', 'another long one')).status).toBe(204);
    });
  });

  describe('the profile', () => {
    test('is the person’s own to change, and is sent to open sockets', async () => {
      const browser = await desk.as('viewer');
      const change = { name: '  Vera Viewer ', color: personColors[5], language: 'de', picture: null };
      const answer = await browser.ask('PATCH', '/api/me', change);
      expect(meSchema.parse(answer.body)).toMatchObject({
        name: 'Vera Viewer',
        color: personColors[5],
        language: 'de',
      });
      expect(await sessionOf(browser)).toMatchObject({ me: { name: 'Vera Viewer' } });
      const { id } = await desk.person('viewer');
      expect(changes).toEqual([{ type: 'changed', user: id }]);
    });

    test('takes no role, no activity, no address and no color beside the palette', async () => {
      const browser = await desk.as('viewer');
      for (const hostile of [
        { role: 'admin' },
        { active: false },
        { email: 'root@test.example' },
        { id: 'x' },
      ])
        expect((await browser.ask('PATCH', '/api/me', hostile)).body).toMatchObject({
          code: 'invalid-input',
        });
      expect(await sessionOf(browser)).toMatchObject({
        me: { role: 'viewer', active: true, email: 'viewer@test.example' },
      });
      for (const wrong of [
        { color: 'red' },
        { color: '#ffffff' },
        { name: ' ' },
        { language: 'fr' },
        { picture: '../../api/session' },
      ])
        expect((await browser.ask('PATCH', '/api/me', wrong)).body).toMatchObject({ code: 'invalid-input' });
    });
  });

  describe('people', () => {
    test('are known to everybody, their addresses to admins only', async () => {
      const viewer = await desk.as('viewer');
      const people = await viewer.ask('GET', '/api/people');
      expect(z.array(personSchema).parse(people.body).length).toBeGreaterThanOrEqual(4);
      expect(JSON.stringify(people.body)).not.toContain('@test.example');
      const members = z.array(memberSchema).parse((await admin.ask('GET', '/api/members')).body);
      expect(members.find(({ role }) => role === 'admin')).toMatchObject({ email: 'admin@test.example' });
    });

    test('get colors of their own', async () => {
      const people = z.array(personSchema).parse((await admin.ask('GET', '/api/people')).body);
      const colors = people.map(({ color }) => color).filter((color) => color !== personColors[5]);
      expect(new Set(colors).size).toBe(colors.length);
    });

    test('change their role by an admin’s hand, at once', async () => {
      const { id } = await desk.person('viewer');
      const viewer = await desk.as('viewer');
      const answer = await admin.ask('PATCH', `/api/people/${id}`, { role: 'editor' });
      expect(memberSchema.parse(answer.body)).toMatchObject({ id, role: 'editor', active: true });
      expect(changes).toContainEqual({ type: 'changed', user: id });
      expect(await sessionOf(viewer)).toMatchObject({ me: { role: 'editor' } });
      await admin.ask('PATCH', `/api/people/${id}`, { role: 'viewer' });
    });

    test('who are deactivated are signed out, can’t sign in and can come back', async () => {
      const { id, email } = await desk.person('reviewer');
      const reviewer = await desk.as('reviewer');
      await admin.ask('PATCH', `/api/people/${id}`, { active: false });
      expect(changes).toContainEqual({ type: 'deactivated', user: id });
      expect((await sessionOf(reviewer)).state).toBe('signed-out');
      const refused = await desk.visitor().signIn(email);
      expect(refused.body).toMatchObject({ code: 'deactivated', status: 403 });
      expect(refused.headers.getSetCookie()).toEqual([]);
      expect((await desk.visitor().signIn(email, 'wrong password')).status).toBe(401);
      await admin.ask('PATCH', `/api/people/${id}`, { active: true });
      expect((await desk.visitor().signIn(email)).status).toBe(204);
    });

    test('can’t demote or deactivate themselves', async () => {
      const { id } = await desk.person('admin');
      for (const change of [{ role: 'viewer' }, { active: false }])
        expect((await admin.ask('PATCH', `/api/people/${id}`, change)).body).toMatchObject({
          code: 'own-account',
          status: 409,
        });
    });

    test('who don’t exist can’t be changed', async () => {
      expect((await admin.ask('PATCH', '/api/people/nobody', { role: 'editor' })).status).toBe(404);
      const { id } = await desk.person('editor');
      expect((await admin.ask('PATCH', `/api/people/${id}`, { role: 'root' })).status).toBe(422);
    });

    test('of whom two admins demote each other at once leave one admin', async () => {
      const { token } = await invitation({ role: 'admin' });
      const second = desk.visitor();
      await second.ask('POST', '/api/invites/accept', newcomer(token, 'second-admin@test.example'));
      const state = await sessionOf(second);
      const secondId = state.state === 'signed-in' ? state.me.id : null;
      const { id: firstId } = await desk.person('admin');
      const answers = await Promise.all([
        admin.ask('PATCH', `/api/people/${secondId}`, { role: 'viewer' }),
        second.ask('PATCH', `/api/people/${firstId}`, { role: 'viewer' }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
      await storage.db.updateTable('user').set({ role: 'admin' }).where('id', '=', firstId).execute();
      await storage.db.updateTable('user').set({ role: 'viewer' }).where('id', '=', secondId).execute();
      await expect.poll(async () => (await admin.ask('GET', '/api/members')).status).toBe(200);
    });
  });

  describe('an invitation', () => {
    test('shows its link once and its hash alone is kept', async () => {
      const answer = await admin.ask('POST', '/api/invites', { role: 'reviewer' });
      const { invite, link } = createdInviteSchema.parse(answer.body);
      expect(link).toMatch(new RegExp(`^${desk.url}/desk/invite/[\\w-]{32}$`));
      const token = link.split('/').at(-1) ?? '';
      const rows = await storage.db.selectFrom('invite').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(token);
      const listed = await admin.ask('GET', '/api/invites');
      expect(z.array(inviteSchema).parse(listed.body)).toContainEqual(invite);
      expect(JSON.stringify(listed.body)).not.toContain(token);
    });

    test('tells its holder who invites to what', async () => {
      const { token } = await invitation({ role: 'reviewer', email: 'Invited@test.example' });
      const answer = await desk.visitor().ask('POST', '/api/invites/look', { token });
      expect(openInviteSchema.parse(answer.body)).toMatchObject({
        role: 'reviewer',
        email: 'invited@test.example',
        invitedBy: 'Admin Person',
      });
    });

    test('makes its holder a person of its role who is signed in', async () => {
      const { id, token } = await invitation({ role: 'reviewer' });
      const browser = desk.visitor();
      const answer = await browser.ask('POST', '/api/invites/accept', newcomer(token));
      expect(answer.status).toBe(204);
      expect(await sessionOf(browser)).toMatchObject({
        state: 'signed-in',
        me: { name: 'New Comer', role: 'reviewer', language: 'de', email: 'newcomer@test.example' },
      });
      const listed = await admin.ask('GET', '/api/invites');
      expect(z.array(inviteSchema).parse(listed.body)).not.toContainEqual(expect.objectContaining({ id }));
    });

    test('is accepted once, however many try at the same time', async () => {
      const { token } = await invitation();
      const answers = await Promise.all(
        ['a', 'b', 'c'].map((name) =>
          desk.visitor().ask('POST', '/api/invites/accept', newcomer(token, `${name}@race.example`)),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410]);
      const people = await storage.db
        .selectFrom('user')
        .select('id')
        .where('email', 'like', '%@race.example')
        .execute();
      expect(people.length).toBe(1);
    });

    test('takes addresses whose domain has umlauts, however they are written', async () => {
      const { token } = await invitation({ role: 'viewer', email: 'anna@müller.example' });
      const look = await desk.visitor().ask('POST', '/api/invites/look', { token });
      expect(look.body.email).toBe('anna@müller.example');
      const browser = desk.visitor();
      const accepted = await browser.ask(
        'POST',
        '/api/invites/accept',
        newcomer(token, 'anna@xn--mller-kva.example'),
      );
      expect(accepted.status).toBe(204);
      expect((await browser.ask('GET', '/api/session')).body.me.email).toBe('anna@müller.example');
      for (const email of ['Anna@MÜLLER.example', 'anna@xn--mller-kva.example'])
        expect((await desk.visitor().signIn(email, newcomer(token).password)).status).toBe(204);
    });

    test('that is addressed to somebody is not for another address', async () => {
      const { token } = await invitation({ role: 'editor', email: 'ada@test.example' });
      const accept = (email: string) =>
        desk.visitor().ask('POST', '/api/invites/accept', newcomer(token, email));
      expect((await accept('eve@test.example')).body).toMatchObject({
        code: 'invalid-input',
        errors: [{ path: 'email' }],
      });
      expect((await accept('Ada@test.example')).status).toBe(204);
    });

    test('stays open where the address is taken, and is not made for a taken one', async () => {
      const { token } = await invitation();
      const browser = desk.visitor();
      const taken = await browser.ask('POST', '/api/invites/accept', newcomer(token, 'Editor@test.example'));
      expect(taken.body).toMatchObject({ code: 'email-taken', status: 409 });
      expect((await browser.ask('POST', '/api/invites/look', { token })).status).toBe(200);
      const invite = { role: 'editor', email: 'editor@test.example' };
      expect((await admin.ask('POST', '/api/invites', invite)).body).toMatchObject({ code: 'email-taken' });
    });

    test('is gone when it was revoked, has expired or was made up', async () => {
      const revoked = await invitation();
      expect((await admin.ask('DELETE', `/api/invites/${revoked.id}`)).status).toBe(204);
      expect((await admin.ask('DELETE', `/api/invites/${revoked.id}`)).status).toBe(404);
      const expired = await invitation();
      const past = new Date(Date.now() - 1000).toISOString();
      await storage.db.updateTable('invite').set({ expiresAt: past }).where('id', '=', expired.id).execute();
      for (const token of [revoked.token, expired.token, 'made-up']) {
        const look = await desk.visitor().ask('POST', '/api/invites/look', { token });
        expect(look.body).toMatchObject({ code: 'gone', status: 410 });
        const accept = await desk
          .visitor()
          .ask('POST', '/api/invites/accept', newcomer(token, 'x@y.example'));
        expect(accept.status).toBe(410);
      }
    });

    test('is worth nothing once its maker is no admin any more, even if they are again', async () => {
      const made = await invitation({ role: 'admin' });
      const rogue = desk.visitor();
      await rogue.ask('POST', '/api/invites/accept', newcomer(made.token, 'rogue@test.example'));
      const created = await rogue.ask('POST', '/api/invites', { role: 'admin' });
      const token = created.body.link.split('/').at(-1);
      const state = await sessionOf(rogue);
      const rogueId = state.state === 'signed-in' ? state.me.id : '';
      await admin.ask('PATCH', `/api/people/${rogueId}`, { active: false });
      await admin.ask('PATCH', `/api/people/${rogueId}`, { active: true });
      expect((await desk.visitor().ask('POST', '/api/invites/look', { token })).status).toBe(410);
    });
  });
});

describe('setting up', () => {
  forEachStorage((database) => {
    let storage: Storage;
    let desk: TestAccounts;
    let token: string;

    beforeAll(async () => {
      storage = await (await database()).open();
      desk = await openAccounts(storage);
      token = (await desk.accounts.setupToken()) ?? '';
    });
    afterAll(async () => {
      await desk.close();
      await storage.close();
    });

    const form = (tokenGiven: string, email = 'first@test.example') => newcomer(tokenGiven, email);

    test('is asked for while there is no admin, with a token whose hash alone is kept', async () => {
      expect((await desk.visitor().ask('GET', '/api/session')).body).toEqual({ state: 'setup' });
      expect(token).toMatch(/^[\w-]{32}$/);
      expect(await desk.accounts.setupToken()).toBe(token);
      const settings = await storage.db.selectFrom('setting').selectAll().execute();
      expect(JSON.stringify(settings)).not.toContain(token);
    });

    test('refuses another token', async () => {
      const answer = await desk.visitor().ask('POST', '/api/setup', form('wrong'));
      expect(answer.body).toMatchObject({ code: 'wrong-credentials', errors: [{ path: 'token' }] });
    });

    test('makes one admin, however many try at once, and is over then', async () => {
      const browsers = [desk.visitor(), desk.visitor(), desk.visitor()];
      const answers = await Promise.all(
        browsers.map((browser, index) =>
          browser.ask('POST', '/api/setup', form(token, `${index}@first.example`)),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410]);
      const states = await Promise.all(browsers.map((browser) => browser.ask('GET', '/api/session')));
      expect(states.filter(({ body }) => body.state === 'signed-in').map(({ body }) => body.me.role)).toEqual(
        ['admin'],
      );
      expect(await desk.accounts.setupToken()).toBeNull();
      expect((await desk.visitor().ask('POST', '/api/setup', form(token))).status).toBe(410);
    });
  });
});

describe('demo sign-ins', () => {
  forEachStorage((database) => {
    test('are offered while their people are there, active, and have the demo password', async () => {
      const storage = await (await database()).open();
      const password = 'known to everybody';
      const emails = ['one@demo.example', 'two@demo.example', 'three@demo.example'];
      const desk = await openAccounts(storage, { demo: { password, emails } });
      const { accounts } = desk;
      await accounts.addPerson({ name: 'Two', email: 'two@demo.example', password, role: 'editor' });
      const one = await accounts.addPerson({
        name: 'One',
        email: 'one@demo.example',
        password,
        role: 'admin',
      });
      await accounts.addPerson({
        name: 'Three',
        email: 'three@demo.example',
        password: 'own password',
        role: 'viewer',
      });
      const offered = async () => {
        const { body } = await desk.visitor().ask('GET', '/api/session');
        return sessionStateSchema.parse(body);
      };
      expect(await offered()).toMatchObject({
        demo: {
          password,
          people: [
            { name: 'One', role: 'admin' },
            { name: 'Two', role: 'editor' },
          ],
        },
      });
      const browser = desk.visitor();
      await browser.signIn('one@demo.example', password);
      await browser.ask('POST', '/api/auth/change-password', {
        currentPassword: password,
        newPassword: 'a secret of my own',
      });
      expect(await offered()).toMatchObject({ demo: { people: [{ name: 'Two' }] } });
      expect(one).toBeTruthy();
      await desk.close();
      await storage.close();
    });
  });
});
