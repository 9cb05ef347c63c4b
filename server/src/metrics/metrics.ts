// What an operator watches, in the format of Prometheus: counted where it happens, or looked up when somebody asks.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { EditMetrics } from '../collab/write-ahead.ts';
import { recentAnswer } from '../http/recent-answer.ts';
import type { Tables } from '../storage/tables.ts';
import { type Queue, queues } from './queues.ts';

/** What is looked up when somebody asks. */
interface Watched {
  db: Kysely<Tables>;
  /** Sockets with documents, and documents that are open. */
  collab(): { connections: number; articles: number };
  /** Sockets for events. */
  live(): number;
  journal: { readonly state: 'saving' | 'delayed'; readonly waitingBytes: number };
}

/** Counted by those who do what is counted. */
export interface Metrics extends EditMetrics {
  /** A public page was asked for; from memory, or past it. */
  siteRequest(from: 'memory' | 'router'): void;
  /** A snapshot of a document was made and written, which took so many ms. */
  snapshotWritten(ms: number): void;
  watch(watched: Watched): void;
  /** All of it, in Prometheus' text format. */
  text(): Promise<string>;
}

/** The database is asked for its queues at most this often, in ms, however many ask. */
const queuesHoldMs = 5000;

/** Counts from now on. A registry of its own, so that several desks in one process do not count together. */
export function createMetrics(log: Logger): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'galley_' });
  const registers = [registry];
  const commits = new Histogram({
    name: 'galley_journal_commit_seconds',
    help: 'Time from the admission of an update until it is on disk',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    registers,
  });
  const snapshots = new Histogram({
    name: 'galley_snapshot_seconds',
    help: 'Time in which a snapshot of a document is made and written',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    registers,
  });
  const updates = new Counter({
    name: 'galley_updates_total',
    help: 'Updates by what became of them: admitted and on disk, or the reason why they were refused',
    labelNames: ['outcome'],
    registers,
  });
  const siteRequests = new Counter({
    name: 'galley_site_requests_total',
    help: 'Requests answered from memory as a public page, and all others',
    labelNames: ['from'],
    registers,
  });
  let watched: Watched | null = null;
  const gauge = (name: string, help: string, read: (watched: Watched) => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        if (watched) this.set(read(watched));
      },
    });
  gauge('galley_connections', 'Open sockets for live documents', ({ collab }) => collab().connections);
  gauge('galley_live_connections', 'Open sockets for events', ({ live }) => live());
  gauge('galley_open_articles', 'Articles in memory', ({ collab }) => collab().articles);
  gauge(
    'galley_journal_waiting_bytes',
    'Edits that wait to be written',
    ({ journal }) => journal.waitingBytes,
  );
  gauge('galley_journal_delayed', '1 while edits cannot be saved', ({ journal }) =>
    journal.state === 'delayed' ? 1 : 0,
  );

  const countQueues = recentAnswer(queuesHoldMs, async (): Promise<Queue[]> => {
    if (!watched) return [];
    try {
      return await queues(watched.db);
    } catch (error) {
      // While the database is away there is nothing to say of its queues, and the other metrics matter all the more.
      log.warn({ err: error }, 'The queues could not be counted');
      return [];
    }
  });
  // Nothing is watched before the desk is put together; that is no answer to be kept.
  const queuesNow = async (): Promise<Queue[]> => (watched ? await countQueues() : []);
  const queueGauge = (name: string, help: string, value: (queue: Queue) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['queue'],
      registers,
      async collect() {
        this.reset();
        for (const queue of await queuesNow()) this.set({ queue: queue.name }, value(queue));
      },
    });
  queueGauge('galley_queue_waiting', 'What waits in a queue of the database', ({ waiting }) => waiting);
  queueGauge(
    'galley_queue_oldest_seconds',
    'For how long the oldest of a queue has waited, or is overdue where it waits for a time; 0 for none',
    ({ oldestSeconds }) => oldestSeconds,
  );

  return {
    committed: (ms) => {
      commits.observe(ms / 1000);
      updates.inc({ outcome: 'admitted' });
    },
    refused: (reason) => updates.inc({ outcome: reason }),
    snapshotWritten: (ms) => snapshots.observe(ms / 1000),
    siteRequest: (from) => siteRequests.inc({ from }),
    watch: (what) => {
      watched = what;
    },
    text: () => registry.metrics(),
  };
}

/** Serves `/metrics` on a port of its own, which the outside need not reach. Gives the port, and how to stop. */
export async function serveMetrics(
  metrics: Pick<Metrics, 'text'>,
  { host, port }: { host: string; port: number },
): Promise<{ port: number; close(): void }> {
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    try {
      const text = await metrics.text();
      response.writeHead(200, { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE }).end(text);
    } catch {
      response.writeHead(500).end();
    }
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
