// Articles whose time has come, as rows of a table: taken once a second by whichever node comes first, and tried again later where
// handling one fails.
import type { ArticleId } from '@galley/shared/ids.ts';
import { type Kysely, sql } from 'kysely';
import { nextAttempt, takeDue } from './due-rows.ts';
import { type RegularWork, startRegularWork } from './regular-work.ts';
import type { Tables } from './tables.ts';

interface DueWorkOptions {
  db: Kysely<Tables>;
  table: 'expiry' | 'schedule';
  handle(article: ArticleId, now: Date): Promise<void>;
  /** Handling one failed, and is tried again. */
  onFailed(error: unknown, article: ArticleId): void;
  /** The table could not be looked at. */
  onUnread(error: unknown): void;
}

/** Work that falls due at times which stand in the database, done on time and, after a stop, later. */
export interface DueWork {
  /** Handles all that is due, also what came due while nothing ran. */
  run(now?: Date): Promise<void>;
  start(): void;
  close(): Promise<void>;
}

const everyMs = 1000;
/** Longer than handling one takes, and short enough that what a dead process had taken is not late by much. */
const leaseMs = 30_000;
const atOnce = 10;
const firstRetryMs = 1000;
const longestRetryMs = 60_000;

/** The work on one table; nothing runs before `start`. What fails is tried again after a second, then later and later, at most a minute. */
export function createDueWork({ db, table, handle, onFailed, onUnread }: DueWorkOptions): DueWork {
  let work: RegularWork | null = null;
  let closing = false;

  const run = async (at?: Date): Promise<void> => {
    while (!closing) {
      const now = at ?? new Date();
      const ids = await takeDue(db, table, { now, leaseMs, limit: atOnce });
      if (ids.length === 0) return;
      for (const id of ids)
        try {
          await handle(id, now);
        } catch (error) {
          onFailed(error, id);
          await postpone(id, now);
        }
    }
  };

  const postpone = async (id: ArticleId, now: Date): Promise<void> => {
    const name = sql.table(table);
    const { rows } = await sql<{ attempts: number }>`select attempts from ${name} where id = ${id}`.execute(
      db,
    );
    const [row] = rows;
    if (!row) return;
    const nextAt = nextAttempt(now, row.attempts, firstRetryMs, longestRetryMs).toISOString();
    // Where nothing is left to do there is no next time.
    await sql`update ${name} set "nextAt" = ${nextAt} where id = ${id} and "nextAt" is not null`.execute(db);
  };

  return {
    run,
    start: () => {
      work = startRegularWork(() => run(), everyMs, onUnread);
      work.wake();
    },
    close: async () => {
      closing = true;
      await work?.close();
    },
  };
}
