// The articles' part of the desk: rows, templates, the projection of documents into rows, and the routes over them.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import express, { type Router } from 'express';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import type { Documents } from '../collab/documents.ts';
import type { DeskEvents } from '../events/desk-events.ts';
import type { Live } from '../events/live.ts';
import type { Approvals } from '../review/approvals.ts';
import { createSearchWords } from '../storage/search-words.ts';
import type { Storage } from '../storage/storage.ts';
import type { ArticleRowChange } from './article-changes.ts';
import { type ArticleFacts, type FactsTaken, takeFacts } from './article-facts.ts';
import { articleOf, articleRoutes } from './article-routes.ts';
import { createArticleStore, type NewArticleRow } from './article-store.ts';
import { Projector } from './projector.ts';
import { templateRoutes } from './template-routes.ts';
import type { TemplateStore } from './templates.ts';

export interface ArticlesOptions {
  storage: Storage;
  templates: TemplateStore;
  documents: Documents;
  approvals: Approvals;
  sessions: Sessions;
  live: Live;
  events: DeskEvents;
  /** The desk's time zone. */
  timeZone(): Promise<string>;
  log: Logger;
}

/** What the rest of the desk uses of the articles' rows. */
export interface Articles {
  router: Router;
  get(id: ArticleId): Promise<ArticleRow | null>;
  /**
   * Gives the article what a file says of it, where nothing is set yet; the answer says what was taken already. Throws a
   * `ProblemError` for what is refused.
   */
  takeFacts(id: ArticleId, facts: ArticleFacts, by: UserId): Promise<Omit<FactsTaken, 'outcome'>>;
  /** Makes an article without a request, as for demo content. Throws where the template or the content does not fit. */
  create(article: NewArticleRow, author: UserId): Promise<ArticleId>;
  /** Changes an article's settings without a request. Throws where they are refused. */
  change(id: ArticleId, change: ArticleRowChange, by: UserId): Promise<void>;
  /** Brings the rows up to date with what was edited last, and resolves once nothing is done in the background. */
  close(): Promise<void>;
}

/** How long the rows may take to be brought up to date at the end, in ms; a start does the rest. */
const closingMs = 2000;

/** Starts to follow the documents' changes. */
export async function createArticles(options: ArticlesOptions): Promise<Articles> {
  const { storage, templates, documents, approvals, sessions, live, events, timeZone, log } = options;
  const words = createSearchWords(storage);
  const projector = new Projector({ storage, documents, templates, words, live, log });
  const store = createArticleStore({
    storage,
    documents,
    approvals,
    templates,
    events,
    projector,
    words,
    timeZone,
  });
  await projector.catchUp();

  const router = express.Router();
  router.use(templateRoutes({ templates, sessions, live }));
  router.use(articleRoutes({ storage, store, sessions, live, words, log }));
  return {
    router,
    get: store.get,
    close: () => projector.close(closingMs),
    takeFacts: async (id, facts, by) => {
      const { outcome, ...taken } = await takeFacts(store, id, facts, by);
      articleOf(outcome);
      return taken;
    },
    create: async (article, author) => {
      const made = await store.create(article, author);
      if (made.outcome === 'refused') throw new Error(`The article can't be made: ${made.why}`);
      return made.article.id;
    },
    change: async (id, change, by) => {
      const changed = await store.change(id, change, by);
      if (changed.outcome !== 'done')
        throw new Error(`The article can't be changed: ${JSON.stringify(changed)}`);
    },
  };
}
