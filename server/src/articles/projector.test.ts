import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import { lineFragment, outlineMap, sectionFragment } from '@galley/shared/article/document.ts';
import { paragraph } from '@galley/shared/article/new-content.ts';
import { addSection, presentSections } from '@galley/shared/article/outline.ts';
import { fillDocument, readArticle, writeBlocks, writeLine } from '@galley/shared/article/read-article.ts';
import { type ArticleId, documentNameOf, newId, type TemplateId, type UserId } from '@galley/shared/ids.ts';
import type { LiveEvent } from '@galley/shared/wire/live.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openCollab, silent, type TestCollab, until } from '../collab/testing.ts';
import { matchingArticles } from '../storage/search.ts';
import { termsVersion } from '../storage/search-terms.ts';
import { createSearchWords } from '../storage/search-words.ts';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { addEditors, startDesk, TestEditor } from '../testing/desk-process.ts';
import { projectContent, projectDocument } from './projection.ts';
import { Projector } from './projector.ts';

const amy = 'amy' as UserId;
const long = '2020-01-01T00:00:00.000Z';

/** The news template, as if it gave the words of one of the sections below. */
const template = {
  sections: builtInTemplates
    .flatMap(({ id, content }) => (id === 'news' ? content.sections : []))
    .map((spec) => ({
      ...spec,
      boilerplate: { en: '', de: 'Words of aaaa.' },
    })),
};

describe('projected rows', () => {
  forEachStorage((database) => {
    let place: TestDatabase;
    let storage: Storage;
    let desk: TestCollab;
    let events: LiveEvent[];
    beforeAll(async () => {
      place = await database();
      storage = await place.open();
      await storage.db.insertInto('setting').values({ key: 'searchTerms', value: termsVersion }).execute();
      desk = await openCollab(storage);
    });
    afterAll(async () => {
      await desk.close();
      await storage.close();
    });

    const open = (options: Partial<ConstructorParameters<typeof Projector>[0]> = {}) => {
      events = [];
      const live = { announce: (event: LiveEvent) => void events.push(event) };
      return new Projector({
        storage,
        documents: desk.collab.documents,
        templates: { get: async () => null },
        words: createSearchWords(storage),
        live,
        log: silent,
        ...options,
      });
    };
    const newArticle = async (): Promise<ArticleId> => {
      const id = await desk.newArticle();
      const template = 'news' as TemplateId;
      const row = { id, template, language: 'en', byline: '', stage: 'draft', headline: '', dek: '' };
      await storage.db
        .insertInto('article')
        .values({ ...row, words: 0, projected: 1, createdBy: amy, createdAt: long, editedAt: long })
        .execute();
      return id;
    };
    const setHeadline = (article: ArticleId, headline: string, by: UserId | null = amy) =>
      desk.collab.documents.change(article, by, (doc) => {
        const line = lineFragment(doc, 'headline');
        line.delete(0, line.length);
        writeLine(doc, 'headline', headline);
      });
    const rowOf = (article: ArticleId) =>
      storage.db.selectFrom('article').selectAll().where('id', '=', article).executeTakeFirstOrThrow();
    const found = async (query: string) => {
      const { rows } = (await matchingArticles(storage.kind, query)?.execute(storage.db)) ?? { rows: [] };
      return rows.map(({ article }) => article);
    };

    it('of many articles that change at once are written in few transactions', async () => {
      const articles = await Promise.all(Array.from({ length: 24 }, newArticle));
      let transactions = 0;
      const counting = new Proxy(storage.db, {
        get: (db, name) => {
          if (name === 'transaction') transactions += 1;
          const value: unknown = Reflect.get(db, name);
          return typeof value === 'function' ? value.bind(db) : value;
        },
      });
      const projector = open({ storage: { ...storage, db: counting } });
      for (const article of articles) await setHeadline(article, 'First thoughts');
      for (const article of articles) await setHeadline(article, `Together ${article}`);
      await until(async () => {
        const rows = await Promise.all(articles.map(rowOf));
        return rows.every(({ id, headline }) => headline === `Together ${id}`);
      });
      expect(transactions).toBeLessThan(articles.length);
      const announced = events.map((event) => (event.type === 'article' ? event.id : null));
      expect(new Set(announced)).toEqual(new Set(articles));
      expect(await rowOf(articles[0] as ArticleId)).toMatchObject({ editedBy: amy, projected: 3 });
      await projector.close(5000);
    });

    it('that a killed server left behind are made at the next start, with who wrote last and when', async () => {
      const [behind, current] = [await newArticle(), await newArticle()];
      await setHeadline(behind, 'Nightingale sings');
      await desk.collab.documents.change(behind, null, (doc) => {
        writeBlocks(sectionFragment(doc, presentSections(doc).at(-1)?.id as never), [
          paragraph('Put there.'),
        ]);
      });
      const updates = await desk.journal.entries(documentNameOf(behind), 0, 10);
      const projector = open({ documents: { ...readOnly(), onChanged: () => {} } });
      await projector.catchUp();
      await until(async () => (await rowOf(behind)).projected === 3);
      expect(await rowOf(behind)).toMatchObject({
        headline: 'Nightingale sings',
        editedAt: updates.at(-1)?.at,
        editedBy: amy,
      });
      expect(await found('nightingale')).toEqual([behind]);
      expect(events).toContainEqual({ type: 'article', id: behind });
      expect(events).not.toContainEqual({ type: 'article', id: current });
      expect(await rowOf(current)).toMatchObject({ editedAt: long });
      await projector.close(5000);
    });

    it('are all made anew where texts are found by other terms than before, and their last edits stay', async () => {
      const article = await newArticle();
      await storage.db.updateTable('setting').set({ value: '0' }).where('key', '=', 'searchTerms').execute();
      const projector = open();
      await projector.catchUp();
      await until(async () => (await rowOf(article)).projected === 1 && (await found('put')).length > 0);
      expect(await rowOf(article)).toMatchObject({ editedAt: long, editedBy: null });
      await projector.close(5000);
    });

    it('are not overwritten by an older text', async () => {
      const article = await newArticle();
      await setHeadline(article, 'Newest');
      const projector = open();
      await projector.now(article);
      const older = open({
        documents: {
          onChanged: () => {},
          read: (id, read) =>
            desk.collab.documents.read(id, (doc) => {
              const stale = new Y.Doc();
              fillDocument(stale, { ...readArticle(doc), headline: 'Stale' });
              return read(stale, 1);
            }),
        },
      });
      await older.now(article);
      expect(await rowOf(article)).toMatchObject({ headline: 'Newest', projected: 2 });
      expect(await found('stale')).toEqual([]);
      await projector.close(5000);
    });

    it('come when the database is back, and one article that cannot be read keeps no other waiting', async () => {
      const [article, broken] = [await newArticle(), await newArticle()];
      await setHeadline(article, 'After the storm');
      let change: (article: ArticleId, editor: UserId | null) => void = () => {};
      const failed: unknown[] = [];
      const projector = open({
        documents: {
          onChanged: (listener) => {
            change = listener;
          },
          read: async (id, read) => {
            if (id === broken) throw new Error('unreadable');
            return await desk.collab.documents.read(id, read);
          },
        },
        log: { ...silent, error: (what: unknown) => void failed.push(what) } as typeof silent,
      });
      const outage = await place.outage();
      change(broken, amy);
      change(article, amy);
      await until(() => failed.length > 0);
      await outage.end();
      await until(async () => (await rowOf(article)).headline === 'After the storm');
      await projector.close(5000);
    });

    const readOnly = () => ({ read: desk.collab.documents.read.bind(desk.collab.documents) });
  });
});

