// Puts the parts together: the one place where they meet.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ArticleId, documentNameOf } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { createAccounts } from './accounts/accounts.ts';
import type { Passwords } from './accounts/passwords.ts';
import { signingSecret } from './accounts/secret.ts';
import { createApp } from './app.ts';
import { refuseArchived } from './articles/archived.ts';
import { createArticles } from './articles/articles.ts';
import { createAudit } from './audit/audit.ts';
import { createNotes } from './audit/notes.ts';
import { createHouseStyle } from './checks/house-style.ts';
import { createLanguageBlocking } from './checks/language-blocking.ts';
import { createLanguageTool } from './checks/language-tool.ts';
import { createLinkCheck } from './checks/link-check.ts';
import { createTextChecks } from './checks/text-checks.ts';
import { announceQuarantine } from './collab/announce-quarantine.ts';
import { createCollab } from './collab/collab.ts';
import { handOverLimits } from './collab/limits.ts';
import { createJournal } from './collab/sql-journal.ts';
import type { Config } from './config.ts';
import { demoPassword, demoPeople } from './demo.ts';
import { createBus } from './events/bus.ts';
import { createLive } from './events/live-socket.ts';
import { createOutbox } from './events/outbox.ts';
import { joinTimelineEvents } from './events/timeline-events.ts';
import { createHistory } from './history/history.ts';
import { createInterface } from './http/interface.ts';
import { createReadiness } from './http/ready.ts';
import { routesOf, type ServedRoute } from './http/routes.ts';
import { createImports } from './imports/imports.ts';
import { createLog } from './log.ts';
import { createMail } from './mail/mail.ts';
import { openSmtp } from './mail/smtp.ts';
import { createMedia } from './media/media.ts';
import { PlaceSettingError, reasonOf } from './media/places/place.ts';
import { openPlaces, type Places, preparePlaces, tryPlace } from './media/places/places.ts';
import { createMetrics, type Metrics, serveMetrics } from './metrics/metrics.ts';
import { createProxySigns } from './net/proxy-signs.ts';
import { createSend } from './net/send.ts';
import { createTargets } from './net/targets.ts';
import { createNotifications } from './notifications/notifications.ts';
import { ensureDeskKey, publicDeskKeys, signingKey } from './passports/desk-keys.ts';
import { createPassports } from './passports/passports.ts';
import { keptPassport, recomputed } from './passports/recompute.ts';
import { createPreviews } from './previews/previews.ts';
import { keepFeedIds } from './publishing/feed-ids.ts';
import { createPublishing } from './publishing/publishing.ts';
import { createWithdrawalEvents } from './publishing/timeline-events.ts';
import { createApprovals } from './review/approvals.ts';
import { createMachineEvents } from './review/machine-events.ts';
import { createMachineTexts } from './review/machine-texts.ts';
import { createReview } from './review/review.ts';
import { seals } from './review/seals.ts';
import { createShares } from './review/shares.ts';
import { createTimelineEvents } from './review/timeline-events.ts';
import { seedDemo } from './seed.ts';
import { createAuthorProfiles } from './site/author-profiles.ts';
import { createPings } from './site/pings.ts';
import { createSiteSettings } from './site/settings.ts';
import { createSite } from './site/site.ts';
import { createSiteSections } from './site/site-sections.ts';
import { createSiteVersion } from './site/site-version.ts';
import { createSubscribers } from './site/subscribers.ts';
import { isArticleArchived } from './storage/article-facts.ts';
import { deskIdentity } from './storage/desk-identity.ts';
import { openStorage, StorageError } from './storage/open.ts';
import type { Storage } from './storage/storage.ts';
import type { Tables } from './storage/tables.ts';
import { traceQuery } from './tracing/spans.ts';
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
  /** Ends sockets and requests and saves what waits; resolves with whether all of it was saved. */
  close(): Promise<boolean>;
}

/** Something outside Galley keeps it from starting; the message is one line for the person who starts it. */
export class DeskError extends Error {
  override readonly name = 'DeskError';
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
  const closing = new Closing();
  try {
    return await startParts(config, closing, log, hashing);
  } catch (error) {
    await closing.run();
    throw error;
  }
}

