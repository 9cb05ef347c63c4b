import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Action, actions, may, type Role, roles } from '@galley/shared/access/roles.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import { contract } from '@galley/shared/contract/contract.ts';
import type { Route } from '@galley/shared/contract/define-route.ts';
import { type ArticleId, documentNameOf, newId } from '@galley/shared/ids.ts';
import { quoteAt } from '@galley/shared/review/quotes.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Browser } from './accounts/testing.ts';
import { TestClient, until } from './collab/testing.ts';
import { draft, plainArticle, publish } from './publishing/testing.ts';
import { type AccessRow, type Asked, accessTable, type Given } from './testing/access-table.ts';
import { editAs, type OpenDesk, openDesk } from './testing/desk.ts';

/** What sockets decide beside HTTP. */
const socketActions: readonly Action[] = ['article.read', 'article.write'];
const everybody = [...roles, null];

let dataDir: string;
let desk: OpenDesk;
let admin: Browser;
const browsers = new Map<Role | null, Browser>();

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'galley-access-'));
  desk = await openDesk({ url: undefined, dataDir }, { WEBHOOK_ALLOW: '127.0.0.1' });
  admin = await desk.as('admin');
});
afterAll(async () => {
  await desk.close();
  rmSync(dataDir, { recursive: true });
});

async function signInAnew(): Promise<void> {
  browsers.clear();
  admin = await desk.as('admin');
}

/** A browser of somebody of this role; null for one in which nobody is signed in. */
async function browserOf(role: Role | null): Promise<Browser> {
  const browser = browsers.get(role) ?? (role === null ? desk.visitor() : await desk.as(role));
  browsers.set(role, browser);
  return browser;
}

/** For requests that change nothing and need nothing. */
let common: Given;
beforeAll(async () => {
  common = await given();
});

let made = 0;
async function given(role: Role | null = 'editor'): Promise<Given> {
  made += 1;
  const slug = `article-${made}`;
  const article = await draft(await browserOf('editor'), { content: plainArticle('An article'), slug });
  const { content } = (await admin.ask('GET', `/api/articles/${article}/moments/now`)).body as {
    content: ArticleContent;
  };
  const [section] = content.sections;
  if (!section) throw new Error('The article has no section.');
  return { desk, admin, asker: await browserOf(role), article, slug, section };
}

function send(browser: Browser, { route }: AccessRow, article: ArticleId, asked: Asked) {
  const [method = '', pattern = ''] = route.split(' ');
  const { parts = {}, query, body, headers } = asked;
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => parts[name] ?? article);
  return browser.ask(method, query === undefined ? path : `${path}?${query}`, body, headers);
}

/** All that a request could change for others. */
async function state(article: ArticleId): Promise<unknown[]> {
  const paths = ['', '/publication', '/sections', '/threads', '/history', '/moments/now'].map(
    (path) => `/api/articles/${article}${path}`,
  );
  const answers = await Promise.all(
    [...paths, '/api/articles/counts', '/api/templates', '/api/people', '/api/invites', '/api/webhooks'].map(
      (path) => admin.ask('GET', path),
    ),
  );
  return answers.map(({ body }) => body);
}

const defined = Object.values(contract).flatMap((group) => Object.values<Route>(group));
/** By method and path, as the table writes them. */
const definitions = new Map(defined.map((route) => [`${route.method} ${route.path}`, route]));

describe('over HTTP', () => {
  test('every route has a row, and every row a route', () => {
    const served = new Set(desk.routes.map(({ method, path }) => `${method} ${path}`));
    const known = new Set(accessTable.map(({ route }) => route));
    expect([...served].filter((route) => !known.has(route))).toEqual([]);
    expect([...known].filter((route) => !served.has(route))).toEqual([]);
  });

  test('every definition has a route', () => {
    const mounted = desk.routes.filter(({ definition }) => definition !== undefined);
    expect(new Set(mounted.map(({ definition }) => definition))).toEqual(new Set(defined));
    for (const { method, path, definition } of mounted) expect(definition).toMatchObject({ method, path });
  });

  test('every row asks for what its route’s definition says', () => {
    const other = accessTable.filter(({ route, action }) => {
      const definition = definitions.get(route);
      if (!definition) return false;
      const allowed: (Action | 'public')[] = [definition.action, ...(definition.furtherActions ?? [])];
      return !allowed.includes(action ?? 'public');
    });
    expect(other.map(({ route, action }) => `${route} ${action}`)).toEqual([]);
  });

  test('every action is asked by a row or decided on the socket', () => {
    const asked = new Set([...accessTable.map(({ action }) => action), ...socketActions]);
    expect(actions.filter((action) => !asked.has(action))).toEqual([]);
  });

  describe.each(accessTable)('$route asks for $action', (row) => {
    test.each(everybody)('as %s', async (role) => {
      const browser = await browserOf(role);
      const isReading = row.route.startsWith('GET ');
      const has = isReading && !row.ask ? common : await given(role);
      const asked = (await row.ask?.(has)) ?? {};
      const allowed = row.action === null || (role !== null && may(role, row.action));
      const before = allowed || isReading ? null : await state(has.article);
      const { status, headers, body } = await send(browser, row, has.article, asked);
      if (row.endsSession) await signInAnew();
      if (allowed) {
        expect(status, JSON.stringify(body)).toBe(row.answer);
        const answer = definitions.get(row.route)?.answer;
        const isJson = headers.get('content-type')?.startsWith('application/json');
        if (answer && isJson) expect(answer.safeParse(body).error).toBeUndefined();
        return;
      }
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(body).toMatchObject(
        role === null ? { code: 'not-signed-in', status: 401 } : { code: 'not-allowed', status: 403 },
      );
      if (before) expect(await state(has.article)).toEqual(before);
    });
  });
});

