import { defaultNotificationSettings } from '@galley/shared/api/notifications.ts';
import { type ArticleId, newId, type TemplateId, type UserId } from '@galley/shared/ids.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../collab/testing.ts';
import type { Email } from '../mail/email-queue.ts';
import { openMailServer, type TestMailServer } from '../mail/testing.ts';
import { draft, plainArticle } from '../publishing/testing.ts';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage, onPostgres } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';
import { addEditors, startDesk, TestEditor } from '../testing/desk-process.ts';
import { type ByMail, createByMail } from './by-mail.ts';
import { writeSettings } from './settings.ts';

const minute = 60_000;

/** Rows of an editor, an article and what happened, without a desk around them. */
async function stage(storage: Storage) {
  const to = newId<UserId>();
  const article = newId<ArticleId>();
  const at = new Date().toISOString();
  const person = {
    emailVerified: 0,
    image: null,
    createdAt: at,
    updatedAt: at,
    role: 'editor',
    color: '#000000',
  };
  await storage.db
    .insertInto('user')
    .values({
      ...person,
      id: to,
      name: 'Ben',
      email: `${to}@test.example`,
      active: 1,
      language: 'en',
      picture: null,
      lastSeenAt: null,
    })
    .execute();
  await storage.db
    .insertInto('article')
    .values({
      id: article,
      template: 'blank' as TemplateId,
      language: 'en',
      slug: null,
      byline: '',
      stage: 'draft',
      headline: 'The ferry',
      dek: '',
      words: 0,
      createdBy: to,
      createdAt: at,
      editedAt: at,
      editedBy: null,
      archivedAt: null,
    })
    .execute();
  return { to, article };
}