describe('Galley, killed between a commit and its projection', () => {
  forEachStorage((database) => {
    it('shows the committed text on the board when it runs again', async () => {
      const place = await database();
      await addEditors(place, ['amy']);
      const desk = await startDesk(place);
      const editor = await TestEditor.signIn('amy', desk);
      const article = await editor.newArticle();
      const client = editor.open(article);
      await client.synced();
      client.doc.transact(() => {
        const line = lineFragment(client.doc, 'headline');
        line.delete(0, line.length);
        writeLine(client.doc, 'headline', 'Survivor');
      });
      await client.saved();
      await desk.kill('SIGKILL');
      client.close();
      const again = await startDesk(place, { port: new URL(desk.url).port });
      await until(async () => {
        const { body } = await editor.ask('GET', '/api/articles?query=survivor');
        return body.articles.length === 1 && body.articles[0].headline === 'Survivor';
      });
      await again.kill();
    }, 180_000);
  });
});

describe('a document that is projected again', () => {
  it('gives what the whole document would, whatever was changed meanwhile', () => {
    const edit = fc.record({
      section: fc.nat({ max: 3 }),
      act: fc.constantFrom('write', 'title', 'remove', 'add', 'headline', 'empty'),
      word: fc.constantFrom('harbor', 'Fähre', 'e-mail', 'Leser:innen', 'one two'),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        const doc = new Y.Doc();
        fillDocument(doc, {
          headline: 'A headline',
          dek: 'A dek',
          lead: { media: '', alt: '', caption: 'A caption', credit: '' },
          sections: ['aaaa', 'bbbb'].map((id) => ({
            id: id as never,
            kind: 'news',
            title: '',
            blocks: [paragraph(`Words of ${id}.`)],
          })),
        });
        for (const { section, act, word } of edits) {
          const entry = presentSections(doc)[section];
          if (act === 'add') addSection(doc, { id: newId<never>(), kind: 'news', title: word });
          if (act === 'headline') {
            const line = lineFragment(doc, 'headline');
            line.delete(0, line.length);
            writeLine(doc, 'headline', word);
          }
          if (entry) {
            const fragment = sectionFragment(doc, entry.id);
            if (act === 'title') outlineMap(doc).get(entry.id)?.set('title', word);
            if (act === 'remove') outlineMap(doc).get(entry.id)?.set('removed', true);
            if (act === 'empty') fragment.delete(0, fragment.length);
            if (act === 'write' && fragment.length === 0) writeBlocks(fragment, [paragraph(word)]);
            const block = fragment.get(0);
            const text = block instanceof Y.XmlElement ? block.get(0) : null;
            if (act === 'write' && text instanceof Y.XmlText) text.insert(text.length, ` ${word}`);
          }
          expect(projectDocument(doc, 'de', template)).toEqual(
            projectContent(readArticle(doc), 'de', template),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});
