// Who speaks: the session behind a request's cookie, and word of changes to people.
import type { IncomingHttpHeaders } from 'node:http';
import type { Me } from '@galley/shared/api/people.ts';
import type { UserId } from '@galley/shared/ids.ts';

/** A signed-in person and the session that says so. */
export interface SignedIn {
  me: Me;
  session: string;
}

/** The same, where it may be of somebody who has to set up a second factor first. */
export interface EnteredSession extends SignedIn {
  /** The desk's rule asks them for a second factor. */
  secondFactorRequired: boolean;
  /** And they have none yet, so they can do nothing else. */
  lacksSecondFactor: boolean;
  /** Whether they have a password at the desk. */
  ownPassword: boolean;
}

/** Who asks, for every route and socket. */
export interface Sessions {
  /**
   * The session that the headers' cookie names, if it lasts and its person is active. Null also for who has to set up a
   * second factor first: whoever asks here lets nobody in who lacks one.
   */
  of(headers: IncomingHttpHeaders): Promise<SignedIn | null>;
  /** The same, of those too who have to set up a second factor first. */
  evenWithoutSecondFactor(headers: IncomingHttpHeaders): Promise<EnteredSession | null>;
  /**
   * Calls back when something changed that open sockets must act on: a role or profile (`changed`), an ended
   * session (`ended`, with the session's id), a deactivated person (`deactivated`).
   */
  onChange(listener: (change: SessionChange) => void): void;
}

/** What open sockets must act on. */
export type SessionChange =
  | { type: 'changed'; user: UserId }
  | { type: 'ended'; user: UserId; session: string }
  | { type: 'deactivated'; user: UserId };