forEachStorage((database) => {
  let storage: Storage;
  let sent: Email[];
  let byMail: ByMail;
  let to: UserId;
  let article: ArticleId;
  beforeAll(async () => {
    storage = await (await database()).open();
  });
  beforeEach(async () => {
    ({ to, article } = await stage(storage));
    sent = [];
    byMail = createByMail({
      storage,
      emails: { ready: true, enqueue: async (_, email) => void sent.push(email), wake: () => {} },
      siteName: async () => 'The Post',
      url: 'https://desk.example',
      waitMs: minute,
    });
  });
  afterAll(() => storage.close());

  const tell = async (kind: 'mentioned' | 'published', text = ''): Promise<string> => {
    const now = new Date();
    const due = byMail.dueOf(kind, defaultNotificationSettings, now);
    if (!due) throw new Error('It is not to be sent.');
    const id = newId<string>();
    const row = { id, user: to, kind, article, section: null, thread: null, by: null, text, readAt: null };
    await storage.db
      .insertInto('notification')
      .values({ ...row, at: now.toISOString() })
      .execute();
    await storage.db
      .insertInto('notificationMail')
      .values({ notification: id, user: to, ...due })
      .execute();
    return id;
  };
  const after = (ms: number) => new Date(Date.now() + ms);

  describe('what is sent by e-mail', () => {
    test('waits a while, and comes once', async () => {
      await tell('mentioned', 'Look');
      expect(await byMail.run(after(minute / 2))).toBe(0);
      expect(await byMail.run(after(2 * minute))).toBe(1);
      expect(await byMail.run(after(60 * minute))).toBe(0);
      expect(sent[0]).toMatchObject({ to, subject: 'Galley mentioned you in a comment on “The ferry”' });
      expect(sent[0]?.text).toContain('> Look');
    });

    test('leaves out what was read in the inbox meanwhile', async () => {
      const read = await tell('mentioned', 'Read already');
      await tell('mentioned', 'Not read');
      await storage.db
        .updateTable('notification')
        .set({ readAt: new Date().toISOString() })
        .where('id', '=', read)
        .execute();
      await byMail.run(after(2 * minute));
      expect(sent).toHaveLength(1);
      expect(sent[0]?.text).not.toContain('Read already');
    });

    test('is one digest for all that waits for it, and follows a change of the settings', async () => {
      await tell('published', 'One');
      await tell('published', 'Two');
      expect(await byMail.run(after(2 * minute))).toBeLessThanOrEqual(1);
      await byMail.run(after(61 * minute));
      expect(sent).toHaveLength(1);

      await tell('published', 'Three');
      const { kinds } = defaultNotificationSettings;
      const settings = {
        ...defaultNotificationSettings,
        kinds: { ...kinds, published: { inbox: true, mail: 'off' } },
      } as const;
      await writeSettings(storage.db, to, settings);
      await byMail.run(after(61 * minute));
      expect(sent).toHaveLength(1);
    });

    test('is nothing for people who were deactivated', async () => {
      await tell('mentioned');
      await storage.db.updateTable('user').set({ active: 0 }).where('id', '=', to).execute();
      expect(await byMail.run(after(2 * minute))).toBe(0);
      expect(
        await storage.db.selectFrom('notificationMail').selectAll().where('user', '=', to).execute(),
      ).toEqual([]);
    });
  });

  describe('a desk with a mail server', () => {
    let server: TestMailServer;
    let close: () => Promise<unknown>;
    beforeEach(async () => {
      server = await openMailServer();
    });
    afterEach(async () => {
      await close();
      await server.close();
    });
    const settings = () => ({ SMTP_URL: server.url, MAIL_FROM: 'Desk <desk@paper.example>' });

    test('tells by e-mail who was named in a comment', async () => {
      const desk: OpenDesk = await openDesk(await database(), { ...settings(), MAIL_WAIT_SECONDS: '0' });
      close = () => desk.close();
      const editor = await desk.as('editor');
      const { id, email } = await desk.person('editor');
      expect((await editor.ask('GET', '/api/me/notification-settings')).body.mailReady).toBe(true);
      const about = await draft(editor, { content: plainArticle('The lighthouse') });
      const thread = {
        id: newId(),
        subject: { type: 'article' },
        comment: { id: newId(), body: `@[${id}] look` },
      };
      await (await desk.as('reviewer')).ask('POST', `/api/articles/${about}/threads`, thread);
      await until(() => server.received.length === 1);
      expect(server.received[0]?.to).toEqual([email]);
      expect(server.received[0]?.raw).toContain('@Editor Person look');
      expect(server.received[0]?.raw).toContain(`${desk.url}/desk/articles/${about}`);
    });

    test('sends what waited when it was killed, once it runs again', async () => {
      const place = await database();
      await addEditors(place, ['amy', 'ben']);
      const first = await startDesk(place, { settings: { ...settings(), MAIL_WAIT_SECONDS: '3600' } });
      const amy = await TestEditor.signIn('amy', first);
      const ben = await TestEditor.signIn('ben', first);
      const { me } = (await ben.ask('GET', '/api/session')).body;
      const about = await amy.newArticle();
      const thread = {
        id: newId(),
        subject: { type: 'article' },
        comment: { id: newId(), body: `@[${me.id}] look` },
      };
      await amy.ask('POST', `/api/articles/${about}/threads`, thread);
      await until(async () => (await ben.ask('GET', '/api/notifications')).body.unread === 1);
      await first.kill();
      const long = 'update "notificationMail" set due = \'2000-01-01T00:00:00.000Z\'';
      await place.run(long);
      const second = await startDesk(place, { settings: settings() });
      close = () => second.kill('SIGTERM');
      await until(() => server.received.length === 1);
      expect(server.received[0]?.to).toEqual(['ben@test.example']);
    }, 120_000);
  });
});

onPostgres((database) => {
  test('two nodes make one e-mail of what is due', async () => {
    const place = await database();
    const storages = [await place.open(), await place.open()] as const;
    const { to, article } = await stage(storages[0]);
    const sent: Email[] = [];
    const emails = {
      ready: true,
      enqueue: async (_: unknown, email: Email) => void sent.push(email),
      wake: () => {},
    };
    const nodes = storages.map((storage) =>
      createByMail({
        storage,
        emails,
        siteName: async () => 'The Post',
        url: 'https://desk.example',
        waitMs: 0,
      }),
    );
    const at = new Date().toISOString();
    const row = {
      user: to,
      kind: 'mentioned',
      article,
      section: null,
      thread: null,
      by: null,
      text: '',
      at,
      readAt: null,
    };
    await storages[0].db
      .insertInto('notification')
      .values({ ...row, id: 'one' })
      .execute();
    await storages[0].db
      .insertInto('notificationMail')
      .values({ notification: 'one', user: to, due: at, digest: 0 })
      .execute();
    const made = await Promise.all(nodes.map((node) => node.run()));
    expect(made.sort()).toEqual([0, 1]);
    expect(sent).toHaveLength(1);
    for (const storage of storages) await storage.close();
  });
});
