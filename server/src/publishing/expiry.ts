// When publications are withdrawn by themselves. The row stands from when it is set until the article is withdrawn, by it or by
// hand; corrections leave it. While the time has come and nothing is public it keeps the article from being published.
import type { Expiry } from '@galley/shared/api/publishing.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { isKnownArticle } from '../storage/article-facts.ts';
import { lockArticle } from '../storage/article-lock.ts';
import { createDueWork, type DueWork } from '../storage/due-work.ts';
import { inSpan } from '../tracing/spans.ts';
import { type ExpiryInput, removeExpiry, writeExpiry } from './expiry-rows.ts';
import type { Publisher } from './publisher.ts';
import type { PublishingOptions } from './publishing-options.ts';

export interface Expiries extends DueWork {
  /** Also gives another time or note. `before-publication` where the article is scheduled for that time or later. */
  set(article: ArticleId, input: ExpiryInput, by: UserId): Promise<'set' | 'unknown' | 'before-publication'>;
  remove(article: ArticleId, by: UserId): Promise<'removed' | 'unknown' | 'none'>;
  of(article: ArticleId): Promise<Expiry | null>;
}

interface ExpiriesOptions extends Pick<PublishingOptions, 'storage' | 'log'> {
  publisher: Pick<Publisher, 'withdraw'>;
  /** The article is not public any more. */
  onWithdrawn: (article: ArticleId) => void;
}

export function createExpiries({ storage, publisher, onWithdrawn, log }: ExpiriesOptions): Expiries {
  const { db } = storage;

  const withdrawDue = async (article: ArticleId, now: Date): Promise<void> => {
    const row = await db.selectFrom('expiry').selectAll().where('id', '=', article).executeTakeFirst();
    // Meanwhile it was given another time, or up.
    if (!row || row.at > now.toISOString()) return;
    const { at, nextAt, note, by } = row;
    const outcome = await publisher.withdraw(article, note, by, { at, nextAt });
    if (outcome === 'withdrawn') {
      log.info({ article, by }, 'withdrawn at its time');
      onWithdrawn(article);
      return;
    }
    // Nothing of it is public: there is nothing more to do, but nothing is published either as long as the row stands.
    await db
      .updateTable('expiry')
      .set({ nextAt: null })
      .where('id', '=', article)
      .where('at', '=', at)
      .where('nextAt', '=', nextAt)
      .execute();
  };

  const work = createDueWork({
    db,
    table: 'expiry',
    handle: (article, now) => inSpan('withdrawal.due', {}, () => withdrawDue(article, now)),
    onFailed: (error, article) =>
      log.error({ err: error, article }, 'A withdrawal at its time failed and is tried again'),
    onUnread: (error) => log.warn({ err: error }, 'Publications that expire could not be looked for'),
  });

  return {
    set: async (article, input, by) =>
      await db.transaction().execute(async (transaction) => {
        // Who schedules holds the article: neither decides on what the other is about to change.
        await lockArticle(transaction, storage.kind, article);
        const row = await transaction
          .selectFrom('article')
          .select(['stage', 'publishAt'])
          .where('id', '=', article)
          .executeTakeFirst();
        if (!row) return 'unknown';
        if (row.stage === 'scheduled' && row.publishAt !== null && row.publishAt >= input.at.toISOString())
          return 'before-publication';
        await writeExpiry(transaction, article, input, by);
        return 'set';
      }),

    remove: async (article, by) =>
      await db.transaction().execute(async (transaction) => {
        if (await removeExpiry(transaction, article, by)) return 'removed';
        return (await isKnownArticle(transaction, article)) ? 'none' : 'unknown';
      }),

    of: async (article) =>
      (await db
        .selectFrom('expiry')
        .select(['at', 'timeZone', 'note', 'by'])
        .where('id', '=', article)
        .executeTakeFirst()) ?? null,

    ...work,
  };
}
