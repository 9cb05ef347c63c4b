// History: what the journal says of an article's past, the versions that were kept, and the way back to them.
import { documentNameOf, type UserId } from '@galley/shared/ids.ts';
import { restoreContent } from '@galley/shared/review/restore.ts';
import type { Router } from 'express';
import type { Logger } from 'pino';
import * as Y from 'yjs';
import type { Sessions } from '../accounts/sessions.ts';
import { record } from '../audit/record.ts';
import type { RecoverableDocuments } from '../collab/documents.ts';
import { ChangeRefusedError } from '../collab/documents.ts';
import { type Journal, SealedError } from '../collab/journal.ts';
import type { Live } from '../events/live.ts';
import type { TimelineEvents } from '../events/timeline-events.ts';
import type { Storage } from '../storage/storage.ts';
import type { ArticleHistory } from './article-history.ts';
import { Arrivals, authorshipOf } from './authorship.ts';
import { historyRoutes } from './history-routes.ts';
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
  const { storage, documents, journal, sessions, live, names, log } = options;
  const moments = createMoments(journal);
  const versions = createVersions(storage, moments);
  const timeline = createTimeline(storage, journal);
  const merging = createMerging({ storage, journal, timeline, settings: options.merging, log });

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
      try {
        const details = { moment, ...(sections === null ? {} : { sections: sections.length }) };
        const changed = await documents.exclusively(article, async (held) => {
          await record(held.transaction, { act: 'version.restored', who: by, article, details });
          await kept.write(held.transaction);
          return await held.change(by, (doc) => restoreContent(doc, content, only, left));
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
    authorship: async (article) => {
      await timeline.catchUp(article);
      const name = documentNameOf(article);
      const journaled = await journal.load(name);
      if (!journaled) throw new Error(`The article ${article} has no document.`);
      const arrivals = new Arrivals();
      for (let last = 0; ; ) {
        const entries = await journal.entries(name, last, 2000);
        for (const entry of entries) arrivals.add(entry);
        const end = entries.at(-1);
        if (!end) break;
        last = end.position;
      }
      const doc = new Y.Doc();
      Y.applyUpdate(doc, journaled.state);
      const authorship = authorshipOf(
        doc,
        journaled.clients,
        await readOrigins(storage.db, article),
        arrivals,
      );
      doc.destroy();
      return authorship;
    },
  };

  return {
    router: historyRoutes({ history, sessions, live, names }),
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
