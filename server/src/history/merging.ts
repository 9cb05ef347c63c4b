// Keeps the journal small: a while after they were written, the rows of one person and minute become one, and rows beyond
// the retention time become one a person and day. The text, its authors and the versions that were kept stay as they are.
import { type ArticleId, documentNameOf } from '@galley/shared/ids.ts';
import type { Logger } from 'pino';
import type { Journal, MergeOptions } from '../collab/journal.ts';
import type { Storage } from '../storage/storage.ts';
import type { Timeline } from './timeline.ts';

export interface MergingSettings {
  /** Rows older than this, in hours, are merged by minute. */
  afterHours: number;
  /** Rows older than this, in days, are merged by day; 0 for never. */
  historyDays: number;
}

export interface Merging {
  /** Merges what is due in all articles; gives how many rows that saved. */
  run(now?: Date): Promise<number>;
  /** Ends the regular runs; resolves once none is under way. */
  close(): Promise<void>;
}

interface MergingOptions {
  storage: Storage;
  journal: Journal;
  timeline: Timeline;
  settings: MergingSettings;
  log: Logger;
}

const hourMs = 3_600_000;

export function createMerging({ storage, journal, timeline, settings, log }: MergingOptions): Merging {
  const { db } = storage;
  let running: Promise<unknown> = Promise.resolve();
  let closed = false;

  const mergeArticle = async (article: ArticleId, now: Date): Promise<number> => {
    // What history tells is read first: it must not depend on rows that are about to be merged.
    const upTo = await timeline.catchUp(article);
    let saved = await mergeUpTo(article, upTo, now.getTime() - settings.afterHours * hourMs, 'minute');
    if (settings.historyDays > 0)
      saved += await mergeUpTo(article, upTo, now.getTime() - settings.historyDays * 24 * hourMs, 'day');
    return saved;
  };

  const mergeUpTo = async (
    article: ArticleId,
    upTo: number,
    before: number,
    every: MergeOptions['every'],
  ) => {
    const column = every === 'minute' ? 'mergedByMinute' : 'mergedByDay';
    const cursor = await db
      .selectFrom('historyCursor')
      .select(column)
      .where('article', '=', article)
      .executeTakeFirst();
    let after = cursor?.[column] ?? 0;
    let saved = 0;
    for (;;) {
      const document = documentNameOf(article);
      const input = { document, after, upTo, before: new Date(before).toISOString(), every };
      const { position, rows } = await journal.mergeOld(input);
      saved += rows;
      if (position === after || closed) break;
      after = position;
      await db
        .updateTable('historyCursor')
        .set({ [column]: after })
        .where('article', '=', article)
        .execute();
    }
    return saved;
  };

  const run = async (now = new Date()): Promise<number> => {
    let saved = 0;
    const articles = db.selectFrom('article').select('id').orderBy('id').limit(200);
    for (let last: ArticleId | null = null; !closed; ) {
      const page = last === null ? articles : articles.where('id', '>', last);
      const rows: { id: ArticleId }[] = await page.execute();
      const end = rows.at(-1);
      if (!end) break;
      last = end.id;
      for (const { id } of rows) {
        if (closed) break;
        try {
          saved += await mergeArticle(id, now);
        } catch (error) {
          // One article that can't be merged must not keep the others' rows.
          log.warn({ err: error, article: id }, 'Old rows of an article could not be merged');
        }
      }
    }
    if (saved > 0) log.info({ rows: saved }, 'Old rows of the journal were merged');
    return saved;
  };

  const timer = setInterval(() => {
    running = running.then(() => run()).catch((error: unknown) => log.warn({ err: error }, 'Merging failed'));
  }, hourMs);
  timer.unref();

  return {
    run,
    close: async () => {
      closed = true;
      clearInterval(timer);
      await running;
    },
  };
}
