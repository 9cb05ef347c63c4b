// Text of a machine that comes in by an import bears its mark from the moment that it is there.
import { article, p, section } from '@galley/shared/article/testing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { draft, plainArticle, publicationOf } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let editor: Browser;
  beforeAll(async () => {
    desk = await openDesk(await database());
    editor = await desk.as('editor');
  });
  afterAll(() => desk.close());

  const made = async (id: ArticleId) => (await editor.ask('GET', `/api/articles/${id}/machine-made`)).body;
  /** Letters and digits of each part that a machine made some of, and how many it made. */
  const parts = async (id: ArticleId) =>
    (await made(id)).parts.map(({ letters, machine }: { letters: number; machine: number }) => [
      letters,
      machine,
    ]);
  const put = (id: ArticleId, body: object) => editor.ask('POST', `/api/articles/${id}/import`, body);

  test('a new article of it is marked whole, but for what its template gave', async () => {
    const templates = (await editor.ask('GET', '/api/templates')).body as {
      id: string;
      sections: { kind: string; boilerplate: { en: string } }[];
    }[];
    const given = templates.find(({ id }) => id === 'news')?.sections.find(({ kind }) => kind === 'support');
    const content = {
      ...article(
        'Ferry',
        section('news', p('It sails.')),
        section('support', p(given?.boilerplate.en ?? '')),
      ),
      dek: 'In May',
    };
    const { status, body } = await editor.ask('POST', '/api/articles', {
      template: 'news',
      language: 'en',
      content,
      machineMade: true,
    });
    expect(status).toBe(201);
    // Headline, dek and the section of the news.
    expect(await parts(body.id)).toEqual([
      [5, 5],
      [5, 5],
      [7, 7],
    ]);
    expect((await made(body.id)).marks).toEqual([
      { number: 1, by: (await desk.person('editor')).id, at: expect.any(String) },
    ]);
    const { readiness } = await publicationOf(editor, body.id);
    expect(readiness.map(({ code }) => code)).toContain('machine-review-missing');
    const admin = await desk.as('admin');
    const log = (await admin.ask('GET', `/api/audit?article=${body.id}`)).body;
    expect(JSON.stringify(log)).toContain('article.machine-marked');
  });

  test('in an article that is there, only what came in is marked', async () => {
    const id = await draft(editor, { content: plainArticle('Ferry', p('Written by people.')) });
    const content = { ...article('', section('text', p('By a machine.')), section('text', p('And more.'))) };
    expect((await put(id, { content, mode: 'append', machineMade: true })).status).toBe(200);
    expect(await parts(id)).toEqual([
      [10, 10],
      [7, 7],
    ]);
    expect(
      (await put(id, { content: article('', section('text', p('Nobody’s.'))), mode: 'append' })).status,
    ).toBe(200);
    expect((await parts(id)).length).toBe(2);
  });

  test('where the import is refused, nothing is marked', async () => {
    const id = await draft(editor, { content: plainArticle('Ferry') });
    const content = article('', section('text', { type: 'nonsense' }));
    expect((await put(id, { content, mode: 'append', machineMade: true })).status).toBeGreaterThan(399);
    expect(await made(id)).toMatchObject({ hasMarks: false, spans: [] });
    expect((await put(id, { content, mode: 'append', machineMade: 'yes' })).status).toBe(422);
  });
});
