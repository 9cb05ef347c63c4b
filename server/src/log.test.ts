// What the log says, and what it must never say: a whole desk at its most talkative, and each guard by itself.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { totpCode } from '@galley/shared/access/authenticator-testing.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openProvider, type TestProvider } from './accounts/provider-testing.ts';
import { testPassword } from './accounts/testing.ts';
import { logConsole } from './console-log.ts';
import { createLog } from './log.ts';
import { forEachStorage } from './storage/testing.ts';
import { type OpenDesk, openDesk } from './testing/desk.ts';

forEachStorage((database) => {
  const lines: string[] = [];
  /** What nobody may read there, with a name for the message of the test. */
  const secrets = new Map<string, string>();
  let desk: OpenDesk;
  let receiver: Server;
  let idp: TestProvider;
  const received: Record<string, unknown>[] = [];

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      received.push(request.headers);
      request.resume();
      // An answer that repeats what it got, as debugging receivers do.
      response.writeHead(500).end(JSON.stringify(request.headers));
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    idp = await openProvider();
    const settings = {
      LOG_LEVEL: 'trace',
      SECRET: 'the secret that signs all of the cookies',
      // Nobody listens there, so the mail queue complains.
      SMTP_URL: 'smtp://postman:mail-pass-4711@127.0.0.1:1',
      MAIL_FROM: 'desk@test.example',
      MAIL_WAIT_SECONDS: '0',
      WEBHOOK_ALLOW: '127.0.0.1',
      OIDC_ISSUER: idp.config().issuer,
      OIDC_CLIENT_ID: idp.config().clientId,
      OIDC_CLIENT_SECRET: idp.config().clientSecret,
      OIDC_ROLE_CLAIM: 'groups',
      OIDC_ROLES: '*=viewer',
    };
    desk = await openDesk(await database(), settings, (line) => lines.push(line));
    secrets.set('the signing secret', settings.SECRET);
    secrets.set('the mail server’s password', 'mail-pass-4711');
    secrets.set('the set-up token', String(desk.setupToken));
    idp.trust(desk.url);
    secrets.set('the secret of the provider’s client', settings.OIDC_CLIENT_SECRET);
  });
  afterAll(async () => {
    await desk.close();
    await idp.close();
    receiver.close();
  });

  test('the log at level trace holds no cookie, token, password, secret or text', async () => {
    const admin = await desk.as('admin');
    secrets.set('the password', testPassword);
    const visitor = desk.visitor();
    secrets.set('a wrong password', 'wrong-guess-0815');
    await visitor.signIn('admin@test.example', 'wrong-guess-0815');
    const invited = await admin.ask('POST', '/api/invites', { role: 'editor', email: null });
    const token = String(invited.body.link).split('/').at(-1) ?? '';
    secrets.set('the invitation’s token', token);
    await visitor.ask('GET', `/desk/invite/${token}`);
    await visitor.ask('GET', `/api/articles?query=${token}&token=${token}`);
    await visitor.ask('POST', '/api/invites/look', { token });
    await visitor.ask('POST', '/api/invites/look', `{"token":"${token}"`);
    const form = {
      token,
      name: 'Ed',
      email: 'ed@test.example',
      password: 'first-password-99',
      language: 'en',
    };
    secrets.set('a new person’s password', form.password);
    expect((await visitor.ask('POST', '/api/invites/accept', form)).status).toBe(204);
    const passwords = { currentPassword: form.password, newPassword: 'second-password-98' };
    secrets.set('a changed password', passwords.newPassword);
    expect((await visitor.ask('POST', '/api/auth/change-password', passwords)).status).toBe(204);
    await visitor.ask('GET', '/api/session', undefined, { authorization: 'Bearer some-bearer-token-1234' });
    secrets.set('a bearer token', 'some-bearer-token-1234');

    const { id } = await desk.person('editor');
    const reset = await admin.ask('POST', `/api/people/${id}/reset-link`);
    const resetToken = String(reset.body.link).split('/').at(-1) ?? '';
    secrets.set('the token of a link for a new password', resetToken);
    await visitor.ask('GET', `/desk/reset/${resetToken}`);
    await visitor.ask('POST', '/api/password-resets/look', { token: resetToken });

    const careful = await desk.as('viewer');
    const factor = await careful.ask('POST', '/api/me/second-factor', { password: testPassword });
    secrets.set('the key of an authenticator', new URL(factor.body.uri).searchParams.get('secret') ?? '');
    for (const code of factor.body.recoveryCodes) secrets.set(`the recovery code ${secrets.size}`, code);
    await careful.ask('POST', '/api/me/second-factor/confirm', { code: 'not-the-code' });
    await careful.ask('POST', '/api/me/second-factor/confirm', { code: await totpCode(factor.body.uri) });
    const locked = desk.visitor();
    await locked.signIn('viewer@test.example');
    await locked.ask('POST', '/api/auth/second-step', { code: factor.body.recoveryCodes[0] });
    await locked.ask('POST', '/api/auth/second-step', { code: factor.body.recoveryCodes[0] });

    idp.signsIn = { subject: 'sub-1', claims: { email: 'guest@test.example', email_verified: true } };
    const guest = desk.visitor();
    const back = new URL(await idp.visit(guest), desk.url);
    for (const name of ['code', 'state'])
      secrets.set(`the provider’s ${name}`, back.searchParams.get(name) ?? '');
    const kept = guest.cookie.split('=')[1] ?? '';
    secrets.set('the cookie for the way to the provider', kept);
    const callback = back.pathname + back.search;
    expect((await guest.ask('GET', callback)).headers.get('location')).toBe('/desk/');
    guest.cookie = `galley.provider=${kept}`;
    expect((await guest.ask('GET', callback)).headers.get('location')).toContain('refused');
    expect(idp.tokens).not.toEqual([]);
    for (const token of idp.tokens) secrets.set(`the provider’s token ${secrets.size}`, token);

    const { port } = receiver.address() as AddressInfo;
    const hook = { url: `http://127.0.0.1:${port}/hook`, kinds: ['article.stage-changed'] };
    const made = await admin.ask('POST', '/api/webhooks', hook);
    secrets.set('the webhook’s secret', String(made.body.secret).slice('whsec_'.length));
    await admin.ask('POST', '/api/webhooks', { ...hook, url: `http://user:hook-pass-77@127.0.0.1:${port}/` });
    secrets.set('a password within a webhook’s URL', 'hook-pass-77');
    await admin.ask('POST', `/api/webhooks/${made.body.webhook.id}/test`);

    const article = await admin.ask('POST', '/api/articles', {
      template: 'news',
      language: 'en',
      headline: 'Unheard-of headline',
    });
    secrets.set('an article’s text', 'Unheard-of headline');
    const editor = await desk.person('editor');
    const preview = await admin.ask('POST', `/api/articles/${article.body.id}/preview-links`, {});
    const previewToken = String(preview.body.address).split('/').at(-1) ?? '';
    secrets.set('a preview link’s token', previewToken);
    expect((await visitor.ask('GET', `/preview/${previewToken}`)).status).toBe(200);
    const thread = {
      id: 'a'.repeat(16),
      subject: { type: 'article' },
      comment: { id: 'b'.repeat(16), body: `Confidential remark @[${editor.id}]` },
    };
    secrets.set('a comment’s text', 'Confidential remark');
    await admin.ask('POST', `/api/articles/${article.body.id}/threads`, thread);
    for (const browser of [admin, visitor]) {
      const value = decodeURIComponent(browser.cookie.split('=')[1] ?? '');
      secrets.set(`the session’s cookie ${secrets.size}`, value);
      secrets.set(`the session’s token ${secrets.size}`, value.split('.')[0] ?? '');
    }
    await vi.waitFor(() => expect(received).not.toEqual([]), 10_000);
    secrets.set('a signature', String(received[0]?.['webhook-signature']).slice(3));
    await vi.waitFor(() => expect(lines.join('')).toMatch(/did not take a message/), 10_000);
    await vi.waitFor(() => expect(lines.join('')).toMatch(/e-mail could not be sent/), 20_000);

    const log = lines.join('');
    expect(log).toContain('/api/auth/sign-in/email');
    expect(log).toContain('/api/articles?query&token');
    for (const [name, secret] of secrets) {
      expect(secret.length, name).toBeGreaterThan(7);
      for (const written of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
        expect(log.includes(written), `${name} is in the log`).toBe(false);
    }
  });
});

