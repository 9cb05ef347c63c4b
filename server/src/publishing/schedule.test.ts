// Scheduled publications on whole desks. What is due is made due by moving the row's time back, as if the clock had gone on.
import type { Publication } from '@galley/shared/api/publishing.ts';
import { templateContentSchema } from '@galley/shared/article/template.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { afterEach, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { until } from '../collab/testing.ts';
import { listings, readerOf } from '../site/page-testing.ts';
import { forEachStorage, onPostgres, type TestDatabase } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { askToPublish, draft, plainArticle, publicationOf, publish } from './testing.ts';

const zone = { SITE_TIME_ZONE: 'Europe/Berlin' };
/** On a night on which clocks in Berlin skip an hour, and on one on which they show it twice. */
const nextYear = new Date().getUTCFullYear() + 1;
const lastSunday = (month: number) => {
  const last = new Date(Date.UTC(nextYear, month, 0));
  return new Date(last.getTime() - last.getUTCDay() * 86_400_000).toISOString().slice(0, 10);
};
const noon = `${nextYear}-06-01T12:00`;

const schedule = async (browser: Browser, id: ArticleId, input: object = {}) => {
  const { hash, revisions } = await publicationOf(browser, id);
  const body = { hash, after: revisions[0]?.number ?? 0, local: noon, ...input };
  return await browser.ask('POST', `/api/articles/${id}/schedule`, body);
};

/** Lets the time of a scheduled publication have come a second ago. */
async function comeDue(place: TestDatabase, id: ArticleId): Promise<void> {
  const at = new Date(Date.now() - 1000).toISOString();
  await place.run(`update schedule set at = '${at}', "nextAt" = '${at}' where id = '${id}'`);
}

const stageOf = async (browser: Browser, id: ArticleId) =>
  (await browser.ask('GET', `/api/articles/${id}`)).body.stage;
const kindsOf = async (browser: Browser): Promise<string[]> =>
  (await browser.ask('GET', '/api/notifications')).body.notifications.map(
    ({ kind }: { kind: string }) => kind,
  );
const actsOf = async (admin: Browser, id: ArticleId): Promise<string[]> =>
  (await admin.ask('GET', `/api/audit?article=${id}&act=publication`)).body.entries.map(
    ({ act }: { act: string }) => act,
  );

