// Publications that end at a time, on whole desks. What is due is made due by moving the row's time back.
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterEach, expect, test } from 'vitest';
import type { Answer, Browser } from '../accounts/testing.ts';
import { until } from '../collab/testing.ts';
import { listings, readerOf } from '../site/page-testing.ts';
import { lockArticle } from '../storage/article-lock.ts';
import { forEachStorage, onPostgres, type TestDatabase, waitingFor } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { askToPublish, draft, plainArticle, publicationOf, publish, published } from './testing.ts';

const zone = { SITE_TIME_ZONE: 'Europe/Berlin' };
const nextYear = new Date().getUTCFullYear() + 1;
const noon = `${nextYear}-06-01T12:00`;

const expire = (browser: Browser, id: ArticleId, input: object = {}) =>
  browser.ask('PUT', `/api/articles/${id}/expiry`, { local: noon, ...input });

/** Lets the time have come a second ago. */
async function comeDue(place: TestDatabase, id: ArticleId, table: 'expiry' | 'schedule' = 'expiry') {
  const at = new Date(Date.now() - 1000).toISOString();
  await place.run(`update ${table} set at = '${at}', "nextAt" = '${at}' where id = '${id}'`);
}

const actsOf = async (admin: Browser, id: ArticleId): Promise<string[]> =>
  (await admin.ask('GET', `/api/audit?article=${id}&act=publication`)).body.entries.map(
    ({ act }: { act: string }) => act,
  );

