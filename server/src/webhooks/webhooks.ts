// Webhooks: other programs hear of what happens at the desk, by signed requests that are tried again until they arrive.
import type { ArticleId } from '@galley/shared/ids.ts';
import { cleanLine } from '@galley/shared/text/characters.ts';
import type { Router } from 'express';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import type { EventHandler } from '../events/desk-events.ts';
import type { Outbox } from '../events/outbox.ts';
import { createSend, type Send } from '../net/send.ts';
import type { Targets } from '../net/targets.ts';
import { isArticleEmbargoed } from '../storage/article-facts.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { createDeliveries } from './deliveries.ts';
import { payloadOf } from './payload.ts';
import { webhookRoutes } from './webhook-routes.ts';
import { createWebhookStore, kindsOf } from './webhook-store.ts';

export interface WebhooksOptions {
  storage: Storage;
  sessions: Sessions;
  events: Pick<Outbox, 'on'>;
  /** Where people reach the desk and the public site. */
  url: string;
  /** Where messages may go. */
  targets: Targets;
  log: Logger;
  /** How messages leave, where not by HTTP. */
  send?: Send;
}

export interface Webhooks {
  router: Router;
  /** Sends what is due, `at` this time; resolves once nothing is on its way. */
  run(at?: Date): Promise<void>;
  /** Removes deliveries that are old. */
  forget(at?: Date): Promise<void>;
  /** Resolves once nothing is on its way. */
  close(): Promise<void>;
}

/** Webhooks with their routes. Handles the desk's events from now on, and sends what is due. */
export function createWebhooks(options: WebhooksOptions): Webhooks {
  const { storage, sessions, events, url, targets, log } = options;
  const { send = createSend(targets) } = options;
  const deliveries = createDeliveries({ storage, send, log });
  const store = createWebhookStore(storage);

  const handle: EventHandler = async (transaction, { id, at, event }) => {
    const message = payloadOf(event);
    if (!message) return;
    const { kind, facts } = message;
    const enabled = await transaction
      .selectFrom('webhook')
      .select(['id', 'kinds'])
      .where('enabled', '=', 1)
      .execute();
    const wanting = enabled.filter((row) => kindsOf(row).includes(kind)).map((row) => row.id);
    if (wanting.length === 0) return;
    // Nobody outside hears of an article that nobody outside may know.
    if (await isArticleEmbargoed(transaction, event.article, new Date())) return;
    const data = { ...(await whereIs(transaction, event.article)), by: event.by, ...facts };
    await deliveries.enqueue(transaction, wanting, { kind, data, at, event: id });
    return deliveries.wake;
  };

  /** The article as it is called, where it is at the desk, and where its public page is or would be. */
  const whereIs = async (transaction: Kysely<Tables>, article: ArticleId) => {
    const row = await transaction
      .selectFrom('article')
      .select(['headline', 'slug'])
      .where('id', '=', article)
      .executeTakeFirst();
    return {
      article,
      headline: cleanLine(row?.headline ?? ''),
      url: `${url}/desk/articles/${article}`,
      page: row?.slug ? `${url}/articles/${row.slug}` : null,
    };
  };

  events.on(handle);

  return {
    router: webhookRoutes({ store, deliveries, targets, sessions }),
    run: deliveries.run,
    forget: deliveries.forget,
    close: deliveries.close,
  };
}
