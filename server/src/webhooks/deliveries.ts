// What is sent to webhooks: a queue in the database, which every node empties, each row by one of them, and the log of it.
import type { Delivery, DeliveryKind, DeliveryPage } from '@galley/shared/api/webhooks.ts';
import { idSchema } from '@galley/shared/id-schema.ts';
import { type ArticleId, newId } from '@galley/shared/ids.ts';
import type { Kysely, Selectable } from 'kysely';
import type { Logger } from 'pino';
import { z } from 'zod';
import { judgeAttempt } from '../net/attempts.ts';
import type { Send, SendOutcome } from '../net/send.ts';
import { isArticleEmbargoed } from '../storage/article-facts.ts';
import { takeDue } from '../storage/due-rows.ts';
import { startRegularWork } from '../storage/regular-work.ts';
import type { Storage } from '../storage/storage.ts';
import type { WebhookDeliveryTable } from '../storage/tables/events.ts';
import type { Tables } from '../storage/tables.ts';
import { inSpan } from '../tracing/spans.ts';
import { signedHeaders } from './signature.ts';
import { recordOn } from './webhook-store.ts';

export interface Deliveries {
  /** Puts the message of an event into the queue, once to each of these webhooks. */
  enqueue(transaction: Kysely<Tables>, webhooks: readonly string[], message: EventMessage): Promise<void>;
  /** To be called once that is committed. */
  wake(): void;
  /** Puts a message that only tries the webhook into the queue; gives the row's id. */
  test(webhook: string): Promise<string>;
  get(webhook: string, id: string): Promise<Delivery | null>;
  /** The newest first, from behind the one that `cursor` names; null where there is no such one. */
  list(webhook: string, cursor?: string): Promise<DeliveryPage | null>;
  /** Begins anew with one, whatever came of it; gives whether there is such a one. */
  retry(webhook: string, id: string): Promise<boolean>;
  /** Sends what is due, `at` this time; resolves once nothing is on its way. */
  run(at?: Date): Promise<void>;
  /** Removes what is old. */
  forget(at?: Date): Promise<void>;
  /** Breaks off what is on its way, which comes due again, and resolves once nothing is. */
  close(): Promise<void>;
}

interface Message {
  kind: DeliveryKind;
  data: object;
  /** When that happened of which it tells. */
  at: string;
}

interface EventMessage extends Message {
  /** The event of which it tells. */
  event: string;
}

interface DeliveriesOptions {
  storage: Storage;
  send: Send;
  log: Logger;
}

const everyMs = 2000;
const timeLimitMs = 10_000;
/** Longer than an attempt and what is written after it can last. */
export const deliveryLeaseMs = 60_000;
/** How many are on their way from one node, so that one that does not answer holds up no others. */
const atOnce = 16;
const minute = 60_000;
/** How long it waits after each attempt but the last: a day in all. */
const waitsMs = [0.5, 5, 30, 120, 300, 480, 480].map((minutes) => minutes * minute);
/** The status by which a receiver says that nothing more is to be sent there. */
const gone = 410;
const keptMs = 30 * 24 * 60 * minute;
const pageSize = 30;
/** What of a message names its article; a test has none. */
const aboutArticle = z.object({ data: z.object({ article: idSchema<ArticleId>().optional() }) });

