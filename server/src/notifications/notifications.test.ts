import {
  defaultNotificationSettings,
  type Inbox,
  type NotificationSettings,
} from '@galley/shared/api/notifications.ts';
import type { SectionStatus } from '@galley/shared/api/section-states.ts';
import type { SectionContent } from '@galley/shared/article/content.ts';
import { article, p, section } from '@galley/shared/article/testing.ts';
import { newId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../accounts/testing.ts';
import { until } from '../collab/testing.ts';
import { draft, plainArticle, publish } from '../publishing/testing.ts';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let editor: Browser;
  let reviewer: Browser;

  beforeAll(async () => {
    desk = await openDesk(await database());
    editor = await desk.as('editor');
    reviewer = await desk.as('reviewer');
  });
  afterAll(() => desk.close());

  const inbox = async (browser: Browser): Promise<Inbox> =>
    (await browser.ask('GET', '/api/notifications')).body;
  const comment = async (id: string, body: string) => {
    const thread = {
      id: newId<string>(),
      subject: { type: 'article' },
      comment: { id: newId<string>(), body },
    };
    const { status } = await reviewer.ask('POST', `/api/articles/${id}/threads`, thread);
    expect(status).toBe(201);
    return thread;
  };

  describe('the inbox', () => {
    test('tells who was named in a comment, by whom and where, until it is read', async () => {
      const id = await draft(editor, { content: plainArticle('Announced') });
      const { id: me } = await desk.person('editor');
      const thread = await comment(id, `@[${me}], is this true?`);
      await until(async () => (await inbox(editor)).unread === 1);
      const { notifications } = await inbox(editor);
      expect(notifications[0]).toMatchObject({
        kind: 'mentioned',
        article: id,
        headline: 'Announced',
        thread: thread.id,
        by: (await desk.person('reviewer')).id,
        read: false,
      });
      const { body } = await editor.ask('POST', '/api/notifications/read', { ids: [notifications[0]?.id] });
      expect(body).toMatchObject({ unread: 0, notifications: [{ read: true }] });
    });

    test('is its owner’s alone: nobody else reads it or marks it as read', async () => {
      const id = await draft(editor, { content: plainArticle('Private') });
      await comment(id, `@[${(await desk.person('editor')).id}] again`);
      await until(async () => (await inbox(editor)).unread === 1);
      const [newest] = (await inbox(editor)).notifications;
      expect((await inbox(reviewer)).notifications).toEqual([]);
      await reviewer.ask('POST', '/api/notifications/read', { ids: [newest?.id] });
      expect((await inbox(editor)).unread).toBe(1);
      await editor.ask('POST', '/api/notifications/read', { ids: null });
      expect((await inbox(editor)).unread).toBe(0);
      expect((await desk.visitor().ask('GET', '/api/notifications')).status).toBe(401);
    });

    test('tells the writer of an article that it was published', async () => {
      const id = await draft(editor, { content: plainArticle('Out'), slug: `out-${newId<string>()}` });
      await publish(await desk.as('admin'), id);
      await until(async () => (await inbox(editor)).notifications[0]?.kind === 'published');
    });

    test('tells reviewers what is ready and writers what was approved, in one notification for several sections', async () => {
      const content = article(
        'Together',
        section('introduction', p('One')),
        section('news', p('Two')),
        section('summary', p('Three')),
      );
      const id = await draft(editor, { template: 'news', content });
      const statuses: SectionStatus[] = (await editor.ask('GET', `/api/articles/${id}/sections`)).body;
      const sections = (await editor.ask('GET', `/api/articles/${id}/moments/now`)).body.content.sections;
      const about = async (browser: Browser) =>
        (await inbox(browser)).notifications.filter((one) => one.article === id);
      const at = `/api/articles/${id}/sections`;
      const markReady = statuses
        .slice(1)
        .map(({ section: one }) => ({ section: one, act: { act: 'mark-ready' } }));
      expect((await editor.ask('POST', `${at}/acts`, { acts: markReady })).status).toBe(200);
      await editor.ask('POST', `${at}/${statuses[0]?.section}/acts`, { act: 'mark-ready' });
      const labels = ['News', 'Summary', 'Introduction'].sort();
      await until(async () => (await about(reviewer))[0]?.text.split('\n').length === 3);
      const ready = await about(reviewer);
      expect(ready).toMatchObject([{ kind: 'ready', read: false }]);
      expect(ready[0]?.text.split('\n').sort()).toEqual(labels);

      // What its author takes back is no longer said to be ready, to those who have read of it either.
      const { id: notification } = ready[0] ?? { id: '' };
      await reviewer.ask('POST', '/api/notifications/read', { ids: [notification] });
      await editor.ask('POST', `${at}/${statuses[0]?.section}/acts`, { act: 'take-back' });
      await until(async () => (await about(reviewer))[0]?.text.split('\n').length === 2);
      expect((await about(reviewer))[0]).toMatchObject({ id: notification, section: statuses[1]?.section });
      expect((await about(reviewer))[0]?.text.split('\n').sort()).toEqual(['News', 'Summary']);
      await editor.ask('POST', `${at}/${statuses[0]?.section}/acts`, { act: 'mark-ready' });
      await until(async () => (await about(reviewer)).length === 2);

      const approvals = sections.map((one: SectionContent) => ({
        section: one.id,
        act: { act: 'approve', hash: sectionHash(one) },
      }));
      await reviewer.ask('POST', `${at}/acts`, { acts: approvals });
      await until(async () => (await about(editor))[0]?.text.split('\n').length === 3);
      expect(await about(editor)).toMatchObject([{ kind: 'approved', read: false }]);
      await until(async () => (await about(reviewer)).length === 0);
    });

    test('names articles that were assigned at once in one notification, until they are taken back', async () => {
      const { id: me } = await desk.person('editor');
      const admin = await desk.as('admin');
      const ids: string[] = [];
      for (let number = 1; number <= 7; number += 1)
        ids.push(await draft(editor, { content: plainArticle(`Assigned ${number}`) }));
      const changes = (assignee: string | null, of = ids) => ({
        changes: of.map((one) => ({ id: one, change: { assignee } })),
      });
      const about = async () =>
        (await inbox(editor)).notifications.filter(({ kind }) => kind === 'article-assigned');
      await admin.ask('PATCH', '/api/articles', changes(me));
      await until(async () => (await about())[0]?.several?.count === 7);
      expect(await about()).toMatchObject([
        { article: ids[0], several: { headlines: [1, 2, 3, 4, 5].map((number) => `Assigned ${number}`) } },
      ]);
      await admin.ask('PATCH', '/api/articles', changes(null, ids.slice(0, 5)));
      await until(async () => (await about())[0]?.several?.count === 2);
      expect((await about())[0]).toMatchObject({ article: ids[5], headline: 'Assigned 6' });
      await admin.ask('PATCH', `/api/articles/${ids[5]}`, { assignee: null });
      await until(async () => (await about())[0]?.several === null);
      expect(await about()).toMatchObject([{ article: ids[6], headline: 'Assigned 7' }]);
      await admin.ask('PATCH', `/api/articles/${ids[6]}`, { assignee: null });
      await until(async () => (await about()).length === 0);

      // What was read stays, and what comes by another act is another notification.
      await admin.ask('PATCH', '/api/articles', changes(me, ids.slice(0, 2)));
      await until(async () => (await about())[0]?.several?.count === 2);
      await editor.ask('POST', '/api/notifications/read', { ids: null });
      await admin.ask('PATCH', '/api/articles', changes(null, ids.slice(0, 2)));
      await admin.ask('PATCH', '/api/articles', changes(me, ids.slice(2, 5)));
      await until(async () => (await about()).length === 2);
      await until(async () => (await about())[0]?.several?.count === 3);
      expect((await about())[1]).toMatchObject({ several: { count: 2 }, read: true });
    });

    test('leaves out what its owner does not want in it, and says nothing of it live', async () => {
      const id = await draft(editor, { content: plainArticle('Quiet') });
      const { id: me } = await desk.person('editor');
      const before = await inbox(editor);
      const { kinds, digest } = defaultNotificationSettings;
      const quiet = { kinds: { ...kinds, mentioned: { inbox: false, mail: 'off' } }, digest } as const;
      expect((await editor.ask('PUT', '/api/me/notification-settings', quiet)).status).toBe(200);
      await comment(id, `@[${me}], hush`);
      await editor.ask('PUT', '/api/me/notification-settings', defaultNotificationSettings);
      await comment(id, `@[${me}], aloud`);
      await until(async () => (await inbox(editor)).unread === before.unread + 1);
      expect((await inbox(editor)).notifications[0]?.text).toContain('aloud');
    });
  });

  describe('the settings', () => {
    const path = '/api/me/notification-settings';
    const { kinds } = defaultNotificationSettings;

    test('are each person’s own, and the defaults for those who have chosen nothing', async () => {
      const chosen: NotificationSettings = {
        kinds: { ...kinds, published: { inbox: false, mail: 'at-once' } },
        digest: { every: 'day', hour: 7, timeZone: 'Europe/Berlin' },
      };
      expect((await reviewer.ask('PUT', path, chosen)).body).toMatchObject(chosen);
      expect((await reviewer.ask('GET', path)).body).toMatchObject(chosen);
      const admin = await desk.as('admin');
      expect((await admin.ask('GET', path)).body).toMatchObject(defaultNotificationSettings);
    });

    test.each([
      [
        'a kind that is not there',
        { kinds: { ...kinds, gossip: kinds.published }, digest: { every: 'hour' } },
      ],
      ['a kind that is missing', { kinds: { published: kinds.published }, digest: { every: 'hour' } }],
      [
        'a request that is none',
        { kinds: { ...kinds, published: { inbox: true, mail: 'loud' } }, digest: { every: 'hour' } },
      ],
      ['an hour that no day has', { kinds, digest: { every: 'day', hour: 24, timeZone: 'UTC' } }],
      ['a time zone that is none', { kinds, digest: { every: 'day', hour: 8, timeZone: 'Mars/Olympus' } }],
    ])('refuse %s', async (_, body) => {
      const before = (await editor.ask('GET', path)).body;
      expect((await editor.ask('PUT', path, body)).status).toBe(422);
      expect((await editor.ask('GET', path)).body).toEqual(before);
    });
  });
});
