// Pings: search engines (IndexNow) and hubs (WebSub) hear at once of what was published, corrected or withdrawn. A queue in the
// database, which every node empties, each row by one of them.
import type { Ping, PingKind } from '@galley/shared/api/pings.ts';
import { revisionMetadataSchema } from '@galley/shared/api/publishing.ts';
import type { SiteSettings } from '@galley/shared/api/site-settings.ts';
import { siteRoutes as routes } from '@galley/shared/contract/site.ts';
import { newId } from '@galley/shared/ids.ts';
import type { Router } from 'express';
import type { Kysely, Selectable } from 'kysely';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import type { EventHandler } from '../events/desk-events.ts';
import type { Outbox } from '../events/outbox.ts';
import { createApiRouter } from '../http/api-router.ts';
import { judgeAttempt } from '../net/attempts.ts';
import type { Send, SendOutcome } from '../net/send.ts';
import { isArticleEmbargoed } from '../storage/article-facts.ts';
import { takeDue } from '../storage/due-rows.ts';
import { startRegularWork } from '../storage/regular-work.ts';
import type { Storage } from '../storage/storage.ts';
import type { RevisionTable } from '../storage/tables/publishing.ts';
import type { PingTable } from '../storage/tables/site.ts';
import type { Tables } from '../storage/tables.ts';
import { isUnavailable } from '../storage/unavailable.ts';
import { inSpan } from '../tracing/spans.ts';
import { feedsWith, pingMessage } from './ping-messages.ts';
import type { Site } from './site-facts.ts';
import type { Story } from './stories.ts';
import { articlePath, firstPublishedElsewhere } from './story-items.ts';

export interface PingsOptions {
  storage: Storage;
  sessions: Sessions;
  events: Pick<Outbox, 'on'>;
  currentSite(): Promise<Pick<Site, 'url' | 'authors' | 'sections'>>;
  settings: { read(within?: Kysely<Tables>): Promise<SiteSettings> };
  /** Where the site is, without a path. */
  url: string;
  send: Send;
  log: Logger;
}

export interface Pings {
  router: Router;
  /** Sends what is due, `at` this time; resolves once nothing is on its way. */
  run(at?: Date): Promise<void>;
  /** Removes rows that are old. */
  forget(at?: Date): Promise<void>;
  /** Breaks off what is on its way, which comes due again, and resolves once nothing is. */
  close(): Promise<void>;
}

const everyMs = 2000;
const timeLimitMs = 10_000;
/** Longer than an attempt and what is written after it can last. */
const leaseMs = 60_000;
const atOnce = 8;
const minute = 60_000;
/** How long it waits after each attempt but the last. What is older is found by everybody in the usual ways. */
const waitsMs = [1, 5, 30, 120, 480].map((minutes) => minutes * minute);
const keptMs = 7 * 24 * 60 * minute;
/** Of one article, former ones too: search engines learn from those where it has gone. */
const mostAddresses = 20;

