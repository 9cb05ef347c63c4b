// A person's notifications on the HTTP interface: what happened that concerns them, the newest first.
import { z } from 'zod';
import { idSchema } from '../id-schema.ts';
import type { ArticleId, SectionId, SuggestionId, ThreadId, UserId } from '../ids.ts';

const userId = idSchema<UserId>();
const articleId = idSchema<ArticleId>();
const sectionId = idSchema<SectionId>();
const cardId = idSchema<ThreadId | SuggestionId>();

/** Why somebody is notified. */
export const notificationKinds = [
  'mentioned',
  'replied',
  'resolved',
  'assigned',
  'article-assigned',
  'ready',
  'approved',
  'returned',
  'voided',
  'published',
  'withdrawn',
  'held',
  'suggestion-decided',
  'unreadable',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** An entry of the inbox. */
export const notificationSchema = z.object({
  id: z.string(),
  kind: z.enum(notificationKinds),
  article: articleId,
  headline: z.string(),
  section: sectionId.nullable(),
  /** The thread, or the suggestion of `suggestion-decided`. */
  thread: cardId.nullable(),
  /** Who did it; null for Galley itself. */
  by: userId.nullable(),
  /** What was said, where something was; of `ready` and `approved` the names of the sections, one a line. */
  text: z.string(),
  /** Of several articles that were assigned at once, `article` among them: how many, and the headlines of the first. */
  several: z.object({ count: z.number().int(), headlines: z.array(z.string()) }).nullable(),
  at: z.iso.datetime(),
  read: z.boolean(),
});
export type Notification = z.infer<typeof notificationSchema>;

/** The last hundred, and how many are unread. */
export const inboxSchema = z.object({
  notifications: z.array(notificationSchema),
  unread: z.number().int(),
});
export type Inbox = z.infer<typeof inboxSchema>;

/** Marks those as read, or all of them. */
export const markReadSchema = z.object({ ids: z.array(z.string().max(40)).max(100).nullable() });

/** How something reaches a person by e-mail: not at all, at once, or together with what else happened. */
export const mailTimings = ['off', 'at-once', 'digest'] as const;
export type MailTiming = (typeof mailTimings)[number];

/** What a person has chosen for one kind of notification. */
const kindSettingSchema = z.object({ inbox: z.boolean(), mail: z.enum(mailTimings) });

/** When a digest is sent: at each full hour, or once a day at an hour of the person's own clock. */
const digestSchema = z.discriminatedUnion('every', [
  z.object({ every: z.literal('hour') }),
  z.object({
    every: z.literal('day'),
    hour: z.number().int().min(0).max(23),
    /** Of the IANA database, such as `Europe/Berlin`. */
    timeZone: z.string().max(60).refine(isTimeZone, { message: 'is no time zone' }),
  }),
]);
export type Digest = z.infer<typeof digestSchema>;

/** How the person wants to be notified of each kind. */
export const notificationSettingsSchema = z.object({
  kinds: z.record(z.enum(notificationKinds), kindSettingSchema),
  digest: digestSchema,
});
export type NotificationSettings = z.infer<typeof notificationSettingsSchema>;

/** The settings, and whether this desk can send e-mail at all. */
export const notificationSettingsAnswerSchema = notificationSettingsSchema.extend({ mailReady: z.boolean() });
export type NotificationSettingsAnswer = z.infer<typeof notificationSettingsAnswerSchema>;

/** For a person who has not chosen: everything in the inbox, and at once by e-mail what waits for them. */
export const defaultNotificationSettings: NotificationSettings = {
  kinds: {
    mentioned: { inbox: true, mail: 'at-once' },
    replied: { inbox: true, mail: 'digest' },
    resolved: { inbox: true, mail: 'off' },
    assigned: { inbox: true, mail: 'at-once' },
    'article-assigned': { inbox: true, mail: 'at-once' },
    ready: { inbox: true, mail: 'at-once' },
    approved: { inbox: true, mail: 'digest' },
    returned: { inbox: true, mail: 'at-once' },
    voided: { inbox: true, mail: 'at-once' },
    published: { inbox: true, mail: 'digest' },
    withdrawn: { inbox: true, mail: 'digest' },
    held: { inbox: true, mail: 'at-once' },
    'suggestion-decided': { inbox: true, mail: 'digest' },
    unreadable: { inbox: true, mail: 'at-once' },
  },
  digest: { every: 'hour' },
};

/** Whether this names a time zone of the IANA database. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
