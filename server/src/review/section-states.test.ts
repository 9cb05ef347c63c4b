import type { SectionAct, SectionStatus } from '@galley/shared/api/section-states.ts';
import { sectionHistorySchema, sectionStatusesSchema } from '@galley/shared/api/section-states.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { renameSection } from '@galley/shared/article/outline.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import { templateContentSchema } from '@galley/shared/article/template.ts';
import { article, item, p, section, ul } from '@galley/shared/article/testing.ts';
import { type ArticleId, newId, type SectionId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import type { LiveEvent } from '@galley/shared/wire/live.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Browser } from '../accounts/testing.ts';
import { TestClient, until } from '../collab/testing.ts';
import { askToPublish, draft, publicationOf } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';

const words = (count: number) => p(Array.from({ length: count }, () => 'word').join(' '));
const bullets = ul(...Array.from({ length: 3 }, () => item(p('Point'))));

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let editor: Browser;
  let reviewer: Browser;
  const open: { close(): void }[] = [];
  beforeAll(async () => {
    desk = await openDesk(await database());
    [admin, editor, reviewer] = [await desk.as('admin'), await desk.as('editor'), await desk.as('reviewer')];
  });
  afterAll(async () => {
    for (const one of open) one.close();
    await desk.close();
  });

  /** A complete article of the News template that the editor wrote. */
  const newsArticle = (by: Browser = editor) =>
    draft(by, {
      template: 'news',
      content: article(
        'News',
        section('introduction', words(20)),
        section('news', words(80)),
        section('summary', bullets),
      ),
    });

  async function statusesOf(id: ArticleId): Promise<SectionStatus[]> {
    return sectionStatusesSchema.parse((await reviewer.ask('GET', `/api/articles/${id}/sections`)).body);
  }

  async function statusOf(id: ArticleId, section: SectionId): Promise<SectionStatus> {
    const status = (await statusesOf(id)).find((one) => one.section === section);
    if (!status) throw new Error('The section is not there.');
    return status;
  }

  async function firstSection(id: ArticleId): Promise<SectionId> {
    const [first] = await statusesOf(id);
    if (!first) throw new Error('The article has no sections.');
    return first.section;
  }

  const act = (by: Browser, id: ArticleId, section: SectionId, input: SectionAct | object) =>
    by.ask('POST', `/api/articles/${id}/sections/${section}/acts`, input);

  const history = async (id: ArticleId, section: SectionId) =>
    sectionHistorySchema.parse(
      (await reviewer.ask('GET', `/api/articles/${id}/sections/${section}/history`)).body,
    );

  /** An editor's open document. */
  async function join(id: ArticleId, browser: Browser = editor): Promise<TestClient> {
    const origin = new URL(desk.url).origin;
    const client = new TestClient(
      { url: `${origin.replace('http', 'ws')}/api/collab`, origin },
      browser.cookie,
      id,
    );
    open.push(client);
    return await client.synced();
  }

  /** The hash of a section as a client sees it. */
  function hashSeenBy(client: TestClient, id: SectionId): string {
    const seen = readArticle(client.doc).sections.find((one) => one.id === id);
    if (!seen) throw new Error('The client does not see the section.');
    return sectionHash(seen);
  }

  async function hashNow(id: ArticleId, section: SectionId): Promise<string> {
    const client = await join(id);
    const hash = hashSeenBy(client, section);
    client.close();
    return hash;
  }

  async function approve(id: ArticleId, section: SectionId) {
    await act(editor, id, section, { act: 'mark-ready' });
    const hash = await hashNow(id, section);
    const answer = await act(reviewer, id, section, { act: 'approve', hash });
    expect(answer.body).toMatchObject({ state: 'approved', approval: { hash } });
    return hash;
  }

  /** What is announced to a person at the desk. */
  async function listen(browser: Browser): Promise<LiveEvent[]> {
    const origin = new URL(desk.url).origin;
    const heard: LiveEvent[] = [];
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/live`, {
      headers: { cookie: browser.cookie },
      origin,
    });
    open.push(socket);
    socket.on('message', (data) => heard.push(JSON.parse(String(data)) as LiveEvent));
    await until(() => heard.some(({ type }) => type === 'presence-all'));
    return heard;
  }

  describe('the routes', () => {
    test('know no article and no section that is not there', async () => {
      const id = await newsArticle();
      expect((await editor.ask('GET', '/api/articles/nosucharticle/sections')).status).toBe(404);
      expect((await act(editor, id, 'nosuchsection' as SectionId, { act: 'mark-ready' })).status).toBe(404);
      expect((await act(editor, id, "x' or 1=1" as SectionId, { act: 'mark-ready' })).status).toBe(404);
    });

    test.each([
      {},
      { act: 'publish' },
      { act: 'approve' },
      { act: 'return', note: '   ' },
      { act: 'reopen' },
      { act: 'assign', owner: null, dueAt: 'tomorrow' },
    ])('take no act that is none: %j', async (input) => {
      const id = await newsArticle();
      expect((await act(admin, id, await firstSection(id), input)).body.code).toBe('invalid-input');
    });
  });

  test('a new article’s sections are open and nobody’s, and known by who wrote them', async () => {
    const id = await newsArticle();
    const { id: writer } = await desk.person('editor');
    expect(await statusesOf(id)).toHaveLength(3);
    for (const status of await statusesOf(id)) {
      expect(status).toMatchObject({ state: 'open', owner: null, approval: null, writers: [writer] });
    }
  });

  test('a section goes its way from an editor to a reviewer and back, and its history tells it', async () => {
    const id = await newsArticle();
    const place = await firstSection(id);
    const { id: owner } = await desk.person('editor');
    const { id: checker } = await desk.person('reviewer');
    const dueAt = '2031-05-04T12:00:00.000Z';
    expect((await act(admin, id, place, { act: 'assign', owner, dueAt })).body).toMatchObject({
      owner,
      dueAt,
    });
    expect((await act(editor, id, place, { act: 'mark-ready' })).body.state).toBe('ready');
    const returned = await act(reviewer, id, place, { act: 'return', note: 'Who says so?' });
    expect(returned.body).toMatchObject({
      state: 'open',
      owner,
      dueAt,
      remark: { kind: 'returned', by: checker, note: 'Who says so?' },
    });
    expect((await act(editor, id, place, { act: 'mark-ready' })).body).toMatchObject({
      state: 'ready',
      remark: null,
    });
    await act(editor, id, place, { act: 'take-back' });
    const hash = await approve(id, place);
    expect(await statusOf(id, place)).toMatchObject({ approval: { by: checker, hash } });
    expect((await act(editor, id, place, { act: 'reopen', reason: 'A name was wrong' })).body).toMatchObject({
      state: 'open',
      approval: null,
      remark: { kind: 'reopened', note: 'A name was wrong' },
    });
    const events = (await history(id, place)).map(({ kind, by }) => [kind, by]);
    const chief = (await desk.person('admin')).id;
    expect(events.reverse()).toEqual([
      ['assigned', chief],
      ['ready', owner],
      ['returned', checker],
      ['ready', owner],
      ['taken-back', owner],
      ['ready', owner],
      ['approved', checker],
      ['reopened', owner],
    ]);
  });

  test('a section is assigned only to somebody who may write', async () => {
    const id = await newsArticle();
    const place = await firstSection(id);
    for (const owner of [(await desk.person('reviewer')).id, 'nobody']) {
      const answer = await act(editor, id, place, { act: 'assign', owner, dueAt: null });
      expect(answer.body).toMatchObject({ code: 'invalid-input', errors: [{ path: 'owner' }] });
    }
    expect(await history(id, place)).toEqual([]);
  });

  test('everybody at the desk hears of an act at once', async () => {
    const id = await newsArticle();
    const heard = await listen(await desk.as('viewer'));
    await act(editor, id, await firstSection(id), { act: 'mark-ready' });
    await until(() => heard.some((event) => event.type === 'sections' && event.article === id));
  });

  describe('several acts in one request', () => {
    const actAll = (by: Browser, id: ArticleId, acts: readonly { section: SectionId; act: object }[]) =>
      by.ask('POST', `/api/articles/${id}/sections/acts`, { acts });

    test('are each done and written down as if they came alone', async () => {
      const id = await newsArticle();
      const places = (await statusesOf(id)).map(({ section }) => section);
      const ready = await actAll(
        editor,
        id,
        places.map((section) => ({ section, act: { act: 'mark-ready' } })),
      );
      expect(ready.body.outcomes).toEqual(places.map((section) => ({ section, refused: null })));
      expect(ready.body.statuses.map(({ state }: SectionStatus) => state)).toEqual([
        'ready',
        'ready',
        'ready',
      ]);
      for (const place of places) expect(await history(id, place)).toHaveLength(1);
    });

    test('are judged one by one: what is refused holds up none of the others', async () => {
      const id = await newsArticle();
      const [first, second, third] = (await statusesOf(id)).map(({ section }) => section);
      if (!first || !second || !third) throw new Error('A section is missing.');
      for (const place of [first, second]) await act(editor, id, place, { act: 'mark-ready' });
      const seen = await hashNow(id, first);
      const client = await join(id);
      client.text('introduction').insert(0, 'Meanwhile, ');
      await client.saved();
      const approval = (section: SectionId, hash: string) => ({ section, act: { act: 'approve', hash } });
      const answer = await actAll(reviewer, id, [
        approval(first, seen),
        approval(second, hashSeenBy(client, second)),
        approval(third, hashSeenBy(client, third)),
        approval('nosuchsection' as SectionId, seen),
      ]);
      expect(answer.status).toBe(200);
      expect(answer.body.outcomes.map(({ refused }: { refused: string | null }) => refused)).toEqual([
        'text-changed',
        null,
        'wrong-state',
        'unknown',
      ]);
      expect((await statusesOf(id)).map(({ state }) => state)).toEqual(['ready', 'approved', 'open']);
    });

    test('hold to four eyes, to roles, and to one act a section', async () => {
      const id = await newsArticle(admin);
      const places = (await statusesOf(id)).map(({ section }) => section);
      await actAll(
        editor,
        id,
        places.map((section) => ({ section, act: { act: 'mark-ready' } })),
      );
      const approvals = await Promise.all(
        places.map(async (section) => ({
          section,
          act: { act: 'approve', hash: await hashNow(id, section) },
        })),
      );
      const own = await actAll(admin, id, approvals);
      expect(own.body.outcomes.map(({ refused }: { refused: string }) => refused)).toEqual(
        places.map(() => 'own-text'),
      );
      expect((await actAll(editor, id, approvals)).body.code).toBe('not-allowed');
      expect((await actAll(reviewer, id, [...approvals, ...approvals])).body.code).toBe('invalid-input');
      expect((await statusesOf(id)).map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
    });
  });

  describe('what a role may not do is refused', () => {
    test('a reviewer marks nothing ready, assigns nothing and reopens nothing', async () => {
      const id = await newsArticle();
      const place = await firstSection(id);
      for (const input of [
        { act: 'mark-ready' },
        { act: 'take-back' },
        { act: 'assign', owner: null, dueAt: null },
        { act: 'reopen', reason: 'Because' },
      ])
        expect((await act(reviewer, id, place, input)).body.code).toBe('not-allowed');
    });

    test('an editor approves nothing, not even what others wrote, and a viewer does nothing', async () => {
      const id = await newsArticle(admin);
      const place = await firstSection(id);
      await act(editor, id, place, { act: 'mark-ready' });
      const input = { act: 'approve', hash: await hashNow(id, place) };
      expect((await act(editor, id, place, input)).body.code).toBe('not-allowed');
      const viewer = await desk.as('viewer');
      expect((await act(viewer, id, place, input)).body.code).toBe('not-allowed');
      expect((await statusOf(id, place)).state).toBe('ready');
    });

    test('nobody approves what they wrote alone; once somebody else has a part in it they may', async () => {
      const id = await newsArticle(admin);
      const place = await firstSection(id);
      await act(admin, id, place, { act: 'mark-ready' });
      const own = await act(admin, id, place, { act: 'approve', hash: await hashNow(id, place) });
      expect(own).toMatchObject({ status: 409, body: { code: 'own-text' } });
      const client = await join(id);
      client.text('introduction').insert(0, 'Edited: ');
      await client.saved();
      const hash = hashSeenBy(client, place);
      expect((await act(admin, id, place, { act: 'approve', hash })).status).toBe(200);
    });

    test('who only moves words or puts them into another kind of block has no part in them', async () => {
      const id = await newsArticle(admin);
      const place = await firstSection(id);
      await act(admin, id, place, { act: 'mark-ready' });
      const client = await join(id);
      const text = client.text('introduction').toString();
      const fragment = sectionFragment(client.doc, place);
      // As moving a block does, and all that makes another block of it.
      client.doc.transact(() => {
        const block = new Y.XmlElement('paragraph');
        block.setAttribute('id', newId());
        block.insert(0, [new Y.XmlText(text)]);
        fragment.delete(0, fragment.length);
        fragment.insert(0, [block]);
      });
      await client.saved();
      expect((await statusOf(id, place)).writers).toEqual([(await desk.person('admin')).id]);
      const hash = hashSeenBy(client, place);
      const own = await act(admin, id, place, { act: 'approve', hash });
      expect(own).toMatchObject({ status: 409, body: { code: 'own-text' } });
    });

    test('one’s own text may be approved where the template waives four eyes', async () => {
      const templates = (await admin.ask('GET', '/api/templates')).body as { id: string }[];
      const news = templates.find((template) => template.id === 'news');
      const content = { ...templateContentSchema.parse(news), fourEyes: false };
      const { id: template } = (await admin.ask('POST', '/api/templates', content)).body;
      const id = await draft(admin, { template, content: article('Alone', section('news', words(80))) });
      const place = await firstSection(id);
      await act(admin, id, place, { act: 'mark-ready' });
      const answer = await act(admin, id, place, { act: 'approve', hash: await hashNow(id, place) });
      expect(answer.status).toBe(200);
    });

    test('an act from a state that the section is not in', async () => {
      const id = await newsArticle();
      const place = await firstSection(id);
      const hash = await hashNow(id, place);
      expect((await act(reviewer, id, place, { act: 'approve', hash })).body.code).toBe('conflict');
      await approve(id, place);
      expect((await act(editor, id, place, { act: 'mark-ready' })).body.code).toBe('conflict');
      expect((await act(reviewer, id, place, { act: 'return', note: 'No' })).body.code).toBe('conflict');
    });

    test('the approval of a text that is no longer there', async () => {
      const id = await newsArticle();
      const place = await firstSection(id);
      await act(editor, id, place, { act: 'mark-ready' });
      const client = await join(id);
      const seen = hashSeenBy(client, place);
      client.text('introduction').insert(0, 'Meanwhile, ');
      await client.saved();
      const answer = await act(reviewer, id, place, { act: 'approve', hash: seen });
      expect(answer).toMatchObject({ status: 409, body: { code: 'text-changed' } });
      expect((await statusOf(id, place)).state).toBe('ready');
    });

    test('of two who decide at once one', async () => {
      const id = await newsArticle();
      const place = await firstSection(id);
      await act(editor, id, place, { act: 'mark-ready' });
      const hash = await hashNow(id, place);
      const answers = await Promise.all([
        act(reviewer, id, place, { act: 'approve', hash }),
        act(admin, id, place, { act: 'return', note: 'Not yet' }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await history(id, place)).toHaveLength(2);
    });
  });

  describe('where the template requires approvals', () => {
    /** The News template with this rule, as a template of its own. */
    async function newsWith(approvals: 'required' | 'all'): Promise<string> {
      const templates = (await admin.ask('GET', '/api/templates')).body as { id: string }[];
      const news = templates.find((template) => template.id === 'news');
      const content = { ...templateContentSchema.parse(news), approvals };
      return (await admin.ask('POST', '/api/templates', content)).body.id;
    }

    const lacking = async (id: ArticleId) =>
      (await publicationOf(admin, id)).readiness
        .filter(({ code }) => code === 'section-not-approved')
        .map(({ kind }) => kind);

    async function articleOf(template: string): Promise<ArticleId> {
      return await draft(editor, {
        template,
        slug: `article-${template}`,
        content: article(
          'News',
          section('introduction', words(20)),
          section('news', words(80)),
          section('outlook', words(10)),
          section('support', p()),
          section('summary', bullets),
        ),
      });
    }

    test('the article is neither ready nor published before its required sections are approved', async () => {
      const id = await articleOf(await newsWith('required'));
      const toStage = (stage: string) => editor.ask('PATCH', `/api/articles/${id}`, { stage });
      expect(await lacking(id)).toEqual(['introduction', 'news', 'summary']);
      expect((await toStage('review')).status).toBe(200);
      const [introduction, news, , , summary] = await statusesOf(id);
      if (!introduction || !news || !summary) throw new Error('A section is missing.');
      await approve(id, introduction.section);
      await approve(id, news.section);
      expect(await lacking(id)).toEqual(['summary']);
      expect(await toStage('ready')).toMatchObject({
        status: 409,
        body: { code: 'not-ready', errors: [{ path: summary.section, message: 'section-not-approved' }] },
      });
      expect(await askToPublish(admin, id)).toMatchObject({
        status: 409,
        body: { code: 'not-ready', errors: [{ path: summary.section, message: 'section-not-approved' }] },
      });
      await approve(id, summary.section);
      expect((await toStage('ready')).body.stage).toBe('ready');
      await act(editor, id, news.section, { act: 'reopen', reason: 'One more source' });
      expect((await editor.ask('GET', `/api/articles/${id}`)).body.stage).toBe('review');
      expect((await askToPublish(admin, id)).status).toBe(409);
      await approve(id, news.section);
      expect((await askToPublish(admin, id)).status).toBe(201);
    });

    test('of all sections, those too that need not be there, as soon as they hold something', async () => {
      const id = await articleOf(await newsWith('all'));
      expect(await lacking(id)).toEqual(['introduction', 'news', 'outlook', 'summary']);
    });
  });

  test('a section that gets another title is another text than the approved one', async () => {
    const id = await newsArticle();
    const place = await firstSection(id);
    await act(editor, id, place, { act: 'mark-ready' });
    const client = await join(id);
    const seen = hashSeenBy(client, place);
    renameSection(client.doc, place, 'At the quay');
    await client.saved();
    expect((await act(reviewer, id, place, { act: 'approve', hash: seen })).body.code).toBe('text-changed');
  });
});
