// The sessions of signed-in people over the database: a look-up that answers in microseconds while nothing changes, and
// word of every change, whichever node or whichever way it came from.
import type { IncomingHttpHeaders } from 'node:http';
import type { UserId } from '@galley/shared/ids.ts';
import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import type { Storage } from '../storage/storage.ts';
import type { EnteredSession, SessionChange, Sessions, SignedIn } from './sessions.ts';

export interface SessionsOptions {
  storage: Storage;
  cookieName: string;
  /** Who the session's cookie (`name=value`) speaks for, straight from the database. */
  find(cookie: string): Promise<FoundSession | null>;
  log: Logger;
  /** How often the database is asked what changed elsewhere. */
  pollMs?: number;
}

/** A session that lasts, with the time of its person's last change. */
export interface FoundSession extends EnteredSession {
  changedAt: string;
}

/** The sessions, for those parts of the accounts that change them. */
export interface SqlSessions extends Sessions {
  /**
   * Notifies everybody who listens; to be called after each committed change to a person or a session. `changedAt` is the
   * time that the change wrote to the person's row.
   */
  announce(change: SessionChange, changedAt?: string): void;
  /** Whether the headers bring a session's cookie, of a session that lasts or not. */
  isNamedIn(headers: IncomingHttpHeaders): boolean;
  /** Ends one session. */
  end(session: SignedIn): Promise<void>;
  close(): void;
}

/** Sessions that are looked up at once: who waits here leaves the database's connections to what is being saved. */
const lookUpsAtOnce = 2;

/** No answer is older than this, on whichever node the change was made. */
const cacheMs = 1000;

/** Opens the sessions and begins to watch those that were asked for. */
export function createSessions(options: SessionsOptions): SqlSessions {
  const { storage, cookieName, find, log, pollMs = 1000 } = options;
  const { db } = storage;
  const cache = new LRUCache<string, Promise<EnteredSession | null>>({ max: 5000, ttl: cacheMs });
  const listeners: ((change: SessionChange) => void)[] = [];
  /** What this node last knew of each session that was asked for: whose it is and when they last changed. */
  const known = new Map<string, { user: UserId; changedAt: string }>();

  const announce = (change: SessionChange, changedAt?: string) => {
    // Changes are rare and look-ups cheap, so everything is asked anew.
    cache.clear();
    if (change.type === 'ended') known.delete(change.session);
    for (const [session, { user }] of known) {
      if (user !== change.user) continue;
      if (change.type === 'deactivated') known.delete(session);
      if (change.type === 'changed' && changedAt !== undefined) known.set(session, { user, changedAt });
    }
    for (const listener of listeners) listener(change);
  };
  const notifyEnded = (ended: { id: string; userId: UserId }[]) => {
    for (const { id, userId } of ended) announce({ type: 'ended', user: userId, session: id });
  };

  const lookUps = pLimit(lookUpsAtOnce);
  const lookUp = async (cookie: string): Promise<EnteredSession | null> => {
    const found = await lookUps(() => find(cookie));
    if (!found?.me.active) return null;
    const { changedAt, ...rest } = found;
    const { me, session } = rest;
    // Should this be older than what was announced meanwhile, the next poll sees the difference and announces it again.
    known.set(session, { user: me.id, changedAt });
    return rest;
  };

  const poll = async () => {
    const sessions = [...known.keys()];
    for (let from = 0; from < sessions.length; from += 500) {
      const asked = sessions.slice(from, from + 500);
      const rows = await db
        .selectFrom('session')
        .innerJoin('user', 'user.id', 'session.userId')
        .select(['session.id', 'session.expiresAt', 'user.active', 'user.updatedAt'])
        .where('session.id', 'in', asked)
        .execute();
      const rowOf = new Map(rows.map((row) => [row.id, row]));
      const now = new Date().toISOString();
      for (const session of asked) {
        const before = known.get(session);
        const row = rowOf.get(session);
        if (!before) continue;
        if (!row || row.expiresAt <= now) announce({ type: 'ended', user: before.user, session });
        else if (row.active === 0) announce({ type: 'deactivated', user: before.user });
        else if (row.updatedAt !== before.changedAt) {
          announce({ type: 'changed', user: before.user }, row.updatedAt);
        }
      }
    }
  };

  let failing = false;
  let timer: NodeJS.Timeout | undefined;
  const pollAgain = () => {
    timer = setTimeout(async () => {
      try {
        await poll();
        failing = false;
      } catch (error) {
        // While the database is away nobody is signed out for it.
        if (!failing) log.warn({ err: error }, 'The sessions can not be watched');
        failing = true;
      }
      if (timer) pollAgain();
    }, pollMs);
    timer.unref();
  };
  pollAgain();

  const lastingOf = async (headers: IncomingHttpHeaders): Promise<EnteredSession | null> => {
    const cookie = cookieOf(headers, cookieName);
    if (cookie === null) return null;
    const cached = cache.get(cookie);
    if (cached) return await cached;
    const asked = lookUp(cookie);
    cache.set(cookie, asked);
    // Only what holds is kept: made-up cookies must not push real ones out.
    const forget = () => {
      if (cache.peek(cookie) === asked) cache.delete(cookie);
    };
    asked.then((found) => found ?? forget(), forget);
    return await asked;
  };

  return {
    async of(headers) {
      const found = await lastingOf(headers);
      return found?.lacksSecondFactor ? null : found;
    },
    evenWithoutSecondFactor: lastingOf,
    isNamedIn: (headers) => cookieOf(headers, cookieName) !== null,
    onChange: (listener) => void listeners.push(listener),
    announce,
    end: async ({ session }) =>
      notifyEnded(
        await db.deleteFrom('session').where('id', '=', session).returning(['id', 'userId']).execute(),
      ),
    close: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

/** One cookie alone, as `name=value`: what stands beside it is not better-auth's to read. */
export function cookieOf({ cookie }: IncomingHttpHeaders, name: string): string | null {
  for (const part of cookie?.split(';') ?? []) {
    const pair = part.trim();
    if (pair.startsWith(`${name}=`)) return pair;
  }
  return null;
}
