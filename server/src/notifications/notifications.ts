// Notifications: rows, written when something happens; in the inbox live, and as e-mails where wanted.
import type {
  Inbox,
  Notification,
  NotificationKind,
  NotificationSettingsAnswer,
} from '@galley/shared/api/notifications.ts';
import { notificationRoutes as routes } from '@galley/shared/contract/notifications.ts';
import { newId, type UserId } from '@galley/shared/ids.ts';
import type { Router } from 'express';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import type { EventHandler } from '../events/desk-events.ts';
import type { Live } from '../events/live.ts';
import type { Outbox } from '../events/outbox.ts';
import { createApiRouter } from '../http/api-router.ts';
import type { EmailQueue } from '../mail/email-queue.ts';
import { startRegularWork } from '../storage/regular-work.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { endAssignment, headlinesOf, joinAssigned, namedOf, severalOf } from './assigned-articles.ts';
import { createByMail } from './by-mail.ts';
import { lastUnread } from './last-unread.ts';
import { type NewNotification, notificationsOf } from './notifications-of.ts';
import { endReview, sectionsOf } from './review-ended.ts';
import { readSettings, writeSettings } from './settings.ts';

export interface NotificationsOptions {
  storage: Storage;
  sessions: Sessions;
  events: Pick<Outbox, 'on'>;
  live: Live;
  emails: EmailQueue;
  /** The public site's name as it is now, read within the transaction that makes the email. */
  siteName: (db: Kysely<Tables>) => Promise<string>;
  /** Where people reach the desk. */
  url: string;
  mailWaitMs: number;
  log: Logger;
}

export interface Notifications {
  router: Router;
  /** Resolves once nothing is under way. */
  close(): Promise<void>;
}

const shown = 100;
/** How often e-mails are looked for that are due. */
const mailEveryMs = 2000;

/** The inbox with its routes. Handles the desk's events from now on. */
export function createNotifications({
  storage,
  sessions,
  events,
  live,
  emails,
  siteName,
  url,
  mailWaitMs,
  log,
}: NotificationsOptions): Notifications {
  const { db } = storage;
  const byMail = createByMail({ storage, emails, siteName, url, waitMs: mailWaitMs });

  const announce = (readers: Iterable<UserId>) => () => {
    for (const to of readers) live.announce({ type: 'inbox' }, to);
  };

  const handle: EventHandler = async (transaction, { id: event, at, event: happened }) => {
    if (happened.type === 'review-ended') return announce(await endReview(transaction, happened));
    if (happened.type === 'article-unassigned') return announce(await endAssignment(transaction, happened));
    const notifications = notificationsOf(happened);
    const now = new Date();
    const people = [...new Set(notifications.map(({ to }) => to))];
    const settingsOf = await readSettings(transaction, people);
    const wanted = notifications.flatMap(({ to, together = null, ...rest }) => {
      const settings = settingsOf(to);
      const { inbox } = settings.kinds[rest.kind];
      const due = byMail.dueOf(rest.kind, settings, now);
      if (!inbox && !due) return [];
      const sections = rest.kind === 'ready' && rest.section !== null ? JSON.stringify([rest.section]) : null;
      const facts = { together, articles: null, sections, readAt: null };
      const row = { ...rest, ...facts, id: newId<string>(), user: to, event, at };
      return [{ row: { ...row, inbox: inbox ? 1 : 0 }, due }];
    });
    const fresh: typeof wanted = [];
    const joined = new Set<UserId>();
    for (const one of wanted)
      if (await joinEarlier(transaction, one.row, one.due !== null)) joined.add(one.row.user);
      else fresh.push(one);
    if (fresh.length === 0) return joined.size > 0 ? announce(joined) : undefined;
    const inserted = await transaction
      .insertInto('notification')
      .values(fresh.map(({ row }) => row))
      .onConflict((conflict) => conflict.columns(['event', 'user', 'kind']).doNothing())
      .returning('id')
      .execute();
    // Who was notified of this event before gets no second e-mail either.
    const isNew = new Set(inserted.map(({ id }) => id));
    const added = fresh.filter(({ row }) => isNew.has(row.id));
    const mails = added.flatMap(({ row, due }) =>
      due ? [{ notification: row.id, user: row.user, ...due }] : [],
    );
    if (mails.length > 0) await transaction.insertInto('notificationMail').values(mails).execute();
    const readers = new Set(added.flatMap(({ row }) => (row.inbox === 1 ? [row.user] : [])));
    return announce(new Set([...readers, ...joined]));
  };

  events.on(handle);

  const inboxOf = async (user: UserId): Promise<Inbox> => {
    const rows = await db
      .selectFrom('notification')
      .innerJoin('article', 'article.id', 'notification.article')
      .selectAll('notification')
      .select('article.headline')
      .where('notification.user', '=', user)
      .where('notification.inbox', '=', 1)
      .orderBy('notification.at', 'desc')
      .orderBy('notification.id')
      .limit(shown)
      .execute();
    const { unread } = await db
      .selectFrom('notification')
      .select(({ fn }) => fn.countAll<number>().as('unread'))
      .where('user', '=', user)
      .where('inbox', '=', 1)
      .where('readAt', 'is', null)
      .executeTakeFirstOrThrow();
    const headlines = await headlinesOf(db, rows.flatMap(namedOf));
    return {
      unread: Number(unread),
      notifications: rows.map(
        (row): Notification => ({
          id: row.id,
          // Written by `handle` alone.
          kind: row.kind as NotificationKind,
          article: row.article,
          headline: row.headline,
          section: row.section,
          thread: row.thread,
          by: row.by,
          text: row.text,
          several: severalOf(row, headlines),
          at: row.at,
          read: row.readAt !== null,
        }),
      ),
    };
  };

  const api = createApiRouter(sessions);
  api.serve(routes.readInbox, ({ me }) => inboxOf(me.id));

  api.serve(routes.markRead, async ({ me, body: { ids } }) => {
    let query = db
      .updateTable('notification')
      .set({ readAt: new Date().toISOString() })
      .where('user', '=', me.id)
      .where('readAt', 'is', null);
    if (ids !== null) query = query.where('id', 'in', ids.length > 0 ? ids : ['']);
    await query.execute();
    live.announce({ type: 'inbox' }, me.id);
    return await inboxOf(me.id);
  });

  const settingsOf = async (me: UserId): Promise<NotificationSettingsAnswer> => ({
    ...(await readSettings(db, [me]))(me),
    mailReady: emails.ready,
  });
  api.serve(routes.readNotificationSettings, ({ me }) => settingsOf(me.id));

  api.serve(routes.changeNotificationSettings, async ({ me, body: settings }) => {
    await db.transaction().execute(async (transaction) => {
      await writeSettings(transaction, me.id, settings);
      await byMail.settingsChanged(transaction, me.id, settings);
    });
    return await settingsOf(me.id);
  });

  const mailing = startRegularWork(byMail.run, mailEveryMs, (error) =>
    log.warn({ err: error }, 'Notifications could not be sent by e-mail'),
  );
  return {
    router: api.router,
    close: mailing.close,
  };
}

