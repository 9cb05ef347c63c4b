import { type ArticleId, documentNameOf } from '@galley/shared/ids.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Browser } from '../accounts/testing.ts';
import { draft, plainArticle } from '../publishing/testing.ts';
import { forEachStorage, type TestDatabase } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { doJob } from '../workers/job.ts';
import { createContents } from './contents.ts';
import { harbor, openJournal, textOf, typed } from './journal-testing.ts';
import { TestClient, until } from './testing.ts';
import { encodeUpdate } from './update-testing.ts';

/** No update: it ends where its first number should. */
const unreadable = 'ff';

forEachStorage((database, kind) => {
  const literal = (hex: string) => (kind === 'sqlite' ? `x'${hex}'` : `'\\x${hex}'`);

  /** Puts a row behind the last one of a document's journal, by the database's own means. */
  async function append(place: TestDatabase, document: string, hex: string): Promise<void> {
    await place.run(`insert into "update" ("document", "position", "bytes", "author", "clients", "at")
      select '${document}', max("position") + 1, ${literal(hex)}, null, '[]', '2026-11-28T12:00:00.000Z'
      from "update" where "document" = '${document}'`);
  }

  /** Opens a desk and gives what runs on it, closing it at the end. */
  async function withDesk<T>(place: TestDatabase, work: (desk: OpenDesk) => Promise<T>): Promise<T> {
    const desk = await openDesk(place);
    try {
      return await work(desk);
    } finally {
      await desk.close();
    }
  }

  function openedBy(desk: OpenDesk, browser: Browser, article: ArticleId): TestClient {
    const socket = { url: `${desk.url.replace('http', 'ws')}/api/collab`, origin: desk.url };
    return new TestClient(socket, browser.cookie, article);
  }

  test('an article with rows that cannot be read opens read-only, says so, and goes on when an admin says so', async () => {
    const place = await database();
    const people = new Map<string, { id: string; email: string }>();
    const article = await withDesk(place, async (desk) => {
      for (const role of ['admin', 'editor'] as const) people.set(role, await desk.person(role));
      return await draft(await desk.as('editor'), {
        content: plainArticle('Still here'),
        slug: 'still-here',
      });
    });
    const { email = '' } = people.get('editor') ?? {};
    const { email: adminEmail = '' } = people.get('admin') ?? {};
    await append(place, documentNameOf(article), unreadable);
    await append(place, documentNameOf(article), unreadable);

    // A restart changes nothing of it.
    for (const restart of [1, 2]) {
      await withDesk(place, async (desk) => {
        const editor = new Browser(desk.url);
        await editor.signIn(email);
        const client = await openedBy(desk, editor, article).synced();
        await until(() => client.opened !== null);
        expect(client.opened?.quarantine?.goodAt).toMatch(/^20/);
        expect(client.doc.getXmlFragment('headline').toString()).toContain('Still here');
        client.doc.getXmlFragment('headline').delete(0, 1);
        await until(() => client.messages.length > 0);
        expect(client.messages).toMatchObject([{ type: 'refused', reason: 'unreadable' }]);
        client.close();

        const at = `/api/articles/${article}`;
        const answers = await Promise.all([
          editor.ask('GET', `${at}/history`),
          editor.ask('GET', `${at}/moments/now`),
          editor.ask('GET', `${at}/authorship`),
          editor.ask('GET', `${at}/export?format=markdown`),
          editor.ask('POST', `${at}/duplicate`),
          editor.ask('GET', `${at}/publication`),
          editor.ask('POST', `${at}/recovery`),
        ]);
        expect(answers.map(({ status }) => status).slice(0, 6)).toEqual([200, 200, 200, 200, 201, 200]);
        expect(answers[1]?.body.content.headline).toBe('Still here');
        expect(answers[6]?.status).toBe(403);

        const admin = new Browser(desk.url);
        await admin.signIn(adminEmail);
        const emitted = async () =>
          ((await admin.ask('GET', '/api/notifications')).body.notifications as { kind: string }[]).filter(
            (one) => one.kind === 'unreadable',
          ).length;
        await until(async () => (await emitted()) > 0);
        expect(await emitted()).toBe(1);
        const log = await admin.ask('GET', '/api/audit?act=article.quarantined');
        expect(log.body.entries).toHaveLength(1);
        if (restart === 1) return;

        // Who has it open writes on as soon as an admin has said so.
        const reader = await openedBy(desk, editor, article).synced();
        expect((await admin.ask('POST', `${at}/recovery`)).status).toBe(204);
        expect((await admin.ask('POST', `${at}/recovery`)).status).toBe(409);
        await until(() => reader.opened?.quarantine === null);
        expect(reader.messages).toContainEqual({ type: 'access', write: true });
        reader.doc.getMap('lead').set('media', 'Written afterwards');
        await reader.saved();
        expect(reader.messages.filter(({ type }) => type === 'refused')).toEqual([]);
        reader.close();
      });
    }

    await withDesk(place, async (desk) => {
      const editor = new Browser(desk.url);
      await editor.signIn(email);
      const client = await openedBy(desk, editor, article).synced();
      await until(() => client.opened !== null);
      expect(client.opened?.quarantine).toBeNull();
      expect(client.doc.getMap('lead').get('media')).toBe('Written afterwards');
      client.close();
      expect((await editor.ask('GET', `/api/articles/${article}/history`)).status).toBe(200);
    });
    // Nothing is deleted.
    const storage = await place.open();
    const kept = await storage.db.selectFrom('update').select('bytes').execute();
    expect(kept.filter(({ bytes }) => bytes.length === 1)).toHaveLength(2);
    await storage.close();
  });

  const later = encodeUpdate([{ client: 9, clock: 5, structs: [{ type: 'garbage', length: 1 }] }]);
  test.each([
    ['bytes that are no update', unreadable],
    ['an update that builds on what is missing', Buffer.from(later).toString('hex')],
  ])('%s end what is read, and nothing is written behind them', async (_what, hex) => {
    const place = await database();
    const storage = await place.open();
    const journal = openJournal(storage);
    const doc = new Y.Doc();
    for (const entry of typed(doc, 'abc')) await journal.append(entry);
    await append(place, harbor, hex);
    const loaded = await openJournal(storage).load(harbor);
    expect(textOf(loaded?.state)).toBe('abc');
    expect(loaded).toMatchObject({ position: 4, quarantine: { after: 3 } });
    const [next] = typed(doc, 'd');
    if (!next) throw new Error('Nothing was typed.');
    await expect(journal.append(next)).rejects.toMatchObject({ name: 'QuarantineError' });
    expect(await journal.entries(harbor, 0, 10)).toHaveLength(3);
    const contents = createContents(journal, { run: doJob });
    expect(textOf((await contents.stateAt('harbor' as ArticleId, 9)) ?? undefined)).toBe('abc');
    const merged = { document: harbor, after: 0, upTo: 9, before: '2099-01-01T00:00:00.000Z' } as const;
    await journal.mergeOld({ ...merged, every: 'day' });
    const { rows } = await journal.exclusively(harbor, async (transaction) => {
      const ended = await journal.endQuarantine(transaction, harbor, 'ann' as never);
      expect(ended).toBe(4);
      return { rows: await transaction.selectFrom('update').select('position').execute() };
    });
    // The good ones are one by now, and the other one is still there.
    expect(rows).toHaveLength(2);
    expect(await journal.append(next)).toBe(5);
    expect(textOf((await journal.load(harbor))?.state)).toBe('abcd');
    await journal.drain(1000);
    await storage.close();
  });

  test('a snapshot that cannot be read is made anew from the journal, and nobody is kept from writing', async () => {
    const place = await database();
    const storage = await place.open();
    const journal = openJournal(storage);
    for (const entry of typed(new Y.Doc(), 'abc')) await journal.append(entry);
    const bytes = new Uint8Array([255]);
    await storage.db
      .insertInto('snapshot')
      .values({ document: harbor, position: 2, bytes, at: '2026-11-28T12:00:00.000Z' })
      .execute();
    const loaded = await journal.load(harbor);
    expect(textOf(loaded?.state)).toBe('abc');
    expect(loaded).toMatchObject({ position: 3, quarantine: null });
    await journal.drain(1000);
    await storage.close();
  });
});
