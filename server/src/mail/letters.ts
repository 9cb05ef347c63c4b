// What other features know of e-mail: letters to people of the desk, which are queued with whatever they tell of.
import type { UserId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables.ts';

export interface Letter {
  to: UserId;
  subject: string;
  text: string;
  html: string;
}

export interface Letters {
  /** Whether this desk can send e-mail; where it cannot, nothing is to be queued. */
  readonly ready: boolean;
  /** Puts a letter into the queue; part of the caller's transaction. */
  enqueue(db: Kysely<Tables>, letter: Letter): Promise<void>;
  /** Says that something was queued. */
  soon(): void;
}
