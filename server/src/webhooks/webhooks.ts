// Webhooks: other programs are told of what happens at the desk, by signed requests that are tried again until they arrive.
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import type { DeskEvent, DeskEvents } from '../api/desk-events.ts';
import type { Storage } from '../storage/storage.ts';
import { createDeliveries } from './deliveries.ts';
import { toldOf } from './payload.ts';
import { createSend, type Send } from './send.ts';
import { createTargets, type Resolve } from './targets.ts';
import { webhookRoutes } from './webhook-routes.ts';
import { createWebhookStore, kindsOf } from './webhook-store.ts';

export interface WebhooksOptions {
  storage: Storage;
  sessions: Sessions;
  events: DeskEvents;
  /** Where people reach the desk and the public site. */
  url: string;
  /** Hosts that are let through wherever they are. */
  allow: readonly string[];
  log: Logger;
  /** How names are looked up, where not as the machine does. */
  resolve?: Resolve;
  /** How messages leave, where not by HTTP. */
  send?: Send;
}

export interface Webhooks {
  router: Router;
  /** Sends what is due, `at` this time; resolves once nothing is on its way. */
  run(at?: Date): Promise<void>;
  /** Removes deliveries that are old. */
  forget(at?: Date): Promise<void>;
  /** Resolves once what happened so far is in the queue and nothing is on its way. */
  close(): Promise<void>;
}

export function createWebhooks(options: WebhooksOptions): Webhooks {
  const { storage, sessions, events, url, allow, log, resolve } = options;
  const { db } = storage;
  const targets = createTargets(allow, resolve);
  const { send = createSend(targets) } = options;
  const deliveries = createDeliveries({ storage, send, log });
  const store = createWebhookStore(storage);
  let writing: Promise<void> = Promise.resolve();

  const write = async (event: DeskEvent) => {
    const { kind, facts } = toldOf(event);
    const enabled = await db.selectFrom('webhook').select(['id', 'kinds']).where('enabled', '=', 1).execute();
    const wanting = enabled.filter((row) => kindsOf(row).includes(kind)).map(({ id }) => id);
    if (wanting.length === 0) return;
    await deliveries.enqueue(wanting, kind, { ...(await whereIs(event.article)), by: event.by, ...facts });
  };

  /** The article as it is called, where it is at the desk, and where its public page is or would be. */
  const whereIs = async (article: ArticleId) => {
    const row = await db
      .selectFrom('article')
      .select(['headline', 'slug'])
      .where('id', '=', article)
      .executeTakeFirst();
    return {
      article,
      headline: row?.headline ?? '',
      url: `${url}/desk/articles/${article}`,
      page: row?.slug ? `${url}/articles/${row.slug}` : null,
    };
  };

  events.on((event) => {
    writing = writing
      .then(() => write(event))
      .catch((error: unknown) => log.error({ err: error, event: event.type }, 'No webhook is told of it'));
  });

  return {
    router: webhookRoutes({ store, deliveries, targets, sessions }),
    run: async (at) => {
      await writing;
      await deliveries.run(at);
    },
    forget: deliveries.forget,
    close: async () => {
      await writing;
      await deliveries.close();
    },
  };
}
