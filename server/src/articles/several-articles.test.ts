// Changes of several articles by one request, each judged on its own.
import {
  type ArticleChangeOutcome,
  type ArticleRow,
  maxChangedAtOnce,
  type SharedChange,
} from '@galley/shared/api/articles.ts';
import { type ArticleId, newId, type SiteSectionId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { insertTestPerson, openTestDesk, type TestDesk, testPerson } from './testing.ts';

forEachStorage((database) => {
  let storage: Storage;
  let desk: TestDesk;
  beforeAll(async () => {
    storage = await (await database()).open();
    desk = await openTestDesk(storage);
    for (const role of ['admin', 'editor', 'viewer'] as const) await insertTestPerson(storage, role);
  });
  afterAll(async () => {
    await desk.close();
    await storage.close();
  });

  const { id: editor } = testPerson('editor');
  const { id: admin } = testPerson('admin');
  const article = async (change: object = {}, template = 'blank'): Promise<ArticleRow> => {
    const made = await desk.as('admin')('POST', '/api/articles', { template, language: 'en' });
    return (await desk.as('admin')('PATCH', `/api/articles/${made.body.id}`, change)).body;
  };
  const send = (changes: readonly object[], role: 'editor' | 'admin' | 'reviewer' | 'viewer' = 'editor') =>
    desk.as(role)('PATCH', '/api/articles', { changes });
  /** What came of each: `done`, or the code of its refusal. */
  const came = ({ body }: { body: { outcomes: ArticleChangeOutcome[] } }) =>
    body.outcomes.map((one) => (one.outcome === 'done' ? 'done' : one.problem.code));
  const change = (rows: readonly Pick<ArticleRow, 'id'>[], to: SharedChange) =>
    send(rows.map(({ id }) => ({ id, change: to })));
  const row = async ({ id }: Pick<ArticleRow, 'id'>): Promise<ArticleRow> =>
    (await desk.as('viewer')('GET', `/api/articles/${id}`)).body;
  const acts = async ({ id }: Pick<ArticleRow, 'id'>) => {
    const rows = await storage.db
      .selectFrom('audit')
      .select(['act', 'who'])
      .where('article', '=', id)
      .execute();
    return rows.filter(({ act }) => act !== 'article.created').map(({ act, who }) => `${act} ${who}`);
  };

  test('two who change the same articles at once both do, and each article has one of both', async () => {
    const rows = [await article(), await article(), await article()];
    const both = await Promise.all(
      [editor, admin].map((assignee) => send(rows.map(({ id }) => ({ id, change: { assignee } })))),
    );
    expect(both.map(came)).toEqual(Array(2).fill(['done', 'done', 'done']));
    for (const one of rows) expect([editor, admin]).toContain((await row(one)).assignee);
  });

  test('what a colleague has changed since stays where one takes one’s own change back', async () => {
    const [mine, theirs] = [await article(), await article()];
    await change([mine, theirs], { assignee: editor });
    await desk.as('admin')('PATCH', `/api/articles/${theirs.id}`, { assignee: admin });
    const back = { change: { assignee: null }, expected: { assignee: editor } };
    expect(came(await send([mine, theirs].map(({ id }) => ({ id, ...back }))))).toEqual(['done', 'conflict']);
    expect([(await row(mine)).assignee, (await row(theirs)).assignee]).toEqual([null, admin]);
    for (const expected of [{ dueAt: '2030-01-01T00:00:00.000Z' }, { archived: true }, { stage: 'review' }])
      expect(came(await send([{ id: mine.id, change: { assignee: editor }, expected }]))).toEqual([
        'conflict',
      ]);
    const all = { assignee: null, dueAt: null, siteSection: null, archived: false, stage: 'draft' };
    expect(came(await send([{ id: mine.id, change: { assignee: editor }, expected: all }]))).toEqual([
      'done',
    ]);
  });

  test('each is done or refused for itself, in the order in which they were sent, with a row of the log each', async () => {
    const section = newId<SiteSectionId>();
    await storage.db
      .insertInto('siteSection')
      .values({
        id: section,
        name: 'Harbor',
        slug: `harbor-${section}`,
        description: '',
        place: 1,
        version: 1,
      })
      .execute();
    const [plain, shelved, open] = [
      await article(),
      await article({ archived: true }),
      await article({}, 'news'),
    ];
    const unknown = { id: 'nosucharticle' as ArticleId };
    const dueAt = '2030-03-04T16:30:00.000Z';
    const answer = await change([plain, shelved, unknown, open], { dueAt, siteSection: section });
    expect(answer.status).toBe(200);
    expect(came(answer)).toEqual(['done', 'archived', 'not-found', 'done']);
    expect(answer.body.outcomes[0].article).toEqual(await row(plain));
    expect(await row(open)).toMatchObject({ dueAt, siteSection: section });
    // Both are of the same moment.
    expect((await acts(plain)).toSorted()).toEqual([
      `article.due-changed ${editor}`,
      `article.settings-changed ${editor}`,
    ]);
    expect(await acts(shelved)).toEqual([`article.archived ${admin}`]);
    // News asks for approvals, which this one has none of.
    expect(came(await change([plain, open], { stage: 'ready' }))).toEqual(['done', 'not-ready']);
    expect(came(await change([shelved, plain], { archived: false }))).toEqual(['done', 'done']);
    expect(came(await change([plain], { siteSection: newId() }))).toEqual(['invalid-input']);
  });

  test('nobody may by this way what they may not one by one', async () => {
    const rows = [await article(), await article()];
    for (const role of ['reviewer', 'viewer'] as const)
      expect(
        (
          await send(
            rows.map(({ id }) => ({ id, change: { assignee: editor } })),
            role,
          )
        ).status,
      ).toBe(403);
    expect((await desk.as(null)('PATCH', '/api/articles', { changes: [] })).status).toBe(401);
    for (const assignee of [testPerson('viewer').id, 'gone00000000'])
      expect(came(await send([{ id: rows[0]?.id, change: { assignee } }]))).toEqual(['invalid-input']);
    for (const one of rows) expect(await acts(one)).toEqual([]);
  });

  test('too many, none, one twice and fields that are changed one by one are refused as a whole', async () => {
    const { id } = await article();
    const dueAt = '2030-03-04T16:30:00.000Z';
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ id: `unknown${index}`, change: { dueAt } }));
    expect(came(await send(many(maxChangedAtOnce)))).toEqual(Array(maxChangedAtOnce).fill('not-found'));
    const one = { id, change: { dueAt } };
    for (const changes of [
      [],
      [...many(maxChangedAtOnce), one],
      [one, one],
      [one, { id, change: { slug: 'taken' } }],
      [one, { id: 7, change: {} }],
      [{ id: 'x'.repeat(65), change: {} }, one],
      [one, { id: 'another', change: { stage: 'published' } }],
      [one, { id: 'another', change: { dueAt: 'tomorrow' } }],
      [one, null],
    ])
      expect((await send(changes as object[])).status, JSON.stringify(changes).slice(0, 80)).toBe(422);
    expect((await row({ id })).dueAt).toBeNull();
  });

  test('the desk hears of all of them at once', async () => {
    const rows = [await article(), await article()];
    desk.events.length = 0;
    await change(rows, { assignee: editor });
    expect(desk.events).toEqual([{ type: 'article', id: null }]);
    desk.events.length = 0;
    await change([...rows.slice(0, 1), { id: 'nosucharticle' as ArticleId }], { assignee: null });
    await change([{ id: 'nosucharticle' as ArticleId }], { assignee: null });
    expect(desk.events).toEqual([{ type: 'article', id: rows[0]?.id }]);
  });
});
