// What all parts of a desk stand on: database, address, messages between nodes, the outbox, the journal, settings.
import { builtInTemplates } from '@galley/shared/article/built-in-templates.ts';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { createTemplateStore } from '../articles/templates.ts';
import { createNotes } from '../audit/notes.ts';
import { announceQuarantine } from '../collab/announce-quarantine.ts';
import { createJournal } from '../collab/sql-journal.ts';
import type { Config } from '../config.ts';
import { createBus } from '../events/bus.ts';
import { createOutbox } from '../events/outbox.ts';
import { createMail } from '../mail/mail.ts';
import { openSmtp } from '../mail/smtp.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { createApprovals } from '../review/approvals.ts';
import { seals } from '../review/seals.ts';
import { createSiteSettings } from '../site/settings.ts';
import { createSiteVersion } from '../site/site-version.ts';
import { deskIdentity } from '../storage/desk-identity.ts';
import { openStorage, StorageError } from '../storage/open.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';
import { traceQuery } from '../tracing/spans.ts';
import type { Closing } from './closing.ts';
import { DeskError } from './desk-error.ts';
import { listen } from './listening.ts';

export type Ground = Awaited<ReturnType<typeof openGround>>;

/** Opens the database and takes the port. Throws `DeskError` where the machine or the database won't have it. */
export async function openGround(config: Config, closing: Closing, log: Logger) {
  const storage = await opened(config);
  closing.ground.defer(() => storage.close());
  // The port decides the origin, so it is taken before anything else is made.
  const listening = await listen(config, closing);
  const { url, origins } = listening;
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
  const emails = createMail({ storage, post: config.mail && openSmtp(config.mail, url), log });
  closing.first.defer(() => emails.close());
  const settings = createSiteSettings({
    storage,
    siteVersion,
    name: config.siteName,
    timeZone: config.siteTimeZone,
    log,
  });
  return {
    config,
    closing,
    log,
    storage,
    listening,
    url,
    origins,
    metrics,
    bus,
    siteVersion,
    events,
    journal,
    notes,
    emails,
    settings,
    templates: await createTemplateStore(storage, builtInTemplates),
    approvals: createApprovals(storage),
    siteName: async (db: Kysely<Tables>) => (await settings.read(db)).name,
    timeZone: () => settings.timeZone(),
  };
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
