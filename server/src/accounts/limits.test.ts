import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStorage } from '../storage/open.ts';
import type { Storage } from '../storage/storage.ts';
import { onPostgres } from '../storage/testing.ts';
import { type Answer, openAccounts, type TestAccounts, testPassword } from './testing.ts';

const secret = 'a secret of forty characters, no less!!!';
let folder: string;
let storage: Storage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'galley-test-'));
  storage = await openStorage({ dataDir: folder });
  const desk = await openAccounts(storage, { secret });
  for (const role of ['admin', 'editor', 'viewer'] as const) await desk.person(role);
  await desk.close();
});
afterAll(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});

describe('somebody who guesses passwords', () => {
  const guess = (who: TestAccounts, email: string, password: string, forwarded?: string): Promise<Answer> =>
    who.visitor().signIn(email, password, forwarded ? { 'x-forwarded-for': forwarded } : {});

  test('is stopped after ten wrong ones, whatever address they claim to have', async () => {
    const under = await openAccounts(storage, { secret });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1)
      statuses.push(
        (await guess(under, 'editor@test.example', `wrong ${attempt}`, `10.0.0.${attempt}`)).status,
      );
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    const right = await guess(under, 'Editor@Test.example', testPassword, '192.0.2.77');
    expect(right.body).toMatchObject({ code: 'too-many-requests', status: 429 });
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    // The others behind the same address go on.
    expect((await guess(under, 'viewer@test.example', testPassword)).status).toBe(204);
    await under.close();
  });

  test('gains nothing by asking many times at once', async () => {
    const under = await openAccounts(storage, { secret });
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, attempt) => guess(under, 'editor@test.example', `wrong ${attempt}`)),
    );
    expect(answers.filter(({ status }) => status === 401).length).toBe(10);
    expect(answers.filter(({ status }) => status === 429).length).toBe(20);
    await under.close();
  });

  test('is distinguished from others by the address that the trusted proxy saw', async () => {
    const under = await openAccounts(storage, { secret, trustProxy: 1 });
    const wrong = (attempt: number, last: string) =>
      guess(under, 'editor@test.example', 'wrong one', `10.1.1.${attempt}, ${last}`);
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect((await wrong(attempt, '203.0.113.9')).status).toBe(401);
    expect((await wrong(99, '203.0.113.9')).status).toBe(429);
    expect((await guess(under, 'editor@test.example', testPassword, '203.0.113.10')).status).toBe(204);
    const sessions = await storage.db.selectFrom('session').select('ipAddress').execute();
    expect(sessions.map(({ ipAddress }) => ipAddress)).toContain('203.0.113.10');
    expect(sessions.map(({ ipAddress }) => ipAddress)).not.toContain('10.1.1.0');
    await under.close();
  });

  test('from forty addresses gets no more tries at one account than from two', async () => {
    const under = await openAccounts(storage, { secret, trustProxy: 1 });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 40; attempt += 1)
      statuses.push(
        (await guess(under, 'editor@test.example', `wrong ${attempt}`, `198.51.100.${attempt}`)).status,
      );
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
    expect(statuses.slice(20).every((status) => status === 429)).toBe(true);
    // Others sign in from there, and under another spelling the account is the same.
    expect((await guess(under, 'viewer@test.example', testPassword, '198.51.100.1')).status).toBe(204);
    expect((await guess(under, ' EDITOR@test.example', 'wrong', '198.51.100.77')).status).toBe(429);
    await under.close();
  });

  test('locks nobody out of where they have been before', async () => {
    const under = await openAccounts(storage, { secret, trustProxy: 1 });
    const [office, elsewhere] = ['203.0.113.20', '203.0.113.30'];
    expect((await guess(under, 'admin@test.example', testPassword, office)).status).toBe(204);
    // Somebody guesses from all over the world, and colleagues in the office mistype.
    for (let attempt = 0; attempt < 25; attempt += 1)
      await guess(under, 'admin@test.example', 'wrong', `198.51.100.${attempt}`);
    for (let attempt = 0; attempt < 35; attempt += 1)
      await guess(under, `colleague${attempt}@test.example`, 'wrong', office);
    expect((await guess(under, 'viewer@test.example', testPassword, office)).status).toBe(429);
    expect((await guess(under, 'admin@test.example', testPassword, elsewhere)).status).toBe(429);
    expect((await guess(under, 'admin@test.example', testPassword, office)).status).toBe(204);
    // Even there nobody may guess forever.
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect((await guess(under, 'admin@test.example', 'wrong', office)).status).toBe(401);
    expect((await guess(under, 'admin@test.example', testPassword, office)).status).toBe(429);
    await under.close();
  });

  test('is stopped for all accounts together too', async () => {
    const under = await openAccounts(storage, { secret });
    const answers = await Promise.all(
      Array.from({ length: 35 }, (_, attempt) =>
        guess(under, `somebody${attempt}@test.example`, 'password1!'),
      ),
    );
    expect(answers.filter(({ status }) => status === 429).length).toBe(5);
    await under.close();
  });

  test('of those who signed in meanwhile counts none', async () => {
    const under = await openAccounts(storage, { secret });
    for (let attempt = 0; attempt < 12; attempt += 1)
      expect((await guess(under, 'viewer@test.example', testPassword)).status).toBe(204);
    await under.close();
  });
});

