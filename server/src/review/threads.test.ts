import { exportFormats } from '@galley/shared/api/exports.ts';
import type { Thread } from '@galley/shared/api/threads.ts';
import { sectionSchema } from '@galley/shared/article/schema/schema.ts';
import { article, p, section } from '@galley/shared/article/testing.ts';
import { type ArticleId, newId } from '@galley/shared/ids.ts';
import { layOut, quoteAt } from '@galley/shared/review/quotes.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { TestClient, until } from '../collab/testing.ts';
import { askToPublish, draft, publish } from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';

forEachStorage((database) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let editor: Browser;
  let reviewer: Browser;

  beforeAll(async () => {
    place = await database();
    desk = await openDesk(place);
    editor = await desk.as('editor');
    reviewer = await desk.as('reviewer');
  });
  afterAll(() => desk.close());

  const words = 'The mayor spoke for an hour.';
  const quote = (exact: string) => {
    const { text } = layOut(sectionSchema.nodeFromJSON({ type: 'doc', content: [p(words)] }));
    const start = text.indexOf(exact);
    return quoteAt(text, start, start + exact.length);
  };

  async function newArticle() {
    const part = section('text', p(words));
    const content = article('Headline', part, section('outlook', p('Other words.')));
    const id = await draft(editor, { content, slug: `threads-${newId<string>()}` });
    const { body } = await editor.ask('GET', `/api/articles/${id}/moments/now`);
    return { id, sections: body.content.sections.map((one: { id: string }) => one.id) as string[] };
  }

  const input = (subject: object, body = 'Really?', blocking = false) => ({
    id: newId<string>(),
    subject,
    blocking,
    comment: { id: newId<string>(), body },
  });
  const threads = async (id: ArticleId): Promise<Thread[]> =>
    (await editor.ask('GET', `/api/articles/${id}/threads`)).body;
  const make = async (id: ArticleId, subject: object, who = reviewer): Promise<Thread> => {
    const { status, body } = await who.ask('POST', `/api/articles/${id}/threads`, input(subject));
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body;
  };

  /** Opens the article as this person's editor does. */
  async function opened(browser: Browser, id: ArticleId): Promise<TestClient> {
    const origin = new URL(desk.url).origin;
    const socket = { url: `${origin.replace('http', 'ws')}/api/collab`, origin };
    return await new TestClient(socket, browser.cookie, id).synced();
  }

  describe('a thread', () => {
    test('on a passage gets a mark in the text, which everybody who has it open sees', async () => {
      const { id, sections } = await newArticle();
      const client = await opened(editor, id);
      const thread = await make(id, { type: 'text', section: sections[0], quote: quote('mayor spoke') });
      await until(() => JSON.stringify(client.text('text').toDelta()).includes(thread.id));
      const marked = client
        .text('text')
        .toDelta()
        .find((run: object) => JSON.stringify(run).includes(thread.id));
      expect(marked.insert).toBe('mayor spoke');
      client.close();
    });

    test('is there once, however often it is sent', async () => {
      const { id } = await newArticle();
      const once = input({ type: 'article' });
      const answers = await Promise.all(
        [1, 2, 3].map(() => reviewer.ask('POST', `/api/articles/${id}/threads`, once)),
      );
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
      expect(await threads(id)).toHaveLength(1);
      const stolen = await editor.ask('POST', `/api/articles/${id}/threads`, once);
      expect(stolen.status).toBe(409);
    });

    test('is not there at all where the id of its comment is another’s', async () => {
      const { id } = await newArticle();
      const first = input({ type: 'article' });
      expect((await reviewer.ask('POST', `/api/articles/${id}/threads`, first)).status).toBe(201);
      const second = { ...input({ type: 'article' }), comment: first.comment };
      const { status } = await reviewer.ask('POST', `/api/articles/${id}/threads`, second);
      expect(status).toBe(409);
      expect((await threads(id)).map((thread) => thread.id)).toEqual([first.id]);
    });

    test('is answered, resolved and opened again, and says who did it', async () => {
      const { id } = await newArticle();
      const { id: thread } = await make(id, { type: 'article' });
      const path = `/api/articles/${id}/threads/${thread}`;
      await editor.ask('POST', `${path}/comments`, { id: newId<string>(), body: 'Yes.' });
      const resolved = await editor.ask('PATCH', path, { state: 'resolved' });
      expect(resolved.body).toMatchObject({
        state: 'resolved',
        resolvedBy: (await desk.person('editor')).id,
      });
      expect(resolved.body.comments.map(({ body }: { body: string }) => body)).toEqual(['Really?', 'Yes.']);
      expect((await reviewer.ask('PATCH', path, { state: 'open' })).body).toMatchObject({
        state: 'open',
        resolvedBy: null,
      });
    });

    test('finds its place again when its words come back', async () => {
      const { id, sections } = await newArticle();
      const thread = await make(id, {
        type: 'text',
        section: sections[0],
        quote: quote('mayor spoke for an hour'),
      });
      const client = await opened(editor, id);
      const text = client.text('text');
      await until(() => JSON.stringify(text.toDelta()).includes(thread.id));
      text.delete(0, text.length);
      await client.saved();
      text.insert(0, `Yesterday: ${words}`);
      await until(() => JSON.stringify(text.toDelta()).includes(thread.id));
      client.close();
    });

    test('stands on all of its words again when a part of them comes back', async () => {
      const { id, sections } = await newArticle();
      const passage = 'mayor spoke for an hour';
      const thread = await make(id, { type: 'text', section: sections[0], quote: quote(passage) });
      const client = await opened(editor, id);
      const text = client.text('text');
      const marked = () =>
        text
          .toDelta()
          .filter((run: object) => JSON.stringify(run).includes(thread.id))
          .map(({ insert }: { insert: string }) => insert)
          .join('');
      await until(() => marked() === passage);
      const part = 'for an hour';
      text.delete(words.indexOf(part), part.length);
      await client.saved();
      text.insert(words.indexOf(part), part, {});
      await until(() => marked() === passage);
      client.close();
    });
  });

  describe('a comment', () => {
    test('is changed and taken away by its author alone, and the thread goes with the last one', async () => {
      const { id, sections } = await newArticle();
      const thread = await make(id, { type: 'text', section: sections[0], quote: quote('an hour') });
      const [comment] = thread.comments;
      const path = `/api/articles/${id}/threads/${thread.id}/comments/${comment?.id}`;
      expect((await editor.ask('PATCH', path, { body: 'Forged' })).status).toBe(403);
      expect((await editor.ask('DELETE', path)).status).toBe(403);
      const changed = await reviewer.ask('PATCH', path, { body: 'Better' });
      expect(changed.body.comments[0]).toMatchObject({ body: 'Better', editedAt: expect.any(String) });
      expect((await reviewer.ask('DELETE', path)).status).toBe(204);
      expect(await threads(id)).toEqual([]);
      const { body } = await editor.ask('GET', `/api/articles/${id}/moments/now`);
      expect(JSON.stringify(body)).not.toContain(thread.id);
    });

    test('is answered with emoji, one of each kind a person', async () => {
      const { id } = await newArticle();
      const thread = await make(id, { type: 'article' });
      const path = `/api/articles/${id}/threads/${thread.id}/comments/${thread.comments[0]?.id}/reactions`;
      await editor.ask('PUT', `${path}/${encodeURIComponent('👍')}`, { on: true });
      await editor.ask('PUT', `${path}/${encodeURIComponent('👍')}`, { on: true });
      const { body } = await reviewer.ask('PUT', `${path}/${encodeURIComponent('👍')}`, { on: true });
      expect(body.comments[0].reactions).toMatchObject([{ emoji: '👍', users: { length: 2 } }]);
      expect((await editor.ask('PUT', `${path}/${encodeURIComponent('🍕')}`, { on: true })).status).toBe(422);
      const off = await editor.ask('PUT', `${path}/${encodeURIComponent('👍')}`, { on: false });
      expect(off.body.comments[0].reactions[0].users).toHaveLength(1);
    });
  });

  test('an open blocking thread keeps an article from the stage ready and from publication', async () => {
    const { id } = await newArticle();
    const blocking = input({ type: 'region', region: 'dek' }, 'Not before the lawyer has called.', true);
    await reviewer.ask('POST', `/api/articles/${id}/threads`, blocking);
    expect((await editor.ask('PATCH', `/api/articles/${id}`, { stage: 'review' })).status).toBe(200);
    expect((await editor.ask('PATCH', `/api/articles/${id}`, { stage: 'ready' })).status).toBe(409);
    const admin = await desk.as('admin');
    expect((await askToPublish(admin, id)).body).toMatchObject({
      errors: [{ path: 'dek', message: 'thread-blocking' }],
    });
    await reviewer.ask('PATCH', `/api/articles/${id}/threads/${blocking.id}`, { state: 'resolved' });
    expect((await editor.ask('PATCH', `/api/articles/${id}`, { stage: 'ready' })).status).toBe(200);
    await publish(admin, id);
  });

  test('a copy of an article carries no marks', async () => {
    const { id, sections } = await newArticle();
    const thread = await make(id, { type: 'text', section: sections[0], quote: quote('mayor spoke') });
    const copy = await editor.ask('POST', `/api/articles/${id}/duplicate`);
    const { body } = await editor.ask('GET', `/api/articles/${copy.body.id}/moments/now`);
    expect(JSON.stringify(body)).toContain('mayor spoke');
    expect(JSON.stringify(body)).not.toContain(thread.id);
  });

  test('viewers read threads and write none', async () => {
    const { id } = await newArticle();
    const viewer = await desk.as('viewer');
    expect((await viewer.ask('GET', `/api/articles/${id}/threads`)).status).toBe(200);
    expect((await viewer.ask('POST', `/api/articles/${id}/threads`, input({ type: 'article' }))).status).toBe(
      403,
    );
    expect((await desk.visitor().ask('GET', `/api/articles/${id}/threads`)).status).toBe(401);
    expect((await viewer.ask('GET', '/api/articles/nosucharticle000/threads')).status).toBe(404);
    expect(
      (await reviewer.ask('POST', `/api/articles/${id}/threads`, input({ type: 'planet' }))).status,
    ).toBe(422);
    expect(
      (await reviewer.ask('POST', `/api/articles/${id}/threads`, input({ type: 'article' }, ' '))).status,
    ).toBe(422);
  });

  test('no mark leaves the desk, by a publication or by an export', async () => {
    const { id, sections } = await newArticle();
    const { id: thread } = await make(id, {
      type: 'text',
      section: sections[0],
      quote: quote('mayor spoke'),
    });
    const admin = await desk.as('admin');
    await publish(admin, id);
    const revision = await admin.ask('GET', `/api/articles/${id}/revisions/1`);
    expect(JSON.stringify(revision.body)).toContain('mayor spoke');
    expect(JSON.stringify(revision.body)).not.toContain(thread);
    for (const format of exportFormats) {
      const response = await fetch(`${desk.url}/api/articles/${id}/export?format=${format}`, {
        headers: { cookie: editor.cookie },
      });
      expect(Buffer.from(await response.arrayBuffer()).includes(thread)).toBe(false);
    }
    const { body: row } = await editor.ask('GET', `/api/articles/${id}`);
    for (const path of [`/articles/${row.slug}`, '/', '/feed.xml'])
      expect(await (await fetch(desk.url + path)).text()).not.toContain(thread);
  });
});
