// Publications that wait for their time. What was looked at when one was scheduled is what is published: where the text has
// changed since, or is not ready any longer, it is held and those whom it concerns hear of it.
import { type HeldCode, heldCodes, type Revision, type Scheduled } from '@galley/shared/api/publishing.ts';
import type { ReadinessItem } from '@galley/shared/article/readiness-item.ts';
import type { Stage } from '@galley/shared/article/stages.ts';
import { mayMove } from '@galley/shared/article/stages.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { record } from '../audit/record.ts';
import { isKnownArticle, isUnderEmbargo } from '../storage/article-facts.ts';
import { createDueWork, type DueWork } from '../storage/due-work.ts';
import type { ScheduleTable } from '../storage/tables/publishing.ts';
import { calendarDay } from '../time/local-time.ts';
import { inSpan } from '../tracing/spans.ts';
import { changeExpiry, type ExpiryInput, expiryAfter } from './expiry-rows.ts';
import type { ManuscriptSources } from './manuscript.ts';
import { askLanguage, readManuscript } from './manuscript.ts';
import { languageMs, type Publisher, type PublishRefusal, writersOf } from './publisher.ts';
import type { PublishingOptions } from './publishing-options.ts';

interface ScheduleInput {
  at: Date;
  timeZone: string;
  hash: string;
  after: number;
  note: string;
  /** When it is withdrawn by itself; null to take that away, undefined to leave it. */
  expiry?: ExpiryInput | null | undefined;
}

type ScheduleOutcome =
  | { outcome: 'scheduled' }
  | { outcome: 'unknown' }
  | { outcome: 'not-ready'; items: ReadinessItem[] }
  | { outcome: 'refused'; why: PublishRefusal | 'already-public' };

export interface Schedule extends DueWork {
  /** Also gives another time to what is scheduled. */
  set(article: ArticleId, input: ScheduleInput, by: UserId): Promise<ScheduleOutcome>;
  end(article: ArticleId, by: UserId): Promise<'ended' | 'unknown' | 'not-scheduled'>;
  /** What waits for its time, without what only the present text tells. */
  of(article: ArticleId): Promise<(Omit<Scheduled, 'changed'> & { hash: string }) | null>;
}

interface ScheduleOptions extends ManuscriptSources, Pick<PublishingOptions, 'events' | 'log'> {
  publisher: Pick<Publisher, 'publish'>;
  /** The article's state has changed by itself. */
  onChanged: (article: ArticleId) => void;
  onPublished: (revision: Revision, by: UserId) => Promise<void>;
}

