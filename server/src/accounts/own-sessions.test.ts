// The list of one's sessions, and how they end: seen by their person, by others, and on open sockets.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { until } from '../collab/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import type { Browser } from './testing.ts';

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';

forEachStorage((database) => {
  let desk: OpenDesk;
  beforeAll(async () => {
    desk = await openDesk(await database());
    for (const role of ['admin', 'editor', 'viewer'] as const) await desk.person(role);
  });
  afterAll(() => desk.close());

  const list = async (browser: Browser) => {
    const { status, body } = await browser.ask('GET', '/api/me/sessions');
    expect(status).toBe(200);
    return body as {
      id: string;
      current: boolean;
      browser: string | null;
      system: string | null;
      seenAt: string;
    }[];
  };
  const currentOf = async (browser: Browser) =>
    (await list(browser)).find(({ current }) => current)?.id ?? '';
  const isIn = async (browser: Browser) => (await browser.ask('GET', '/api/people')).status === 200;

  async function liveSocket(browser: Browser): Promise<{ codes: number[] }> {
    const socket = new WebSocket(`${desk.url.replace('http', 'ws')}/api/live`, {
      origin: desk.url,
      headers: { cookie: browser.cookie },
    });
    const codes: number[] = [];
    socket.on('close', (code) => codes.push(code));
    let greeted = false;
    socket.once('message', () => {
      greeted = true;
    });
    await until(() => greeted);
    return { codes };
  }

  describe('the list of one’s sessions', () => {
    test('names where and when each was opened, this one first, and none of anybody else', async () => {
      await desk.as('viewer');
      const there = desk.visitor();
      const { email } = await desk.person('editor');
      await there.signIn(email, undefined, { 'user-agent': firefox });
      const here = await desk.as('editor');
      const sessions = await list(here);
      expect(sessions[0]).toMatchObject({ current: true, address: '127.0.0.1' });
      expect(sessions.filter(({ current }) => current)).toHaveLength(1);
      const other = sessions.find(({ id, current }) => !current && id !== '');
      expect(other).toMatchObject({ browser: 'Firefox', system: 'Windows' });
      expect(JSON.stringify(sessions)).not.toContain(await currentOf(await desk.as('viewer')));
      // Nothing of it signs anybody in.
      const token = decodeURIComponent(there.cookie.split(/=(.*)/s)[1] ?? '').split('.')[0] ?? '?';
      expect(JSON.stringify(sessions)).not.toContain(token);
    });

    test('says when each was used last', async () => {
      const here = await desk.as('editor');
      const before = Date.now() - 1;
      await here.ask('GET', '/api/session');
      await expect
        .poll(async () => {
          const [{ seenAt } = { seenAt: '' }] = await list(here);
          return Date.parse(seenAt) >= before;
        })
        .toBe(true);
    });
  });

  describe('a session', () => {
    test('that is ended from another one is over, and its socket closes at once', async () => {
      const [here, there] = [await desk.as('editor'), await desk.as('editor')];
      const [mine, theirs] = [await liveSocket(here), await liveSocket(there)];
      const id = await currentOf(there);
      expect((await here.ask('DELETE', `/api/me/sessions/${id}`)).status).toBe(204);
      await until(() => theirs.codes.length === 1);
      expect([theirs.codes, mine.codes]).toEqual([[4401], []]);
      expect([await isIn(there), await isIn(here)]).toEqual([false, true]);
      expect((await here.ask('DELETE', `/api/me/sessions/${id}`)).status).toBe(404);
    });

    test('of somebody else can’t be ended, whoever asks', async () => {
      const viewer = await desk.as('viewer');
      const id = await currentOf(viewer);
      for (const role of ['editor', 'admin'] as const)
        expect((await (await desk.as(role)).ask('DELETE', `/api/me/sessions/${id}`)).status).toBe(404);
      expect(await isIn(viewer)).toBe(true);
    });

    test('stays while all others of its person end', async () => {
      const [here, there] = [await desk.as('editor'), await desk.as('editor')];
      const theirs = await liveSocket(there);
      const viewer = await desk.as('viewer');
      expect((await here.ask('POST', '/api/me/sign-out-elsewhere', {})).status).toBe(204);
      await until(() => theirs.codes.length === 1);
      expect([await isIn(here), await isIn(there), await isIn(viewer)]).toEqual([true, false, true]);
      expect(await list(here)).toHaveLength(1);
      // A second time there is nothing to end, and nothing to note.
      expect((await here.ask('POST', '/api/me/sign-out-elsewhere', {})).status).toBe(204);
      const { id } = await desk.person('editor');
      const log = await (await desk.as('admin')).ask('GET', `/api/audit?person=${id}&act=session.signed-out`);
      const elsewhere = log.body.entries.filter(
        ({ details }: { details: { elsewhere?: true } }) => details.elsewhere,
      );
      expect(elsewhere).toHaveLength(1);
    });

    test('ends when an admin ends all of its person’s, who may sign in again', async () => {
      const admin = await desk.as('admin');
      const viewer = await desk.as('viewer');
      const { codes } = await liveSocket(viewer);
      const { id } = await desk.person('viewer');
      expect((await admin.ask('POST', `/api/people/${id}/end-sessions`, {})).status).toBe(204);
      await until(() => codes.length === 1);
      expect([codes, await isIn(viewer), await isIn(admin)]).toEqual([[4401], false, true]);
      expect(await isIn(await desk.as('viewer'))).toBe(true);
      expect((await admin.ask('POST', '/api/people/nobody/end-sessions', {})).status).toBe(404);
      const own = (await desk.person('admin')).id;
      expect((await admin.ask('POST', `/api/people/${own}/end-sessions`, {})).body).toMatchObject({
        code: 'own-account',
      });
    });
  });
});
