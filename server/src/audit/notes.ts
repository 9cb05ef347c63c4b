// What happens far too often to be a row each time: reading, writing, and wrong passwords. It is noted in memory, once a
// span of time, and written a moment later, so that nobody waits for it: neither a letter that is typed nor a page.
import type { AuditDetails } from '@galley/shared/api/audit.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Storage } from '../storage/storage.ts';
import { type NewAuditEntry, rowOf } from './record.ts';

/**
 * What is noted once a while rather than each time. Nobody waits for it, and a process that is killed may lose the
 * last ones.
 */
export interface Notes {
  /** Somebody was shown the text of an article. */
  opened(article: ArticleId, who: UserId): void;
  /** Somebody wrote in an article. */
  written(article: ArticleId, who: UserId): void;
  /** Somebody was not let in; `person` is whose the address is. */
  failedSignIn(login: string, why: NonNullable<AuditDetails['why']>, person: UserId | null): void;
  /** Writes what waits. Resolves once it is written, or could not be. */
  settled(): Promise<void>;
}

interface NotesOptions {
  storage: Storage;
  log: Logger;
  /** How long a note waits for others, in ms. */
  waitMs?: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Failed sign-ins that this process writes in a minute, whatever the addresses. */
const failuresAMinute = 60;
/** Notes that wait while the database is away; older ones stay, newer ones are logged only. */
const mostWaiting = 5000;

/** Notes wait `waitMs` for others and are written together. */
export function createNotes({ storage, log, waitMs = 500 }: NotesOptions): Notes {
  const known = new LRUCache<string, true>({ max: 20_000 });
  let waiting: ReturnType<typeof rowOf>[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let failures = { minute: 0, count: 0 };

  const note = (entry: NewAuditEntry, spanMs: number, whose: string) => {
    const now = new Date();
    const once = `${entry.act} ${whose} ${Math.floor(now.getTime() / spanMs)}`;
    if (known.has(once)) return;
    if (waiting.length >= mostWaiting) {
      log.error({ entry }, 'The audit log can not keep up');
      return;
    }
    known.set(once, true);
    waiting.push(rowOf(entry, once, now));
    timer ??= setTimeout(write, waitMs);
  };

  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const rows = waiting;
    waiting = [];
    if (rows.length === 0) return;
    writing = writing
      .then(() => insert(rows))
      .catch((error: unknown) => {
        log.warn({ err: error, rows: rows.length }, 'The audit log waits for the database');
        waiting = [...rows, ...waiting];
        timer ??= setTimeout(write, Math.max(waitMs, 1000));
      });
  };

  const insert = async (rows: readonly ReturnType<typeof rowOf>[]) => {
    for (let from = 0; from < rows.length; from += 100)
      await storage.db
        .insertInto('audit')
        .values(rows.slice(from, from + 100))
        .onConflict((conflict) => conflict.column('once').doNothing())
        .execute();
  };

  return {
    opened: (article, who) => note({ act: 'article.opened', who, article }, hourMs, `${who} ${article}`),
    written: (article, who) => note({ act: 'article.written', who, article }, hourMs, `${who} ${article}`),
    failedSignIn: (login, why, person) => {
      const minute = Math.floor(Date.now() / minuteMs);
      if (failures.minute !== minute) failures = { minute, count: 0 };
      failures.count += 1;
      if (failures.count > failuresAMinute) return;
      const address = login.toLowerCase();
      const details = { login: address, why };
      note({ act: 'session.failed', who: null, person, details }, minuteMs, address);
    },
    settled: async () => {
      write();
      await writing;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
