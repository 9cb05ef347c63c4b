import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Browser } from './accounts/testing.ts';
import { demoPassword } from './demo.ts';
import { type Killable, startKillable } from './storage/killable.ts';

// Each of these starts whole processes.
vi.setConfig({ testTimeout: 90_000 });

const entry = new URL('./main.ts', import.meta.url);
const quiet = { DATABASE_URL: '', REDIS_URL: '', PUBLIC_URL: '', LOG_LEVEL: 'silent', PORT: '0', HOST: '' };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'galley-main-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const start = (name: string, env: Record<string, string> = {}) =>
  startKillable(entry, { env: { ...quiet, DATA_DIR: join(folder, name), ...env } });

async function addressOf(galley: Killable): Promise<string> {
  return /at (http:\/\/\S+)\/desk/.exec(await galley.line(/^Galley is at/))?.[1] ?? '';
}

describe('Galley, started with an empty data folder', () => {
  test('has demo people and a public site, says so, and starts again with all of it', async () => {
    const first = start('demo');
    const browser = new Browser(await addressOf(first));
    await first.line(/nora@demo\.example +admin +Nora/);
    expect(await first.line(/password/)).toContain(demoPassword);
    expect((await browser.ask('GET', '/')).body).toContain('The tide now drives the ferry');
    expect((await browser.signIn('amira@demo.example', demoPassword)).status).toBe(204);
    const { body: counts } = await browser.ask('GET', '/api/articles/counts');
    expect(counts).toMatchObject({ draft: 1, review: 1, ready: 1, published: 6 });
    expect(await first.kill('SIGTERM')).toBe(0);

    const second = start('demo');
    const later = new Browser(await addressOf(second));
    later.cookie = browser.cookie;
    expect((await later.ask('GET', '/api/articles/counts')).body).toEqual(counts);
    expect(await second.kill('SIGTERM')).toBe(0);
  });

  test('asks for its first admin where demo content is off, and for no other', async () => {
    const first = start('bare', { DEMO: 'off' });
    const browser = new Browser(await addressOf(first));
    const token = /token: (\S+)$/.exec(await first.line(/no admin yet/))?.[1];
    expect((await browser.ask('GET', '/api/session')).body).toEqual({ state: 'setup' });
    const form = { name: 'First', email: 'first@test.example', password: 'a long password', language: 'en' };
    expect((await browser.ask('POST', '/api/setup', { ...form, token: 'guessed' })).status).toBe(401);
    expect((await browser.ask('POST', '/api/setup', { ...form, token })).status).toBe(204);
    expect((await browser.ask('GET', '/api/session')).body.me).toMatchObject({ role: 'admin' });
    await first.kill('SIGTERM');

    const second = start('bare', { DEMO: 'off' });
    await addressOf(second);
    await second.kill('SIGTERM');
    expect(second.lines.join('\n')).not.toContain('token');
  });
});

test('a copy of the data folder is a backup', async () => {
  const before = start('original');
  const browser = new Browser(await addressOf(before));
  await browser.signIn('nora@demo.example', demoPassword);
  const { body: made } = await browser.ask('POST', '/api/articles', {
    template: 'blank',
    language: 'en',
    headline: 'Kept in the backup',
  });
  await before.kill('SIGTERM');
  cpSync(join(folder, 'original'), join(folder, 'restored'), { recursive: true });
  rmSync(join(folder, 'original'), { recursive: true });

  const after = start('restored');
  const restored = new Browser(await addressOf(after));
  restored.cookie = browser.cookie;
  const { body } = await restored.ask('GET', `/api/articles/${made.id}`);
  expect(body.headline).toBe('Kept in the backup');
  const { body: page } = await restored.ask('GET', '/articles/the-tide-drives-the-ferry');
  const picture = /src="(\/media\/\w+)"/.exec(page)?.[1] ?? '';
  expect((await restored.ask('GET', picture)).headers.get('content-type')).toBe('image/jpeg');
  await after.kill('SIGTERM');
});

describe('Galley does not start, and says why in one line,', () => {
  async function refusal(env: Record<string, string>, uid?: number): Promise<string> {
    const child = spawn(process.execPath, [fileURLToPath(entry)], {
      ...(uid === undefined ? {} : { uid }),
      env: { ...process.env, ...quiet, DATA_DIR: join(folder, 'refused'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        said += text;
      });
    const [code] = await once(child, 'close');
    expect(code, said).toBe(1);
    expect(said.trimEnd().split('\n'), said).toHaveLength(1);
    return said;
  }

  test.each([
    ['PORT', 'eighty', /PORT/],
    ['PUBLIC_URL', 'desk.example', /PUBLIC_URL.*http/],
    ['SECRET', 'short', /SECRET.*32/],
    ['DEMO', 'perhaps', /DEMO.*on.*off/],
    ['HOST', '192.0.2.1', /HOST is 192\.0\.2\.1/],
    ['DATABASE_URL', 'postgres://nobody@127.0.0.1:1/none', /database.*ECONNREFUSED/],
  ])('where %s is %s', async (name, value, why) => {
    const said = await refusal({ [name]: value });
    expect(said).toMatch(/^Galley can't start\. /);
    expect(said).toMatch(why);
  });

  test('where another Galley has the data folder', async () => {
    const holder = start('held');
    await addressOf(holder);
    expect(await refusal({ DATA_DIR: join(folder, 'held') })).toMatch(/Another Galley uses the data folder/);
    await holder.kill('SIGTERM');
  });

  test('where the data folder is none', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(await refusal({ DATA_DIR: file })).toMatch(/a-file can't be used/);
  });

  test('where the database can only be read', async () => {
    const dataDir = join(folder, 'read-only');
    const before = start('read-only', { DEMO: 'off' });
    await addressOf(before);
    await before.kill('SIGTERM');
    const nobody = 65_534;
    const asRoot = process.getuid?.() === 0;
    // Root may write whatever stands there, so somebody else has to try.
    chmodSync(folder, 0o755);
    chmodSync(dataDir, 0o777);
    for (const name of readdirSync(dataDir))
      chmodSync(join(dataDir, name), name.startsWith('galley.sqlite') ? 0o444 : 0o666);
    const said = await refusal({ DATA_DIR: dataDir }, asRoot ? nobody : undefined);
    expect(said).toMatch(/can't be written: .*readonly.*galley\.sqlite/);
  });

  test('where the database is broken', async () => {
    const dataDir = join(folder, 'broken');
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'galley.sqlite'), 'this is no database '.repeat(500));
    expect(await refusal({ DATA_DIR: dataDir })).toMatch(/database in .*broken can't be opened/);
  });

  test('where the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await refusal({ PORT: String(port) })).toMatch(new RegExp(`Port ${port} is taken`));
    taken.close();
  });
});
