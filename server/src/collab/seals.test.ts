import { sectionFragment } from '@galley/shared/article/document.ts';
import { moveSection, renameSection } from '@galley/shared/article/outline.ts';
import { type ArticleId, documentNameOf, type SectionId, type UserId } from '@galley/shared/ids.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import type { HeldArticle } from './documents.ts';
import { SealedError } from './journal.ts';
import { plain, sectionOf } from './room-testing.ts';
import { seal as sealRow, settingSeals, unseal as unsealRow } from './seals-testing.ts';
import { openCollab, TestClient, type TestCollab, until } from './testing.ts';

const ben = 'ben' as UserId;

describe('a sealed section', () => {
  forEachStorage((database) => {
    let storage: Storage;
    let desk: TestCollab;
    let article: ArticleId;
    const clients: TestClient[] = [];
    const join = async (person: string) => {
      const client = new TestClient(desk, person, article);
      clients.push(client);
      return await client.synced();
    };
    const seal = (section: SectionId, db: Pick<HeldArticle['transaction'], 'insertInto'> = storage.db) =>
      sealRow(db, article, section);
    const unseal = (section: SectionId, db: Pick<HeldArticle['transaction'], 'deleteFrom'> = storage.db) =>
      unsealRow(db, section);
    const sealed = async (section: SectionId) => {
      await desk.collab.documents.exclusively(article, async ({ transaction }) => {
        await seal(section, transaction);
      });
    };
    const newsIn = (doc: Y.Doc) => sectionFragment(doc, sectionOf(doc, 'news'));
    const read = (what: (doc: Y.Doc) => unknown) => desk.collab.documents.read(article, what);

    beforeEach(async () => {
      storage = await (await database()).open();
      desk = await openCollab(storage, { seals: settingSeals });
      article = await desk.newArticle();
    });
    afterEach(async () => {
      for (const client of clients.splice(0)) client.close();
      await desk.close();
      await storage.close();
    });

    it('takes no edit; its author hears which section it was, and others go on', async () => {
      const [amy, other] = [await join('amy'), await join('ben')];
      const news = sectionOf(amy.doc, 'news');
      await sealed(news);
      amy.text('news').insert(0, 'Too late');
      await until(() => amy.messages.length > 0);
      expect(amy.messages).toEqual([
        { type: 'refused', reason: 'sealed', detail: expect.any(String), sections: [news] },
      ]);
      other.text('outlook').insert(0, 'In time');
      moveSection(other.doc, news, 'first');
      await other.saved();
      expect(other.messages).toEqual([]);
      expect(await read((doc) => newsIn(doc).toString())).not.toContain('Too late');
    });

    it('takes edits again once its seal is broken', async () => {
      const amy = await join('amy');
      const news = sectionOf(amy.doc, 'news');
      await sealed(news);
      await desk.collab.documents.exclusively(article, async ({ transaction }) => {
        await unseal(news, transaction);
      });
      amy.text('news').insert(0, 'Again');
      await amy.saved();
      expect(amy.messages).toEqual([]);
    });

    it('is sealed and opened by what the database says, though this process did not hear of it', async () => {
      const amy = await join('amy');
      const news = sectionOf(amy.doc, 'news');
      await seal(news);
      renameSection(amy.doc, news, 'Too late');
      await until(() => amy.messages.length > 0);
      expect(amy.messages[0]).toMatchObject({ reason: 'sealed', sections: [news] });
      await unseal(news);
      const again = await join('amy');
      renameSection(again.doc, news, 'In time');
      await again.saved();
      expect(again.messages).toEqual([]);
    });

    it('holds what was on its way when it was sealed, and nothing that came later', async () => {
      const amy = await join('amy');
      const news = sectionOf(amy.doc, 'news');
      const typing = new Promise<void>((resolve) => {
        let letters = 0;
        const timer = setInterval(() => {
          amy.text('news').insert(letters, 'a');
          letters += 1;
          if (amy.messages.length === 0) return;
          clearInterval(timer);
          resolve();
        }, 1);
      });
      await until(() => read((doc) => newsIn(doc).toString().includes('aaa')) as Promise<boolean>);
      const atSealing = await desk.collab.documents.exclusively(article, async ({ doc, transaction }) => {
        await seal(news, transaction);
        return newsIn(doc).toString();
      });
      await typing;
      expect(amy.messages[0]).toMatchObject({ reason: 'sealed' });
      expect(await read((doc) => newsIn(doc).toString())).toBe(atSealing);
    });

    it('lets nothing in while the server acts on the article, and all of it afterwards', async () => {
      const amy = await join('amy');
      const before = await read((doc) => newsIn(doc).toString());
      const began = Promise.withResolvers<void>();
      const acting = desk.collab.documents.exclusively(article, async ({ doc }) => {
        began.resolve();
        await amy.arrived();
        return newsIn(doc).toString();
      });
      await began.promise;
      amy.text('news').insert(0, 'Waiting ');
      expect(await acting).toBe(before);
      await amy.saved();
      expect(await read((doc) => newsIn(doc).toString())).toContain('Waiting ');
    });

    it('keeps rows and changes of the document together', async () => {
      const amy = await join('amy');
      await desk.collab.documents.exclusively(article, async ({ transaction, doc, change }) => {
        await transaction.insertInto('setting').values({ key: 'act', value: 'done' }).execute();
        await change(ben, (copy) => newsIn(copy).push([plain('One')]));
        await change(ben, (copy) => newsIn(copy).push([plain('Two')]));
        expect(newsIn(doc).toString()).toMatch(/One.*Two/);
      });
      await until(() => /One.*Two/.test(newsIn(amy.doc).toString()));
      const authors = await storage.db
        .selectFrom('update')
        .select('author')
        .where('position', '>', 1)
        .execute();
      expect(authors).toEqual([{ author: 'ben' }, { author: 'ben' }]);

      const failing = desk.collab.documents.exclusively(article, async ({ transaction, change }) => {
        await transaction.updateTable('setting').set({ value: 'undone' }).where('key', '=', 'act').execute();
        await change(ben, (copy) => newsIn(copy).push([plain('Three')]));
        throw new Error('It was not to be.');
      });
      await expect(failing).rejects.toThrow('It was not to be.');
      const row = await storage.db
        .selectFrom('setting')
        .selectAll()
        .where('key', '=', 'act')
        .executeTakeFirst();
      expect(row?.value).toBe('done');
      expect(await desk.journal.since(documentNameOf(article), 3)).toEqual([]);
      // And the article goes on as if it had never been.
      amy.text('news').insert(0, 'Four');
      await amy.saved();
      expect(await read((doc) => newsIn(doc).toString())).toMatch(/Four.*One.*Two<\/paragraph>$/);
    });

    it('takes no change of the server either, unless the server breaks the seal first', async () => {
      const news = (await read((doc) => sectionOf(doc, 'news'))) as SectionId;
      await sealed(news);
      const write = (doc: Y.Doc) => newsIn(doc).push([plain('By the server')]);
      const { documents } = desk.collab;
      await expect(documents.change(article, ben, write)).rejects.toThrow(SealedError);
      const act = documents.exclusively(article, ({ change }) => change(ben, write));
      await expect(act).rejects.toThrow(SealedError);
      await documents.exclusively(article, async ({ transaction, change }) => {
        await unseal(news, transaction);
        await change(ben, write);
      });
      expect(await read((doc) => newsIn(doc).toString())).toContain('By the server');
    });
  });
});
