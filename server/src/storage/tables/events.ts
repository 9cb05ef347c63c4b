// What has happened, and what people and other programs are sent of it.
import type { ArticleId, SectionId, SuggestionId, ThreadId, UserId } from '@galley/shared/ids.ts';
import type { Generated } from 'kysely';

/** What has happened and is still to be handled; see events/outbox.ts. */
interface DeskEventTable {
  id: string;
  /** `DeskEvent` as JSON. */
  event: string;
  createdAt: string;
  attempts: number;
  nextAt: string;
}

interface NotificationTable {
  id: string;
  user: UserId;
  kind: string;
  article: ArticleId;
  section: SectionId | null;
  /** Or the suggestion, whose card stands among the threads. */
  thread: ThreadId | SuggestionId | null;
  by: UserId | null;
  text: string;
  at: string;
  readAt: string | null;
  /** 0 where the person does not want such things in their inbox: the row is there for an e-mail alone. */
  inbox: Generated<number>;
  /** Of which row of `deskEvent` it came. */
  event: string | null;
  /** Of `ready`: the sections' ids as a JSON array, one for each line of the text. Older rows have null. */
  sections: Generated<string | null>;
  /** Of `article-assigned` by an act on several articles: what its notifications have in common, and the articles' ids as a JSON array. */
  together: Generated<string | null>;
  articles: Generated<string | null>;
}

/** How a person wants to be notified. */
interface NotificationSettingTable {
  user: UserId;
  /** `NotificationSettings` as JSON. */
  settings: string;
  updatedAt: string;
}

/** Notifications that are to become an e-mail, and when. */
interface NotificationMailTable {
  notification: string;
  user: UserId;
  due: string;
  digest: number;
}

/** E-mails that wait to be sent; sent ones are gone. */
interface MailTable {
  id: string;
  user: UserId;
  subject: string;
  text: string;
  html: string;
  createdAt: string;
  attempts: number;
  nextAt: string | null;
}

/** Programs that hear of what happens. */
export interface WebhookTable {
  id: string;
  url: string;
  secret: string;
  /** The secret before, and until when it is still signed with. */
  oldSecret: string | null;
  oldSecretUntil: string | null;
  /** `WebhookKind[]` as JSON. */
  kinds: string;
  enabled: number;
  createdAt: string;
  createdBy: UserId;
}

/** What was sent to webhooks or is to be; see storage/due-rows.ts. */
export interface WebhookDeliveryTable {
  id: string;
  webhook: string;
  /** Of which row of `deskEvent` it came; null for a test message. */
  event: string | null;
  /** `DeliveryKind`. */
  kind: string;
  /** The body as it is sent. */
  payload: string;
  createdAt: string;
  attempts: number;
  nextAt: string | null;
  status: string;
  /** Of the last attempt. */
  lastAt: string | null;
  durationMs: number | null;
  response: number | null;
  answer: string;
  error: string | null;
}

/** These tables by their names. */
export interface EventTables {
  notification: NotificationTable;
  notificationSetting: NotificationSettingTable;
  notificationMail: NotificationMailTable;
  mail: MailTable;
  deskEvent: DeskEventTable;
  webhook: WebhookTable;
  webhookDelivery: WebhookDeliveryTable;
}
