// What no well-behaved client sends: the desk answers all of it with a clear refusal, and goes on.
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { problemSchema } from '@galley/shared/api/problem.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Browser } from './accounts/testing.ts';
import { draft, plainArticle } from './publishing/testing.ts';
import { forEachStorage } from './storage/testing.ts';
import { accessTable } from './testing/access-table.ts';
import { type OpenDesk, openDesk } from './testing/desk.ts';

const routes = [...new Set(accessTable.map(({ route }) => route))]
  .map((route) => {
    const [method = '', path = ''] = route.split(' ');
    return { method, path };
  })
  // They end the session of who asks.
  .filter(({ path }) => !/sign-out/.test(path));
const writing = routes.filter(({ method }) => method !== 'GET');

/** A text of so many megabytes, packed: gzip takes parts one after the other. */
function packed(megabytes: number): Uint8Array<ArrayBuffer> {
  const blank = gzipSync(Buffer.alloc(1024 * 1024, ' '));
  return new Uint8Array(Buffer.concat([gzipSync('{"title":"'), ...Array(megabytes).fill(blank)]));
}

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let article: string;

  beforeAll(async () => {
    desk = await openDesk(await database());
    admin = await desk.as('admin');
    article = await draft(admin, { content: plainArticle('Unharmed'), slug: 'unharmed' });
  });
  afterAll(() => desk.close());

  const fill = (path: string, part = article) => path.replace(/:\w+/g, part);

  /** That it is no fault of ours, and says what is wrong in the one form that errors have. */
  function expectRefusal({ status, headers, body }: Answer, what: string): void {
    expect(status, what).toBeLessThan(500);
    if (status < 400) return;
    const type = headers.get('content-type') ?? '';
    if (type.startsWith('text/html')) return;
    expect(type, what).toMatch(/^application\/problem\+json/);
    expect(problemSchema.parse(body).status, what).toBe(status);
  }

  test('a body that is no JSON is refused by name wherever JSON is read', async () => {
    for (const { method, path } of writing) {
      const answer = await admin.ask(method, fill(path), '{"a":');
      expectRefusal(answer, `${method} ${path}`);
      if (answer.status === 400) expect(answer.body.code).toBe('malformed-json');
    }
    const answer = await admin.ask('POST', '/api/articles', '{"a":');
    expect(answer.body).toMatchObject({ code: 'malformed-json', status: 400 });
  });

  test.each(['/api/articles', '/api/auth/sign-in/email'])(
    'a body that unpacks to 200 MB is refused by %s, and takes no memory',
    async (path) => {
      const body = packed(200);
      const used = () => process.memoryUsage().arrayBuffers;
      const before = used();
      let most = before;
      const watch = setInterval(() => {
        most = Math.max(most, used());
      }, 1);
      const { status } = await fetch(desk.url + path, {
        method: 'POST',
        headers: {
          cookie: admin.cookie,
          origin: desk.url,
          'content-type': 'application/json',
          'content-encoding': 'gzip',
        },
        body,
      });
      clearInterval(watch);
      expect(status).toBe(413);
      expect(most - before).toBeLessThan(32 * 1024 * 1024);
      expect((await desk.visitor().ask('GET', '/health')).status).toBe(200);
    },
  );

  test.each([
    ['a list', []],
    ['nothing', 'null'],
    ['a number', '7'],
    ['lists in lists', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['a million entries', `[${'0,'.repeat(1_000_000)}0]`],
    ['a prototype', '{"__proto__":{"role":"admin"},"constructor":{"prototype":{"role":"admin"}}}'],
    ['wrong types everywhere', everyField(7)],
    ['objects for values', everyField({ $ne: '' })],
    ['a NUL in every text', everyField('a\u0000b')],
    ['half a character in every text', everyField('a\ud800b')],
    ['a very long text in every field', everyField('x'.repeat(50_000))],
    ['quotes and comments of the database', everyField(`'"; drop table "article"; --`)],
  ])('%s for a body harms nothing', async (_what, body) => {
    for (const { method, path } of writing)
      expectRefusal(await admin.ask(method, fill(path), body), `${method} ${path}`);
    expect((await admin.ask('GET', `/api/articles/${article}`)).body.headline).toBe('Unharmed');
  });

  test.each([
    '%00',
    'a%00b',
    '%E0%A4%A',
    "x'%20or%201=1",
    '..%2f..%2fetc%2fpasswd',
    '%F0%9F%98%80',
    '__proto__',
    'x'.repeat(3000),
    '-1',
    '1e308',
  ])('%s for the parts of a path leads nowhere', async (part) => {
    for (const { method, path } of routes.filter(({ path: one }) => one.includes(':'))) {
      const answer = await admin.ask(method, fill(path, part), method === 'GET' ? undefined : {});
      expectRefusal(answer, `${method} ${path}`);
    }
  });

  test.each([
    'query=%00&person=%00&cursor=%00&template=%00&from=%00&to=%00&before=%00&author=%00&section=%00&format=%00',
    'query[]=a&limit[]=1&page[]=2&cursor[]=x',
    'query=a&query=b&limit=1&limit=2&cursor=a&cursor=b',
    'limit=-1&page=-1&from=-1&to=-1',
    'limit=1e308&from=1e308&to=NaN',
    'cursor=__proto__&sort=constructor&direction=toString&stage=__proto__',
    `query=${'%F0%9F%98%80'.repeat(200)}`,
    '%',
    '&&&===',
  ])('the question ?%s harms nothing', async (query) => {
    for (const { path } of routes.filter(({ method }) => method === 'GET'))
      expectRefusal(await admin.ask('GET', `${fill(path)}?${query}`), path);
  });

  test.each(['/desk/assets/', '/desk/', '/fonts/', '/media/', '/articles/', '/'])(
    'malformed paths below %s lead to nothing',
    async (folder) => {
      const answers = await Promise.all(
        ['%', '%ff', '..%2f..%2fpackage.json', '%2e%2e%2fx', `${'x'.repeat(300)}/y`].map(async (part) => {
          const { status } = await admin.ask('GET', folder + part);
          return [part, status < 500];
        }),
      );
      expect(answers.filter(([, isFine]) => !isFine)).toEqual([]);
    },
  );

  test.each(['%', '%ff', '..%2f..%2findex.html', '%2e%2e%2fx', 'x/', '', `${'x'.repeat(300)}`])(
    'there is no asset of the name “%s”',
    async (part) => {
      expect((await admin.ask('GET', `/desk/assets/${part}`)).status).toBe(404);
    },
  );

  test('too much is refused before it is read to the end', async () => {
    const body = JSON.stringify({ headline: 'x'.repeat(30_000_000) });
    for (const path of ['/api/articles', '/api/me', '/api/templates', '/api/auth/sign-in/email']) {
      const answer = await admin.ask(path === '/api/me' ? 'PATCH' : 'POST', path, body);
      expect(answer.body).toMatchObject({ code: 'too-large', status: 413 });
    }
  });

  test('what there is not, and what is not done that way, is distinguished', async () => {
    const unknown = await admin.ask('GET', '/api/nothing');
    expect(unknown.body).toMatchObject({ code: 'not-found', status: 404 });
    for (const [method, path, allow] of [
      ['DELETE', '/api/articles', 'GET, HEAD, PATCH, POST'],
      ['PUT', `/api/articles/${article}`, 'GET, HEAD, PATCH'],
      ['GET', '/api/setup', 'POST'],
      ['POST', '/api/session', 'GET, HEAD'],
      ['PATCH', '/media/something', 'GET, HEAD'],
      ['POST', '/desk', 'GET, HEAD'],
    ] as const) {
      const answer = await admin.ask(method, path);
      expect(answer.body, path).toMatchObject({ code: 'wrong-method', status: 405 });
      expect(answer.headers.get('allow')).toBe(allow);
    }
  });

  test('another site’s page changes nothing, by whatever route', async () => {
    for (const { method, path } of writing) {
      const answer = await admin.ask(method, fill(path), {}, { origin: 'https://evil.example' });
      expect(answer.body, `${method} ${path}`).toMatchObject({ code: 'foreign-origin', status: 403 });
    }
  });

  test.each(['/desk/', '/desk/articles/x', '/api/session', '/api/nothing'])(
    '%s is in no other site’s frame, and runs no script but the desk’s own',
    async (path) => {
      const { headers } = await desk.visitor().ask('GET', path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("object-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  describe('requests that are none', () => {
    test.each(['/api/nowhere', '/api/collab', '/api/live'])(
      'an upgrade of %s that breaks off at once harms nobody',
      async (path) => {
        const { hostname, port } = new URL(desk.url);
        for (let round = 0; round < 5; round += 1) {
          const socket = connect(Number(port), hostname);
          // Whichever side breaks off first, it is closed.
          socket.on('error', () => {});
          const closed = new Promise((resolve) => socket.on('close', resolve));
          socket.write(upgradeTo(path, desk.url), () => socket.resetAndDestroy());
          await closed;
        }
        expect((await admin.ask('GET', '/api/session')).body.state).toBe('signed-in');
      },
    );

    test.each([
      ['rubbish', 'hello\r\n\r\n'],
      ['a path that is none', 'GET nonsense HTTP/1.1\r\nhost: x\r\n\r\n'],
      ['two lengths', 'POST /api/me HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
      ['an endless header', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`],
      ['an upgrade to nowhere', upgradeTo('/api/nowhere')],
      ['an upgrade from another site', upgradeTo('/api/collab', 'https://evil.example')],
      ['an upgrade from nowhere', upgradeTo('/api/live')],
    ])('%s gets a short answer, and the line is closed', async (_what, bytes) => {
      const { hostname, port } = new URL(desk.url);
      const answer = await new Promise<string>((resolve, reject) => {
        let text = '';
        const socket = connect(Number(port), hostname, () => socket.write(bytes));
        socket.on('data', (data) => {
          text += data;
        });
        socket.on('close', () => resolve(text));
        socket.on('error', reject);
      });
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(answer.length).toBeLessThan(2000);
      expect((await admin.ask('GET', '/api/session')).body.state).toBe('signed-in');
    });
  });
});

/** A body in which each field that any route reads has this value. */
function everyField(value: unknown): string {
  const fields =
    'template language headline content byline slug stage archived role email active name color picture token password ' +
    'currentPassword newPassword version sections hash after note act owner dueAt reason moment text body anchor quote ' +
    'section change ids verdict';
  return JSON.stringify(Object.fromEntries(fields.split(' ').map((field) => [field, value])));
}

function upgradeTo(path: string, origin?: string): string {
  const headers = ['host: x', 'connection: upgrade', 'upgrade: websocket', 'sec-websocket-version: 13'];
  if (origin) headers.push(`origin: ${origin}`);
  return `GET ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
}
