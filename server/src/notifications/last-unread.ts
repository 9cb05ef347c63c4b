// The notification to which a new one may be added: what a person has not read yet becomes longer instead of more.
import type { UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';

/**
 * A query for the last notification of a person in this inbox that they have not read, with when it is due by e-mail: null
 * where it was sent. Callers say what it is about.
 */
export function lastUnread(transaction: Kysely<Tables>, { user, inbox }: { user: UserId; inbox: number }) {
  return transaction
    .selectFrom('notification')
    .leftJoin('notificationMail', 'notificationMail.notification', 'notification.id')
    .selectAll('notification')
    .select('notificationMail.due')
    .where('notification.user', '=', user)
    .where('notification.inbox', '=', inbox)
    .where('notification.readAt', 'is', null)
    .orderBy('notification.at', 'desc')
    .limit(1);
}
