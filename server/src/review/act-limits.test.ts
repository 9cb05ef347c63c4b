// One person who comments without end is held up, and nobody else is: neither their colleagues' comments nor the words of who writes
// in another article meanwhile.
import { article, p, section } from '@galley/shared/article/testing.ts';
import { type ArticleId, newId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { TestClient } from '../collab/testing.ts';
import { draft } from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { commentLimit, maxOpenThreads } from './act-limits.ts';

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

  const newArticle = () =>
    draft(editor, {
      content: article('Headline', section('text', p('.')), section('outlook', p('Other words.'))),
      slug: `limits-${newId<string>()}`,
    });
  const open = (who: Browser, id: ArticleId) =>
    who.ask('POST', `/api/articles/${id}/threads`, {
      id: newId(),
      subject: { type: 'article' },
      comment: { id: newId(), body: 'Who says so?' },
    });

  test('who floods an article with threads is asked to wait, and a colleague types on', async () => {
    const flooded = await newArticle();
    const origin = new URL(desk.url).origin;
    const socket = { url: `${origin.replace('http', 'ws')}/api/collab`, origin };
    const witness = await new TestClient(socket, editor.cookie, await newArticle()).synced();
    const answers: Awaited<ReturnType<typeof open>>[] = [];
    let isDone = false;
    const flood = Array.from({ length: 8 }, async () => {
      while (answers.length < commentLimit.limit + 40) answers.push(await open(reviewer, flooded));
    });
    const flooding = Promise.all(flood).finally(() => {
      isDone = true;
    });
    const times: number[] = [];
    while (!isDone || times.length < 20) {
      const start = performance.now();
      witness.text('text').insert(0, 'x');
      await witness.saved();
      times.push(performance.now() - start);
    }
    await flooding;
    const sorted = times.toSorted((a, b) => a - b);
    const at = (part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0);
    process.stdout.write(
      `threads: ${times.length} letters of the witness, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms\n`,
    );
    expect(witness.messages).toEqual([]);
    witness.close();

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(commentLimit.limit);
    const refused = answers.filter(({ status }) => status !== 201);
    for (const { status, body, headers } of refused) {
      expect([status, body.code]).toEqual([429, 'too-many-requests']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await open(editor, flooded)).status).toBe(201);
  });

  test('an article has so many open threads and no more, until one is resolved', async () => {
    const id = await newArticle();
    const { id: by } = await desk.person('editor');
    const row = (_: unknown, at: number) =>
      `('${id}-${at}', '${id}', '{"type":"article"}', 0, '2026-01-01T00:00:00.000Z', 'open', '${by}')`;
    const columns = '"id", "article", "subject", "blocking", "createdAt", "state", "createdBy"';
    const rows = Array.from({ length: maxOpenThreads }, row);
    await place.run(`insert into "thread" (${columns}) values ${rows.join(', ')}`);
    const refused = await open(editor, id);
    expect([refused.status, refused.body.code]).toEqual([409, 'too-many-threads']);
    await place.run(`update "thread" set "state" = 'resolved' where "id" = '${id}-0'`);
    // Of several who open one at once, only one does.
    const statuses = (await Promise.all(Array.from({ length: 6 }, () => open(editor, id)))).map(
      ({ status }) => status,
    );
    expect(statuses.toSorted()).toEqual([201, 409, 409, 409, 409, 409]);
    const reopen = () => editor.ask('PATCH', `/api/articles/${id}/threads/${id}-0`, { state: 'open' });
    const again = await reopen();
    expect([again.status, again.body.code]).toEqual([409, 'too-many-threads']);
    await place.run(`update "thread" set "state" = 'resolved' where "id" = '${id}-1'`);
    expect((await reopen()).status).toBe(200);
  });
});
