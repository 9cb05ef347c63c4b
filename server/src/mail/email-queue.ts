// What other features know of e-mail: messages to people of the desk, queued in the transaction of what they report.
import type { UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';

export interface Email {
  to: UserId;
  subject: string;
  text: string;
  html: string;
}

/** The way of all e-mails out of the house. */
export interface EmailQueue {
  /** Whether this desk can send e-mail; where it cannot, nothing is to be queued. */
  readonly ready: boolean;
  /** Puts an e-mail into the queue; part of the caller's transaction. */
  enqueue(db: Kysely<Tables>, email: Email): Promise<void>;
  /** Says that something was queued. */
  wake(): void;
}
