// A text of which a machine made a part is published with the review that it needs, and never without.
import { p } from '@galley/shared/article/testing.ts';
import { type ArticleId, newId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { editAs, type OpenDesk, openDesk } from '../testing/desk.ts';
import { firstSpans } from '../testing/machine.ts';
import { askToPublish, draft, plainArticle, publicationOf } from './testing.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let editor: Browser;
  beforeAll(async () => {
    desk = await openDesk(await database());
    admin = await desk.as('admin');
    editor = await desk.as('editor');
  });
  afterAll(() => desk.close());

  const words = 'A machine wrote this part.';
  /** An article of which a machine made the first part. */
  async function marked(): Promise<ArticleId> {
    const content = plainArticle('Half made', p(`${words} A person wrote that one.`));
    const id = await draft(editor, { content, slug: `machine-${newId<string>().toLowerCase()}` });
    await mark(id, words);
    return id;
  }
  const mark = async (id: ArticleId, text: string, made = true) => {
    const spans = await firstSpans(desk, 'editor', id, 'text', text);
    const { status } = await editor.ask('POST', `/api/articles/${id}/machine-made`, { made, spans });
    expect(status).toBe(200);
  };
  const review = async (id: ArticleId, who = admin, change = {}) => {
    const { hash, machineText } = await publicationOf(admin, id);
    const body = { hash, marks: machineText?.marks ?? 1, responsible: 'Dora Admin', ...change };
    return await who.ask('POST', `/api/articles/${id}/machine-review`, body);
  };
  const missing = async (id: ArticleId) => (await publicationOf(admin, id)).readiness.map(({ code }) => code);
  const schedule = async (id: ArticleId) => {
    const { hash } = await publicationOf(admin, id);
    const local = `${new Date().getFullYear() + 1}-02-03T04:05`;
    return await admin.ask('POST', `/api/articles/${id}/schedule`, { hash, after: 0, local });
  };

  describe('a text with words of a machine', () => {
    test('is neither published nor scheduled before people have reviewed it', async () => {
      const id = await marked();
      expect(await missing(id)).toEqual(['machine-review-missing']);
      for (const answer of [await askToPublish(admin, id), await schedule(id)])
        expect(answer).toMatchObject({
          status: 409,
          body: { code: 'not-ready', errors: [{ message: 'machine-review-missing' }] },
        });
      expect((await review(id, editor)).status).toBe(403);
      const { status, body } = await review(id);
      expect([status, body.readiness]).toEqual([200, []]);
      expect(body.machineText.review).toEqual({
        responsible: 'Dora Admin',
        by: (await desk.person('admin')).id,
        at: expect.any(String),
      });
      const published = await askToPublish(admin, id);
      expect(published.status).toBe(201);
      const path = `/api/articles/${id}/revisions/${published.body.number}`;
      const { machineText } = (await admin.ask('GET', path)).body.metadata;
      expect(machineText).toEqual(body.machineText);
    });

    test('needs the review anew when the text changes, and when other words are marked', async () => {
      const id = await marked();
      await review(id);
      await editAs(desk, 'editor', id, (client) => client.text('text').insert(0, 'Indeed. '));
      expect(await missing(id)).toEqual(['machine-review-missing']);
      await review(id);
      expect(await missing(id)).toEqual([]);
      await mark(id, 'A person wrote that one.');
      expect(await missing(id)).toEqual(['machine-review-missing']);
    });

    test('has no review of another text, other marks or nobody', async () => {
      const id = await marked();
      expect((await review(id, admin, { hash: 'another' })).status).toBe(409);
      expect((await review(id, admin, { marks: 7 })).status).toBe(409);
      expect((await review(id, admin, { responsible: ' \u0007 ' })).status).toBe(422);
      expect(await missing(id)).toEqual(['machine-review-missing']);
    });

    test('needs none once nothing of a machine is left, or nothing is marked any more', async () => {
      const [one, two] = [await marked(), await marked()];
      await mark(one, words, false);
      await editAs(desk, 'editor', two, (client) => client.text('text').delete(0, words.length));
      for (const id of [one, two]) {
        expect(await missing(id)).toEqual([]);
        expect((await publicationOf(admin, id)).machineText).toBeNull();
        expect((await review(id)).status).toBe(409);
      }
    });

    test('is held at its time where other words were marked meanwhile', async () => {
      const id = await marked();
      await review(id);
      expect((await schedule(id)).status).toBe(200);
      await mark(id, 'A person wrote that one.');
      const { readiness, scheduled } = await publicationOf(admin, id);
      expect(scheduled).toMatchObject({ held: null });
      expect(readiness).toMatchObject([{ code: 'machine-review-missing' }]);
    });
  });
});
