// How people want to be notified: their settings as rows, and the defaults of those who have chosen nothing.
import {
  defaultNotificationSettings,
  type NotificationSettings,
  notificationSettingsSchema,
} from '@galley/shared/api/notifications.ts';
import type { UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';

/** The settings of these people, each with the defaults for what they have not chosen. */
export async function readSettings(
  db: Kysely<Tables>,
  people: readonly UserId[],
): Promise<(person: UserId) => NotificationSettings> {
  const rows =
    people.length === 0
      ? []
      : await db.selectFrom('notificationSetting').selectAll().where('user', 'in', people).execute();
  const known = new Map(rows.map(({ user, settings }) => [user, settingsOf(settings)]));
  return (person) => known.get(person) ?? defaultNotificationSettings;
}

/** Keeps what the person has chosen. */
export async function writeSettings(
  db: Kysely<Tables>,
  user: UserId,
  chosen: NotificationSettings,
): Promise<void> {
  const values = { settings: JSON.stringify(chosen), updatedAt: new Date().toISOString() };
  await db
    .insertInto('notificationSetting')
    .values({ user, ...values })
    .onConflict((conflict) => conflict.column('user').doUpdateSet(values))
    .execute();
}

/** A row that was written before there was a kind lacks it. */
function settingsOf(json: string): NotificationSettings {
  const { kinds, digest } = JSON.parse(json) as NotificationSettings;
  return notificationSettingsSchema.parse({
    kinds: { ...defaultNotificationSettings.kinds, ...kinds },
    digest,
  });
}