export function createSchedule(options: ScheduleOptions): Schedule {
  const { storage, documents, events, publisher, onChanged, onPublished, log } = options;
  const { db } = storage;
  /** Publishes one that was taken, or holds it. */
  const publishDue = async (article: ArticleId, now: Date): Promise<void> => {
    const row = await db.selectFrom('schedule').selectAll().where('id', '=', article).executeTakeFirst();
    // Meanwhile it was given another time, or up.
    if (!row || row.at > now.toISOString()) return;
    const { hash, after, note, at, nextAt } = row;
    const by = row.by;
    const outcome = await publisher.publish(article, { hash, after, note }, by, { at, nextAt });
    if (outcome.outcome === 'published') {
      log.info({ article, revision: outcome.revision.number, by }, 'published at its time');
      onChanged(article);
      await onPublished(outcome.revision, by);
      return;
    }
    if (outcome.outcome === 'unknown') return;
    if (outcome.outcome === 'refused' && outcome.why === 'not-scheduled') {
      // Somebody moved the article elsewhere by hand, and so ended its schedule.
      await taken(db.deleteFrom('schedule'), row).execute();
      return;
    }
    const why =
      outcome.outcome === 'not-ready' ? [...new Set(outcome.items.map(({ code }) => code))] : [outcome.why];
    if (await hold(row, why)) {
      log.warn({ article, why }, 'A scheduled publication is held');
      onChanged(article);
    }
  };

  const hold = async (row: Selectable<ScheduleTable>, why: readonly string[]): Promise<boolean> => {
    const article = row.id;
    const isHeld = await db.transaction().execute(async (transaction) => {
      const held = { nextAt: null, heldAt: new Date().toISOString(), heldWhy: JSON.stringify(why) };
      const { numUpdatedRows } = await taken(
        transaction.updateTable('schedule').set(held),
        row,
      ).executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      const details = { publishAt: row.at };
      await record(transaction, { act: 'publication.held', who: null, article, details });
      const concerned = [...new Set([row.by, ...(await writersOf(transaction, article))])];
      const { at } = row;
      await events.emit(transaction, { type: 'publication-held', article, by: null, at, why, concerned });
      return true;
    });
    events.wake();
    return isHeld;
  };

  const work = createDueWork({
    db,
    table: 'schedule',
    handle: (article, now) => inSpan('publication.due', {}, () => publishDue(article, now)),
    onFailed: (error, article) =>
      log.error({ err: error, article }, 'A scheduled publication failed and is tried again'),
    onUnread: (error) => log.warn({ err: error }, 'Scheduled publications could not be looked for'),
  });

  return {
    set: async (article, { at, timeZone, hash, after, note, expiry }, by) => {
      if (!(await isKnownArticle(db, article))) return { outcome: 'unknown' };
      await options.machineTexts.catchUp(article);
      await askLanguage(options, article, languageMs.act);
      const day = calendarDay(at, await options.timeZone());
      const outcome = await documents.exclusively(article, async (held): Promise<ScheduleOutcome> => {
        const { transaction } = held;
        const now = await readManuscript(options, article, { held, day });
        if (!now) return { outcome: 'unknown' };
        const { stage, slug, archivedAt, liveRevision } = now.row;
        if (archivedAt !== null) return { outcome: 'refused', why: 'archived' };
        if (isUnderEmbargo(now.row, at.toISOString())) return { outcome: 'refused', why: 'under-embargo' };
        if (liveRevision !== null || !mayMove(stage as Stage, 'scheduled', 'publishing'))
          return { outcome: 'refused', why: 'already-public' };
        const until = await expiryAfter(transaction, article, expiry);
        if (until !== null && until <= at.toISOString()) return { outcome: 'refused', why: 'expired' };
        if (now.hash !== hash) return { outcome: 'refused', why: 'text-changed' };
        if (now.readiness.length > 0 || slug === null) return { outcome: 'not-ready', items: now.readiness };
        const newest = await transaction
          .selectFrom('revision')
          .select('number')
          .where('article', '=', article)
          .orderBy('number', 'desc')
          .limit(1)
          .executeTakeFirst();
        if ((newest?.number ?? 0) !== after) return { outcome: 'refused', why: 'published-meanwhile' };
        const due = at.toISOString();
        await transaction
          .updateTable('article')
          .set({ stage: 'scheduled' satisfies Stage, publishAt: due })
          .where('id', '=', article)
          .execute();
        const values = {
          ...{ at: due, timeZone, hash, after, note, by, createdAt: new Date().toISOString() },
          ...{ attempts: 0, nextAt: due, heldAt: null, heldWhy: null },
        };
        await transaction
          .insertInto('schedule')
          .values({ id: article, ...values })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
          .execute();
        const details = { publishAt: due };
        await record(transaction, { act: 'publication.scheduled', who: by, article, details });
        await changeExpiry(transaction, article, expiry, by);
        await events.emit(transaction, { type: 'scheduled', article, by, at: due });
        return { outcome: 'scheduled' };
      });
      events.wake();
      return outcome;
    },

    end: async (article, by) => {
      const outcome = await db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('article')
          .set({ stage: 'ready' satisfies Stage, publishAt: null })
          .where('id', '=', article)
          .where('stage', '=', 'scheduled' satisfies Stage)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) {
          const known = await transaction
            .selectFrom('article')
            .select('id')
            .where('id', '=', article)
            .executeTakeFirst();
          return known ? 'not-scheduled' : 'unknown';
        }
        await transaction.deleteFrom('schedule').where('id', '=', article).execute();
        await record(transaction, { act: 'publication.unscheduled', who: by, article });
        await events.emit(transaction, {
          type: 'stage-changed',
          article,
          by,
          from: 'scheduled',
          to: 'ready',
        });
        return 'ended';
      });
      events.wake();
      return outcome;
    },

    of: async (article) => {
      const row = await db
        .selectFrom('schedule')
        .innerJoin('article', 'article.id', 'schedule.id')
        .selectAll('schedule')
        .where('schedule.id', '=', article)
        // Whoever moves the article by hand ends its schedule.
        .where('article.stage', '=', 'scheduled' satisfies Stage)
        .executeTakeFirst();
      if (!row) return null;
      const { at, timeZone, note, hash, heldAt, heldWhy } = row;
      const held =
        heldAt === null ? null : { at: heldAt, why: heldWhySchema.parse(JSON.parse(heldWhy ?? '[]')) };
      return { at, timeZone, note, hash, by: row.by, held };
    },

    ...work,
  };
}

const heldWhySchema: z.ZodType<HeldCode[]> = z.array(z.enum(heldCodes));

/** Only as long as it still is what this process has taken. */
function taken<Query extends { where(column: 'id' | 'at' | 'nextAt', is: '=', value: string): Query }>(
  query: Query,
  { id, at, nextAt }: Selectable<ScheduleTable>,
): Query {
  return query
    .where('id', '=', id)
    .where('at', '=', at)
    .where('nextAt', '=', nextAt ?? '');
}