describe('reading the text of an article', () => {
  const asRead = accessTable.flatMap((row) => {
    const definition = definitions.get(row.route);
    return definition?.method === 'GET' && definition.path.startsWith('/api/articles/:id')
      ? [{ row, route: row.route, audited: definition.audited }]
      : [];
  });

  test.each(asRead)('by $route is in the audit log: $audited', async ({ row, audited }) => {
    const has = await given('reviewer');
    const asked = (await row.ask?.(has)) ?? {};
    // Readers of settings write them.
    const reader = row.action === 'article.settings' ? 'editor' : 'reviewer';
    const { id } = await desk.person(reader);
    const { status } = await send(await browserOf(reader), row, has.article, asked);
    expect(status).toBe(row.answer);
    const { body } = await admin.ask('GET', `/api/audit?act=article.opened&article=${has.article}`);
    expect(body.entries.map(({ who }: { who: string }) => who).includes(id)).toBe(audited);
  });
});

describe('an answer that holds words of an article’s text', () => {
  const word = 'zwischenwand';
  /** In place of the table's: what makes these routes give words, where they have any. */
  const queries: Record<string, string> = {
    'GET /api/articles': `query=${word}`,
    'GET /api/articles/:id/comparison': 'from=0&to=now',
  };
  /** What it gives is an act of its own in the audit log. */
  const recorded = new Set(['GET /api/articles/:id/export']);
  /** They quote what another server or a link gives reason to, of which there is none here: see checks/. */
  const withReason = new Set([
    'GET /api/articles/:id/language-check',
    'GET /api/articles/:id/link-check',
    'GET /api/articles/:id/link-check/inside',
  ]);
  const rows = accessTable.filter(
    ({ route }) =>
      route.startsWith('GET /api/') && !withReason.has(route) && definitions.get(route) !== undefined,
  );

  /** Each way in which words of a text are kept: published, changed since, quoted by a thread, and to be replaced. */
  async function everywhere(has: Given): Promise<void> {
    const { article, section, asker } = has;
    const text = 'Some words.';
    const subject = { type: 'text', section: section.id, quote: quoteAt(`${word} ${text}`, 0, word.length) };
    const block = section.blocks[0]?.attrs?.id;
    const ok = async (method: string, path: string, body: object, by = asker) => {
      const { status, body: answer } = await by.ask(method, `/api/articles/${article}${path}`, body);
      expect([path, status, answer]).toEqual([path, 201, answer]);
    };
    await editAs(desk, 'editor', article, (client) => client.text('text').insert(0, `${word} `));
    await publish(admin, article);
    await editAs(desk, 'editor', article, (client) => client.text('text').insert(0, `${word} `));
    await ok('POST', '/threads', { id: newId(), subject, comment: { id: newId(), body: 'Really?' } });
    const node = { type: 'text', text: word };
    const change = { type: 'text', block, prefix: '', suffix: ` ${text}`, at: 0, before: [node], after: [] };
    await ok('PUT', `/suggestions/${newId()}`, { region: section.id, change }, await browserOf('reviewer'));
    await ok('POST', '/versions', { name: 'Before lunch' });
  }

  test('is audited', async () => {
    const has = await given('editor');
    await everywhere(has);
    const holding = new Set<string>();
    for (const row of rows) {
      const asked = (await row.ask?.({ ...has, asker: admin })) ?? {};
      const query = queries[row.route] ?? asked.query;
      const { status, body } = await send(admin, row, has.article, { ...asked, ...(query && { query }) });
      expect([row.route, status]).toEqual([row.route, row.answer]);
      if (JSON.stringify(body).includes(word)) holding.add(row.route);
    }
    const audited = rows.map(({ route }) => route).filter((route) => definitions.get(route)?.audited);
    expect([...holding].filter((route) => !recorded.has(route)).sort()).toEqual(audited.sort());
    expect(holding).toContain('GET /api/articles/:id/export');
  });
});