forEachStorage((database) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let admin: Browser;
  afterEach(() => desk.close());
  const open = async () => {
    place = await database();
    desk = await openDesk(place, zone);
    admin = await desk.as('admin');
  };
  const withdrawnBy = (id: ArticleId) => until(async () => (await publicationOf(admin, id)).withdrawn);

  test('an admin sets a time, another one and none; it is on the desk’s clocks, and in the log', async () => {
    await open();
    const id = await published(admin, { content: plainArticle('Offer'), slug: 'offer' });
    const set = await expire(admin, id, { note: 'The offer has ended.' });
    expect([set.status, set.body.expiry]).toEqual([
      200,
      {
        at: `${nextYear}-06-01T10:00:00.000Z`,
        timeZone: 'Europe/Berlin',
        note: 'The offer has ended.',
        by: (await desk.person('admin')).id,
      },
    ]);
    await expire(admin, id, { local: `${nextYear}-06-02T12:00` });
    expect((await publicationOf(admin, id)).expiry).toMatchObject({
      at: `${nextYear}-06-02T10:00:00.000Z`,
      note: '',
    });
    expect((await publish(admin, id, 'A word was wrong.')).number).toBe(2);
    expect((await publicationOf(admin, id)).expiry).not.toBeNull();
    const editor = await desk.as('editor');
    expect((await expire(editor, id)).status).toBe(403);
    const removed = await admin.ask('DELETE', `/api/articles/${id}/expiry`);
    expect(removed.body).toMatchObject({ expiry: null, live: 2 });
    expect((await admin.ask('DELETE', `/api/articles/${id}/expiry`)).status).toBe(409);
    expect((await actsOf(admin, id)).filter((act) => act.includes('expiry'))).toEqual([
      'publication.expiry-removed',
      'publication.expiry-set',
      'publication.expiry-set',
    ]);
  });

  test('at its time the article is withdrawn with its reason, in every output', async () => {
    await open();
    const id = await published(admin, {
      content: plainArticle('Offer of the day'),
      slug: 'offer',
      tags: ['Harbor'],
    });
    const read = readerOf(desk.url);
    await expire(admin, id, { note: 'The offer has ended.' });
    const outputs = [...listings, '/tags/harbor', '/tags/harbor/feed.xml'];
    expect((await read('/')).text).toContain('Offer of the day');
    await comeDue(place, id);
    await withdrawnBy(id);
    for (const output of ['', '/ninjs.json', '/passport.json'])
      expect((await read(`/articles/offer${output}`)).status, output).toBe(410);
    expect((await read('/articles/offer')).text).toContain('The offer has ended.');
    for (const path of outputs) expect((await read(path)).text, path).not.toContain('Offer of the day');
    expect(await publicationOf(admin, id)).toMatchObject({
      live: null,
      expiry: null,
      withdrawal: { note: 'The offer has ended.' },
    });
    const { entries } = (await admin.ask('GET', `/api/audit?article=${id}&act=publication.withdrawn`)).body;
    expect(entries).toMatchObject([{ details: { expired: true, note: 'The offer has ended.' } }]);
    // Who set it is notified as well, since it was done by nobody.
    await until(async () => {
      const { notifications } = (await admin.ask('GET', '/api/notifications')).body;
      return notifications.some(({ kind }: { kind: string }) => kind === 'withdrawn');
    });
    expect((await askToPublish(admin, id)).status).toBe(201);
  });

  test('times that can’t be are refused at their field, and so is a publication behind them', async () => {
    await open();
    const id = await draft(admin, { content: plainArticle('Soon'), slug: 'soon' });
    const refused = async (input: object) => {
      const { status, body } = await expire(admin, id, input);
      return [status, body.errors?.[0]?.path, body.errors?.[0]?.message];
    };
    expect(await refused({ local: '2020-01-01T12:00' })).toEqual([422, 'local', 'time-past']);
    expect(await refused({ local: `${nextYear}-02-30T12:00` })).toEqual([422, 'local', 'time-invalid']);
    expect(await refused({ timeZone: 'Europe/Nowhere' })).toEqual([422, 'timeZone', 'zone-unknown']);
    expect((await expire(admin, 'nosucharticle' as ArticleId)).status).toBe(404);
    expect((await expire(admin, id)).status).toBe(200);
    const { hash } = await publicationOf(admin, id);
    const schedule = (local: string) =>
      admin.ask('POST', `/api/articles/${id}/schedule`, { hash, after: 0, local });
    expect((await schedule(noon)).body.errors).toEqual([{ path: 'local', message: 'after-expiry' }]);
    expect((await schedule(`${nextYear}-05-01T12:00`)).status).toBe(200);
    expect(await refused({ local: `${nextYear}-05-01T12:00` })).toEqual([422, 'local', 'before-publication']);
    // The time comes while nothing is public: a publication that is late is held, and nobody publishes by mistake.
    await comeDue(place, id);
    await comeDue(place, id, 'schedule');
    await until(async () => (await publicationOf(admin, id)).scheduled?.held?.why[0] === 'expired');
    const late = await askToPublish(admin, id);
    expect([late.status, late.body.errors]).toEqual([409, [{ path: 'expiry', message: 'expired' }]]);
    await expire(admin, id, { local: `${nextYear}-08-01T12:00` });
    expect((await askToPublish(admin, id)).status).toBe(201);
  });

  test('a publication gets its end in the same act: both are there or neither', async () => {
    await open();
    const id = await draft(admin, { content: plainArticle('Fair'), slug: 'fair' });
    const publishUntil = async (expiry: object | null, more: object = {}) => {
      const { hash, revisions } = await publicationOf(admin, id);
      const seen = { hash, after: revisions[0]?.number ?? 0 };
      return await admin.ask('POST', `/api/articles/${id}/publish`, { ...seen, expiry, ...more });
    };
    for (const [expiry, path, why] of [
      [{ local: '2020-01-01T12:00' }, 'expiry.local', 'time-past'],
      [{ local: noon, timeZone: 'Europe/Nowhere' }, 'expiry.timeZone', 'zone-unknown'],
    ] as const) {
      const { status, body } = await publishUntil(expiry);
      expect([status, body.errors]).toEqual([422, [{ path, message: why }]]);
    }
    for (const wrong of [{}, { local: 'noon' }, { local: noon, note: 7 }, { local: noon, at: noon }])
      expect((await publishUntil(wrong)).status).toBe(422);
    expect((await publishUntil({ local: noon }, { hash: 'another' })).status).toBe(409);
    expect(await publicationOf(admin, id)).toMatchObject({ live: null, expiry: null });
    expect(await actsOf(admin, id)).toEqual([]);
    expect((await publishUntil({ local: noon, note: 'The fair is over.' })).status).toBe(201);
    expect((await publicationOf(admin, id)).expiry).toMatchObject({
      at: `${nextYear}-06-01T10:00:00.000Z`,
      note: 'The fair is over.',
    });
    // A time that has passed does not stand in the way of another one that is set with the publication.
    await admin.ask('POST', `/api/articles/${id}/withdraw`, { note: '' });
    await expire(admin, id);
    await comeDue(place, id);
    expect((await publishUntil({ local: `${nextYear}-07-01T12:00` })).status).toBe(201);
    expect((await publishUntil(null, { note: 'It goes on.' })).status).toBe(201);
    expect(await publicationOf(admin, id)).toMatchObject({ live: 3, expiry: null });
    expect((await actsOf(admin, id)).sort()).toEqual([
      'publication.expiry-removed',
      ...Array(3).fill('publication.expiry-set'),
      ...Array(3).fill('publication.published'),
      'publication.withdrawn',
    ]);
    expect((await publishUntil(null, { note: 'There was none.' })).status).toBe(201);
  });

  test('a schedule gets the end of its publication in the same act', async () => {
    await open();
    const id = await draft(admin, { content: plainArticle('Sale'), slug: 'sale' });
    const schedule = async (local: string, expiry?: object | null) => {
      const { hash } = await publicationOf(admin, id);
      return await admin.ask('POST', `/api/articles/${id}/schedule`, { hash, after: 0, local, expiry });
    };
    const early = await schedule(noon, { local: noon });
    expect([early.status, early.body.errors]).toEqual([
      422,
      [{ path: 'expiry.local', message: 'before-publication' }],
    ]);
    expect(await publicationOf(admin, id)).toMatchObject({ scheduled: null, expiry: null });
    expect((await schedule(noon, { local: `${nextYear}-06-02T12:00` })).body).toMatchObject({
      scheduled: { at: `${nextYear}-06-01T10:00:00.000Z` },
      expiry: { at: `${nextYear}-06-02T10:00:00.000Z` },
    });
    // Another time leaves the end that is set, and can't be behind it.
    expect((await schedule(`${nextYear}-05-01T12:00`)).body.expiry).not.toBeNull();
    expect((await schedule(`${nextYear}-06-03T12:00`)).body.errors).toEqual([
      { path: 'local', message: 'after-expiry' },
    ]);
    expect((await schedule(`${nextYear}-06-03T12:00`, null)).body.expiry).toBeNull();
  });

  test('of two who give a publication its end at once the second decides, and it is published once', async () => {
    await open();
    const other = desk.visitor();
    await other.signIn('admin@test.example');
    const id = await draft(admin, { content: plainArticle('Twice'), slug: 'twice' });
    const { hash } = await publicationOf(admin, id);
    const answers = await Promise.all(
      [admin, other].map((browser, index) =>
        browser.ask('POST', `/api/articles/${id}/publish`, {
          ...{ hash, after: 0 },
          expiry: { local: `${nextYear}-06-0${index + 1}T12:00` },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const winner = answers.findIndex(({ status }) => status === 201);
    const set = (await publicationOf(admin, id)).expiry;
    expect(set?.at).toBe(`${nextYear}-06-0${winner + 1}T10:00:00.000Z`);
    const [, later] = await Promise.all([
      publish(admin, id, 'A word was wrong.'),
      expire(other, id, { local: `${nextYear}-08-01T12:00` }),
    ]);
    expect(later.status).toBe(200);
    expect(await publicationOf(admin, id)).toMatchObject({
      live: 2,
      expiry: { at: `${nextYear}-08-01T10:00:00.000Z` },
    });
  });

  test('who withdraws by hand ends it, and a time that is changed at the last moment counts', async () => {
    await open();
    const byHand = await published(admin, { content: plainArticle('By hand'), slug: 'by-hand' });
    await expire(admin, byHand);
    await admin.ask('POST', `/api/articles/${byHand}/withdraw`, { note: '' });
    expect((await publicationOf(admin, byHand)).expiry).toBeNull();
    expect((await askToPublish(admin, byHand)).status).toBe(201);
    const watched = await published(admin, { content: plainArticle('Watched'), slug: 'watched' });
    await expire(admin, watched);
    await comeDue(place, watched);
    await withdrawnBy(watched);
    expect(await publicationOf(admin, byHand)).toMatchObject({ live: 2, withdrawn: false });
  });

  test('what came due while nothing ran is withdrawn at the next start', async () => {
    await open();
    const id = await published(admin, { content: plainArticle('Over'), slug: 'over' });
    await expire(admin, id);
    await desk.close();
    await comeDue(place, id);
    desk = await openDesk(place, zone);
    const read = readerOf(desk.url);
    await until(async () => (await read('/articles/over')).status === 410);
  });
});

onPostgres((database) => {
  test('several processes withdraw once', async () => {
    const place = await database();
    const desks = [await openDesk(place, zone), await openDesk(place, zone), await openDesk(place, zone)];
    try {
      const [first] = desks;
      const admin = await first?.as('admin');
      if (!admin) throw new Error('There is no desk.');
      const ids: ArticleId[] = [];
      for (let number = 1; number <= 5; number += 1) {
        const content = plainArticle(`Number ${number}`);
        const id = await published(admin, { content, slug: `number-${number}` });
        await expire(admin, id);
        ids.push(id);
      }
      await Promise.all(ids.map((id) => comeDue(place, id)));
      for (const id of ids) await until(async () => (await publicationOf(admin, id)).withdrawn);
      for (const id of ids)
        expect((await actsOf(admin, id)).filter((act) => act === 'publication.withdrawn')).toHaveLength(1);
    } finally {
      for (const desk of desks) await desk.close();
    }
  });

  test('a time set while somebody schedules for a later one is refused', async () => {
    const place = await database();
    const [desk, beside] = [await openDesk(place, zone), await place.open()];
    try {
      const admin = await desk.as('admin');
      const id = await draft(admin, { content: plainArticle('Soon'), slug: 'soon' });
      let asked: Promise<Answer> | undefined;
      await beside.db.transaction().execute(async (transaction) => {
        await lockArticle(transaction, 'postgres', id);
        await transaction
          .updateTable('article')
          .set({ stage: 'scheduled', publishAt: `${nextYear}-07-01T10:00:00.000Z` })
          .where('id', '=', id)
          .execute();
        asked = expire(admin, id);
        await until(async () => (await waitingFor(beside)) > 0);
      });
      expect((await asked)?.body.errors).toEqual([{ path: 'local', message: 'before-publication' }]);
    } finally {
      await beside.close();
      await desk.close();
    }
  });

  test('who withdraws by hand and the clock do not wait for each other', async () => {
    const place = await database();
    const logged: string[] = [];
    const desk = await openDesk(place, { ...zone, LOG_LEVEL: 'info' }, (line) => logged.push(line));
    const beside = await place.open();
    try {
      const admin = await desk.as('admin');
      const id = await published(admin, { content: plainArticle('Offer'), slug: 'offer' });
      await expire(admin, id);
      let byHand: Promise<Answer> | undefined;
      await beside.db.transaction().execute(async (transaction) => {
        await transaction.updateTable('article').set({ slug: 'offer' }).where('id', '=', id).execute();
        byHand = admin.ask('POST', `/api/articles/${id}/withdraw`, { note: 'By hand' });
        await until(async () => (await waitingFor(beside)) === 1);
        await comeDue(place, id);
        await until(async () => (await waitingFor(beside)) === 2);
      });
      expect((await byHand)?.status).toBe(200);
      expect(await actsOf(admin, id)).toContain('publication.withdrawn');
      expect(logged.join('')).not.toMatch(/deadlock|failed/);
    } finally {
      await beside.close();
      await desk.close();
    }
  });
});
