// Puts the parts together: the one place where they meet. Groups of them are put together in `desk/`.
import type { Logger } from 'pino';
import { createAccounts } from './accounts/accounts.ts';
import type { Passwords } from './accounts/passwords.ts';
import { refuseArchived } from './articles/archived.ts';
import { createAudit } from './audit/audit.ts';
import { handOverLimits } from './collab/limits.ts';
import type { Config } from './config.ts';
import { demoPassword, demoPeople } from './demo.ts';
import { Closing } from './desk/closing.ts';
import { DeskError } from './desk/desk-error.ts';
import { openGround } from './desk/ground.ts';
import { openPublishing } from './desk/publishing.ts';
import { answerRequests } from './desk/requests.ts';
import { openSite } from './desk/site.ts';
import { openText } from './desk/text.ts';
import { createInterface } from './http/interface.ts';
import { createReadiness } from './http/ready.ts';
import type { ServedRoute } from './http/routes.ts';
import { createLog } from './log.ts';
import { type Metrics, serveMetrics } from './metrics/metrics.ts';
import { createTargets } from './net/targets.ts';
import { createNotifications } from './notifications/notifications.ts';
import { seedDemo } from './seed.ts';
import { createWebhooks } from './webhooks/webhooks.ts';

/** A running Galley. */
export interface Desk {
  /** Where people reach it, without a path. */
  url: string;
  /** What the set-up page asks for while there is no admin; else null. */
  setupToken: string | null;
  /** Where its metrics are, on `METRICS_HOST`; null where they are not served. */
  metricsPort: number | null;
  /** What it answers over HTTP, the sockets aside. */
  routes: readonly ServedRoute[];
  /** Starts what the first reader of a long article would wait for. */
  warmUp(): void;
  /** Ends sockets and requests and saves what waits; resolves with whether all of it was saved. */
  close(): Promise<boolean>;
}

/**
 * Opens the database, starts all parts and listens. `hashing` stands in for the slow hashes of passwords, in tests. Throws
 * `DeskError` where the machine or the database won't have it.
 */
export async function createDesk(
  config: Config,
  log: Logger = createLog(config),
  hashing?: Passwords,
): Promise<Desk> {
  const closing = new Closing(config.shutdownMs);
  try {
    return await startParts(config, closing, log, hashing);
  } catch (error) {
    await closing.run();
    throw error;
  }
}

async function startParts(
  config: Config,
  closing: Closing,
  log: Logger,
  hashing: Passwords | undefined,
): Promise<Desk> {
  const ground = await openGround(config, closing, log);
  const { storage, listening, url, origins, events, journal, notes, emails, siteName, timeZone } = ground;
  const accounts = await createAccounts({
    storage,
    origin: url,
    origins,
    secret: config.secret,
    timeZone,
    demo: config.demo ? { password: demoPassword, emails: demoPeople.map(({ email }) => email) } : null,
    passwords: config.passwords,
    hashing,
    provider: config.provider,
    notes,
    emails,
    siteName,
    log,
  });
  closing.first.defer(() => accounts.close());
  const { sessions } = accounts;
  const text = await openText(ground, accounts);
  const { collab, live, media, articles, documents, review } = text;
  const publishing = await openPublishing(ground, text, sessions);
  const targets = createTargets(config.webhookAllow);
  const { mailWaitMs } = config;
  const notifications = createNotifications({
    storage,
    sessions,
    events,
    live,
    emails,
    siteName,
    url,
    mailWaitMs,
    log,
  });
  closing.first.defer(() => notifications.close());
  const webhooks = createWebhooks({ storage, sessions, events, url, targets, log });
  closing.first.defer(() => webhooks.close());
  const audit = createAudit({ storage, sessions, notes });
  const site = openSite(ground, text, { sessions, publishing, targets });
  events.start();
  closing.first.defer(() => events.close());
  media.start();
  publishing.start();
  closing.first.defer(() => publishing.close());
  if (config.demo) await seedDemo({ storage, accounts, articles, media, documents, review, publishing });

  const readiness = createReadiness({ db: storage.db, journal });
  const routes = answerRequests(ground, text, {
    ready: readiness.answer,
    before: [refuseArchived({ sessions, isArchived: text.isArchived }), audit.noteReading],
    routers: [
      audit.router,
      accounts.router,
      media.router,
      publishing.router,
      site.previews.router,
      ...site.routers,
      review.router,
      text.history.router,
      notifications.router,
      webhooks.router,
      text.imports.router,
      articles.router,
      text.houseStyle.router,
      text.textChecks.router,
      createInterface(sessions, { url, cookie: accounts.cookie }).router,
    ],
    site: site.site,
  });

  const { metrics } = ground;
  const served = metrics && config.metrics && (await metricsServed(metrics, config.metrics));
  closing.first.defer(() => served?.close());
  // Before any part closes, so that those who are not elsewhere yet have all of it.
  closing.first.defer(async () => {
    readiness.drain();
    void listening.stopAccepting();
    closing.begin();
    const movedBy = performance.now() + config.shutdownMs * handOverLimits.shareOfStopping;
    if (await collab.handOver(movedBy - performance.now()))
      await live.handOver(Math.max(0, movedBy - performance.now()));
  });
  return {
    url,
    metricsPort: served?.port ?? null,
    setupToken: await accounts.setupToken(),
    routes,
    warmUp: text.warmUp,
    close: async () => {
      await closing.run();
      return closing.allSaved;
    },
  };
}

async function metricsServed(metrics: Metrics, { host, port }: { host: string; port: number }) {
  try {
    return await serveMetrics(metrics, { host, port });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DeskError(`METRICS_PORT: metrics can't be served on port ${port} of ${host}: ${why}`);
  }
}