/**
 * What closes the parts, in four steps one after the other: what takes in and sends comes first, then the documents with the
 * journal, then what follows from their last changes, and at last what everything stands on. Within a step those that were
 * opened last are closed first.
 */
class Closing {
  readonly #all = new AsyncDisposableStack();
  readonly ground = this.#all.use(new AsyncDisposableStack());
  readonly afterDocuments = this.#all.use(new AsyncDisposableStack());
  readonly documents = this.#all.use(new AsyncDisposableStack());
  readonly first = this.#all.use(new AsyncDisposableStack());

  run(): Promise<void> {
    return this.#all.disposeAsync();
  }
}

async function startParts(
  config: Config,
  closing: Closing,
  log: Logger,
  hashing: Passwords | undefined,
): Promise<Desk> {
  const storage = await opened(config);
  closing.ground.defer(() => storage.close());
  // The port decides the origin, so it is taken first; until the parts are there a request is asked to come again.
  const server = createServer((_request, response) => response.writeHead(503, { 'retry-after': '1' }).end());
  const port = await listening(server, config);
  let stopped: Promise<void> | null = null;
  const stopAccepting = () => {
    stopped ??= new Promise((resolve) => server.close(() => resolve()));
    return stopped;
  };
  closing.afterDocuments.defer(async () => {
    const stopping = stopAccepting();
    server.closeAllConnections();
    await stopping;
  });
  const url = config.publicUrl ?? `http://localhost:${port}`;
  const origins = [new URL(url).origin, ...config.allowedOrigins];
  if (config.publicUrl === null) origins.push(`http://127.0.0.1:${port}`);

  const metrics = config.metrics && createMetrics(log);
  const bus = createBus(config.redisUrl ?? undefined, await deskIdentity(storage), log);
  closing.ground.defer(() => bus.close());
  const siteVersion = createSiteVersion({ db: storage.db, bus });
  const events = createOutbox(storage, log);
  const journal = createJournal(storage, {
    log,
    seals,
    onQuarantine: announceQuarantine(events),
    onSnapshot: metrics?.snapshotWritten,
  });
  const notes = createNotes({ storage, log });
  closing.afterDocuments.defer(() => notes.settled());
  const mail = createMail({ storage, post: config.mail && openSmtp(config.mail, url), log });
  closing.first.defer(() => mail.close());
  const siteName = async (db: Kysely<Tables>) => (await siteSettings.read(db)).name;
  const timeZone = async () => await siteSettings.timeZone();
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
    emails: mail,
    siteName,
    log,
  });
  closing.first.defer(() => accounts.close());
  const { sessions } = accounts;
  const { trustProxy } = config;
  const isArchived = (article: ArticleId) => isArticleArchived(storage.db, article);
  let allSaved = true;
  let stopBy: number | null = null;
  const collab = await createCollab({
    trustProxy,
    journal,
    sessions,
    bus,
    origins,
    templateOf: async (article) => await templates.ofArticle(article),
    isArchived,
    notes,
    metrics: metrics ?? undefined,
    log,
  });
  closing.documents.defer(async () => {
    allSaved = await collab.close(
      stopBy === null ? config.shutdownMs : Math.max(0, stopBy - performance.now()),
    );
  });
  const { documents, presence } = collab;
  const live = createLive({ sessions, presence, bus, origins, trustProxy, log });
  closing.first.defer(() => live.close());
  metrics?.watch({ db: storage.db, collab: collab.counts, live: live.count, journal });
  const approvals = createApprovals(storage);
  const articles = await createArticles({
    storage,
    documents,
    approvals,
    sessions,
    live,
    events,
    timeZone,
    log,
  });
  closing.afterDocuments.defer(() => articles.close());
  const { templates } = articles;
  const languageTool = config.languageTool && createLanguageTool(config.languageTool);
  const textChecks = createTextChecks({
    storage,
    documents,
    sessions,
    notes,
    languageTool,
    linkCheck: createLinkCheck({ db: storage.db, targets: createTargets(config.linkAllow), url }),
    log,
  });
  const houseStyle = createHouseStyle({ storage, sessions, live, log });
  const places = await preparedPlaces(config, storage.db, log);
  closing.ground.defer(() => places.close());
  const media = createMedia({
    storage,
    places,
    sessions,
    allow: config.pictureAllow,
    quota: config.uploadBytesPerDay,
    timeZone,
    live,
    log,
  });
  closing.first.defer(() => media.close());
  const { pictures } = media;
  const history = createHistory({
    storage,
    documents,
    journal,
    sessions,
    live,
    merging: config.merging,
    names: accounts.namesOf,
    events: joinTimelineEvents(
      createTimelineEvents(storage),
      createMachineEvents(storage),
      createWithdrawalEvents(storage),
    ),
    log,
  });
  closing.first.defer(() => history.close());
  const { versions, origins: originsOfWords } = history;
  const review = createReview({
    storage,
    journal,
    documents,
    templates,
    versions,
    origins: originsOfWords,
    sessions,
    live,
    events,
    log,
  });
  const secret = await signingSecret(storage, config.secret);
  await ensureDeskKey(storage.db, secret, log);
  const passports = createPassports({
    approvals,
    shares: createShares(originsOfWords),
    key: signingKey(secret),
    siteName,
    url,
  });
  const checkPassport = async (article: ArticleId, number: number) => {
    const passport = await keptPassport(storage.db, article, number);
    if (!passport) return [];
    const sources = {
      db: storage.db,
      entries: (id: ArticleId, after: number, limit: number) =>
        journal.entries(documentNameOf(id), after, limit),
      origins: (id: ArticleId) => originsOfWords.read(storage.db, id),
    };
    return await recomputed(sources, article, passport);
  };
  const publishing = createPublishing({
    machineTexts: createMachineTexts(storage, originsOfWords),
    passports,
    checkPassport,
    storage,
    documents,
    approvals,
    versions,
    sessions,
    live,
    events,
    templates,
    pictures,
    houseStyle,
    language: createLanguageBlocking(languageTool, log),
    siteVersion,
    url,
    timeZone,
    log,
  });
  const imports = createImports({
    storage,
    documents,
    templates,
    approvals,
    articles,
    pictures,
    versions,
    sessions,
    live,
    url,
    timeZone,
    log,
  });
  closing.afterDocuments.defer(() => imports.close());
  await keepFeedIds(storage.db, url);
  const targets = createTargets(config.webhookAllow);
  const siteSettings = createSiteSettings({
    storage,
    sessions,
    siteVersion,
    name: config.siteName,
    timeZone: config.siteTimeZone,
    targets,
    log,
  });
  const authorProfiles = createAuthorProfiles({ storage, sessions, siteVersion, log });
  const siteSections = createSiteSections({ storage, sessions, siteVersion, settings: siteSettings, log });
  const subscribers = createSubscribers({ storage, sessions });
  const notifications = createNotifications({
    storage,
    sessions,
    events,
    live,
    emails: mail,
    siteName,
    url,
    mailWaitMs: config.mailWaitMs,
    log,
  });
  closing.first.defer(() => notifications.close());
  const webhooks = createWebhooks({ storage, sessions, events, url, targets, log });
  closing.first.defer(() => webhooks.close());
  const audit = createAudit({ storage, sessions, notes });
  const site = createSite({
    storage,
    version: siteVersion,
    settings: siteSettings,
    authors: authorProfiles,
    sections: siteSections,
    subscribers,
    passportKeys: () => publicDeskKeys(storage.db),
    pictures,
    url,
    fullFeeds: config.fullFeeds,
    reserved: config.reserved,
    log,
  });
  closing.ground.defer(() => site.settled());
  const pings = createPings({
    storage,
    sessions,
    events,
    currentSite: site.current,
    settings: siteSettings,
    url,
    send: createSend(targets),
    log,
  });
  closing.first.defer(() => pings.close());
  events.start();
  closing.first.defer(() => events.close());
  const previews = createPreviews({
    storage,
    sessions,
    live,
    draftOf: publishing.draft,
    site: site.previews,
    url,
    log,
  });
  media.start();
  publishing.start();
  closing.first.defer(() => publishing.close());
  if (config.demo) await seedDemo({ storage, accounts, articles, media, documents, review, publishing });

  const readiness = createReadiness({ db: storage.db, journal });
  server.removeAllListeners('request');
  const routers = [
    audit.router,
    accounts.router,
    media.router,
    publishing.router,
    previews.router,
    siteSettings.router,
    pings.router,
    authorProfiles.router,
    siteSections.router,
    subscribers.router,
    review.router,
    history.router,
    notifications.router,
    webhooks.router,
    imports.router,
    articles.router,
    houseStyle.router,
    textChecks.router,
    createInterface(sessions, { url, cookie: accounts.cookie }).router,
  ];
  const proxy = createProxySigns({ url, origins, trustProxy, log });
  const app = createApp({
    origins,
    trustProxy,
    log,
    proxy,
    ready: readiness.answer,
    before: [refuseArchived({ sessions, isArchived }), audit.noteReading],
    routers,
    site: site.router,
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // Readers of public pages are answered from memory, past all that the desk needs.
    const fromMemory = site.serve(request, response);
    metrics?.siteRequest(fromMemory ? 'memory' : 'router');
    if (!fromMemory) app(request, response);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node leaves an upgraded socket to us, and one that breaks without a listener would end the process.
    socket.on('error', () => {});
    proxy.lookAtUpgrade(request);
    const path = request.url?.split('?', 1)[0];
    if (path === '/api/collab') collab.upgrade(request, socket, head);
    else if (path === '/api/live') live.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  });

  const served = metrics && config.metrics && (await metricsServed(metrics, config.metrics));
  closing.first.defer(() => served?.close());
  // Before any part closes, so that those who are not elsewhere yet have all of it.
  closing.first.defer(async () => {
    readiness.drain();
    void stopAccepting();
    stopBy = performance.now() + config.shutdownMs;
    const movedBy = performance.now() + config.shutdownMs * handOverLimits.shareOfStopping;
    if (await collab.handOver(movedBy - performance.now()))
      await live.handOver(Math.max(0, movedBy - performance.now()));
  });
  return {
    url,
    metricsPort: served?.port ?? null,
    setupToken: await accounts.setupToken(),
    routes: routesOf(app),
    close: async () => {
      await closing.run();
      return allSaved;
    },
  };
}

