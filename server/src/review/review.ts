// The review's part of the desk: sections under way, from whom they are assigned to until they are approved.
import express, { type Router } from 'express';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import type { TemplateStore } from '../articles/templates.ts';
import type { Documents } from '../collab/documents.ts';
import type { Journal } from '../collab/journal.ts';
import type { DeskEvents } from '../events/desk-events.ts';
import type { Live } from '../events/live.ts';
import type { OriginsOfWords } from '../history/origins.ts';
import type { Versions } from '../history/versions.ts';
import type { Storage } from '../storage/storage.ts';
import { createMachineMarks } from './machine-marks.ts';
import { machineRoutes } from './machine-routes.ts';
import { createSectionActs, oneAct, type PerformAct } from './section-acts.ts';
import { sectionRoutes } from './section-routes.ts';
import { createDecisions } from './suggestion-decisions.ts';
import { suggestionRoutes } from './suggestion-routes.ts';
import { createUndoDecided } from './suggestion-undo.ts';
import { createSuggestions } from './suggestions.ts';
import { threadRoutes } from './thread-routes.ts';
import { createThreads } from './threads.ts';
import { createVoiding } from './voiding.ts';

export interface ReviewOptions {
  storage: Storage;
  journal: Journal;
  documents: Documents;
  templates: TemplateStore;
  versions: Pick<Versions, 'keep'>;
  origins: OriginsOfWords;
  sessions: Sessions;
  live: Live;
  events: DeskEvents;
  log: Logger;
}

/** What the rest of the desk uses of the review. */
export interface Review {
  router: Router;
  /** Does something with a section without a request, as for demo content. */
  perform: PerformAct;
}

/** Starts to watch over the approvals. */
export function createReview({ log, ...options }: ReviewOptions): Review {
  const { storage, documents, origins } = options;
  const performAll = createSectionActs(options);
  const perform = oneAct(performAll);
  const voidStale = createVoiding(options);
  const threads = createThreads({ ...options, log });
  const suggestions = createSuggestions(options);
  const decide = createDecisions(options);
  const undoDecided = createUndoDecided(options);

  documents.onChanged((article, editor) => {
    voidStale(article, editor).catch((error: unknown) => {
      // Whoever looks at the sections or publishes compares the texts again.
      log.error({ err: error, article }, 'The approvals of an article could not be looked over');
    });
  });

  documents.onChanged((article) => {
    threads.findAgain(article).catch((error: unknown) => {
      log.warn({ err: error, article }, 'The threads of an article could not be brought to their text');
    });
  });

  const router = express.Router();
  router.use(
    sectionRoutes({
      storage,
      documents,
      origins,
      sessions: options.sessions,
      perform,
      performAll,
      voidStale,
    }),
  );
  router.use(threadRoutes({ threads, journal: options.journal, sessions: options.sessions }));
  router.use(
    suggestionRoutes({
      suggestions,
      decide,
      undoDecided,
      journal: options.journal,
      sessions: options.sessions,
    }),
  );
  router.use(machineRoutes({ marks: createMachineMarks(options), sessions: options.sessions }));
  return { router, perform };
}
