import { type ArticleId, documentNameOf, type UserId } from '@galley/shared/ids.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SecondConnectionError } from '../storage/held-transaction.ts';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { ChangeRefusedError } from './documents.ts';
import { openCollab, type TestCollab } from './testing.ts';

const ben = 'ben' as UserId;

forEachStorage((database) => {
  let storage: Storage;
  let desk: TestCollab;
  beforeAll(async () => {
    storage = await (await database()).open();
    desk = await openCollab(storage);
  });
  afterAll(async () => {
    await desk.close();
    await storage.close();
  });

  test('a change that admission refuses says why, by an error of its own', async () => {
    const article = await desk.newArticle();
    const { documents } = desk.collab;
    const outside = documents.change(article, ben, (doc) => doc.getMap('elsewhere').set('key', 'value'));
    await expect(outside).rejects.toBeInstanceOf(ChangeRefusedError);
    await expect(outside).rejects.toMatchObject({ reason: 'unknown-root' });
    const held = documents.exclusively(article, ({ change }) =>
      change(ben, (doc) => doc.getMap('elsewhere').set('key', 'value')),
    );
    await expect(held).rejects.toBeInstanceOf(ChangeRefusedError);
  });

  test('a fault within a change stays what it is', async () => {
    const article = await desk.newArticle();
    const change = desk.collab.documents.change(article, ben, () => {
      throw new RangeError('Position 9 out of range');
    });
    await expect(change).rejects.toThrow('Position 9 out of range');
    await expect(change).rejects.not.toBeInstanceOf(ChangeRefusedError);
  });

  describe('work that holds an article', () => {
    const uses: [string, (article: ArticleId, other: ArticleId) => Promise<unknown>][] = [
      ['a query of its own', () => storage.db.selectFrom('update').select('position').execute()],
      ['another transaction', () => storage.db.transaction().execute(async () => {})],
      ['the journal', (article) => journalOf(article)],
      ['another way of reading it', (article) => desk.collab.documents.read(article, () => null)],
      ['another way of changing it', (article) => desk.collab.documents.change(article, ben, () => null)],
      ['the same article once more', (article) => desk.collab.documents.exclusively(article, nothing)],
      ['another article', (_article, other) => desk.collab.documents.exclusively(other, nothing)],
    ];
    const nothing = async () => null;
    const journalOf = (article: ArticleId) => desk.journal.load(documentNameOf(article));

    test.each(uses)('is refused %s, and lets the article go', async (_what, use) => {
      const [article, other] = [await desk.newArticle(), await desk.newArticle()];
      const { documents } = desk.collab;
      const held = documents.exclusively(article, async ({ transaction }) => {
        await transaction.insertInto('setting').values({ key: 'held', value: 'lost' }).execute();
        await use(article, other);
      });
      await expect(held).rejects.toBeInstanceOf(SecondConnectionError);
      const left = storage.db.selectFrom('setting').select('value').where('key', '=', 'held');
      expect(await left.execute()).toEqual([]);
      expect(await documents.exclusively(article, async () => 'held again')).toBe('held again');
      await use(article, other);
    });

    test('may begin something else that goes on after it', async () => {
      const article = await desk.newArticle();
      const over = Promise.withResolvers<void>();
      let later: Promise<unknown> = Promise.resolve();
      await desk.collab.documents.exclusively(article, async () => {
        later = over.promise.then(() => journalOf(article));
      });
      over.resolve();
      expect(await later).not.toBeNull();
    });
  });
});
