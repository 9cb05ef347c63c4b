import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import { presentSections } from '@galley/shared/article/outline.ts';
import { readSection } from '@galley/shared/article/read-article.ts';
import { article as articleOf, p, section } from '@galley/shared/article/testing.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ArticleStore, createArticleStore } from '../articles/article-store.ts';
import { createTemplateStore, type TemplateStore } from '../articles/templates.ts';
import type { Documents } from '../collab/documents.ts';
import { openCollab, type TestCollab } from '../collab/testing.ts';
import { createOutbox } from '../events/outbox.ts';
import { createApprovals } from '../review/approvals.ts';
import { untouched, writeStanding } from '../review/section-rows.ts';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { createPublisher, type Publisher } from './publisher.ts';

const [rae, ben] = ['rae', 'ben'] as [UserId, UserId];

forEachStorage((database) => {
  let storage: Storage;
  let desk: TestCollab;
  let templates: TemplateStore;
  let articles: ArticleStore;
  let publisher: Publisher;
  /** What happens right before the article is held to be judged: later than that, nobody gets in. */
  let meanwhile: (article: ArticleId) => Promise<void> = async () => {};

  beforeAll(async () => {
    storage = await (await database()).open();
    desk = await openCollab(storage);
    const real = desk.collab.documents;
    const documents: Documents = {
      create: (...args) => real.create(...args),
      read: (...args) => real.read(...args),
      change: (...args) => real.change(...args),
      onChanged: (listener) => real.onChanged(listener),
      exclusively: async (article, work) => {
        await meanwhile(article);
        return await real.exclusively(article, work);
      },
    };
    templates = await createTemplateStore(storage, builtInTemplates);
    const parts = {
      storage,
      documents,
      templates,
      approvals: createApprovals(storage),
      events: createOutbox(storage, pino({ level: 'silent' })),
      pictures: { facts: async () => new Map() },
      houseStyle: { words: async () => [] },
      language: { ask: async () => {}, found: async () => ({ state: 'off' as const, items: [] }) },
      siteVersion: { raise: async () => {}, announce: () => {} },
      url: 'http://desk.example',
      timeZone: async () => 'UTC',
      words: { learn: async () => {} },
      machineTexts: { catchUp: async () => {}, reader: async () => () => null },
      passports: { prepare: async () => {}, isPrepared: async () => true, write: async () => {} },
    };
    articles = createArticleStore({ ...parts, projector: { now: async () => {} } });
    publisher = createPublisher(parts);
  });
  afterAll(async () => {
    await desk.close();
    await storage.close();
  });

  /** Sets the state of the article's only section as reviewing it does, under the article's lock. */
  const setState = (article: ArticleId, state: 'open' | 'approved') =>
    desk.collab.documents.exclusively(article, async ({ transaction, doc }) => {
      const [only] = presentSections(doc);
      if (!only) throw new Error('The article has no section.');
      const approval = { hash: sectionHash(readSection(doc, only)), by: rae, at: new Date().toISOString() };
      await writeStanding(transaction, article, {
        ...untouched(only.id),
        state,
        approval: state === 'approved' ? approval : null,
      });
    });

  /** An article that is complete and approved. */
  const approved = async (): Promise<ArticleId> => {
    const blank = builtInTemplates.find(({ id }) => id === 'blank');
    if (!blank) throw new Error('There is no blank template.');
    const template = await templates.create({ ...blank.content, approvals: 'all' }, ben);
    const content = articleOf('A headline', section('text', p('Some words.')));
    const made = await articles.create({ template: template.id, language: 'en', content }, ben);
    if (made.outcome !== 'done') throw new Error(`No article was made: ${made.outcome}`);
    const { id } = made.article;
    await articles.change(id, { slug: `approved-${id.toLowerCase()}` }, ben);
    await setState(id, 'approved');
    return id;
  };

  const publish = async (article: ArticleId) => {
    const publication = await publisher.publication(article, 'http://desk.example');
    if (!publication) throw new Error('There is no such article.');
    return await publisher.publish(article, { hash: publication.hash, after: 0, note: '' }, rae);
  };

  /** Runs the act while a section is reopened after the act was asked for, and before it holds the article. */
  const withReopening = async <T>(act: () => Promise<T>): Promise<T> => {
    meanwhile = async (article) => {
      meanwhile = async () => {};
      await setState(article, 'open');
    };
    return await act();
  };

  test('a section that is reopened in between is not published', async () => {
    const article = await approved();
    const outcome = await withReopening(() => publish(article));
    expect(outcome).toMatchObject({ outcome: 'not-ready', items: [{ code: 'section-not-approved' }] });
    expect(await publisher.revisions.of(article)).toEqual([]);
    await setState(article, 'approved');
    expect(await publish(article)).toMatchObject({ outcome: 'published' });
  });

  test('an article of which a section is reopened in between does not become ready', async () => {
    const article = await approved();
    await articles.change(article, { stage: 'review' }, ben);
    const outcome = await withReopening(() => articles.change(article, { stage: 'ready' }, ben));
    expect(outcome).toMatchObject({ outcome: 'not-ready', items: [{ code: 'section-not-approved' }] });
    expect((await articles.get(article))?.stage).toBe('review');
    await setState(article, 'approved');
    expect(await articles.change(article, { stage: 'ready' }, ben)).toMatchObject({ outcome: 'done' });
  });
});