forEachStorage((database) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let admin: Browser;
  let made = 0;
  afterEach(() => desk.close());
  const open = async () => {
    place = await database();
    desk = await openDesk(place, zone);
    admin = await desk.as('admin');
  };
  const ready = async (headline = 'Ready') => {
    made += 1;
    return await draft(admin, { content: plainArticle(headline), slug: `scheduled-${made}` });
  };

  test('an admin schedules, gives another time and ends it; the desk, the log and the board say so', async () => {
    await open();
    const id = await ready();
    const first = await schedule(admin, id);
    expect(first).toMatchObject({
      status: 200,
      body: {
        timeZone: 'Europe/Berlin',
        live: null,
        scheduled: {
          at: `${nextYear}-06-01T10:00:00.000Z`,
          timeZone: 'Europe/Berlin',
          changed: false,
          held: null,
        },
      },
    });
    expect(await stageOf(admin, id)).toBe('scheduled');
    const board = (await admin.ask('GET', '/api/articles?stage=scheduled')).body.articles;
    expect(board).toMatchObject([{ id, publishAt: `${nextYear}-06-01T10:00:00.000Z` }]);
    const moved = await schedule(admin, id, {
      local: `${nextYear}-06-02T12:00`,
      timeZone: 'America/New_York',
    });
    expect(moved.body.scheduled).toMatchObject({
      at: `${nextYear}-06-02T16:00:00.000Z`,
      timeZone: 'America/New_York',
    });
    const ended = await admin.ask('POST', `/api/articles/${id}/unschedule`);
    expect(ended).toMatchObject({ status: 200, body: { scheduled: null } });
    expect(await admin.ask('GET', `/api/articles/${id}`)).toMatchObject({
      body: { stage: 'ready', publishAt: null },
    });
    expect(await actsOf(admin, id)).toEqual([
      'publication.unscheduled',
      'publication.scheduled',
      'publication.scheduled',
    ]);
    expect((await admin.ask('POST', `/api/articles/${id}/unschedule`)).status).toBe(409);
  });

  test('nothing of an article under embargo is public before its end, by hand or by the clock', async () => {
    await open();
    const slug = 'under-embargo';
    const facts = { slug, tags: ['Hafen', 'Kran & Co'], embargo: noon };
    const id = await draft(admin, { content: plainArticle('Kept back'), ...facts });
    expect(await askToPublish(admin, id)).toMatchObject({
      status: 409,
      body: { errors: [{ path: 'embargo', message: 'under-embargo' }] },
    });
    expect(await schedule(admin, id, { local: `${nextYear}-06-01T11:59` })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'local', message: 'under-embargo' }] },
    });
    expect((await schedule(admin, id)).status).toBe(200);
    const later = await admin.ask('PATCH', `/api/articles/${id}`, { embargo: `${nextYear}-06-02T12:00` });
    expect(later).toMatchObject({ status: 409, body: { errors: [{ message: 'scheduled-earlier' }] } });
    // What was to be public while the embargo held is not published late either.
    await comeDue(place, id);
    await until(async () => (await publicationOf(admin, id)).scheduled?.held !== null);
    const { scheduled } = await publicationOf(admin, id);
    expect(scheduled?.held?.why).toEqual(['under-embargo']);
    const read = readerOf(desk.url);
    for (const path of ['/', '/feed.xml', `/articles/${slug}`])
      expect((await read(path)).text, path).not.toContain('Kept back');
    await admin.ask('PATCH', `/api/articles/${id}`, { embargo: '2020-01-01T12:00' });
    await publish(admin, id);
    const page = await read(`/articles/${slug}`);
    expect(page.text).toContain('<meta property="article:tag" content="Kran &amp; Co">');
    expect(page.text).toContain('"keywords":["Hafen","Kran');
    expect(await admin.ask('PATCH', `/api/articles/${id}`, { embargo: noon })).toMatchObject({
      status: 409,
      body: { errors: [{ path: 'embargo', message: 'already-public' }] },
    });
    // Other tags are something new to the public.
    await admin.ask('PATCH', `/api/articles/${id}`, { tags: ['Hafen'] });
    expect((await publicationOf(admin, id)).differs).toBe(true);
    const changes = (await admin.ask('GET', `/api/articles/${id}/changes`)).body.settings;
    expect(changes).toEqual([{ field: 'tags', before: 'Hafen, Kran & Co', after: 'Hafen' }]);
  });

  test('times that cannot be, and text that may not be published, are refused at their field', async () => {
    await open();
    const id = await ready();
    const refusal = async (input: object) => {
      const { status, body } = await schedule(admin, id, input);
      return [status, body.errors?.[0]];
    };
    expect(await refusal({ local: '2020-01-01T12:00' })).toEqual([
      422,
      { path: 'local', message: 'time-past' },
    ]);
    expect(await refusal({ local: `${lastSunday(3)}T02:30` })).toEqual([
      422,
      { path: 'local', message: 'time-skipped' },
    ]);
    expect(await refusal({ local: `${lastSunday(10)}T02:30` })).toEqual([
      422,
      { path: 'local', message: 'time-twice' },
    ]);
    expect(await refusal({ timeZone: 'Europe/Atlantis' })).toEqual([
      422,
      { path: 'timeZone', message: 'zone-unknown' },
    ]);
    expect((await refusal({ local: 'tomorrow' }))[0]).toBe(422);
    expect((await refusal({ hash: 'another' }))[0]).toBe(409);
    const unfinished = await draft(admin, { content: plainArticle(''), slug: 'unfinished' });
    const { status, body } = await schedule(admin, unfinished);
    expect([status, body.code]).toEqual([409, 'not-ready']);
    expect(await stageOf(admin, id)).toBe('draft');
    const second = await schedule(admin, id, { local: `${lastSunday(10)}T02:30`, occurrence: 'second' });
    expect(second.body.scheduled.at).toBe(`${lastSunday(10)}T01:30:00.000Z`);
    // What is public already is corrected by hand.
    const live = await ready();
    await publish(admin, live);
    expect((await schedule(admin, live)).status).toBe(409);
  });

  test('what is due is published, and nothing of it is to be read anywhere before', async () => {
    await open();
    const read = readerOf(desk.url);
    const id = await draft(admin, { content: plainArticle('Under embargo'), slug: 'under-embargo' });
    await schedule(admin, id);
    const outputs = [...listings, '/articles/under-embargo'];
    const named = /under[ -]embargo/i;
    for (const path of outputs)
      expect((await read(path)).text.replaceAll('"/articles/under-embargo', ''), path).not.toMatch(named);
    expect((await read('/articles/under-embargo')).status).toBe(404);
    for (const path of ['', '/publication', '/changes', '/revisions/1'])
      expect((await read(`/api/articles/${id}${path}`)).status, path).toBe(401);
    await comeDue(place, id);
    await until(async () => (await stageOf(admin, id)) === 'published');
    for (const path of outputs.filter((one) => !one.startsWith('/de')))
      await until(async () => named.test((await read(path)).text));
    const publication = await publicationOf(admin, id);
    expect(publication).toMatchObject({ live: 1, scheduled: null });
    expect(publication.revisions[0]?.publishedBy).toBe((await desk.person('admin')).id);
    expect((await actsOf(admin, id))[0]).toBe('publication.published');
  });

  test('what changed since it was scheduled is held, and those concerned hear of it at once', async () => {
    await open();
    const editor = await desk.as('editor');
    const id = await draft(editor, { content: plainArticle('As it was') });
    await admin.ask('PATCH', `/api/articles/${id}`, { slug: 'as-it-was' });
    await schedule(admin, id);
    await editAs(desk, 'editor', id, (client) => client.text('text').insert(0, 'Something else. '));
    expect((await publicationOf(admin, id)).scheduled).toMatchObject({ changed: true, held: null });
    await comeDue(place, id);
    await until(async () => (await publicationOf(admin, id)).scheduled?.held !== null);
    expect(await publicationOf(admin, id)).toMatchObject({
      live: null,
      scheduled: { held: { why: ['text-changed'] } },
    });
    for (const person of [admin, editor]) await until(async () => (await kindsOf(person)).includes('held'));
    expect(await actsOf(admin, id)).toEqual(['publication.held', 'publication.scheduled']);
    // It is scheduled again as it stands now, and comes out.
    await schedule(admin, id);
    expect((await publicationOf(admin, id)).scheduled).toMatchObject({ changed: false, held: null });
    await comeDue(place, id);
    await until(async () => (await stageOf(admin, id)) === 'published');
  });

  test('an approval that ended meanwhile holds it', async () => {
    await open();
    const templates = (await admin.ask('GET', '/api/templates')).body as { id: string }[];
    const blank = templateContentSchema.parse(templates.find((one) => one.id === 'blank'));
    const made = await admin.ask('POST', '/api/templates', { ...blank, approvals: 'all' });
    expect(made.status).toBe(201);
    const editor = await desk.as('editor');
    const id = await draft(editor, { content: plainArticle('Approved'), template: made.body.id });
    await admin.ask('PATCH', `/api/articles/${id}`, { slug: 'approved-once' });
    expect((await schedule(admin, id)).body.code).toBe('not-ready');
    const [text] = (await admin.ask('GET', `/api/articles/${id}/moments/now`)).body.content.sections;
    const act = (input: object) => admin.ask('POST', `/api/articles/${id}/sections/${text.id}/acts`, input);
    expect((await act({ act: 'mark-ready' })).status).toBe(200);
    expect((await act({ act: 'approve', hash: sectionHash(text) })).status).toBe(200);
    expect((await schedule(admin, id)).status).toBe(200);
    expect((await act({ act: 'reopen', reason: 'A name is wrong.' })).status).toBe(200);
    await comeDue(place, id);
    await until(
      async () => (await publicationOf(admin, id)).scheduled?.held?.why[0] === 'section-not-approved',
    );
    expect(await publicationOf(admin, id)).toMatchObject({ live: null });
    await until(async () => (await kindsOf(editor)).includes('held'));
  });

  test('what somebody moves by hand, or publishes, is not published again by the clock', async () => {
    await open();
    const moved = await ready();
    const byHand = await ready();
    const watched = await ready();
    for (const id of [moved, byHand, watched]) await schedule(admin, id);
    expect((await admin.ask('PATCH', `/api/articles/${moved}`, { stage: 'ready' })).status).toBe(200);
    expect((await publicationOf(admin, moved)).scheduled).toBeNull();
    await publish(admin, byHand);
    for (const id of [moved, byHand, watched]) await comeDue(place, id);
    await until(async () => (await stageOf(admin, watched)) === 'published');
    expect(await stageOf(admin, moved)).toBe('ready');
    expect((await publicationOf(admin, byHand)).revisions.length).toBe(1);
  });

  test('what came due while nothing ran is published at the next start', async () => {
    await open();
    const id = await ready();
    await schedule(admin, id);
    await desk.close();
    await comeDue(place, id);
    desk = await openDesk(place, zone);
    const read = readerOf(desk.url);
    await until(async () => (await read(`/articles/scheduled-${made}`)).status === 200);
  });
});

onPostgres((database) => {
  test('several processes publish once', async () => {
    const place = await database();
    const desks = [await openDesk(place, zone), await openDesk(place, zone), await openDesk(place, zone)];
    try {
      const [first] = desks;
      const admin = await first?.as('admin');
      if (!admin) throw new Error('There is no desk.');
      const ids: ArticleId[] = [];
      for (let number = 1; number <= 6; number += 1) {
        const id = await draft(admin, {
          content: plainArticle(`Number ${number}`),
          slug: `number-${number}`,
        });
        await schedule(admin, id);
        ids.push(id);
      }
      await Promise.all(ids.map((id) => comeDue(place, id)));
      for (const id of ids) await until(async () => (await stageOf(admin, id)) === 'published');
      const publications: Publication[] = [];
      for (const id of ids) publications.push(await publicationOf(admin, id));
      expect(publications.map(({ revisions }) => revisions.length)).toEqual(ids.map(() => 1));
      for (const id of ids)
        expect(await actsOf(admin, id)).toEqual(['publication.published', 'publication.scheduled']);
    } finally {
      for (const desk of desks) await desk.close();
    }
  });
});
