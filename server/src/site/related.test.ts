// Articles that readers are led to from another one: those that its desk chose, and then the newest.
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { draft, plainArticle, publicationOf, publish, published } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { type Reader, readerOf } from './page-testing.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let editor: Browser;
  let read: Reader;
  const ids: ArticleId[] = [];
  beforeAll(async () => {
    desk = await openDesk(await database());
    admin = await desk.as('admin');
    editor = await desk.as('editor');
    read = readerOf(desk.url);
    for (let number = 1; number <= 6; number += 1)
      ids.push(await published(admin, { content: plainArticle(`Story ${number}`), slug: `story-${number}` }));
  });
  afterAll(() => desk.close());

  const set = (id: ArticleId, related: readonly unknown[], browser = editor) =>
    browser.ask('PATCH', `/api/articles/${id}`, { related });
  const beside = async (slug: string) =>
    (await read(`/articles/${slug}`)).page
      .one('aside', { class: 'more' })
      .all('article')
      .map((item) => item.one('h2').text);

  test('of two who choose at once one choice stands whole', async () => {
    const id = await draft(admin, { content: plainArticle('Both') });
    const answers = await Promise.all([set(id, ids.slice(0, 2)), set(id, ids.slice(2, 4), admin)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { related } = (await admin.ask('GET', `/api/articles/${id}`)).body;
    expect([ids.slice(0, 2), ids.slice(2, 4)]).toContainEqual(related);
  });

  test('they stand before the newest, in their order, from the next revision on and while they are public', async () => {
    const hidden = await draft(admin, { content: plainArticle('Not out'), slug: 'not-out' });
    const id = await published(admin, { content: plainArticle('Harbor'), slug: 'harbor' });
    const newest = ['Story 6', 'Story 5', 'Story 4', 'Story 3'];
    expect(await beside('harbor')).toEqual(newest);
    await set(id, [ids[1], hidden, ids[0]]);
    expect(await beside('harbor')).toEqual(newest);
    expect(await publicationOf(admin, id)).toMatchObject({ differs: true });
    const { settings } = (await admin.ask('GET', `/api/articles/${id}/changes`)).body;
    expect(settings).toEqual([{ field: 'related', before: '', after: 'Story 2 · Not out · Story 1' }]);
    await publish(admin, id);
    expect(await beside('harbor')).toEqual(['Story 2', 'Story 1', 'Story 6', 'Story 5']);
    await publish(admin, hidden);
    expect(await beside('harbor')).toEqual(['Story 2', 'Not out', 'Story 1', 'Story 6']);
    await admin.ask('POST', `/api/articles/${ids[1]}/withdraw`, {});
    expect(await beside('harbor')).toEqual(['Not out', 'Story 1', 'Story 6', 'Story 5']);
  });

  test('what can’t be is refused at its field, and only who may change settings chooses', async () => {
    const id = await draft(admin, { content: plainArticle('Harbor') });
    for (const related of [['nosucharticle'], [id], [ids[0], ids[0]], ids.slice(0, 5)]) {
      const { status, body } = await set(id, related);
      expect([status, body.errors[0].path]).toEqual([422, 'related']);
    }
    expect((await set(id, [ids[0]], await desk.as('reviewer'))).status).toBe(403);
    await set(id, [ids[0]]);
    const { entries } = (await admin.ask('GET', `/api/audit?article=${id}`)).body;
    expect(entries[0].details).toEqual({ related: [ids[0]] });
  });
});
