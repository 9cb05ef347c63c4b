import type { Authorship, History, Version } from '@galley/shared/api/history.ts';
import { article, p, section } from '@galley/shared/article/testing.ts';
import { type ArticleId, documentNameOf, newId, type SectionId, type ThreadId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from '../accounts/testing.ts';
import { createContents } from '../collab/contents.ts';
import { createJournal } from '../collab/sql-journal.ts';
import { silent, TestClient } from '../collab/testing.ts';
import { draft, publish } from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { doJob } from '../workers/job.ts';
import { createMerging } from './merging.ts';
import { createTimeline } from './timeline.ts';

forEachStorage((database, kind) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let admin: Browser;
  let editor: Browser;

  beforeAll(async () => {
    place = await database();
    desk = await openDesk(place);
    admin = await desk.as('admin');
    editor = await desk.as('editor');
  });
  afterAll(() => desk.close());

  const text = section('text', p('Old words.'));
  const other = section('outlook', p('Other words.'));

  async function newArticle(): Promise<ArticleId> {
    return await draft(admin, { content: article('Headline', text, other) });
  }

  /** Opens the article as this person's editor does. */
  async function opened(browser: Browser, id: ArticleId): Promise<TestClient> {
    const origin = new URL(desk.url).origin;
    const socket = { url: `${origin.replace('http', 'ws')}/api/collab`, origin };
    return await new TestClient(socket, browser.cookie, id).synced();
  }

  async function typed(browser: Browser, id: ArticleId, words: string): Promise<void> {
    const client = await opened(browser, id);
    client.text('text').insert(0, words);
    await client.saved();
    client.close();
  }

  const history = async (id: ArticleId, query = ''): Promise<History> =>
    (await editor.ask('GET', `/api/articles/${id}/history${query}`)).body;
  const headlineAt = async (id: ArticleId, moment: string) => {
    const { body } = await editor.ask('GET', `/api/articles/${id}/moments/${moment}`);
    return JSON.stringify(body.content.sections);
  };
  const keep = async (id: ArticleId, name: string): Promise<Version> =>
    (await editor.ask('POST', `/api/articles/${id}/versions`, { name })).body;

  describe('the timeline', () => {
    test('tells who worked where and how much, the newest first', async () => {
      const id = await newArticle();
      const [first, second] = [(await desk.person('admin')).id, (await desk.person('editor')).id];
      await typed(editor, id, 'Twelve signs');
      const { works } = await history(id);
      expect(works.map(({ author }) => author)).toEqual([second, first]);
      expect(works[0]?.places.reduce((sum, { inserted }) => sum + inserted, 0)).toBe(12);
      const [worked] = works[0]?.places ?? [];
      expect(worked).toMatchObject({ kind: 'text' });
      const ofSection = await history(id, `?section=${worked?.place}&author=${second}`);
      expect(ofSection.works).toEqual(works.slice(0, 1));
      expect((await history(id, '?section=nosuchsection')).works).toEqual([]);
    });

    test('shows the article as it stood at any of its moments', async () => {
      const id = await newArticle();
      const before = (await history(id)).works[0]?.position;
      await typed(editor, id, 'New ');
      expect(await headlineAt(id, String(before))).not.toContain('New ');
      expect(await headlineAt(id, 'now')).toContain('New ');
      expect((await editor.ask('GET', `/api/articles/${id}/moments/v-0000000000000000`)).status).toBe(404);
      expect((await editor.ask('GET', `/api/articles/${id}/moments/yesterday`)).status).toBe(422);
    });
  });

  describe('what happened beside the text', () => {
    test.each([
      ['a section', (section: string) => ({ type: 'region', region: section })],
      ['a block', (section: string) => ({ type: 'block', section, block: 'block' })],
    ])(
      'stands on the timeline with who did it, by kind, person and section, for who may only read too: a comment on %s',
      async (_what, subjectIn) => {
        const id = await newArticle();
        const reviewer = await desk.as('reviewer');
        const { body } = await editor.ask('GET', `/api/articles/${id}/moments/now`);
        const [first, second] = body.content.sections.map((one: { id: string }) => one.id);
        const act = async (browser: Browser, section: string, what: object) =>
          expect(
            (await browser.ask('POST', `/api/articles/${id}/sections/${section}/acts`, what)).status,
          ).toBe(200);
        await act(editor, first, { act: 'mark-ready' });
        await act(reviewer, first, { act: 'approve', hash: sectionHash(body.content.sections[0]) });
        await act(editor, first, { act: 'reopen', reason: 'New figures' });
        await act(editor, second, { act: 'mark-ready' });
        await act(reviewer, second, { act: 'return', note: 'Who says so?' });
        const thread = newId<ThreadId>();
        const comment = { id: newId(), body: 'Is that so?' };
        const subject = subjectIn(second);
        await reviewer.ask('POST', `/api/articles/${id}/threads`, { id: thread, subject, comment });
        const setState = (state: 'open' | 'resolved') =>
          editor.ask('PATCH', `/api/articles/${id}/threads/${thread}`, { state });
        await setState('resolved');
        await setState('open');
        await setState('resolved');

        const described = (events: History['events']) =>
          events.map((one) => {
            if (one.type === 'section') return `${one.act} ${one.note}`.trim();
            if ('letters' in one) return `${one.type} ${one.letters}`;
            return `${one.type} ${one.type === 'withdrawn' ? one.note : one.text}`;
          });
        const all = [
          'thread-resolved Is that so?',
          'thread-reopened Is that so?',
          'thread-resolved Is that so?',
          'thread-opened Is that so?',
          'returned Who says so?',
          'ready',
          'reopened New figures',
          'approved',
          'ready',
        ];
        const { events } = await history(id);
        // What happened within one millisecond has no order.
        expect(described(events).sort()).toEqual([...all].sort());
        const me = (await desk.person('reviewer')).id;
        expect(events.filter(({ by }) => by === me)).toHaveLength(3);
        expect((await history(id, `?author=${me}`)).events).toHaveLength(3);
        expect(described((await history(id, `?section=${second}`)).events).sort()).toEqual(
          [...all.slice(0, 5), 'ready'].sort(),
        );
        expect(described((await history(id, '?kind=review')).events).sort()).toEqual(all.slice(4).sort());
        const comments = await history(id, '?kind=comments');
        expect(described(comments.events).sort()).toEqual(all.slice(0, 4).sort());
        expect(comments.works).toEqual([]);
        expect((await history(id, '?kind=work')).events).toEqual([]);
        expect((await history(id, `?section=${encodeURIComponent('"%')}`)).events).toEqual([]);
        expect((await editor.ask('GET', `/api/articles/${id}/history?kind=everything`)).status).toBe(422);
        const viewer = await desk.as('viewer');
        expect((await viewer.ask('GET', `/api/articles/${id}/history`)).body.events).toHaveLength(all.length);

        await reviewer.ask('DELETE', `/api/articles/${id}/threads/${thread}/comments/${comment.id}`);
        expect((await history(id, '?kind=comments')).events).toEqual([]);
      },
    );
  });

  test('a withdrawal stands on the timeline with its note, also once the article is public again', async () => {
    const id = await draft(admin, { content: article('Headline', text), slug: 'withdrawn-twice' });
    await publish(admin, id);
    expect(
      (await admin.ask('POST', `/api/articles/${id}/withdraw`, { note: 'A name was wrong.' })).status,
    ).toBe(200);
    await publish(admin, id, 'It is back.');
    const { id: me } = await desk.person('admin');
    const expected = [{ type: 'withdrawn', by: me, note: 'A name was wrong.' }];
    expect((await history(id)).events).toMatchObject(expected);
    expect((await history(id, `?kind=versions&author=${me}`)).events).toMatchObject(expected);
    for (const query of ['?kind=comments', '?kind=review', `?section=${newId()}`, '?author=nobody'])
      expect((await history(id, query)).events).toEqual([]);
  });

  describe('a version', () => {
    test('keeps the text under a name, can be named anew and compared', async () => {
      const id = await newArticle();
      const { id: version } = await keep(id, 'Before lunch');
      await typed(editor, id, 'New ');
      const renamed = await editor.ask('PATCH', `/api/articles/${id}/versions/${version}`, { name: 'Lunch' });
      expect(renamed.body).toMatchObject({ name: 'Lunch', kind: 'named' });
      expect((await history(id)).versions).toMatchObject([{ id: version, name: 'Lunch' }]);
      const { body } = await editor.ask('GET', `/api/articles/${id}/comparison?from=v-${version}&to=now`);
      const pieces = JSON.stringify(body.comparison.sections);
      expect(pieces).toContain('"type":"added","text":"New ');
    });

    test('is restored as an edit in the name of who asks, live, with what stood there kept', async () => {
      const id = await newArticle();
      const { id: version } = await keep(id, 'Good');
      await typed(editor, id, 'Bad ');
      const reader = await opened(admin, id);
      const restored = await editor.ask('POST', `/api/articles/${id}/restore`, {
        moment: `v-${version}`,
        sections: null,
      });
      expect(restored.status).toBe(200);
      expect(restored.body.kept).toMatchObject({ kind: 'restore' });
      expect(await headlineAt(id, 'now')).not.toContain('Bad ');
      expect(await headlineAt(id, `v-${restored.body.kept.id}`)).toContain('Bad ');
      expect(reader.text('text').toString()).not.toContain('Bad');
      reader.close();
    });

    test('says which approved sections it would change, keeps nothing then, and is restored without them', async () => {
      const id = await newArticle();
      const { id: version } = await keep(id, 'Good');
      await typed(editor, id, 'Bad ');
      const reviewer = await desk.as('reviewer');
      const { body } = await editor.ask('GET', `/api/articles/${id}/moments/now`);
      const [sealed, free] = body.content.sections.map((one: { id: string }) => one.id);
      const place = `/api/articles/${id}/sections/${sealed}`;
      expect((await editor.ask('POST', `${place}/acts`, { act: 'mark-ready' })).status).toBe(200);
      const hash = sectionHash(body.content.sections[0]);
      expect((await reviewer.ask('POST', `${place}/acts`, { act: 'approve', hash })).status).toBe(200);
      const client = await opened(editor, id);
      client.text('outlook').insert(0, 'Worse ');
      await client.saved();
      client.close();

      const count = (await history(id)).versions.length;
      const request = { moment: `v-${version}`, sections: null };
      const refused = await editor.ask('POST', `/api/articles/${id}/restore`, request);
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({ code: 'sealed', errors: [{ path: sealed }] });
      expect((await history(id)).versions).toHaveLength(count);
      expect(await headlineAt(id, 'now')).toContain('Worse ');

      const restored = await editor.ask('POST', `/api/articles/${id}/restore`, {
        ...request,
        except: [sealed],
      });
      expect(restored.body.sections).toEqual([free]);
      expect(await headlineAt(id, 'now')).toContain('Bad ');
      expect(await headlineAt(id, 'now')).not.toContain('Worse ');
      expect((await history(id)).versions).toHaveLength(count + 1);
    });

    test('is neither kept nor restored by those who may not write', async () => {
      const id = await newArticle();
      const { id: version } = await keep(id, 'Mine');
      for (const role of ['reviewer', 'viewer'] as const) {
        const browser = await desk.as(role);
        expect((await browser.ask('GET', `/api/articles/${id}/history`)).status).toBe(200);
        expect((await browser.ask('POST', `/api/articles/${id}/versions`, { name: 'No' })).status).toBe(403);
        const request = { moment: `v-${version}`, sections: null };
        expect((await browser.ask('POST', `/api/articles/${id}/restore`, request)).status).toBe(403);
      }
      expect((await desk.visitor().ask('GET', `/api/articles/${id}/history`)).status).toBe(401);
      expect((await editor.ask('GET', '/api/articles/nosucharticle000/history')).status).toBe(404);
    });
  });

  describe('authorship', () => {
    test('tells who wrote each passage and when, also as a file', async () => {
      const id = await newArticle();
      await typed(editor, id, '=Mine ');
      const [first, second] = [(await desk.person('admin')).id, (await desk.person('editor')).id];
      const authorship: Authorship = (await editor.ask('GET', `/api/articles/${id}/authorship`)).body;
      const passages = authorship.places.flatMap(({ blocks }) => blocks.flatMap((block) => block.passages));
      expect(passages).toContainEqual({ text: '=Mine ', author: second, at: expect.any(String) });
      expect(passages).toContainEqual({ text: 'Headline', author: first, at: expect.any(String) });
      expect(authorship.shares.map(({ author }) => author)).toEqual([first, second]);
      const file = await fetch(`${desk.url}/api/articles/${id}/authorship?format=csv`, {
        headers: { cookie: editor.cookie },
      });
      expect(file.headers.get('content-disposition')).toContain('.csv');
      const csv = await file.text();
      expect(csv).toContain('"Editor Person"');
      // A spreadsheet must not take text for a formula.
      expect(csv).toContain(`"'=Mine "`);
    });
  });

  describe('the journal’s old rows', () => {
    test('are merged without a change to the text, its authors or its past moments', async () => {
      const id = await newArticle();
      const clients = [await opened(editor, id), await opened(admin, id)];
      for (let round = 0; round < 20; round += 1) {
        for (const client of clients) {
          client.text('text').insert(0, `${round} `);
          await client.saved();
        }
      }
      for (const client of clients) client.close();
      const before = {
        now: await headlineAt(id, 'now'),
        authorship: (await editor.ask('GET', `/api/articles/${id}/authorship`)).body.shares,
        works: (await history(id)).works,
      };
      // The embedded database takes one opener at a time.
      await desk.close();
      const storage = await place.open();
      const journal = createJournal(storage, { log: silent });
      const contents = createContents(journal, { run: doJob });
      const timeline = createTimeline(storage, journal, contents, { run: doJob });
      const settings = { afterHours: 24, historyDays: 0 };
      const merging = createMerging({ storage, journal, timeline, settings, log: silent });
      const count = async () =>
        (
          await storage.db
            .selectFrom('update')
            .select('position')
            .where('document', '=', documentNameOf(id))
            .execute()
        ).length;
      const rows = await count();
      expect(await merging.run()).toBe(0);
      const tomorrow = new Date(Date.now() + 25 * 3_600_000);
      expect(await merging.run(tomorrow)).toBeGreaterThan(30);
      expect(await count()).toBeLessThan(rows - 30);
      expect(await merging.run(tomorrow)).toBe(0);
      await expect(
        storage.db.deleteFrom('update').where('document', '=', documentNameOf(id)).execute(),
      ).rejects.toThrow(/never change/);
      await merging.close();
      await storage.close();
      desk = await openDesk(place);
      editor = new Browser(desk.url);
      await editor.signIn('editor@test.example');
      expect(await headlineAt(id, 'now')).toBe(before.now);
      expect((await editor.ask('GET', `/api/articles/${id}/authorship`)).body.shares).toEqual(
        before.authorship,
      );
      expect((await history(id)).works).toEqual(before.works);
      for (const { position } of before.works)
        expect((await editor.ask('GET', `/api/articles/${id}/moments/${position}`)).status).toBe(200);
      await typed(editor, id, `after ${kind} `);
      expect(await headlineAt(id, 'now')).toContain(`after ${kind} `);
    });
  });

  describe('the timeline of a long article', () => {
    test('comes page by page, and what was done in one go is not torn in two', async () => {
      admin = new Browser(desk.url);
      await admin.signIn('admin@test.example');
      const id = await newArticle();
      await desk.close();
      const storage = await place.open();
      const rows = Array.from({ length: 130 }, (_, index) => ({
        article: id,
        number: index + 1,
        section: 'some' as SectionId,
        kind: 'ready',
        by: null,
        // Sixty of them in one go, where the first page would end.
        at: new Date(Date.UTC(2020, 0, 1, 0, index < 40 ? index : index < 100 ? 40 : index)).toISOString(),
        note: '',
        owner: null,
        dueAt: null,
        hash: null,
      }));
      await storage.db.insertInto('sectionEvent').values(rows).execute();
      await storage.close();
      desk = await openDesk(place);
      editor = new Browser(desk.url);
      await editor.signIn('editor@test.example');
      const seen: string[] = [];
      let before: string | null = null;
      let pages = 0;
      do {
        const page: History = await history(id, `?kind=review${before ? `&before=${before}` : ''}`);
        seen.push(...page.events.map((one) => one.id));
        before = page.next;
        pages += 1;
      } while (before !== null);
      expect(pages).toBe(2);
      expect(seen).toHaveLength(130);
      expect(new Set(seen).size).toBe(130);
    });
  });
});
