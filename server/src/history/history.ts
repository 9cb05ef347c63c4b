// History: what the journal says of an article's past, the versions that were kept, and the way back to them.
import { type ArticleId, documentNameOf, type UserId } from '@galley/shared/ids.ts';
import { restoreContent } from '@galley/shared/review/restore.ts';
import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import { record } from '../audit/record.ts';
import { type Contents, rowsOf, sizeOf } from '../collab/contents.ts';
import type { RecoverableDocuments } from '../collab/documents.ts';
import { ChangeRefusedError } from '../collab/documents.ts';
import { type Journal, SealedError } from '../collab/journal.ts';
import type { Live } from '../events/live.ts';
import type { TimelineEvents } from '../events/timeline-events.ts';
import type { Storage } from '../storage/storage.ts';
import { parsedJson } from '../workers/json.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import type { ArticleHistory } from './article-history.ts';
import { historyJob } from './history-job.ts';
import type { AuthorshipSources } from './history-jobs.ts';
import { historyRoutes } from './history-routes.ts';
import { sizeOfAuthorship } from './job-sizes.ts';
import { createMerging, type Merging, type MergingSettings } from './merging.ts';
import { createMoments } from './moments.ts';
import { readOrigins } from './origin-rows.ts';
import type { OriginsOfWords } from './origins.ts';
import { createTimeline } from './timeline.ts';
import { timelinePage } from './timeline-page.ts';
import { createVersions, type Versions } from './versions.ts';

export interface HistoryOptions {
  storage: Storage;
  documents: RecoverableDocuments;
  journal: Journal;
  contents: Contents;
  /** For what takes long. */
  workers: Pick<WorkerPool, 'run'>;
  sessions: Sessions;
  live: Live;
  merging: MergingSettings;
  /** The names of people, for files. */
  names(ids: readonly UserId[]): Promise<ReadonlyMap<UserId, string>>;
  /** What happened beside the text. */
  events: TimelineEvents;
  log: Logger;
}

/** What the rest of the desk uses of history. */
export interface HistoryPart {
  router: Router;
  versions: Versions;
  origins: OriginsOfWords;
  merging: Merging;
  close(): Promise<void>;
}

/** History with its routes. Old rows are merged as the settings say. */
export function createHistory(options: HistoryOptions): HistoryPart {
  const { storage, documents, journal, contents, workers, sessions, live, names, log } = options;
  const moments = createMoments(contents);
  const versions = createVersions(storage, contents, workers);
  const timeline = createTimeline(storage, journal, contents, workers);
  const merging = createMerging({ storage, journal, timeline, settings: options.merging, log });

  const authorshipSources = async (article: ArticleId) => {
    await timeline.catchUp(article);
    const name = documentNameOf(article);
    const journaled = await journal.states(name);
    if (!journaled) throw new Error(`The article ${article} has no document.`);
    const { states, clients: owners } = journaled;
    const carried = [...(await readOrigins(storage.db, article))];
    const rows: AuthorshipSources['rows'][number][] = [];
    for await (const lot of rowsOf(journal, name)) for (const { bytes, at } of lot) rows.push({ bytes, at });
    const sources: AuthorshipSources = { states, owners, carried, rows };
    return { sources, size: sizeOfAuthorship(sources) };
  };

  const history: ArticleHistory = {
    knows: (article) => journal.has(documentNameOf(article)),
    page: async (article, input) => {
      await timeline.catchUp(article);
      return {
        ...(await timelinePage({ timeline, events: options.events }, article, input)),
        versions: await versions.of(article),
      };
    },
    versions,
    contentAt: (article, moment) => moments.at(article, moment, versions),
    restore: async (article, { moment, content, sections, except }, by) => {
      const kept = await versions.prepare(article, 'restore', by);
      const left = new Set(except);
      const only = sections === null ? null : new Set(sections);
      const wanted = parsedJson(content);
      try {
        const details = { moment, ...(sections === null ? {} : { sections: sections.length }) };
        const changed = await documents.exclusively(article, async (held) => {
          await record(held.transaction, { act: 'version.restored', who: by, article, details });
          await kept.write(held.transaction);
          return await held.change(by, (doc) => restoreContent(doc, wanted, only, left));
        });
        return { type: 'restored', kept: kept.version, sections: changed };
      } catch (error) {
        if (error instanceof SealedError) return { type: 'sealed', sections: error.sections };
        if (error instanceof ChangeRefusedError) return { type: 'too-large' };
        throw error;
      }
    },
    recover: (article, by) =>
      documents.continueFromLastGood(article, by, (transaction) =>
        record(transaction, { act: 'article.recovered', who: by, article }),
      ),
    compared: (from, to) =>
      workers.run(historyJob('compare'), { from, to }, sizeOf(from ? [from, to] : [to])),
    authorship: async (article) => {
      const { sources, size } = await authorshipSources(article);
      return await workers.run(historyJob('authorship'), sources, size);
    },
    authorshipTable: async (article) => {
      const { sources, size } = await authorshipSources(article);
      const people = new Set([...sources.owners.values()].flatMap((owner) => owner ?? []));
      const input = { ...sources, names: await names([...people]) };
      return await workers.run(historyJob('authorshipTable'), input, size);
    },
  };

  return {
    router: historyRoutes({ history, sessions, live }),
    versions,
    origins: {
      catchUp: async (article) => {
        await timeline.catchUp(article);
      },
      read: readOrigins,
    },
    merging,
    close: () => merging.close(),
  };
}