export function createDeliveries({ storage, send, log }: DeliveriesOptions): Deliveries {
  const { db } = storage;
  const closing = new AbortController();
  const busy = new Set<Promise<void>>();

  /** Sends one that was taken. */
  const deliver = async (id: string, now: Date): Promise<void> => {
    const row = await db
      .selectFrom('webhookDelivery')
      .innerJoin('webhook', 'webhook.id', 'webhookDelivery.webhook')
      .select(['webhookDelivery.id', 'webhookDelivery.payload', 'webhookDelivery.attempts'])
      .select(['webhookDelivery.nextAt', 'webhookDelivery.webhook'])
      .select([
        'webhook.url',
        'webhook.secret',
        'webhook.oldSecret',
        'webhook.oldSecretUntil',
        'webhook.enabled',
      ])
      .where('webhookDelivery.id', '=', id)
      .executeTakeFirst();
    if (!row) return;
    const { url, payload: body, oldSecret, oldSecretUntil } = row;
    const startedAt = performance.now();
    let outcome: SendOutcome = { outcome: 'no-answer', error: 'disabled' };
    if (row.enabled === 1 && (await isEmbargoed(db, row, now)))
      outcome = { outcome: 'no-answer', error: 'embargo' };
    else if (row.enabled === 1) {
      const secrets = [row.secret];
      if (oldSecret !== null && oldSecretUntil !== null && oldSecretUntil > now.toISOString())
        secrets.push(oldSecret);
      const headers = signedHeaders({ id, timestamp: Math.floor(now.getTime() / 1000), body }, secrets);
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(timeLimitMs)]);
      outcome = await send({ url, headers, body }, signal);
    }
    const values = {
      ...judgeAttempt(outcome, row.attempts, now, { waitsMs, final: gone }),
      answer: outcome.outcome === 'answered' ? outcome.answer : '',
      lastAt: now.toISOString(),
      durationMs: Math.round(performance.now() - startedAt),
    };
    if (closing.signal.aborted && values.status !== 'delivered') return;
    const isGone = values.response === gone;
    await db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('webhookDelivery')
        .set(values)
        .where('id', '=', id)
        // Somebody else may have it by now: a node that thought this one dead, or a person who has begun anew.
        .where('nextAt', '=', row.nextAt)
        .execute();
      if (!isGone) return;
      const { numUpdatedRows } = await transaction
        .updateTable('webhook')
        .set({ enabled: 0 })
        .where('id', '=', row.webhook)
        .where('enabled', '=', 1)
        .executeTakeFirst();
      if (numUpdatedRows > 0n) await recordOn(transaction, row, 'webhook.changed', null, { enabled: false });
    });
    if (values.status !== 'delivered')
      log.warn(
        {
          webhook: row.webhook,
          delivery: id,
          // What the receiver answered is for admins at the desk: it may repeat what it was sent.
          status: values.status,
          response: values.response,
          error: values.error,
        },
        'A webhook did not take a message',
      );
  };

  /** Sets off what is due, as far as there is room for it; gives how many. What ends makes room and looks again. */
  const start = async (at?: Date): Promise<number> => {
    if (closing.signal.aborted || busy.size >= atOnce) return 0;
    const now = at ?? new Date();
    const input = { now, leaseMs: deliveryLeaseMs, limit: atOnce - busy.size };
    const ids = await takeDue(db, 'webhookDelivery', input);
    for (const id of ids) {
      const sending = inSpan('webhook.deliver', {}, () => deliver(id, now))
        .catch((error: unknown) => log.error({ err: error, delivery: id }, 'A delivery got lost for now'))
        .finally(() => {
          busy.delete(sending);
          work.wake();
        });
      busy.add(sending);
    }
    return ids.length;
  };

  const forget = async (at = new Date()) => {
    const before = new Date(at.getTime() - keptMs).toISOString();
    await db.deleteFrom('webhookDelivery').where('createdAt', '<', before).execute();
  };

  const onError = (error: unknown) => log.warn({ err: error }, 'The webhooks’ queue could not be worked on');
  const work = startRegularWork(() => start(), everyMs, onError);
  const forgetting = startRegularWork(() => forget(), 60 * minute, onError);

  const get = async (webhook: string, id: string) => {
    const row = await db
      .selectFrom('webhookDelivery')
      .selectAll()
      .where('webhook', '=', webhook)
      .where('id', '=', id)
      .executeTakeFirst();
    return row ? deliveryOf(row) : null;
  };

  return {
    get,
    forget,

    wake: work.wake,

    enqueue: async (transaction, webhooks, { event, ...message }) => {
      if (webhooks.length === 0) return;
      await transaction
        .insertInto('webhookDelivery')
        .values(webhooks.map((webhook) => ({ ...newRow(webhook, message), event })))
        .onConflict((conflict) => conflict.columns(['webhook', 'event']).doNothing())
        .execute();
    },

    test: async (webhook) => {
      const row = newRow(webhook, { kind: 'webhook.test', data: {}, at: new Date().toISOString() });
      await db
        .insertInto('webhookDelivery')
        .values({ ...row, event: null })
        .execute();
      work.wake();
      return row.id;
    },

    list: async (webhook, cursor) => {
      const last = cursor === undefined ? undefined : await get(webhook, cursor);
      if (last === null) return null;
      const rows = await db
        .selectFrom('webhookDelivery')
        .selectAll()
        .where('webhook', '=', webhook)
        .$if(last !== undefined, (query) =>
          query.where((eb) =>
            eb(eb.refTuple('createdAt', 'id'), '<', eb.tuple(last?.createdAt ?? '', last?.id ?? '')),
          ),
        )
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        // One more than wanted tells whether there is another page.
        .limit(pageSize + 1)
        .execute();
      const deliveries = rows.slice(0, pageSize).map(deliveryOf);
      return { deliveries, next: rows.length > pageSize ? (deliveries.at(-1)?.id ?? null) : null };
    },

    retry: async (webhook, id) => {
      const { numUpdatedRows } = await db
        .updateTable('webhookDelivery')
        .set({ status: 'waiting', attempts: 0, nextAt: new Date().toISOString() })
        .where('webhook', '=', webhook)
        .where('id', '=', id)
        .executeTakeFirst();
      work.wake();
      return numUpdatedRows > 0n;
    },

    run: async (at) => {
      do await Promise.all(busy);
      while ((await start(at)) > 0 || busy.size > 0);
    },

    close: async () => {
      closing.abort();
      await work.close();
      await forgetting.close();
      await Promise.all(busy);
    },
  };
}

/** Whether nobody outside may hear of the message's article now, though it was queued when they might. */
async function isEmbargoed(
  db: Kysely<Tables>,
  { payload }: { payload: string },
  now: Date,
): Promise<boolean> {
  const { data } = aboutArticle.parse(JSON.parse(payload));
  return data.article !== undefined && (await isArticleEmbargoed(db, data.article, now));
}

function newRow(webhook: string, { kind, data, at }: Message) {
  const createdAt = new Date().toISOString();
  return {
    id: newId<string>(),
    webhook,
    kind,
    payload: JSON.stringify({ type: kind, timestamp: at, data }),
    createdAt,
    attempts: 0,
    nextAt: createdAt,
    status: 'waiting',
    lastAt: null,
    durationMs: null,
    response: null,
    answer: '',
    error: null,
  };
}

function deliveryOf(row: Selectable<WebhookDeliveryTable>): Delivery {
  return {
    id: row.id,
    // Written here alone.
    kind: row.kind as Delivery['kind'],
    status: row.status as Delivery['status'],
    payload: row.payload,
    createdAt: row.createdAt,
    attempts: row.attempts,
    nextAt: row.nextAt,
    lastAt: row.lastAt,
    durationMs: row.durationMs,
    response: row.response,
    answer: row.answer,
    error: row.error as Delivery['error'],
  };
}