describe('a line of the log', () => {
  const config = {
    secret: null,
    databaseUrl: null,
    redisUrl: null,
    mail: null,
    provider: null,
    logLevel: 'trace',
  } as const;

  function logged(write: (log: ReturnType<typeof createLog>) => void, settings: object = {}): string {
    const lines: string[] = [];
    write(createLog({ ...config, ...settings }, { write: (line) => lines.push(line) }));
    return lines.join('');
  }

  test('names an error’s kind and place, and nothing of the data it is about', () => {
    const error = Object.assign(new Error('duplicate key value'), {
      code: '23505',
      constraint: 'user_email_key',
      detail: 'Key (email)=(ada@test.example) already exists.',
      parameters: ['hunter2-hunter2'],
      request: { headers: { cookie: 'galley.session_token=abcdefgh.ijk' } },
    });
    const line = logged((log) => log.error({ err: error }, 'failed'));
    expect(JSON.parse(line).err).toMatchObject({
      type: 'Error',
      code: '23505',
      constraint: 'user_email_key',
    });
    for (const secret of ['ada@', 'hunter2', 'abcdefgh']) expect(line).not.toContain(secret);
  });

  test('has no passwords of addresses in it, wherever a library has put them', () => {
    const databaseUrl = 'postgres://galley:p%40ss-word-1@db.example/galley';
    const mail = { smtpUrl: 'smtp://a:mail%22pass-1@m.example', from: { name: '', address: 'a@b.example' } };
    const line = logged(
      (log) => {
        log.error({ err: new Error(`connect to ${databaseUrl} failed: user galley, password p@ss-word-1`) });
        log.warn('535 authentication with mail"pass-1 failed');
        log.warn({ url: 'redis://:only-a-password@cache.example:6379/0' }, 'Redis');
      },
      { databaseUrl, mail },
    );
    expect(line).toContain('@db.example');
    for (const secret of ['p%40ss', 'p@ss', 'pass-1', 'only-a-password']) expect(line).not.toContain(secret);
    for (const one of line.trimEnd().split('\n')) JSON.parse(one);
  });

  test.each([
    ['a field', { password: 'tell-nobody-1' }],
    ['a field at depth', { a: { b: [{ newPassword: 'tell-nobody-1' }] } }],
    ['a token', { token: 'tell-nobody-1' }],
    ['data that was made a text', { body: JSON.stringify({ currentPassword: 'tell-nobody-1' }) }],
    ['a header', { headers: { 'set-cookie': 'galley.session_token=tell-nobody-1; Path=/' } }],
    [
      'a header among several',
      { headers: { 'set-cookie': ['__Secure-galley.session_token=tell-nobody-1'] } },
    ],
    ['an object of cookies', { cookies: { 'galley.session_token': 'tell-nobody-1' } }],
    ['a bearer’s token', { said: 'Authorization: Bearer tell-nobody-1' }],
    ['a link of an invitation', { said: 'GET /desk/invite/tell-nobody-1-abcdefgh failed' }],
    ['a secret of a webhook', { said: 'whsec_tell-nobody-1' }],
    ['a token of a provider', { body: '{"id_token":"tell-nobody-1","token_type":"Bearer"}' }],
    ['a token of a provider by its form', { said: 'got eyJhbGciOiJSUzI1NiJ9.tell-nobody-1.tell-nobody-1' }],
    ['a code of a provider', { said: 'GET /callback?iss=x&code=tell-nobody-1&state=tell-nobody-1 failed' }],
    ['the key of an authenticator', { said: 'otpauth://totp/Galley:a@b?secret=tell-nobody-1&digits=6' }],
    ['recovery codes', { made: { recoveryCodes: ['tell-nobody-1', 'tell-nobody-1'] } }],
  ])('hides %s', (_what, fields) => {
    for (const level of ['trace', 'debug', 'info', 'warn', 'error'] as const) {
      const line = logged((log) => log[level](fields, 'said'));
      expect(line).not.toContain('tell-nobody-1');
      expect(JSON.parse(line).msg).toBe('said');
    }
  });

  describe('that a library writes to the console', () => {
    const { error, warn, info, log: plain, debug } = console;
    afterEach(() => void Object.assign(console, { error, warn, info, log: plain, debug }));

    test('goes through the log, at its level', () => {
      const said = (logLevel: string) =>
        logged(
          (log) => {
            logConsole(log);
            console.log('[%s] joined', 'article/1');
            console.error(new Error('closed'), { token: 'tell-nobody-1' });
          },
          { logLevel },
        );
      const lines = said('info').trimEnd().split('\n');
      expect(lines.map((line) => JSON.parse(line).level)).toEqual([30, 50]);
      expect(lines[0]).toContain('[article/1] joined');
      expect(lines[1]).not.toContain('tell-nobody-1');
      expect(said('error').trimEnd().split('\n')).toHaveLength(1);
      expect(said('silent')).toBe('');
    });

    test('is written a few times, and then how often it was said', async () => {
      const lines: { msg: string; more?: number }[] = [];
      const log = createLog(config, { write: (line) => lines.push(JSON.parse(line)) });
      logConsole(log, 20);
      for (let round = 0; round < 10_000; round += 1) {
        console.error(
          `closing ${crypto.randomUUID()} (while handling article/${crypto.randomUUID()})`,
          new Error(),
        );
        console.warn(`document "${crypto.randomUUID()}": type ${round}`);
      }
      await vi.waitFor(() => expect(lines.filter(({ more }) => more)).toHaveLength(2));
      expect(lines.map(({ more }) => more ?? 0)).toEqual([...Array(10).fill(0), 9995, 9995]);
      expect(lines.at(-1)?.msg).toBe('Said more often: warn document …: type …');
      console.warn('document "again": type 1');
      expect(lines).toHaveLength(13);
    });

    test('of however many kinds, is bounded', () => {
      const lines: string[] = [];
      logConsole(createLog(config, { write: (line) => lines.push(line) }));
      // Words alone, of which none is like another.
      const word = (number: number) =>
        String(number).replace(/./g, (digit) => 'abcdefghij'.charAt(Number(digit)));
      for (let round = 0; round < 10_000; round += 1) console.error(`nobody knows ${word(round)}`);
      expect(lines.length).toBeLessThan(120);
    });
  });
});