/** Handles the desk's events from now on, and sends what is due. */
export function createPings({
  storage: { db },
  sessions,
  events,
  currentSite,
  settings,
  url,
  send,
  log,
}: PingsOptions): Pings {
  const closing = new AbortController();
  const api = createApiRouter(sessions);

  const handle: EventHandler = async (transaction, { id, event }) => {
    if (event.type !== 'published' && event.type !== 'withdrawn') return;
    const { indexNow, hubs } = await settings.read(transaction);
    if (indexNow.key === '' && hubs.length === 0) return;
    // Nobody outside hears of an article that nobody outside may know.
    if (await isArticleEmbargoed(transaction, event.article, new Date())) return;
    const newest = await transaction
      .selectFrom('revision')
      .select(['number', 'slug', 'metadata'])
      .where('article', '=', event.article)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    // Search engines are to name that other page; hubs hear of the feeds, in which the story is all the same.
    const isNamedHere = newest === undefined || firstPublishedElsewhere({ url }, storyIn(newest)) === null;
    const createdAt = new Date().toISOString();
    const targets: { kind: PingKind; target: string }[] = [
      ...(indexNow.key === '' || !isNamedHere
        ? []
        : [{ kind: 'indexnow' as const, target: indexNow.endpoint }]),
      ...[...new Set(hubs)].map((target) => ({ kind: 'websub' as const, target })),
    ];
    if (targets.length === 0) return;
    await transaction
      .insertInto('ping')
      .values(
        targets.map((to) => ({
          ...to,
          id: newId<string>(),
          event: id,
          article: event.article,
          revision: newest?.number ?? 0,
          createdAt,
          attempts: 0,
          nextAt: createdAt,
          status: 'waiting',
          lastAt: null,
          response: null,
          error: null,
        })),
      )
      .onConflict((conflict) => conflict.columns(['event', 'kind', 'target']).doNothing())
      .execute();
    return work.wake;
  };

  /** The addresses of an article's page, the present one first. */
  const pagesOf = async ({ article, revision }: Selectable<PingTable>): Promise<string[]> => {
    const present = db
      .selectFrom('revision')
      .select('slug')
      .where('article', '=', article)
      .where('number', '=', revision);
    const kept = db
      .selectFrom('slug')
      .select('slug')
      .where('article', '=', article)
      .orderBy('slug')
      .limit(mostAddresses);
    const slugs = [...(await present.execute()), ...(await kept.execute())].map(({ slug }) => slug);
    return [...new Set(slugs)].slice(0, mostAddresses).map((slug) => url + articlePath({ slug }));
  };

  /** The feeds that an article is in, and those that it was in before its last change. */
  const feedsOf = async ({ article, revision }: Selectable<PingTable>): Promise<string[]> => {
    const rows = await db
      .selectFrom('revision')
      .select(['slug', 'metadata'])
      .where('article', '=', article)
      .where('number', 'in', [revision - 1, revision])
      .orderBy('number', 'desc')
      .execute();
    return feedsWith(
      await currentSite(),
      rows.map((row) => storyIn(row).metadata),
    );
  };

  /** Sends one that was taken. */
  const deliver = async (id: string, now: Date): Promise<void> => {
    const row = await db.selectFrom('ping').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) return;
    const outcome = await outcomeOf(row, now).catch((error: unknown): SendOutcome => {
      if (isUnavailable(error)) throw error;
      // It may never pass, so it counts as an attempt.
      log.error({ err: error, ping: id }, 'A ping could not be put together');
      return { outcome: 'no-answer', error: 'no-message' };
    });
    const values = { ...judgeAttempt(outcome, row.attempts, now, { waitsMs }), lastAt: now.toISOString() };
    if (closing.signal.aborted && values.status !== 'delivered') return;
    await db
      .updateTable('ping')
      .set(values)
      .where('id', '=', id)
      // A node that thought this one dead may have it by now.
      .where('nextAt', '=', row.nextAt)
      .execute();
    const { status, response, error } = values;
    if (status !== 'delivered')
      log.warn({ ping: id, target: row.target, status, response, error }, 'A ping was not taken');
  };

  const outcomeOf = async (row: Selectable<PingTable>, now: Date): Promise<SendOutcome> => {
    const { kind, target, article } = row;
    if (await isArticleEmbargoed(db, article, now)) return { outcome: 'no-answer', error: 'embargo' };
    const addresses = kind === 'indexnow' ? await pagesOf(row) : await feedsOf(row);
    // Written here alone.
    const ping = { kind: kind as PingKind, target, addresses };
    const message = pingMessage(ping, await settings.read(), url);
    if (message === null) return { outcome: 'no-answer', error: 'disabled' };
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(timeLimitMs)]);
    return await send({ url: target, ...message }, signal);
  };

  const run = async (at?: Date): Promise<void> => {
    while (!closing.signal.aborted) {
      const now = at ?? new Date();
      const ids = await takeDue(db, 'ping', { now, leaseMs, limit: atOnce });
      if (ids.length === 0) return;
      await Promise.all(
        ids.map((id) =>
          inSpan('ping.deliver', {}, () => deliver(id, now)).catch((error: unknown) =>
            log.error({ err: error, ping: id }, 'A ping got lost for now'),
          ),
        ),
      );
    }
  };

  const forget = async (at = new Date()) => {
    const before = new Date(at.getTime() - keptMs).toISOString();
    await db.deleteFrom('ping').where('createdAt', '<', before).execute();
  };

  /** The newest to each target that the settings name. */
  api.serve(routes.listPings, async () => {
    const { indexNow, hubs } = await settings.read();
    const targets = [
      ...(indexNow.key === '' ? [] : [{ kind: 'indexnow', target: indexNow.endpoint }]),
      ...[...new Set(hubs)].map((target) => ({ kind: 'websub', target })),
    ];
    const rows = await Promise.all(
      targets.map(({ kind, target }) =>
        db
          .selectFrom('ping')
          .selectAll()
          .where('kind', '=', kind)
          .where('target', '=', target)
          .orderBy('createdAt', 'desc')
          .orderBy('id')
          .limit(1)
          .executeTakeFirst(),
      ),
    );
    return rows.flatMap((row) => (row ? [pingOf(row)] : []));
  });

  const onError = (error: unknown) => log.warn({ err: error }, 'The queue of pings could not be worked on');
  const work = startRegularWork(() => run(), everyMs, onError);
  const forgetting = startRegularWork(() => forget(), 60 * minute, onError);
  events.on(handle);

  return {
    router: api.router,
    run,
    forget,
    close: async () => {
      closing.abort();
      await work.close();
      await forgetting.close();
    },
  };
}

function storyIn({
  slug,
  metadata,
}: Pick<RevisionTable, 'slug' | 'metadata'>): Pick<Story, 'slug' | 'metadata'> {
  return { slug, metadata: revisionMetadataSchema.parse(JSON.parse(metadata)) };
}

function pingOf({ kind, target, status, createdAt, nextAt, lastAt, response, error }: Selectable<PingTable>) {
  // Written here alone.
  return { kind, target, status, createdAt, nextAt, lastAt, response, error } as Ping;
}
