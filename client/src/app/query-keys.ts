// The names under which the browser keeps what the server said. Live events make these stale; see live.ts.
import type { ArticleId } from '@galley/shared/ids.ts';

/** Each names a question to the server; a key also names all that begin with it. */
export const keys = {
  session: ['session'],
  /** Where the signed-in person is signed in. */
  ownPasskeys: ['own-passkeys'],
  ownSessions: ['own-sessions'],
  people: ['people'],
  inbox: ['inbox'],
  notificationSettings: ['notification-settings'],
  templates: ['templates'],
  houseStyle: ['house-style'],
  /** The library: its lists, and what is known of single pictures. */
  pictures: ['pictures'],
  picture: ['pictures', 'one'],
  webhooks: ['webhooks'],
  siteSettings: ['site-settings'],
  sitePings: ['site-pings'],
  authors: ['authors'],
  siteSections: ['site-sections'],
  subscribers: ['subscribers'],
  /** Everything that lists articles: columns, table, counts, search. */
  articleLists: ['articles'],
  /** One article's row. */
  article: (id: ArticleId) => ['article', id],
  /** How the article's sections stand, and their histories. */
  sections: (id: ArticleId) => ['sections', id],
  /** How an article stands to its public page, and what of its text differs from a revision as long as it is edited. */
  publication: (id: ArticleId) => ['publication', id],
  /** The links by which people outside see it. */
  previewLinks: (id: ArticleId) => ['publication', id, 'preview-links'],
  threads: (id: ArticleId) => ['threads', id],
  /** Which of its words a machine made. */
  machineMade: (id: ArticleId) => ['machine-made', id],
  suggestions: (id: ArticleId) => ['suggestions', id],
  languageCheck: (id: ArticleId) => ['language-check', id],
  insideLinks: (id: ArticleId) => ['inside-links', id],
  history: (id: ArticleId) => ['history', id],
  /** Of it what happened when; the texts of moments never change. */
  timeline: (id: ArticleId) => ['history', id, 'timeline'],
  /** What differs between two revisions, which never change. */
  passportCheck: (id: ArticleId, number: number) => ['passport-check', id, number],
  revisionChanges: (id: ArticleId, from: number, to: number) => ['revision-changes', id, from, to],
} as const;
