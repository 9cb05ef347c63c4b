// Articles of schema 2 and older hold the words of pictures as plain strings. They become shared texts when such an article is
// opened: once, by the server, whoever opens it.
import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import { emptyLead } from '@galley/shared/article/content.ts';
import { leadMap, leadTexts, lineFragment, sectionFragment } from '@galley/shared/article/document.ts';
import { contentOfTemplate } from '@galley/shared/article/new-content.ts';
import { readOutline } from '@galley/shared/article/outline.ts';
import { figureTexts } from '@galley/shared/article/picture-texts.ts';
import { fillDocument, leadField, readArticle, readSection } from '@galley/shared/article/read-article.ts';
import { type ArticleId, type MediaId, newId, type SectionId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { sectionOf } from './room-testing.ts';
import { seal, settingSeals, unseal } from './seals-testing.ts';
import { openCollab, TestClient, type TestCollab, until } from './testing.ts';

const words = { caption: 'The harbor at dawn', credit: 'Mara/dpa', alt: 'A ship' };

/** An article as it was written by schema 2: a lead image, and a picture in its news. */
function fillAsBefore(doc: Y.Doc): void {
  const template = builtInTemplates[0];
  if (!template) throw new Error('There is no template.');
  const content = contentOfTemplate(template.content, 'en');
  for (const section of content.sections)
    if (section.kind === 'news')
      section.blocks = [{ type: 'figure', attrs: { id: 'picture', media: 'ship', ...words } }];
  fillDocument(doc, { ...content, lead: { ...emptyLead, media: 'ship' as MediaId, ...words } });
  for (const text of leadTexts) {
    lineFragment(doc, text).delete(0, 1);
    leadMap(doc).set(leadField(text), words[leadField(text)]);
  }
  const figure = figureIn(doc);
  figure.delete(0, figure.length);
  for (const { field } of figureTexts) figure.setAttribute(field, words[field]);
  for (const { id } of readOutline(doc)) {
    for (const block of sectionFragment(doc, id).toArray()) {
      const text: unknown = block instanceof Y.XmlElement ? block.get(0) : null;
      if (block instanceof Y.XmlElement && text instanceof Y.XmlText && text.length === 0) block.delete(0, 1);
    }
  }
}

function figureIn(doc: Y.Doc): Y.XmlElement {
  return sectionFragment(doc, sectionOf(doc, 'news')).get(0) as Y.XmlElement;
}

function captionIn(doc: Y.Doc): Y.XmlText {
  return (figureIn(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
}

function leadCaptionIn(doc: Y.Doc): Y.XmlText {
  return (lineFragment(doc, 'lead-caption').get(0) as Y.XmlElement).get(0) as Y.XmlText;
}

function hashOf(doc: Y.Doc, section: SectionId): string {
  const entry = readOutline(doc).find(({ id }) => id === section);
  if (!entry) throw new Error('There is no such section.');
  return sectionHash(readSection(doc, entry));
}

function hashesOf(doc: Y.Doc): string[] {
  return readOutline(doc).map(({ id }) => hashOf(doc, id));
}

describe('an article of an older schema', () => {
  forEachStorage((database) => {
    let storage: Storage;
    let desk: TestCollab;
    const clients: TestClient[] = [];
    const join = (person: string, article: ArticleId) => {
      const client = new TestClient(desk, person, article);
      clients.push(client);
      return client.synced();
    };
    const oldArticle = async () => {
      const article = newId<ArticleId>();
      await storage.db
        .transaction()
        .execute((transaction) => desk.collab.documents.create(transaction, article, null, fillAsBefore));
      return article;
    };
    const read = <T>(article: ArticleId, what: (doc: Y.Doc) => T) =>
      desk.collab.documents.read(article, what);

    beforeEach(async () => {
      storage = await (await database()).open();
      desk = await openCollab(storage, { seals: settingSeals });
    });
    afterEach(async () => {
      for (const client of clients.splice(0)) client.close();
      await desk.close();
      await storage.close();
    });

    it('has its words as shared texts once, although several open it at the same moment', async () => {
      const article = await oldArticle();
      const before = await read(article, readArticle);
      const hashes = await read(article, hashesOf);
      expect(before.lead).toEqual({ media: 'ship', ...words });
      const people = await Promise.all(['amy', 'ben', 'amy'].map((person) => join(person, article)));
      for (const { doc } of people) {
        expect(readArticle(doc).lead).toEqual(before.lead);
        expect(hashesOf(doc)).toEqual(hashes);
        expect(captionIn(doc).toString()).toBe(words.caption);
        expect(leadCaptionIn(doc).toString()).toBe(words.caption);
      }
      const [amy, ben] = people as [TestClient, TestClient];
      for (const [client, letters] of [
        [amy, 'aaaa'],
        [ben, 'bbbb'],
      ] as const)
        for (const letter of letters)
          for (const text of [captionIn(client.doc), leadCaptionIn(client.doc)])
            text.insert(text.length, letter);
      for (const { doc } of [amy, ben])
        await until(() =>
          [captionIn(doc), leadCaptionIn(doc)].every(({ length }) => length === words.caption.length + 8),
        );
      await Promise.all([amy.saved(), ben.saved()]);
      const after = await read(article, readArticle);
      expect(after.lead.caption).toMatch(/^The harbor at dawn[ab]{8}$/);
      expect(amy.messages).toEqual([]);
    });

    it('keeps the words of sealed sections as they are until those are open again', async () => {
      const article = await oldArticle();
      const news = await read(article, (doc) => sectionOf(doc, 'news'));
      const hash = await read(article, (doc) => hashOf(doc, news));
      await seal(storage.db, article, news);
      const amy = await join('amy', article);
      expect(figureIn(amy.doc).length).toBe(0);
      expect(hashOf(amy.doc, news)).toBe(hash);
      expect(leadCaptionIn(amy.doc).toString()).toBe(words.caption);
      await desk.collab.documents.exclusively(article, async ({ transaction }) => {
        await unseal(transaction, news);
      });
      const ben = await join('ben', article);
      await until(() => figureIn(amy.doc).length === figureTexts.length);
      // An approval is for these words, whatever form they have.
      for (const { doc } of [amy, ben]) expect(hashOf(doc, news)).toBe(hash);
    });

    it('has a text in each empty block, so that the words of two who begin there at once stand', async () => {
      const article = await oldArticle();
      const blockIn = (doc: Y.Doc) => sectionFragment(doc, sectionOf(doc, 'outlook')).get(0) as Y.XmlElement;
      const [amy, ben] = await Promise.all(['amy', 'ben'].map((person) => join(person, article)));
      if (!amy || !ben) throw new Error('Nobody is there.');
      expect(blockIn(amy.doc).length).toBe(1);
      const texts = [amy, ben].map(({ doc }) => blockIn(doc).get(0) as Y.XmlText);
      for (const [index, text] of texts.entries())
        for (const letter of 'abcd') text.insert(text.length, index === 0 ? letter : letter.toUpperCase());
      await until(() => texts.every(({ length }) => length === 8));
      expect(String(texts[0])).toBe(String(texts[1]));
      expect(String(texts[0])).toContain('abcd');
      expect(String(texts[0])).toContain('ABCD');
      expect(amy.messages).toEqual([]);
    });

    it('lets nobody write into a caption of a sealed section', async () => {
      const article = await oldArticle();
      const amy = await join('amy', article);
      const news = sectionOf(amy.doc, 'news');
      await seal(storage.db, article, news);
      captionIn(amy.doc).insert(0, 'Too late. ');
      await until(() => amy.messages.length > 0);
      expect(amy.messages).toEqual([
        { type: 'refused', reason: 'sealed', detail: expect.any(String), sections: [news] },
      ]);
      expect(await read(article, (doc) => captionIn(doc).toString())).toBe(words.caption);
    });

    it('tells a client of that schema to reload', async () => {
      const article = await oldArticle();
      const client = new TestClient(desk, 'amy', article, { hello: JSON.stringify({ schema: 2 }) });
      clients.push(client);
      const reason = await new Promise((resolve) =>
        client.provider.on('authenticationFailed', ({ reason }: { reason: string }) => resolve(reason)),
      );
      expect(reason).toBe('reload-required');
    });
  });
});
