import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import { sectionFragment } from '@galley/shared/article/document.ts';
import { presentSections } from '@galley/shared/article/outline.ts';
import { readSection } from '@galley/shared/article/read-article.ts';
import type { Stage } from '@galley/shared/article/stages.ts';
import type { ArticleId, SectionId, TemplateId, UserId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import type { LiveEvent } from '@galley/shared/wire/live.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createTemplateStore } from '../articles/templates.ts';
import { openCollab, type TestCollab, until } from '../collab/testing.ts';
import { createOutbox } from '../events/outbox.ts';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { readHistory, readStandings, untouched, writeStanding } from './section-rows.ts';
import { createVoiding, type VoidStale } from './voiding.ts';

const [rae, amy, ben] = ['rae', 'amy', 'ben'] as [UserId, UserId, UserId];

forEachStorage((database) => {
  let place: TestDatabase;
  let storage: Storage;
  // Its journal knows of no seals, so that a sealed text can change all the same.
  let desk: TestCollab;
  let voidStale: VoidStale;
  const announced: { event: LiveEvent; to: UserId | undefined }[] = [];
  const looking: Promise<void>[] = [];
  beforeAll(async () => {
    place = await database();
    storage = await place.open();
    desk = await openCollab(storage);
    const events = createOutbox(storage, pino({ level: 'silent' }));
    const live = { announce: (event: LiveEvent, to?: UserId) => void announced.push({ event, to }) };
    const { documents } = desk.collab;
    const templates = await createTemplateStore(storage, builtInTemplates);
    voidStale = createVoiding({ storage, documents, templates, live, events });
    documents.onChanged((article, editor) => void looking.push(voidStale(article, editor)));
  });
  beforeEach(async () => {
    announced.length = 0;
    await storage.db.deleteFrom('deskEvent').execute();
  });
  afterAll(async () => {
    await desk.close();
    await Promise.all(looking);
    await storage.close();
  });

  /** An article whose first section Rae has approved and Ben has. */
  async function approved(): Promise<{ article: ArticleId; section: SectionId; other: SectionId }> {
    const article = await desk.newArticle();
    const [section, other] = await desk.collab.documents.exclusively(
      article,
      async ({ transaction, doc }) => {
        const [first, second] = presentSections(doc);
        if (!first || !second) throw new Error('The article has too few sections.');
        const hash = sectionHash(readSection(doc, first));
        await writeStanding(transaction, article, {
          ...untouched(first.id),
          state: 'approved',
          owner: ben,
          approval: { hash, by: rae, at: new Date().toISOString() },
        });
        return [first.id, second.id] as const;
      },
    );
    return { article, section, other };
  }

  const write = (article: ArticleId, section: SectionId) =>
    desk.collab.documents.change(article, amy, (doc) =>
      sectionFragment(doc, section).push([new Y.XmlElement('paragraph')]),
    );

  const stateOf = async (article: ArticleId, section: SectionId) =>
    (await readStandings(storage.db, article)).get(section)?.state;

  /** The row of an article, whose document is there already. */
  const insertRow = async (article: ArticleId, stage: Stage) => {
    const at = new Date().toISOString();
    const about = { language: 'en', slug: null, byline: '', headline: '', dek: '', words: 0 };
    const dates = { createdBy: amy, createdAt: at, editedAt: at, editedBy: null, archivedAt: null };
    await storage.db
      .insertInto('article')
      .values({ id: article, template: 'news' as TemplateId, stage, ...about, ...dates })
      .execute();
  };

  const stageOf = async (article: ArticleId) =>
    (await storage.db.selectFrom('article').select('stage').where('id', '=', article).executeTakeFirst())
      ?.stage;

  /** The events that wait to be handled. */
  const emitted = async () => {
    const rows = await storage.db.selectFrom('deskEvent').select('event').execute();
    return rows.map(({ event }) => JSON.parse(event));
  };

  test('an approved text that changed all the same is open, with an entry in its history', async () => {
    const { article, section } = await approved();
    await write(article, section);
    await until(async () => (await stateOf(article, section)) === 'open');
    expect(await readHistory(storage.db, article, section)).toMatchObject([{ kind: 'voided', by: amy }]);
    expect((await readStandings(storage.db, article)).get(section)).toMatchObject({
      approval: null,
      owner: ben,
    });
  });

  test('the end of an approval is in the audit log', async () => {
    const { article, section } = await approved();
    await write(article, section);
    await until(async () => (await stateOf(article, section)) === 'open');
    const rows = await storage.db.selectFrom('audit').selectAll().where('article', '=', article).execute();
    expect(rows).toMatchObject([{ act: 'section.voided', section, who: amy }]);
  });

  test('who approved it and who has it are notified, and everybody sees it', async () => {
    const { article, section } = await approved();
    await write(article, section);
    await until(() => announced.length > 2);
    expect(await emitted()).toEqual([
      { type: 'approval-voided', article, section, by: amy, concerned: [rae, ben] },
    ]);
    expect(announced).toEqual([
      { event: { type: 'sections', article }, to: undefined },
      { event: { type: 'approval-voided', article, section }, to: rae },
      { event: { type: 'approval-voided', article, section }, to: ben },
    ]);
  });

  test('an article that is no longer ready by it is under review again, and that is announced too', async () => {
    const { article, section } = await approved();
    await insertRow(article, 'ready');
    await write(article, section);
    await until(async () => (await stageOf(article)) === 'review');
    expect((await emitted()).map(({ type, by, from, to }) => [type, by, from, to])).toEqual(
      expect.arrayContaining([
        ['approval-voided', amy, undefined, undefined],
        ['stage-changed', amy, 'ready', 'review'],
      ]),
    );
    expect(announced).toContainEqual({ event: { type: 'article', id: article }, to: undefined });
  });

  test('an approval stays, and nobody is notified, where its end can’t be written down', async () => {
    const { article, section } = await approved();
    await write(article, section);
    await place.run('alter table "deskEvent" rename to "away"');
    await expect(voidStale(article, amy)).rejects.toThrow('deskEvent');
    await place.run('alter table "away" rename to "deskEvent"');
    expect(await stateOf(article, section)).toBe('approved');
    expect(announced).toEqual([]);
    await voidStale(article, amy);
    expect(await stateOf(article, section)).toBe('open');
    expect(await emitted()).toMatchObject([{ type: 'approval-voided', section }]);
  });

  test('an approval outlasts changes of other sections', async () => {
    const { article, section, other } = await approved();
    await write(article, other);
    await voidStale(article, amy);
    expect(await stateOf(article, section)).toBe('approved');
    expect(announced).toEqual([]);
  });
});