describe('bodies', () => {
  const withBody = accessTable.filter(({ route, ask }) => ask && /^(POST|PUT|PATCH) /.test(route));
  /** They read none: the table says one that another route of the same thing does. */
  const bodiless = /(secret|test|templates\/:id\/restore)$/;

  test('are not read of who is not signed in', async () => {
    const asked = { body: '{"broken":' };
    for (const row of withBody.filter(({ action }) => action !== null)) {
      const { status, body } = await send(desk.visitor(), row, common.article, asked);
      expect([row.route, status, body.code]).toEqual([row.route, 401, 'not-signed-in']);
    }
  });

  test.each(withBody.filter(({ route }) => !bodiless.test(route)))(
    'of $route hold no field that it does not know',
    async (row) => {
      const has = await given('admin');
      const asked = (await row.ask?.(has)) ?? {};
      if (asked.headers || asked.body === undefined) return;
      const more = { ...asked, body: { ...(asked.body as object), surprise: true } };
      const { status, body } = await send(await browserOf('admin'), row, has.article, more);
      expect([status, body.code, body.errors?.[0]?.message]).toEqual([
        422,
        'invalid-input',
        expect.stringContaining('surprise'),
      ]);
    },
  );
});

describe('an article in the archive', () => {
  const writing = accessTable.filter(
    ({ route }) =>
      /^(POST|PUT|PATCH|DELETE) \/api\/articles\/:id/.test(route) && !route.endsWith('/duplicate'),
  );

  test.each(writing)('is closed to $route', async (row) => {
    const has = await given('admin');
    const asked = (await row.ask?.(has)) ?? {};
    const path = `/api/articles/${has.article}`;
    expect((await admin.ask('PATCH', path, { archived: true })).status).toBe(200);
    const before = await state(has.article);
    const { status, body } = await send(await browserOf('admin'), row, has.article, asked);
    // Its own row says once more that it is in the archive; a public page can be taken down wherever its article is.
    const isAllowed = row.action === 'article.archive' || row.action === 'article.withdraw';
    if (isAllowed) {
      expect(status).toBe(200);
      return;
    }
    expect([status, body.code]).toEqual([409, 'archived']);
    expect(await state(has.article)).toEqual(before);
    expect((await admin.ask('PATCH', path, { archived: false, byline: 'Back' })).status).toBe(200);
  });
});

describe('on the socket of an article', () => {
  const socketUrl = (path: string) => `${desk.url.replace('http', 'ws')}${path}`;
  const open = (browser: Browser, article: ArticleId) =>
    new TestClient({ url: socketUrl('/api/collab'), origin: desk.url }, browser.cookie, article);
  const textOf = async (article: ArticleId) =>
    JSON.stringify((await admin.ask('GET', `/api/articles/${article}/moments/now`)).body);

  test.each(roles)('%s reads and writes as the rules say', async (role) => {
    const { article } = await given();
    const client = open(await browserOf(role), article);
    if (!may(role, 'article.read')) throw new Error('Every role reads; a role that does not needs a test.');
    await client.synced();
    expect(client.text('text').toString()).toBe('Some words.');
    client.text('text').insert(0, 'Written. ');
    if (may(role, 'article.write')) {
      await client.saved();
      expect(client.messages).toEqual([]);
      expect(await textOf(article)).toContain('Written.');
    } else {
      await until(() => client.messages.length > 0);
      expect(client.messages[0]).toMatchObject({ type: 'refused', reason: 'read-only' });
      expect(await textOf(article)).not.toContain('Written.');
    }
    client.close();
  });

  test.each(['/api/collab', '/api/live'])('nobody who is not signed in comes in at %s', async (path) => {
    const { article } = await given();
    const socket = new WebSocket(socketUrl(path), { origin: desk.url });
    const heard: unknown[] = [];
    socket.on('message', (data) => heard.push(data));
    socket.on('open', () => socket.send(documentNameOf(article)));
    const code = await new Promise((resolve) => socket.once('close', resolve));
    expect([code, heard]).toEqual([4401, []]);
  });

  test.each(roles)('%s hears the desk’s live events', async (role) => {
    const { cookie } = await browserOf(role);
    const socket = new WebSocket(socketUrl('/api/live'), { origin: desk.url, headers: { cookie } });
    const first = await new Promise((resolve) => socket.once('message', (data) => resolve(String(data))));
    expect(JSON.parse(String(first))).toMatchObject({ type: 'presence-all' });
    socket.close();
  });
});
