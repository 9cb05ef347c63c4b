// Articles and their templates, and the words by which they are found and checked.
import type {
  ArticleId,
  MediaId,
  SiteSectionId,
  StyleWordId,
  TemplateId,
  UserId,
} from '@galley/shared/ids.ts';
import type { Generated } from 'kysely';

/** Templates. `version` counts up with each change, so that two admins do not overwrite each other. */
export interface TemplateTable {
  id: TemplateId;
  /** `TemplateContent` as JSON. */
  content: string;
  version: number;
  archived: number;
  createdAt: string;
  updatedAt: string;
}

/** Articles: what is set of them, and what the board shows of their documents. */
export interface ArticleTable {
  id: ArticleId;
  template: TemplateId;
  language: string;
  slug: string | null;
  byline: string;
  /** `Author[]` as JSON; null where they are those that the byline names. */
  authors: Generated<string | null>;
  stage: string;
  /** What follows is projected from the document after it changes. */
  headline: string;
  /** What the board sorts headlines by: see articles/headline-key.ts. */
  headlineKey: Generated<string>;
  dek: string;
  /** Those that were written; boilerplate that nobody has changed is counted apart. */
  words: number;
  boilerplate: Generated<number>;
  /** The ids of the sections that it shows, as a JSON array. */
  sections: Generated<string>;
  /** Up to which journal position these, and the article's entry in the search index, were made; 0 to have them made anew. */
  projected: Generated<number>;
  createdBy: UserId;
  createdAt: string;
  editedAt: string;
  editedBy: UserId | null;
  archivedAt: string | null;
  liveRevision: number | null;
  /** The language of the live revision, by which the public site lists it. */
  liveLanguage: Generated<string | null>;
  /** What feeds call the article; see publishing/feed-ids.ts. */
  feedId: Generated<string | null>;
  /** Of a scheduled one: when it is published. */
  publishAt: Generated<string | null>;
  /** What it is about: a list of texts as JSON. */
  tags: Generated<string>;
  /** Until when nothing of it may be public. */
  embargo: Generated<string | null>;
  /** The section of the site that it is in, and the one that its live revision is in. */
  siteSection: Generated<SiteSectionId | null>;
  liveSiteSection: Generated<SiteSectionId | null>;
  /** How it is shown elsewhere: see `article/search-and-social.ts`. */
  searchTitle: Generated<string>;
  searchDescription: Generated<string>;
  socialTitle: Generated<string>;
  socialPicture: Generated<MediaId | null>;
  canonical: Generated<string | null>;
  /** The ids of other articles that readers are led to from it, as a JSON array. */
  related: Generated<string>;
  /** The series that it is a part of; empty for none. See `article/series.ts`. */
  series: Generated<string>;
  seriesPlace: Generated<number | null>;
  /** Who has the article, and until when it is wanted. */
  assignee: Generated<UserId | null>;
  dueAt: Generated<string | null>;
}

/** Words that texts have or had: see search-words.ts. */
interface SearchWordTable {
  /** Without accents. */
  word: string;
  /** As it was written, in lower case. */
  shown: string;
  length: number;
  /** Its first and its last letters. */
  start: string;
  ending: string;
}

/** The house style list; see checks/house-style.ts. */
interface StyleWordTable {
  id: StyleWordId;
  avoid: string;
  prefer: string;
  note: string;
  /** `en`, `de` or `both`. */
  language: string;
  owner: UserId;
  version: number;
}

/** What the command line has imported. */
interface ImportedTable {
  /** An article of another desk, or the hash of a file's bytes. */
  source: string;
  article: ArticleId;
  at: string;
}

/** These tables by their names. */
export interface ArticleTables {
  template: TemplateTable;
  article: ArticleTable;
  imported: ImportedTable;
  searchWord: SearchWordTable;
  storyWord: SearchWordTable;
  styleWord: StyleWordTable;
}
