// Forgotten passwords: by an e-mail that really arrives, and by a link that an admin hands over.
import type { UserId } from '@galley/shared/ids.ts';
import { hashPassword } from 'better-auth/crypto';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMail, type Mail } from '../mail/mail.ts';
import { openSmtp } from '../mail/smtp.ts';
import { openMailServer, type TestMailServer } from '../mail/testing.ts';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type Browser, openAccounts, type TestAccounts, testPassword } from './testing.ts';

const secret = 'a secret of forty characters, no less!!!';
const log = pino({ level: 'silent' });
const newPassword = 'harbor kettle ladder';

forEachStorage((database) => {
  let storage: Storage;
  let oldHash: string;
  let server: TestMailServer;
  let mail: Mail;
  let desk: TestAccounts;
  const people = new Map<string, { id: string; email: string }>();

  beforeAll(async () => {
    storage = await (await database()).open();
    oldHash = await hashPassword(testPassword);
  });
  beforeEach(async () => {
    server = await openMailServer();
    const from = { name: 'The Desk', address: 'desk@paper.example' };
    mail = createMail({
      storage,
      post: openSmtp({ smtpUrl: server.url, from }, 'https://desk.example'),
      log,
    });
    desk = await openAccounts(storage, { secret, emails: mail });
    if (people.size > 0) return;
    for (const role of ['admin', 'editor', 'viewer'] as const) people.set(role, await desk.person(role));
  });
  afterEach(async () => {
    await desk.close();
    await mail.close();
    await server.close();
    await storage.db.deleteFrom('mail').execute();
    await storage.db.deleteFrom('passwordReset').execute();
    await storage.db.deleteFrom('requestCount').execute();
    await storage.db.updateTable('account').set({ password: oldHash }).execute();
  });
  afterAll(() => storage.close());

  const personOf = (role: string) => people.get(role) ?? { id: '', email: '' };
  const signedIn = async (role: string, who = desk) => {
    const browser = who.visitor();
    expect((await browser.signIn(personOf(role).email)).status).toBe(204);
    return browser;
  };
  const ask = (email: string, browser: Browser = desk.visitor()) =>
    browser.ask('POST', '/api/password-resets/request', { email });
  const accept = (token: string, password = newPassword, browser: Browser = desk.visitor()) =>
    browser.ask('POST', '/api/password-resets/accept', { token, password });
  const look = (token: string) => desk.visitor().ask('POST', '/api/password-resets/look', { token });
  /** What has arrived once nothing waits any more; closing waits for what is done behind the answers. */
  const delivered = async () => {
    await desk.accounts.close();
    await vi.waitFor(async () =>
      expect(await storage.db.selectFrom('mail').select('id').execute()).toEqual([]),
    );
    return server.received;
  };
  const tokenIn = (raw: string) => /\/desk\/reset\/([\w-]+)/.exec(raw.replaceAll('=\r\n', ''))?.[1] ?? '';
  const linkFor = async (role: string) => {
    const admin = await signedIn('admin');
    const made = await admin.ask('POST', `/api/people/${personOf(role).id}/reset-link`);
    expect(made.status).toBe(201);
    return String(made.body.link).split('/').at(-1) ?? '';
  };
  const isSignedIn = async (browser: Browser) => (await browser.ask('GET', '/api/people')).status === 200;

  describe('a forgotten password', () => {
    test('is set anew by the link of an e-mail, which works once and ends all sessions', async () => {
      const before = await signedIn('editor');
      const colleague = await signedIn('viewer');
      expect((await ask(' EDITOR@test.example')).status).toBe(204);
      const [email] = await delivered();
      expect(email?.to).toEqual(['editor@test.example']);
      const token = tokenIn(email?.raw ?? '');
      expect((await look(token)).body).toMatchObject({ name: 'Editor Person', email: 'editor@test.example' });
      expect(await isSignedIn(before)).toBe(true);
      expect((await accept(token)).status).toBe(204);
      expect(await isSignedIn(before)).toBe(false);
      expect(await isSignedIn(colleague)).toBe(true);
      expect((await desk.visitor().signIn('editor@test.example')).status).toBe(401);
      expect((await desk.visitor().signIn('editor@test.example', newPassword)).status).toBe(204);
      expect((await accept(token, 'ladder kettle harbor')).body).toMatchObject({ code: 'gone' });
      expect((await look(token)).body).toMatchObject({ code: 'gone' });
    });

    test('opens no session by itself: a second step would be passed by', async () => {
      const browser = desk.visitor();
      const answer = await accept(await linkFor('editor'), newPassword, browser);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(await isSignedIn(browser)).toBe(false);
    });

    test('is set by one of several who use the same link at once', async () => {
      const token = await linkFor('editor');
      const answers = await Promise.all(
        Array.from({ length: 4 }, (_, index) => accept(token, `${newPassword} ${index}`)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410, 410]);
      const winner = answers.findIndex(({ status }) => status === 204);
      const right = await desk.visitor().signIn('editor@test.example', `${newPassword} ${winner}`);
      expect(right.status).toBe(204);
    });

    test('that would be weak is refused at its field, and the link stays', async () => {
      const token = await linkFor('editor');
      const weak = await accept(token, 'editorperson');
      expect(weak.body).toMatchObject({ code: 'weak-password', errors: [{ path: 'password' }] });
      expect((await accept(token, 'short')).body).toMatchObject({
        code: 'invalid-input',
        errors: [{ path: 'password' }],
      });
      expect((await accept(token)).status).toBe(204);
    });
  });

  describe('whoever asks for a link', () => {
    test('is answered the same for an address that nobody has, and one whose person is deactivated', async () => {
      const admin = await signedIn('admin');
      await admin.ask('PATCH', `/api/people/${personOf('viewer').id}`, { active: false });
      const answers = [];
      for (const email of ['nobody@test.example', 'viewer@test.example', 'editor@test.example'])
        answers.push(await ask(email));
      await admin.ask('PATCH', `/api/people/${personOf('viewer').id}`, { active: true });
      const seen = answers.map(({ status, body, headers }) => [
        status,
        body,
        [...headers.keys()].filter((name) => name !== 'date').sort(),
        headers.getSetCookie(),
      ]);
      expect(seen[0]).toEqual([204, '', expect.anything(), []]);
      expect(seen[1]).toEqual(seen[0]);
      expect(seen[2]).toEqual(seen[0]);
      expect((await delivered()).map(({ to }) => to)).toEqual([['editor@test.example']]);
    });

    test('gets five for an account in an hour, whether somebody has the address or not', async () => {
      for (const email of ['editor@test.example', 'nobody@test.example']) {
        const statuses = [];
        for (let attempt = 0; attempt < 7; attempt += 1) statuses.push((await ask(email)).status);
        expect(statuses).toEqual([204, 204, 204, 204, 204, 429, 429]);
      }
      expect(await delivered()).toHaveLength(5);
    });

    test('and goes through many addresses is stopped after twenty', async () => {
      const answers = await Promise.all(
        Array.from({ length: 25 }, (_, index) => ask(`nobody${index}@test.example`)),
      );
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
    });

    test('from another site, with another field or with no address is refused', async () => {
      const foreign = { origin: 'https://evil.example' };
      const body = { email: 'editor@test.example' };
      const path = '/api/password-resets/request';
      expect((await desk.visitor().ask('POST', path, body, foreign)).status).toBe(403);
      const redirected = { ...body, redirectTo: 'https://evil.example' };
      expect((await desk.visitor().ask('POST', path, redirected)).status).toBe(422);
      expect((await ask('no address')).body).toMatchObject({ errors: [{ path: 'email' }] });
      expect(await delivered()).toEqual([]);
    });

    test('at a desk without e-mail hears that, and sees it before asking', async () => {
      const plain = await openAccounts(storage, { secret });
      const answer = await ask('editor@test.example', plain.visitor());
      expect(answer.body).toMatchObject({ code: 'not-found' });
      expect((await plain.visitor().ask('GET', '/api/session')).body).toMatchObject({ resetByMail: false });
      expect((await desk.visitor().ask('GET', '/api/session')).body).toMatchObject({ resetByMail: true });
      await plain.close();
    });
  });

  describe('a link', () => {
    test('is kept as a hash, and leads to where the desk is, whatever host was asked for', async () => {
      const browser = desk.visitor();
      const answer = await browser.ask(
        'POST',
        '/api/password-resets/request',
        { email: 'editor@test.example' },
        { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      );
      expect(answer.status).toBe(204);
      const [email] = await delivered();
      const raw = (email?.raw ?? '').replaceAll('=\r\n', '');
      expect(raw).toContain(`${desk.url}/desk/reset/`);
      expect(raw).not.toContain('evil.example');
      const rows = JSON.stringify(await storage.db.selectFrom('passwordReset').selectAll().execute());
      expect(rows).toContain(personOf('editor').id);
      expect(rows).not.toContain(tokenIn(raw));
      // What was sent is in the database no longer.
      expect(await storage.db.selectFrom('mail').select('id').execute()).toEqual([]);
    });

    test('is over after its time', async () => {
      const token = await linkFor('editor');
      const over = new Date(Date.now() - 1).toISOString();
      await storage.db.updateTable('passwordReset').set({ expiresAt: over }).execute();
      expect((await look(token)).status).toBe(410);
      expect((await accept(token)).status).toBe(410);
      expect((await desk.visitor().signIn('editor@test.example')).status).toBe(204);
    });

    test('of an e-mail lasts an hour, one of an admin a day', async () => {
      await linkFor('viewer');
      await ask('editor@test.example');
      await desk.accounts.close();
      const rows = await storage.db.selectFrom('passwordReset').selectAll().execute();
      const hours = rows.map(
        ({ createdAt, expiresAt }) => (Date.parse(expiresAt) - Date.parse(createdAt)) / 3_600_000,
      );
      expect(hours.sort((one, other) => one - other)).toEqual([1, 24]);
    });

    test('ends when its person signs in and changes the password, or uses another one', async () => {
      const first = await linkFor('editor');
      const change = { currentPassword: testPassword, newPassword };
      const editor = await signedIn('editor');
      expect((await editor.ask('POST', '/api/auth/change-password', change)).status).toBe(204);
      expect((await accept(first)).status).toBe(410);
      const [second, third] = [await linkFor('editor'), await linkFor('editor')];
      expect((await accept(second)).status).toBe(204);
      expect((await accept(third)).status).toBe(410);
    });

    test('ends when its person is deactivated, for good', async () => {
      const token = await linkFor('editor');
      const admin = await signedIn('admin');
      await admin.ask('PATCH', `/api/people/${personOf('editor').id}`, { active: false });
      expect((await accept(token)).status).toBe(410);
      await admin.ask('PATCH', `/api/people/${personOf('editor').id}`, { active: true });
      expect((await accept(token)).status).toBe(410);
    });

    test('is only as good as the admin who made it', async () => {
      const token = await linkFor('editor');
      const role = (value: string) =>
        storage.db
          .updateTable('user')
          .set({ role: value })
          .where('id', '=', personOf('admin').id as UserId)
          .execute();
      await role('viewer');
      expect((await look(token)).status).toBe(410);
      expect((await accept(token)).status).toBe(410);
      await role('admin');
    });

    test('is made by admins for others alone', async () => {
      const admin = await signedIn('admin');
      const path = (role: string) => `/api/people/${personOf(role).id}/reset-link`;
      expect((await admin.ask('POST', path('admin'))).body).toMatchObject({ code: 'own-account' });
      expect((await admin.ask('POST', '/api/people/nobody/reset-link')).status).toBe(404);
      expect((await (await signedIn('editor')).ask('POST', path('viewer'))).status).toBe(403);
      expect((await desk.visitor().ask('POST', path('viewer'))).status).toBe(401);
    });
  });
});