/** Kinds of which several that come one after the other are one notification, with a line for each. */
const joining: ReadonlySet<NotificationKind> = new Set(['ready', 'approved', 'suggestion-decided']);
const maxJoined = 2000;

/**
 * Adds to the notification that the person has not read yet about the same: whoever goes through an article section by
 * section says it once. Not where that one was sent by e-mail already: the new one has to be sent as well.
 */
async function joinEarlier(
  transaction: Kysely<Tables>,
  row: Omit<NewNotification, 'to' | 'together'> & {
    user: UserId;
    at: string;
    event: string;
    inbox: number;
    sections: string | null;
    together: string | null;
  },
  byMail: boolean,
): Promise<boolean> {
  const { together } = row;
  if (together !== null) return await joinAssigned(transaction, { ...row, together }, byMail);
  if (!joining.has(row.kind) || row.by === null) return false;
  const earlier = await lastUnread(transaction, row)
    .where('notification.kind', '=', row.kind)
    .where('notification.article', '=', row.article)
    .where('notification.by', '=', row.by)
    .executeTakeFirst();
  if (!earlier || (byMail && earlier.due === null)) return false;
  const known = sectionsOf(earlier);
  const [added] = sectionsOf(row);
  // One of before an update does not say which sections it speaks of.
  if (added && earlier.sections === null) return false;
  if (added && known.some(({ section, label }) => section === added.section && label === added.label))
    return true;
  const text = added
    ? [...known, added].map(({ label }) => label).join('\n')
    : [...new Set([...earlier.text.split('\n'), row.text])].join('\n');
  if (text.length > maxJoined) return false;
  const sections = added ? JSON.stringify([...known, added].map(({ section }) => section)) : null;
  await transaction
    .updateTable('notification')
    .set({ text, sections, at: row.at, event: row.event })
    .where('id', '=', earlier.id)
    .execute();
  return true;
}