/** Where pictures are kept. A full disk, or a bucket that does not answer, is only named in the log: texts need none. */
async function preparedPlaces(config: Config, db: Kysely<Tables>, log: Logger): Promise<Places> {
  const places = await openPlaces(config.pictures, db);
  try {
    await preparePlaces(places, db);
  } catch (error) {
    places.close();
    if (error instanceof PlaceSettingError) throw new DeskError(error.message);
    throw error;
  }
  for (const place of ['folder', 'bucket'] as const)
    if (places.known.includes(place))
      tryPlace(places.at(place)).catch((error: unknown) => {
        log.error({ why: reasonOf(error) }, `The ${place} of the pictures can’t be used`);
      });
  return places;
}

async function opened(config: Config): Promise<Storage> {
  try {
    return await openStorage({
      url: config.databaseUrl ?? undefined,
      dataDir: config.dataDir,
      onQuery: config.traces === null ? undefined : traceQuery,
    });
  } catch (error) {
    if (error instanceof StorageError) throw new DeskError(error.message);
    throw error;
  }
}

async function metricsServed(metrics: Metrics, { host, port }: { host: string; port: number }) {
  try {
    return await serveMetrics(metrics, { host, port });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DeskError(`METRICS_PORT: metrics can't be served on port ${port} of ${host}: ${why}`);
  }
}

/** Takes the port; gives the one that it is where the configuration leaves it open. */
function listening(server: Server, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      const why: Record<string, string> = {
        EADDRINUSE: `Port ${port} is taken; set PORT to another one.`,
        EACCES: `Port ${port} is only for administrators of this machine; set PORT to one above 1023.`,
        EADDRNOTAVAIL: `HOST is ${host}, which is no address of this machine.`,
        ENOTFOUND: `HOST is ${host}, which is no address of this machine.`,
      };
      reject(new DeskError(why[code ?? ''] ?? `It can't listen on port ${port} of ${host}: ${message}`));
    });
    // Listening on a host or port gives an address, never a path.
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
