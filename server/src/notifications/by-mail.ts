// Which notifications become e-mails, and when: at once after a short while in which they may be read in the inbox, or
// together in the person's digest.
import type { NotificationKind, NotificationSettings } from '@galley/shared/api/notifications.ts';
import { withNames } from '@galley/shared/api/threads.ts';
import type { UserId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import type { Kysely } from 'kysely';
import type { EmailQueue } from '../mail/email-queue.ts';
import { lockNames } from '../storage/dialect.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { headlinesOf, namedOf, severalOf } from './assigned-articles.ts';
import { nextDigest } from './digest-time.ts';
import { emailOf, type Notice } from './email.ts';
import { readSettings } from './settings.ts';

export interface ByMailOptions {
  storage: Storage;
  emails: EmailQueue;
  /** The public site's name as it is now, read within the transaction that makes the email. */
  siteName: (db: Kysely<Tables>) => Promise<string>;
  /** Where people reach the desk. */
  url: string;
  /** How long something that is to be sent at once waits for being read in the inbox. */
  waitMs: number;
}

export interface ByMail {
  /** Notes when a notification is due as an e-mail; null for one that its reader does not want so. */
  dueOf(kind: NotificationKind, settings: NotificationSettings, now: Date): Due | null;
  /** Applies new settings for what is not sent yet. */
  settingsChanged(db: Kysely<Tables>, user: UserId, settings: NotificationSettings): Promise<void>;
  /** Makes e-mails of what is due; gives how many. */
  run(now?: Date): Promise<number>;
}

interface Due {
  due: string;
  digest: number;
}

/** How many e-mails one run makes. */
const atOnce = 50;

export function createByMail({ storage, emails, siteName, url, waitMs }: ByMailOptions): ByMail {
  const dueOf: ByMail['dueOf'] = (kind, settings, now) => {
    const timing = settings.kinds[kind].mail;
    if (!emails.ready || timing === 'off') return null;
    const due = timing === 'digest' ? nextDigest(settings.digest, now) : new Date(now.getTime() + waitMs);
    return { due: due.toISOString(), digest: timing === 'digest' ? 1 : 0 };
  };

  const emailTo = async (db: Kysely<Tables>, user: UserId, at: string): Promise<boolean> => {
    const rows = await db
      .deleteFrom('notificationMail')
      .where('user', '=', user)
      .where('due', '<=', at)
      .returning('notification')
      .execute();
    const reader = await db
      .selectFrom('user')
      .select(['name', 'language', 'active'])
      .where('id', '=', user)
      .executeTakeFirst();
    if (reader?.active !== 1) return false;
    const settings = (await readSettings(db, [user]))(user);
    const notices = (
      await noticesOf(
        db,
        rows.map((row) => row.notification),
      )
    ).filter(({ kind }) => settings.kinds[kind].mail !== 'off');
    if (notices.length === 0) return false;
    const { name } = reader;
    const site = await siteName(db);
    // The language was checked when the person chose it.
    const language = reader.language as Language;
    await emails.enqueue(db, {
      to: user,
      ...emailOf({ user, name, language, siteName: site, url, notices }),
    });
    return true;
  };

  return {
    dueOf,

    settingsChanged: async (db, user, settings) => {
      const due = nextDigest(settings.digest, new Date()).toISOString();
      await db
        .updateTable('notificationMail')
        .set({ due })
        .where('user', '=', user)
        .where('digest', '=', 1)
        .execute();
    },

    run: async (now = new Date()) => {
      if (!emails.ready) return 0;
      const at = now.toISOString();
      const waiting = storage.db.selectFrom('notificationMail').select('user').where('due', '<=', at);
      if (!(await waiting.limit(1).executeTakeFirst())) return 0;
      let made = 0;
      await storage.db.transaction().execute(async (transaction) => {
        await lockNames(transaction, storage.kind, ['notificationMail']);
        const people = await transaction
          .selectFrom('notificationMail')
          .select('user')
          .distinct()
          .where('due', '<=', at)
          .limit(atOnce)
          .execute();
        for (const { user } of people) if (await emailTo(transaction, user, at)) made += 1;
      });
      if (made > 0) emails.wake();
      return made;
    },
  };
}

/** What is still to be sent of these notifications: nothing of those that were read in the inbox meanwhile. */
async function noticesOf(db: Kysely<Tables>, ids: readonly string[]): Promise<Notice[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('notification')
    .innerJoin('article', 'article.id', 'notification.article')
    .select(['notification.kind', 'notification.article', 'notification.by', 'notification.text'])
    .select('notification.articles')
    .select('article.headline')
    .where('notification.id', 'in', ids)
    .where('notification.readAt', 'is', null)
    .orderBy('notification.at')
    .orderBy('notification.id')
    .execute();
  const people = await db.selectFrom('user').select(['id', 'name']).execute();
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const headlines = await headlinesOf(db, rows.flatMap(namedOf));
  return rows.map(({ kind, article, articles, by, text, headline }) => ({
    // Written by this room alone.
    kind: kind as NotificationKind,
    article,
    several: severalOf({ article, articles }, headlines),
    headline,
    by: (by === null ? undefined : names.get(by)) ?? 'Galley',
    text: withNames(text, (id) => names.get(id)),
  }));
}
