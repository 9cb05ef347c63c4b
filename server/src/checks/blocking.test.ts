// Checks of which a template says that they block: nothing is published or scheduled with what they find.
import type { ThreadSubject } from '@galley/shared/api/threads.ts';
import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import { figure, p, t } from '@galley/shared/article/testing.ts';
import type { CheckLevels } from '@galley/shared/checks/levels.ts';
import { type ArticleId, type CommentId, newId, type ThreadId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { askToPublish, draft, leadOf, picture, plainArticle, publicationOf } from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';

forEachStorage((database) => {
  let place: TestDatabase;
  let desk: OpenDesk;
  let admin: Browser;
  let made = 0;
  beforeAll(async () => {
    place = await database();
    desk = await openDesk(place);
    admin = await desk.as('admin');
  });
  afterAll(() => desk.close());

  const blank = builtInTemplates.find(({ id }) => id === 'blank')?.content;
  const templateWith = async (checks: CheckLevels): Promise<string> =>
    (await admin.ask('POST', '/api/templates', { ...blank, checks })).body.id;
  const articleOf = async (template: string, content = plainArticle('Harbor', p('It costs TK euros.'))) => {
    made += 1;
    return await draft(admin, { template, content, slug: `checked-${made}` });
  };
  const missing = async (id: ArticleId) =>
    (await publicationOf(admin, id)).readiness.map(({ check, region, kind, count }) => [
      check,
      kind ?? region,
      count,
    ]);
  const schedule = async (id: ArticleId) => {
    const { hash } = await publicationOf(admin, id);
    const local = `${new Date().getFullYear() + 1}-02-03T04:05`;
    return await admin.ask('POST', `/api/articles/${id}/schedule`, { hash, after: 0, local });
  };
  const refusal = { status: 409, body: { code: 'not-ready', errors: [{ message: 'check-blocks' }] } };

  test('what blocks is refused by publishing and scheduling until it is mended; what warns is not', async () => {
    const template = await templateWith({ 'left-note': 'block', 'repeated-word': 'warn' });
    const id = await articleOf(template, plainArticle('Harbor', p('The the TK euros.')));
    expect(await missing(id)).toEqual([['left-note', 'text', 1]]);
    expect(await askToPublish(admin, id)).toMatchObject(refusal);
    expect(await schedule(id)).toMatchObject(refusal);
    await editAs(desk, 'editor', id, (client) => client.text('text').delete(8, 3));
    expect(await missing(id)).toEqual([]);
    expect((await askToPublish(admin, id)).status).toBe(201);
  });

  test('the head, the lead image’s texts and those of pictures are looked at, and code is not', async () => {
    const media = await picture(admin);
    const text = p(t('TK', 'code'), ' and [check name] and ???');
    const content = {
      ...plainArticle('Harbor TK', text, figure(media, 'A quay', 'By whom???', 'Ann')),
      lead: leadOf(media, { caption: 'Taken TK' }),
    };
    const id = await articleOf(await templateWith({ 'left-note': 'block' }), content);
    expect(await missing(id)).toEqual([
      ['left-note', 'headline', 1],
      ['left-note', 'lead-caption', 1],
      ['left-note', 'text', 3],
    ]);
  });

  test('comments that are still open block where the template says so, and those of one part are one item', async () => {
    const id = await articleOf(await templateWith({ 'open-threads': 'block' }));
    const other = await articleOf(await templateWith({ 'open-threads': 'warn' }));
    const [section] = (await admin.ask('GET', `/api/articles/${id}/moments/now`)).body.content.sections;
    const comment = async (article: ArticleId, subject: ThreadSubject) => {
      const thread = newId<ThreadId>();
      const first = { id: newId<CommentId>(), body: 'Who says so?' };
      const opened = { id: thread, subject, comment: first };
      expect((await admin.ask('POST', `/api/articles/${article}/threads`, opened)).status).toBe(201);
      return thread;
    };
    const threads = [
      await comment(id, { type: 'region', region: section.id }),
      await comment(id, { type: 'region', region: section.id }),
      await comment(id, { type: 'region', region: 'dek' }),
    ];
    await comment(other, { type: 'article' });
    expect(await missing(id)).toEqual([
      ['open-threads', section.id, 2],
      ['open-threads', 'dek', 1],
    ]);
    expect(await missing(other)).toEqual([]);
    const errors = [{ message: 'check-blocks' }, { message: 'check-blocks', path: 'dek' }];
    expect(await askToPublish(admin, id)).toMatchObject({ status: 409, body: { errors } });
    for (const thread of threads)
      await admin.ask('PATCH', `/api/articles/${id}/threads/${thread}`, { state: 'resolved' });
    expect((await askToPublish(admin, id)).status).toBe(201);
  });

  test('words of the house style list block by the list as it is, also what was scheduled before', async () => {
    const template = await templateWith({ 'house-style': 'block' });
    const id = await articleOf(template);
    expect(await missing(id)).toEqual([]);
    expect((await schedule(id)).status).toBe(200);
    const owner = (await desk.person('admin')).id;
    const word = { avoid: 'euros', prefer: 'pounds', note: '', language: 'de', owner };
    const added = (await admin.ask('POST', '/api/house-style', word)).body;
    expect(await missing(id)).toEqual([]);
    const path = `/api/house-style/${added.id}`;
    await admin.ask('PUT', path, { ...word, language: 'en', version: 1 });
    expect(await missing(id)).toEqual([['house-style', 'text', 1]]);
    const at = new Date(Date.now() - 1000).toISOString();
    await place.run(`update schedule set at = '${at}', "nextAt" = '${at}' where id = '${id}'`);
    await expect
      .poll(async () => (await publicationOf(admin, id)).scheduled?.held?.why, { timeout: 20_000 })
      .toEqual(['check-blocks']);
    await admin.ask('DELETE', path);
    expect((await askToPublish(admin, id)).status).toBe(201);
  });
});