test('a colleague who mistypes their current password keeps nobody else from changing theirs', async () => {
  const under = await openAccounts(storage, { secret });
  const change = { currentPassword: 'not the right one', newPassword: 'Tidenhub-Möwe-17' };
  const editor = under.visitor();
  await editor.signIn('editor@test.example');
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 12; attempt += 1)
    statuses.push((await editor.ask('POST', '/api/auth/change-password', change)).status);
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  const viewer = under.visitor();
  await viewer.signIn('viewer@test.example');
  const weak = await viewer.ask('POST', '/api/auth/change-password', {
    ...change,
    newPassword: 'qwertyuiop1',
  });
  expect(weak.body).toMatchObject({ code: 'weak-password', status: 422 });
  const right = { currentPassword: testPassword, newPassword: testPassword };
  expect((await viewer.ask('POST', '/api/auth/change-password', right)).status).toBe(204);
  await under.close();
});

test('a current password is tried at all places that ask for it together', async () => {
  const under = await openAccounts(storage, { secret });
  const editor = under.visitor();
  await editor.signIn('editor@test.example');
  const ask = async (path: string, passwords: object) => (await editor.ask('POST', path, passwords)).status;
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const wrong = `not the right one ${attempt}`;
    statuses.push(
      await ask('/api/auth/change-password', { currentPassword: wrong, newPassword: 'Tidenhub-Möwe-17' }),
      await ask('/api/me/second-factor', { password: wrong }),
      await ask('/api/me/passkeys/begin', { password: wrong }),
    );
  }
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  await under.close();
});

test('tokens can’t be tried forever', async () => {
  const under = await openAccounts(storage, { secret });
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 22; attempt += 1)
    statuses.push((await under.visitor().ask('POST', '/api/invites/look', { token: `t${attempt}` })).status);
  expect(statuses.slice(0, 20).every((status) => status === 410)).toBe(true);
  expect(statuses.slice(20)).toEqual([429, 429]);
  expect((await under.visitor().ask('POST', '/api/setup', {})).status).toBe(429);
  await under.close();
});

onPostgres((database) => {
  test('whoever guesses on two nodes gets as many tries as on one', async () => {
    const place = await database();
    const [one, other] = [await place.open(), await place.open()];
    const setUp = await openAccounts(one, { secret });
    await setUp.person('editor');
    await setUp.person('viewer');
    await setUp.close();
    const nodes = [await openAccounts(one, { secret }), await openAccounts(other, { secret })];
    const guess = async (attempt: number, email: string, password: string) =>
      (await nodes[attempt % 2]?.visitor().signIn(email, password))?.status;
    const statuses: (number | undefined)[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1)
      statuses.push(await guess(attempt, 'editor@test.example', `wrong ${attempt}`));
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    // Who knows their password is not counted, on either.
    for (let attempt = 0; attempt < 12; attempt += 1)
      expect(await guess(attempt, 'viewer@test.example', testPassword)).toBe(204);
    // Both ask at once: no try slips through between them. Ten of the address's thirty are used up.
    const many = await Promise.all(
      Array.from({ length: 40 }, (_, attempt) => guess(attempt, `nobody${attempt}@test.example`, 'wrong')),
    );
    expect(many.filter((status) => status === 401)).toHaveLength(20);
    const rows = await one.db.selectFrom('requestCount').select('key').execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/test\.example|127\.0/);
    // Once their time is over they count no more.
    await one.db.updateTable('requestCount').set({ until: 0 }).execute();
    expect(await guess(0, 'editor@test.example', testPassword)).toBe(204);
    for (const node of nodes) await node.close();
    await other.close();
    await one.close();
  });
});
