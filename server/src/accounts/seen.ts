// When people were last here: gathered for a moment and written together, so that a thousand who come at once cost two statements.
import type { UserId } from '@galley/shared/ids.ts';
import type { Logger } from 'pino';
import { lockNames } from '../storage/dialect.ts';
import type { Storage } from '../storage/storage.ts';

export interface Seen {
  /** Somebody has used this session; `seenAt` is what is known of it so far. */
  note(user: UserId, session: string, seenAt: string | null): void;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}

/** So finely times are kept, in ms. */
const everyMs = 60_000;
const gatheringMs = 1000;
/** SQLite takes 32,766 values. */
const atOnce = 1000;

/** Times that can't be written are logged and forgotten. */
export function createSeen({ db, kind }: Pick<Storage, 'db' | 'kind'>, log: Logger): Seen {
  let waiting = new Map<string, UserId>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async (seen: ReadonlyMap<string, UserId>) => {
    const now = new Date().toISOString();
    const sessions = [...seen.keys()];
    const users = [...new Set(seen.values())];
    for (let from = 0; from < Math.max(sessions.length, users.length); from += atOnce)
      await db.transaction().execute(async (transaction) => {
        // One node at a time, or two would wait for each other's rows.
        await lockNames(transaction, kind, ['seen']);
        const [some, whose] = [sessions.slice(from, from + atOnce), users.slice(from, from + atOnce)];
        if (some.length > 0)
          await transaction.updateTable('session').set({ seenAt: now }).where('id', 'in', some).execute();
        if (whose.length > 0)
          await transaction.updateTable('user').set({ lastSeenAt: now }).where('id', 'in', whose).execute();
      });
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const seen = waiting;
    waiting = new Map();
    writing = writing
      .then(() => write(seen))
      .catch((error: unknown) => log.warn({ err: error }, 'Nobody noted who was at the desk'));
  };

  return {
    note: (user, session, seenAt) => {
      if (seenAt !== null && Date.now() - Date.parse(seenAt) < everyMs) return;
      waiting.set(session, user);
      timer ??= setTimeout(flush, gatheringMs);
      timer.unref();
    },
    close: async () => {
      if (waiting.size > 0) flush();
      await writing;
    },
  };
}
